"""Small Word documents to be templates, written out by hand, and what is read back from a document."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from lxml import etree

from shuzhi_xl.sheets.documents.declaration import Content, Document, placeholder
from shuzhi_xl.xlsx.documents.document_template import WORD

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_ROOT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>改模板的人</dc:creator></cp:coreProperties>'
)
SECTION = (
    f'<w:sectPr><w:footerReference xmlns:r="{_OFFICE}" w:type="default" r:id="rId2"/>'
    '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
)


@dataclass(frozen=True)
class Problem(Content):
    text: str = placeholder("问题")
    measures: Sequence[str] = placeholder("措施")
    closed: bool = placeholder("已销号")


@dataclass(frozen=True)
class Letter(Content):
    committee: str = placeholder("党委名称")
    name: str = placeholder("组织名称")
    has_adjustment: bool = placeholder("有加减分")
    problems: Sequence[Problem] = placeholder("问题清单")


LETTER = Document("反馈意见书", Letter, {"问题清单": Problem})
CONTENT = Letter(
    "甲镇党委",
    "乙村党支部",
    has_adjustment=True,
    problems=(Problem("台账不全", ("补齐", "每月查"), closed=True), Problem("会议少", (), closed=False)),
)


def run(text: str, look: str = "") -> str:
    """A run, text escaped as in a file."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*texts: str) -> str:
    """A paragraph with a run for each text."""
    return f"<w:p>{''.join(map(run, texts))}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table whose cells have one paragraph each."""
    lines = (
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>" for text in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{''.join(lines)}</w:tbl>"


def package(*blocks: str, footer: str = paragraph("— 1 —"), **parts: str) -> bytes:
    """A Word document.

    Args:
        blocks: Paragraphs and tables of its body.
        footer: Paragraphs of its footer.
        parts: Further parts, or these in another form, by name with ``__`` for ``/`` and ``_`` for a point.
    """
    root = f'xmlns:w="{WORD}"'
    contents = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT_RELATIONS,
        "word/document.xml": f"<w:document {root}><w:body>{''.join(blocks)}{SECTION}</w:body></w:document>",
        "word/_rels/document.xml.rels": _RELATIONS,
        "word/styles.xml": f"<w:styles {root}/>",
        "word/footer1.xml": f"<w:ftr {root}>{footer}</w:ftr>",
        "docProps/core.xml": _CORE,
        **{name.replace("__", "/").replace("_", "."): text for name, text in parts.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in contents.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


def parts_of(document: bytes) -> dict[str, bytes]:
    """The parts of a document by name."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines_of(document: bytes) -> list[str]:
    """Paragraphs of a document's body, then of its tables, as python-docx reads them."""
    word = docx.Document(io.BytesIO(document))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in word.paragraphs), *cells]


def body_of(document: bytes) -> etree._Element:
    """The root of a document's main part."""
    return etree.fromstring(parts_of(document)["word/document.xml"])
