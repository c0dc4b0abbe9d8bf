"""The packages of the extra ``paper``, without which no picture is read (读票)."""

from importlib import import_module
from importlib.util import find_spec
from typing import Final

_PACKAGES: Final = {
    "cv2": "opencv-python-headless",
    "zxingcpp": "zxing-cpp",
    "pypdfium2": "pypdfium2",
    "PIL": "Pillow",
    "numpy": "numpy",
}
"""Names of the packages by the module that each has."""


def missing_packages() -> list[str]:
    """Names of the packages that are not installed; nothing is imported."""
    return [package for module, package in _PACKAGES.items() if find_spec(module) is None]


def import_packages() -> None:
    """Import every package of the extra; only this shows that a library's file is missing or blocked (自检).

    Raises:
        ImportError: A package is missing, or one of its libraries cannot be loaded.
    """
    for module in _PACKAGES:
        import_module(module)
