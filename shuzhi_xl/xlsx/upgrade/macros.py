"""Macros and ribbon of a master: this version's take the place of an earlier version's (宏与功能区)."""

import hashlib
from typing import Final

from shuzhi_xl.xlsx.patch.opc.xml_part import Element, child, parse
from shuzhi_xl.xlsx.upgrade.package import Package
from shuzhi_xl.xlsx.upgrade.vba_source import modules

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
    """Put this version's macros and ribbon tab in place of an earlier version's.

    Where anybody added or changed a module, or a sheet with macros of its own, all of it stays. What the
    macros say themselves is added by `sentences`.

    Returns:
        Whether the master has this version's macros now.
    """
    project, fresh = (package.parts.related(package.book.part, "vbaProject") for package in (master, model))
    if not project or not fresh:
        return False
    old, new = master.parts.read(project[0]), model.parts.read(fresh[0])
    if not _is_current(old, new):
        if not _is_released(old) or _code_names(master) != _code_names(model):
            return False
        master.parts.replace(project[0], new)
    _renew_ribbon(master, model)
    return True


def module_prints(project: bytes) -> frozenset[str]:
    """The modules of a VBA project that hold code, as `RELEASED_MACROS` lists them."""
    return frozenset(f"{name} {_print(text.encode())}" for name, text in modules(project).items() if text)


def ribbon_print(ribbon: bytes) -> str:
    """A ribbon tab, as `RELEASED_RIBBONS` lists it."""
    return _print(ribbon)


def _is_current(old: bytes, new: bytes) -> bool:
    return old == new or _prints(old) == module_prints(new)


def _is_released(project: bytes) -> bool:
    prints = _prints(project)
    return bool(prints) and prints <= RELEASED_MACROS


def _prints(project: bytes) -> frozenset[str]:
    """The modules, or nothing where the project cannot be read: it is left alone then."""
    try:
        return module_prints(project)
    except (OSError, IndexError, ValueError):
        return frozenset()


def _print(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:12]


def _code_names(package: Package) -> set[str]:
    roots = (parse(package.parts.read(part)) for part in package.book.sheets.values())
    return {name for root in roots if (name := _code_name(root))}


def _code_name(root: Element) -> str:
    properties = child(root, "sheetPr")
    return "" if properties is None else properties.get("codeName", "")


def _renew_ribbon(master: Package, model: Package) -> None:
    ribbons, fresh = (package.parts.related("", "extensibility") for package in (master, model))
    if ribbons and fresh and ribbon_print(master.parts.read(ribbons[0])) in RELEASED_RIBBONS:
        master.parts.replace(ribbons[0], model.parts.read(fresh[0]))
