"""Who wrote a document, and its title (文件属性), in place of those of its template."""

from collections.abc import Mapping
from typing import Final

from shuzhi_xl.sheets.documents.declaration import Value
from shuzhi_xl.xlsx.documents.xml_text import xml_text

AUTHOR: Final = "党委名称"
TITLE: Final = "标题"
"""Placeholders that a document's properties repeat, where it has them."""
_CORE: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
    "<dc:creator>{author}</dc:creator><cp:keywords>{mark}</cp:keywords></cp:coreProperties>"
)


def core_properties(values: Mapping[str, Value], kind: str, mark: str) -> bytes:
    """The part of these properties.

    It has no time: the same document made again must be the same file, so that it is not written again.

    Args:
        values: The document's values by placeholder.
        kind: The kind of the document, its title where it has no other.
        mark: What shows later whether somebody has edited the document.
    """
    title, author = (xml_text(str(values.get(name, blank))) for name, blank in ((TITLE, kind), (AUTHOR, "")))
    return _CORE.format(title=title, author=author, mark=mark).encode("utf-8")
