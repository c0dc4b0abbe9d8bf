"""The paragraph styles of official documents (样式), which staff find and change in Word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from shuzhi_xl.sheets.documents.official_format import OfficialFormat

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

BODY: Final = "公文正文"
FLUSH: Final = "Normal"
TITLE: Final = "公文标题"
ADDRESSEE: Final = "主送机关"
HEADINGS: Final = ("heading 1", "heading 2", "heading 3", "heading 4")
ATTACHMENT_NOTE: Final = "附件说明"
ATTACHMENT: Final = "附件标记"
ATTACHMENT_MARK: Final = "附件："
SIGNATURE: Final = "发文机关署名"
DATE: Final = "成文日期"
CELL: Final = "表格文字"
COLUMN_HEADER: Final = "表头文字"
PAGE_NUMBER: Final = "页码"
TABLE_END: Final = "表后"

_FIRST_CHARACTERS: Final = 100  # in firstLineChars, a character is 100
_HALF_DATE: Final = 3.25  # characters: a date is 6 to 7 wide


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph style (段落样式).

    Attributes:
        name: Its name in Word; ``heading 1`` is shown there as 标题 1.
        face: The typeface (字体).
        size: In half points.
        line: The exact line pitch in twips; 0 for as high as the text needs.
        spacing: Between characters, in twips.
        align: ``both``, ``left``, ``center`` or ``right``.
        first_line: Characters by which the first line is indented; by which it hangs out where negative.
        left: Left indent in twips.
        right: Right indent in twips.
        outline: The level in Word's navigation, from 1; 0 for none.
        keep_next: It is on the page of the paragraph that follows.
    """

    name: str
    face: str
    size: int
    line: int
    spacing: int
    align: str = "both"
    first_line: int = 0
    left: int = 0
    right: int = 0
    outline: int = 0
    keep_next: bool = False


def list_styles(official_format: OfficialFormat, width: int) -> Iterator[ParagraphStyle]:
    """The paragraph styles (样式), Normal first.

    Args:
        official_format: Their values.
        width: The width of the text area in twips.
    """
    size = int(2 * official_format.number("正文字号"))
    text = ParagraphStyle(
        FLUSH,
        official_format.word("正文字体"),
        size,
        official_format.twips("行距"),
        official_format.twips("字距"),
    )
    yield text
    yield from _list_text_styles(official_format, text)
    yield from _list_end_styles(official_format, text, width)
    yield from _list_other_sizes(official_format)


def _list_text_styles(official_format: OfficialFormat, text: ParagraphStyle) -> Iterator[ParagraphStyle]:
    indent = int(official_format.number("首行缩进"))
    yield replace(text, name=BODY, first_line=indent)
    yield replace(text, name=ADDRESSEE, align="left")
    faces = ("一级标题字体", "二级标题字体", "三级标题字体", "三级标题字体")
    for level, (name, face) in enumerate(zip(HEADINGS, faces, strict=True), start=1):
        word = official_format.word(face)
        yield replace(text, name=name, face=word, first_line=indent, outline=level, keep_next=True)


def _list_end_styles(
    official_format: OfficialFormat, text: ParagraphStyle, width: int
) -> Iterator[ParagraphStyle]:
    character, mark = text.size * 10 + text.spacing, len(ATTACHMENT_MARK)
    names = official_format.twips("首行缩进") + mark * character
    yield replace(text, name=ATTACHMENT_NOTE, align="left", first_line=-mark, left=names)
    heavy = official_format.word("附件字体")
    yield replace(text, name=ATTACHMENT, face=heavy, align="left", keep_next=True)
    gap = official_format.twips("日期右空")
    # Centred between here and the right edge is centred on the date, whatever the office is called.
    axis = gap + round(_HALF_DATE * character)
    yield replace(text, name=SIGNATURE, align="center", left=width - 2 * axis, keep_next=True)
    yield replace(text, name=DATE, align="right", right=gap)


def _list_other_sizes(official_format: OfficialFormat) -> Iterator[ParagraphStyle]:
    words = official_format.word
    line = official_format.twips("行距")
    title = int(2 * official_format.number("标题字号"))
    yield ParagraphStyle(TITLE, words("标题字体"), title, line, 0, "center", keep_next=True)
    cell = int(2 * official_format.number("表格字号"))
    yield ParagraphStyle(CELL, words("表格字体"), cell, 0, 0, "left")
    yield ParagraphStyle(COLUMN_HEADER, words("表头字体"), cell, 0, 0, "center", keep_next=True)
    number, gap = int(2 * official_format.number("页码字号")), official_format.twips("页码空字")
    yield ParagraphStyle(PAGE_NUMBER, words("页码字体"), number, number * 10, 0, "right", right=gap, left=gap)
    # Word wants a paragraph after a table; it must not take a line.
    yield ParagraphStyle(TABLE_END, words("正文字体"), 2, 20, 0, "left")


def style_identifier(name: str) -> str:
    """The identifier of a style by its name, as python-docx makes it.

    >>> style_identifier("heading 1"), style_identifier("公文正文")
    ('heading1', '公文正文')
    """
    return name.replace(" ", "")


def face_xml(face: str) -> str:
    """A typeface for every script (w:rFonts), so that no theme and no default decides.

    The hint makes quotation marks and dashes, which other scripts have too, those of the Chinese face.
    """
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'
    )


def style_xml(style: ParagraphStyle) -> str:
    """A paragraph style as Word's files have it (w:style)."""
    default = ' w:default="1"' if style.name == FLUSH else ""
    based_on = "" if default else f'<w:basedOn w:val="{FLUSH}"/>'
    keep = "<w:keepNext/>" if style.keep_next else '<w:keepNext w:val="0"/>'
    line = f'w:line="{style.line}" w:lineRule="exact"' if style.line else 'w:line="240" w:lineRule="auto"'
    outline = f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""
    return (
        f'<w:style xmlns:w="{W}" w:type="paragraph"{default} w:styleId="{style_identifier(style.name)}">'
        f'<w:name w:val="{style.name}"/>{based_on}<w:qFormat/><w:pPr>{keep}<w:widowControl w:val="0"/>'
        f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" {line}/>{_indent_xml(style)}<w:jc w:val="{style.align}"/>'
        f'{outline}</w:pPr><w:rPr>{face_xml(style.face)}<w:b w:val="0"/>'
        f'<w:spacing w:val="{style.spacing}"/><w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>'
        "</w:rPr></w:style>"
    )


def _indent_xml(style: ParagraphStyle) -> str:
    kind = "firstLine" if style.first_line >= 0 else "hanging"
    characters = abs(style.first_line)
    first = characters * (style.size * 10 + style.spacing)
    return (
        f'<w:ind w:left="{style.left}" w:right="{style.right}"'
        f' w:{kind}Chars="{characters * _FIRST_CHARACTERS}" w:{kind}="{first}"/>'
    )
