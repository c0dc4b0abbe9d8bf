"""What the other tests here take for granted: a 64-bit Python for Windows, code page 936, Chinese paths."""

import ctypes
import locale
import struct
import sys
from pathlib import Path


def test_this_is_the_python_of_an_office_computer(tmp_path: Path) -> None:
    assert (sys.platform, 8 * struct.calcsize("P")) == ("win32", 64)
    assert (locale.getpreferredencoding(), sys.getfilesystemencoding()) == ("cp936", "utf-8")
    assert ctypes.windll.kernel32.GetACP() == 936  # type: ignore[attr-defined]  # exists on Windows only
    place = tmp_path / "镇 上" / "表.txt"
    place.parent.mkdir()
    place.write_text("汉字")
    assert place.read_bytes() == "汉字".encode("gbk")
