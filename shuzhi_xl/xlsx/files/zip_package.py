"""Many files as one zip file to hand on (压缩包), the same bytes for the same files."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import Final

# Not as from Windows: some programs then read every name in an old code page, whatever the mark says
_FROM_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16


def pack(files: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """Pack files; a name that is not ASCII is marked as UTF-8, as Windows' Explorer expects.

    Args:
        files: Names within the zip file, with ``/`` between folders, and contents; in the order of the list.
        day: The date that every file has: today's would make another zip file each day.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in files:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            # Else it would say on which system it was made
            entry.create_system, entry.external_attr = _FROM_UNIX, _PLAIN_FILE
            # Workbooks and documents are compressed already
            package.writestr(entry, content, zipfile.ZIP_STORED)
    return target.getvalue()
