"""Checks of the computer (电脑环境): Python, packages, Excel and what connects them."""

import importlib
import platform
import re
import struct
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from shuzhi_xl.doctor.answers import (
    CheckedLine,
    failing_line,
    inapplicable_line,
    notice_line,
    passing_line,
)
from shuzhi_xl.wording.screen import doctor as wording

WINDOWS: Final = sys.platform == "win32"
PACKAGE: Final = "shuzhi_xl"
_OLDEST: Final = (3, 11)
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")

Registry = Callable[[str], str | None]
"""Returns the default value of a key of the Windows registry, such as ``HKCR\\Excel.Application\\CLSID``."""


def check_python() -> CheckedLine:
    """Check that the program supports this version of Python, in 64 bits."""
    bits = 8 * struct.calcsize("P")
    good = sys.version_info >= _OLDEST and bits == 64
    return CheckedLine("python", good, {"version": platform.python_version(), "bits": bits})


def check_operating_system(*, windows: bool = WINDOWS) -> CheckedLine:
    """Name the operating system; the buttons need 64-bit Windows."""
    description = f"{platform.system()} {platform.release()} {platform.machine()}"
    good = platform.machine().upper() in {"AMD64", "X86_64", "ARM64"} if windows else None
    return CheckedLine("system", True if good is None else good, {"system": description})


def check_packages() -> Iterator[CheckedLine]:
    """Check that each package that the program needs can be imported, and name its version."""
    requirements = (requirement for requirement in _read_requirements() if "extra ==" not in requirement)
    names = [PACKAGE, *(match.group() for requirement in requirements if (match := _NAME.match(requirement)))]
    modules = metadata.packages_distributions()
    for name in names:
        own_modules = [module for module, owners in modules.items() if _is_same_package(name, owners)]
        yield _check_package(name, own_modules)


def _read_requirements() -> list[str]:
    try:
        return metadata.requires(PACKAGE) or []
    except metadata.PackageNotFoundError:
        return []


def _is_same_package(name: str, owners: list[str]) -> bool:
    return any(
        re.sub(r"[-_.]+", "-", owner).lower() == re.sub(r"[-_.]+", "-", name).lower() for owner in owners
    )


def _check_package(name: str, modules: list[str]) -> CheckedLine:
    try:
        version = metadata.version(name)
        for module in modules:
            if module.isidentifier() and not module.startswith("_"):
                # Only an import shows that a library's file is missing or blocked
                importlib.import_module(module)
    except metadata.PackageNotFoundError:
        return failing_line("package", name=name, reason=wording.UNREACHABLE)
    except Exception as error:  # noqa: BLE001  a broken package may raise anything
        return failing_line("package", name=name, reason=str(error))
    return passing_line("package", name=name, version=version)


def check_host(registry: Registry | None) -> CheckedLine:
    """Say whether the buttons will run in Excel; an office without it uses the panel or the commands.

    Args:
        registry: Reads the registry; None on systems without one.
    """
    if registry is None:
        return inapplicable_line("host")
    number = registry(r"HKCR\Excel.Application\CLSID")
    server = registry(rf"HKCR\CLSID\{number}\LocalServer32") if number else None
    # WPS can take over Excel's registration; its spreadsheet program is et.exe
    if server and "excel.exe" in server.lower():
        return passing_line("host", place=server.strip().strip('"').partition('"')[0])
    if server:
        return notice_line("host", wps=wording.WPS_AS_EXCEL)
    wps = registry(r"HKCR\KET.Application\CLSID") or registry(r"HKCR\ET.Application\CLSID")
    return notice_line("host", wps=wording.WITH_WPS if wps else "")


def read_registry(key: str) -> str | None:
    """Read the default value of a registry key; None when there is no such key."""
    import winreg  # noqa: PLC0415  exists on Windows only

    roots = {"HKCR": "HKEY_CLASSES_ROOT", "HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}
    root, _, rest = key.partition("\\")
    try:
        # getattr, because the type stubs have these names for Windows only
        return str(getattr(winreg, "QueryValue")(getattr(winreg, roots[root]), rest))  # noqa: B009
    except OSError:
        return None


def check_dll(xlwings: str, folder: Path, *, windows: bool = WINDOWS) -> CheckedLine:
    """Check that the DLLs for 64-bit and 32-bit Excel are in the folder where the macros look for them.

    Args:
        xlwings: The version of xlwings.
        folder: The environment's folder.
        windows: Whether this is Windows.
    """
    if not windows:
        return inapplicable_line("dll")
    # Many offices have 32-bit Excel, which loads the other library
    names = [f"xlwings{bits}-{xlwings}.dll" for bits in (64, 32)]
    missing = [name for name in names if not (folder / name).is_file()]
    return CheckedLine("dll", not missing, {"name": "、".join(missing or names)})


def xlwings_version() -> str:
    """The installed version of xlwings, or an empty text."""
    try:
        return metadata.version("xlwings")
    except metadata.PackageNotFoundError:
        return ""
