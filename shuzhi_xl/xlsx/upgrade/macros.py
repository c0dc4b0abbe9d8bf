"""Macros and ribbon of a master (宏与功能区): this version's replace those of an earlier version."""

import hashlib
from functools import lru_cache
from typing import Final

from shuzhi_xl.xlsx.patch.opc.xml_part import parse
from shuzhi_xl.xlsx.upgrade.package import Package, read_code_name
from shuzhi_xl.xlsx.upgrade.vba_source import read_modules

RELEASED_MACROS: Final = frozenset(
    {
        "SZBUTTONS dfaab1187888",
        "XLWINGS f70e46845437",
        "XLWINGS_UDFS fdd989219cd8",
    }
)
"""Modules of all released versions, each with the first digits of its text's SHA-256."""
RELEASED_RIBBONS: Final = frozenset({"92fd8c483df1"})
"""First digits of the SHA-256 of the ribbon tabs of all released versions."""


def renew_macros(master: Package, model: Package) -> bool:
    """Replace an earlier version's macros and ribbon tab by this version's.

    If a module or a sheet with macros was added or changed, everything stays. The sentences of the macros
    are added by `add_sentences`.

    Returns:
        Whether the master now has this version's macros.
    """
    project, new_parts = (
        package.parts.related(package.book.part, "vbaProject") for package in (master, model)
    )
    if not project or not new_parts:
        return False
    old, new = master.parts.read(project[0]), model.parts.read(new_parts[0])
    if not _is_current(old, new):
        if not _is_released(old) or _read_code_names(master) != _read_code_names(model):
            return False
        master.parts.replace(project[0], new)
    _renew_ribbon(master, model)
    return True


@lru_cache(maxsize=4)  # the master's are needed twice, and to unpack them takes most of the time
def fingerprint_modules(project: bytes) -> frozenset[str]:
    """Fingerprint the modules of a VBA project that contain code, as listed in `RELEASED_MACROS`."""
    return frozenset(
        f"{name} {_fingerprint(text.encode())}" for name, text in read_modules(project).items() if text
    )


def fingerprint_ribbon(ribbon: bytes) -> str:
    """Fingerprint a ribbon tab, as listed in `RELEASED_RIBBONS`."""
    return _fingerprint(ribbon)


def _is_current(old: bytes, new: bytes) -> bool:
    # Excel writes the project differently on every save, so the source decides
    return old == new or _fingerprint_modules_if_readable(old) == fingerprint_modules(new)


def _is_released(project: bytes) -> bool:
    fingerprints = _fingerprint_modules_if_readable(project)
    # A subset, because an earlier version may have fewer modules
    return bool(fingerprints) and fingerprints <= RELEASED_MACROS


def _fingerprint_modules_if_readable(project: bytes) -> frozenset[str]:
    """Fingerprint the modules; none for an unreadable project, which is therefore left as it is."""
    try:
        return fingerprint_modules(project)
    except (OSError, IndexError, ValueError):
        return frozenset()


def _fingerprint(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:12]


def _read_code_names(package: Package) -> set[str]:
    roots = (parse(package.parts.read(part)) for part in package.book.sheets.values())
    return {name for root in roots if (name := read_code_name(root))}


def _renew_ribbon(master: Package, model: Package) -> None:
    ribbons, new_parts = (package.parts.related("", "extensibility") for package in (master, model))
    if ribbons and new_parts and fingerprint_ribbon(master.parts.read(ribbons[0])) in RELEASED_RIBBONS:
        master.parts.replace(ribbons[0], model.parts.read(new_parts[0]))
