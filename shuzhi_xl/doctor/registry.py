"""Reads the Windows registry (注册表); everywhere else it is empty."""

import sys
from collections.abc import Callable

Registry = Callable[[str, str], str | int | None]
"""Returns a value of the registry by its key, such as ``HKCU\\Software\\Kingsoft``, and its name; the key's
default value has the name ``""``. None when there is no such value."""

_ROOTS = {"HKCR": "HKEY_CLASSES_ROOT", "HKCU": "HKEY_CURRENT_USER", "HKLM": "HKEY_LOCAL_MACHINE"}


def read_registry(key: str, name: str) -> str | int | None:
    """Read a value as a 64-bit program sees it: a text, or a number."""
    if sys.platform != "win32":
        return None
    import winreg  # noqa: PLC0415  exists on Windows only

    root, _, rest = key.partition("\\")
    try:
        with winreg.OpenKey(getattr(winreg, _ROOTS[root]), rest) as opened_key:
            value, _ = winreg.QueryValueEx(opened_key, name)
    except OSError:
        return None
    return value if isinstance(value, str | int) else None
