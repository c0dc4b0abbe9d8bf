"""The version of xlwings in a workbook's macros (宏的版本), read from its VBA project."""

import io
import re
import zipfile
from typing import Final

from shuzhi_xl.xlsx.upgrade.vba_source import PROJECT, extract_source

_VERSION: Final = re.compile(rb'XLWINGS_VERSION As String = "([^"]+)"')


def read_macro_version(content: bytes) -> str | None:
    """Read the version of xlwings from a workbook's macros; None when they do not contain xlwings."""
    import olefile  # noqa: PLC0415  may be missing

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if PROJECT not in package.namelist():
            return None
        project = olefile.OleFileIO(io.BytesIO(package.read(PROJECT)))
    with project:
        streams = (project.openstream(name).read() for name in project.listdir())
        sources = (extract_source(stream) for stream in streams)
        declaration = next((match for text in sources if (match := _VERSION.search(text))), None)
    return declaration.group(1).decode("ascii") if declaration else None
