"""An empty Word document in the official format (空白公文), which python-docx then fills.

python-docx's own empty document has a theme, whose typefaces win over those of a run in WPS, 163 styles, a
picture and an author of 2013; nothing of it would remain. So it opens this one instead.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from shuzhi_xl.building.documents.styles import W, face_xml, list_styles, style_xml
from shuzhi_xl.sheets.documents.official_format import OfficialFormat
from shuzhi_xl.xlsx.style.reproducible import write_parts

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS: Final = {
    "document": "document.main",
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
}
_A4: Final = (11906, 16838)

# Where an office lacks the face, Word takes the alternative: a computer with Windows has these.
_ALTERNATIVES: Final = {
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋",
    "楷体_GB2312": "楷体,KaiTi,华文楷体",
    "方正小标宋简体": "方正小标宋_GBK,华文中宋,宋体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}


def page_size(official_format: OfficialFormat, *, landscape: bool) -> tuple[int, int, int]:
    """Width and height of the paper, and width of the text area (版心), in twips."""
    width, height = reversed(_A4) if landscape else _A4
    margins = ("上边距", "下边距") if landscape else ("左边距", "右边距")
    return width, height, width - sum(map(official_format.twips, margins))


def blank_package(official_format: OfficialFormat, *, landscape: bool) -> bytes:
    """Write an empty document: page, styles and settings, without a theme (空白公文).

    Args:
        official_format: The format.
        landscape: A page lying on its side, for wide tables.
    """
    *_, width = page_size(official_format, landscape=landscape)
    styles = list(list_styles(official_format, width))
    bodies = {
        "document": f"<w:body>{section_xml(official_format, landscape=landscape)}</w:body>",
        "styles": _styles_xml(official_format, "".join(map(style_xml, styles))),
        "settings": _SETTINGS,
        "fontTable": "".join(_font_xml(face) for face in dict.fromkeys(style.face for style in styles)),
    }
    roots = {"document": "document", "styles": "styles", "settings": "settings", "fontTable": "fonts"}
    parts = {
        f"word/{name}.xml": f'{_HEAD}<w:{roots[name]} xmlns:w="{W}">{body}</w:{roots[name]}>'
        for name, body in bodies.items()
    }
    return write_parts({name: text.encode() for name, text in {**_links(), **parts}.items()})


def section_xml(official_format: OfficialFormat, *, landscape: bool) -> str:
    """The page of a section (w:sectPr): paper, margins, grid of lines.

    On a page lying on its side the head of the table is at the binding, so the margins turn with the page.
    """
    width, height, _ = page_size(official_format, landscape=landscape)
    sides = (
        ("左边距", "上边距", "右边距", "下边距") if landscape else ("上边距", "右边距", "下边距", "左边距")
    )
    names = ("top", "right", "bottom", "left")
    margins = {name: official_format.twips(side) for name, side in zip(names, sides, strict=True)}
    half = official_format.twips("页码字号") // 2
    footer = max(margins["bottom"] - official_format.twips("页码下移") - half, 0)
    edges = " ".join(f'w:{name}="{margin}"' for name, margin in margins.items())
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {edges} w:header="851" w:footer="{footer}" w:gutter="0"/><w:cols w:space="425"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{official_format.twips("行距")}"/></w:sectPr>'
    )


def _styles_xml(official_format: OfficialFormat, styles: str) -> str:
    face = face_xml(official_format.word("正文字体"))
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{face}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{styles}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


# Without compression of punctuation a line has as many characters as the standard says. Mode 15 is that of
# Word 2013 and later; without it the title bar says 兼容模式. A line that ends where a cell of the
# master has a line break is not drawn out to the margin.
_SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/>'
    "</w:compat>"
)


def _font_xml(face: str) -> str:
    alternative = _ALTERNATIVES.get(face)
    substitutes = f'<w:altName w:val="{alternative}"/>' if alternative else ""
    return (
        f'<w:font w:name="{face}">{substitutes}<w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="default"/></w:font>'
    )


def _links() -> Mapping[str, str]:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in _PARTS.items()
    )
    related = [(f"{_RELATED}/{name}", f"{name}.xml") for name in _PARTS if name != "document"]
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relationships([(f"{_RELATED}/officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relationships(related),
    }


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{order}" Type="{kind}" Target="{target}"/>'
        for order, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
