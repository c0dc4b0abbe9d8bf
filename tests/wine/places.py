"""Where things are: the checkout, and below it what `make windows` fetches and makes."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path, PureWindowsPath
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parents[2]
SOURCES: Final = Path(__file__).parent
BUILD: Final = CHECKOUT / "build" / "windows"

EMBEDDABLE: Final = BUILD / "embeddable"
"""python.org's embeddable Python as it is published, which goes into the bundle."""
SYSTEM: Final = BUILD / "system"
"""Libraries that Windows has and Wine 8 lacks."""
LOCALES: Final = BUILD / "locales"
TEST_PYTHON: Final = BUILD / "python"
"""A copy of the embeddable Python with the packages of the tests."""


def on_windows(path: Path) -> str:
    r"""The name by which Windows' programs know a file of this machine.

    >>> on_windows(Path("/tmp/镇 上/表.xlsx"))
    'Z:\\tmp\\镇 上\\表.xlsx'
    """
    return str(PureWindowsPath("Z:/", *path.absolute().parts[1:]))


def make_once(folder: Path, sources: Iterable[Path], make: Callable[[], None]) -> None:
    """Make a folder unless it was made from these sources before; half a folder is never taken for whole."""
    key = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    stamp = folder.with_name(f"{folder.name}.made-from")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == key:
        return
    stamp.unlink(missing_ok=True)
    make()
    stamp.write_text(key, encoding="utf-8")
