"""Checks of the computer (电脑环境): Python, packages, and what connects them with Excel."""

import ctypes
import importlib
import platform
import re
import struct
import sys
from collections.abc import Iterator
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
from shuzhi_xl.scanning import extra
from shuzhi_xl.wording.screen import doctor as wording

WINDOWS: Final = sys.platform == "win32"
PACKAGE: Final = "shuzhi_xl"
_OLDEST: Final = (3, 11)
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")


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


def check_scanning() -> CheckedLine:
    """Check that paper ballots can be read from pictures (读票); everything else works without."""
    if missing := extra.missing_packages():
        return notice_line("scanning_missing", reason=wording.ABSENT.format(names="、".join(missing)))
    try:
        extra.import_packages()
    except Exception as error:  # noqa: BLE001  a broken package may raise anything
        return notice_line("scanning_missing", reason=str(error))
    return passing_line("scanning")


def has_tkinter() -> bool:
    """Whether this Python can open windows (窗口组件); the embeddable one cannot."""
    try:
        importlib.import_module("tkinter")
    except ImportError:
        return False
    return True


def load_library(name: str) -> object:
    """Load one of Windows' libraries.

    Raises:
        OSError: It is missing, or for another kind of program.
    """
    return ctypes.CDLL(name)


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
