"""Files that the clerk need not see (隐藏文件): on Windows a dot before the name hides nothing."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_HIDDEN: Final = 2  # FILE_ATTRIBUTE_HIDDEN; a file that is replaced under its name may bear it
SetAttributes = Callable[[str, int], Any]


def hide(path: Path, set_attributes: SetAttributes | None = None) -> None:
    """Hide a file from Explorer; where that fails it is merely seen.

    Args:
        path: The file.
        set_attributes: Windows' own function; None for that of this system, if it has one.
    """
    with suppress(OSError, AttributeError):
        (set_attributes or _of_windows())(str(path), _HIDDEN)


def _of_windows() -> SetAttributes:
    if sys.platform != "win32":
        raise OSError
    import ctypes  # noqa: PLC0415

    function: SetAttributes = ctypes.windll.kernel32.SetFileAttributesW
    return function
