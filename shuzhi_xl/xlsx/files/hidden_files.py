"""Hidden files (隐藏文件) that the clerk need not see: on Windows a leading dot hides nothing."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_HIDDEN: Final = 2  # FILE_ATTRIBUTE_HIDDEN; os.replace works on files that have it
SetAttributes = Callable[[str, int], Any]


def hide(path: Path, set_attributes: SetAttributes | None = None) -> None:
    """Hide a file from Explorer; if that fails, the file simply stays visible.

    Args:
        path: The file.
        set_attributes: Windows' function; None for that of this system, if it has one.
    """
    with suppress(OSError, AttributeError):
        (set_attributes or _find_windows_function())(str(path), _HIDDEN)


def _find_windows_function() -> SetAttributes:
    if sys.platform != "win32":
        raise OSError
    import ctypes  # noqa: PLC0415

    function: SetAttributes = ctypes.windll.kernel32.SetFileAttributesW
    return function
