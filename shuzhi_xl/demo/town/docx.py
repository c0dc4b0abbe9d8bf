"""Word documents (Word 文档) with the few parts that Word requires."""

import io
import zipfile
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MEDIA: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MEDIA}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_MEDIA}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    # 仿宋 in 三号, as GB/T 9704 has official texts; Word counts half-points and twentieths of a point.
    "word/styles.xml": (
        f'<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/><w:sz w:val="32"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults></w:styles>"
    ),
}


def document(paragraphs: Iterable[tuple[str, bool]]) -> bytes:
    """Make a document of plain paragraphs; the same text gives the same bytes.

    Args:
        paragraphs: Text of each, and whether it is bold.
    """
    body = "".join(
        f"<w:p><w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}<w:t>{escape(text)}</w:t></w:r></w:p>"
        for text, bold in paragraphs
    )
    text = f'<w:document xmlns:w="{_WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, content in (_PARTS | {"word/document.xml": text}).items():
            # A ZipInfo made here has no time of writing, so the same text gives the same bytes.
            target.writestr(zipfile.ZipInfo(name), f"{_HEAD}{content}", zipfile.ZIP_DEFLATED)
    return packed.getvalue()
