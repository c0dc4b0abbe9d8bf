"""Questions about the computer: Python, packages, Excel and what connects them."""

import importlib
import platform
import re
import struct
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from shuzhi_xl.doctor.answers import CheckedLine, unrelated, well, wrong
from shuzhi_xl.wording.screen import doctor as wording

WINDOWS: Final = sys.platform == "win32"
PACKAGE: Final = "shuzhi_xl"
_OLDEST: Final = (3, 11)
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")

Registry = Callable[[str], str | None]
"""Gives the default value of a key of the Windows registry, such as ``HKCR\\Excel.Application\\CLSID``."""


def python() -> CheckedLine:
    """Whether this Python is one that the installation takes."""
    bits = 8 * struct.calcsize("P")
    good = sys.version_info >= _OLDEST and bits == 64
    return CheckedLine("python", good, {"version": platform.python_version(), "bits": bits})


def operating_system(*, windows: bool = WINDOWS) -> CheckedLine:
    """Which system this is; the buttons need 64-bit Windows."""
    description = f"{platform.system()} {platform.release()} {platform.machine()}"
    good = platform.machine().upper() in {"AMD64", "X86_64", "ARM64"} if windows else None
    return CheckedLine("system", True if good is None else good, {"system": description})


def packages() -> Iterator[CheckedLine]:
    """Each package that the program needs: its version, and whether it can be loaded."""
    requirements = (requirement for requirement in _requirements() if "extra ==" not in requirement)
    names = [PACKAGE, *(match.group() for requirement in requirements if (match := _NAME.match(requirement)))]
    modules = metadata.packages_distributions()
    for name in names:
        its = [module for module, owners in modules.items() if _same(name, owners)]
        yield _package(name, its)


def _requirements() -> list[str]:
    try:
        return metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return []


def _same(name: str, owners: list[str]) -> bool:
    return any(
        re.sub(r"[-_.]+", "-", owner).lower() == re.sub(r"[-_.]+", "-", name).lower() for owner in owners
    )


def _package(name: str, modules: list[str]) -> CheckedLine:
    try:
        version = metadata.version(name)
        for module in modules:
            if module.isidentifier() and not module.startswith("_"):
                importlib.import_module(module)
    except metadata.PackageNotFoundError:
        return wrong("package", name=name, reason=wording.UNREACHABLE)
    except Exception as error:  # noqa: BLE001  a broken package may raise anything
        return wrong("package", name=name, reason=str(error))
    return well("package", name=name, version=version)


def host(registry: Registry | None) -> CheckedLine:
    """Which spreadsheet program the buttons will meet.

    Args:
        registry: Reads the registry; None where there is none.
    """
    if registry is None:
        return unrelated("host")
    number = registry(r"HKCR\Excel.Application\CLSID")
    server = registry(rf"HKCR\CLSID\{number}\LocalServer32") if number else None
    # WPS can take over Excel's registration; its spreadsheet program is et.exe
    if server and "excel.exe" in server.lower():
        return well("host", place=server.strip().strip('"').partition('"')[0])
    if server:
        return wrong("host", wps=wording.WPS_AS_EXCEL)
    wps = registry(r"HKCR\KET.Application\CLSID") or registry(r"HKCR\ET.Application\CLSID")
    return wrong("host", wps=wording.WITH_WPS if wps else "")


def read_registry(key: str) -> str | None:
    """The default value of a key, or None when there is no such key."""
    import winreg  # noqa: PLC0415  exists on Windows only

    roots = {"HKCR": "HKEY_CLASSES_ROOT", "HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}
    root, _, rest = key.partition("\\")
    try:
        return str(getattr(winreg, "QueryValue")(getattr(winreg, roots[root]), rest))  # noqa: B009
    except OSError:
        return None


def dll(xlwings: str, folder: Path, *, windows: bool = WINDOWS) -> CheckedLine:
    """Whether the libraries that the macros of 64-bit and 32-bit Excel load are where they look for them.

    Args:
        xlwings: The version of xlwings.
        folder: The environment's folder.
        windows: Whether this is Windows.
    """
    if not windows:
        return unrelated("dll")
    names = [f"xlwings{bits}-{xlwings}.dll" for bits in (64, 32)]
    missing = [name for name in names if not (folder / name).is_file()]
    return CheckedLine("dll", not missing, {"name": "、".join(missing or names)})


def xlwings_version() -> str:
    """The installed version of xlwings, or an empty text."""
    try:
        return metadata.version("xlwings")
    except metadata.PackageNotFoundError:
        return ""
