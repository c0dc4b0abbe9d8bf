"""What 公文格式.toml says is in the file: each clause read in a document's own XML, whoever made it."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from lxml import etree

from tests.documents.rulers import FORMAT

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONTS: Final = ("ascii", "hAnsi", "eastAsia")
_CHINESE_MARKS: Final = re.compile("[“”‘’—…]")
_LEFT_OVER: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bnan\b|XX|Undefined")
_WRONG_ORDINAL: Final = re.compile(r"\([一二三四五六七八九十]+\)|（[一二三四五六七八九十]+）、|\d+、")
_ORDINALS: Final = {
    "heading1": r"[一二三四五六七八九十]+、",
    "heading2": r"（[一二三四五六七八九十]+）",
    "heading3": r"\d+\.",
    "heading4": r"（\d+）",
}
HEADINGS: Final = tuple(_ORDINALS)
_WRONG_DATE: Final = re.compile(r"年0\d?月|月0\d日|\b\d\d年\d+月")
_TEXT_WIDTHS: Final = {False: 8845, True: 12756}


def name(tag: str) -> str:
    return f"{{{W}}}{tag}"


@dataclass(frozen=True)
class File:
    """A document's parts."""

    parts: Mapping[str, bytes]

    @classmethod
    def read(cls, content: bytes) -> "File":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return cls({name: package.read(name) for name in package.namelist()})

    @cached_property
    def roots(self) -> Mapping[str, Any]:
        return {
            part: etree.fromstring(content)
            for part, content in self.parts.items()
            if part.startswith("word/") and part.endswith(".xml")
        }

    @property
    def body(self) -> Any:
        return self.roots["word/document.xml"]

    @property
    def footers(self) -> Sequence[Any]:
        return [root for part, root in self.roots.items() if "footer" in part]

    @property
    def styles(self) -> Mapping[str, Any]:
        styles = self.roots["word/styles.xml"].iter(name("style"))
        return {style.get(name("styleId")): style for style in styles}

    @property
    def pages(self) -> Iterator[tuple[bool, Any]]:
        """Whether it lies on its side, and its properties, of each section."""
        for section in self.body.iter(name("sectPr")):
            yield section.find(name("pgSz")).get(name("orient")) == "landscape", section

    def runs(self) -> Iterator[Any]:
        """Runs with text, of the body and the footers."""
        for root in (self.body, *self.footers):
            yield from (run for run in root.iter(name("r")) if text_of(run))

    def paragraphs(self, *styles: str) -> Iterator[Any]:
        """Paragraphs of a style; of all without one."""
        for root in (self.body, *self.footers):
            for paragraph in root.iter(name("p")):
                if not styles or style_of(paragraph) in styles:
                    yield paragraph


def text_of(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(name("t")))


def style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{name('pPr')}/{name('pStyle')}")
    return "Normal" if style is None else str(style.get(name("val")))


def face_of(run: Any) -> str:
    fonts = run.find(f"{name('rPr')}/{name('rFonts')}")
    return "" if fonts is None else str(fonts.get(name("eastAsia")))


def faces_in(file: File, *styles: str, first: bool = False) -> Iterator[str]:
    for paragraph in file.paragraphs(*styles):
        runs = [run for run in paragraph.iter(name("r")) if text_of(run)]
        yield from map(face_of, runs[:1] if first else runs[-1:])


def check_face(file: File, item: str, *styles: str) -> Iterator[str]:
    """Text in these styles has the face of a clause; a heading that runs into it may have another."""
    face = FORMAT.word(item)
    yield from (font for font in faces_in(file, *styles) if font != face)
    for style in styles:
        fonts = file.styles[style].find(f"{name('rPr')}/{name('rFonts')}")
        yield from (f"{style} {font}" for font in FONTS if fonts.get(name(font)) != face)


def check_sizes(file: File, item: str, *styles: str) -> Iterator[str]:
    size = str(int(2 * FORMAT.number(item)))
    for style in styles:
        properties = file.styles[style].find(name("rPr"))
        if properties.find(name("sz")).get(name("val")) != size:
            yield style
        spacing = file.styles[style].find(f"{name('pPr')}/{name('spacing')}")
        if spacing.get(name("lineRule")) == "exact":
            yield f"{style} cuts its letters off"


def check_fonts_written_out(file: File) -> Iterator[str]:
    for run in file.runs():
        fonts = run.find(f"{name('rPr')}/{name('rFonts')}")
        if fonts is None or not all(fonts.get(name(font)) for font in FONTS):
            yield text_of(run)
    for part, root in file.roots.items():
        for fonts in root.iter(name("rFonts")):
            yield from (part for attribute in fonts.attrib if "heme" in attribute)
    yield from (part for part in file.parts if "theme" in part)
    used_styles = {style_of(paragraph) for paragraph in file.paragraphs()}
    yield from used_styles - set(file.styles)


def check_marks(file: File) -> Iterator[str]:
    for run in file.runs():
        if _CHINESE_MARKS.search(text_of(run)):
            fonts = run.find(f"{name('rPr')}/{name('rFonts')}")
            if fonts is None or fonts.get(name("hint")) != "eastAsia":
                yield text_of(run)


def check_black(file: File) -> Iterator[str]:
    roots = (file.body, *file.footers, file.roots["word/styles.xml"])
    for root in roots:
        for tag in ("color", "u", "highlight", "b", "i", "strike"):
            for element in root.iter(name(tag)):
                if element.get(name("val")) not in {"0", "false", "none", "auto", "000000"}:
                    yield tag


def check_leftovers(file: File) -> Iterator[str]:
    for paragraph in file.paragraphs():
        if _LEFT_OVER.search(text_of(paragraph)):
            yield text_of(paragraph)
    for root in file.roots.values():
        for tag in ("ins", "del", "commentReference", "moveFrom"):
            yield from (tag for _ in root.iter(name(tag)))


def check_ordinals(file: File) -> Iterator[str]:
    yield from (text_of(number.getparent()) for number in file.body.iter(name("numPr")))
    for paragraph in file.paragraphs():
        text, ordinal = text_of(paragraph), _ORDINALS.get(style_of(paragraph))
        if _WRONG_ORDINAL.match(text) or (ordinal and not re.match(ordinal, text)):
            yield text
        if ordinal and text.endswith(("。", "，", "：", "；")):
            yield text


def check_dates(file: File) -> Iterator[str]:
    yield from (
        text_of(paragraph) for paragraph in file.paragraphs() if _WRONG_DATE.search(text_of(paragraph))
    )


def check_grid(file: File) -> Iterator[str]:
    """Rule 17: one width in the grid for each column, the same in the cells, no wider than the page."""
    widest = max(_TEXT_WIDTHS[lying] for lying, _ in file.pages)
    for table in file.body.iter(name("tbl")):
        widths = [int(column.get(name("w"))) for column in table.find(name("tblGrid"))]
        if sum(widths) > widest or min(widths) <= 0:
            yield f"{widths}"
        if table.find(f"{name('tblPr')}/{name('jc')}").get(name("val")) != "center":
            yield "not centred"
        rows = list(table.iter(name("tr")))
        for row in rows:
            yield from _check_row(row, widths)
        header = {style_of(paragraph) for paragraph in rows[0].iter(name("p"))} == {"表头文字"}
        if header and rows[0].find(f"{name('trPr')}/{name('tblHeader')}") is None:
            yield f"not repeated: {text_of(rows[0])}"


def _check_row(row: Any, widths: Sequence[int]) -> Iterator[str]:
    start = 0
    for cell in row.iter(name("tc")):
        span = cell.find(f"{name('tcPr')}/{name('gridSpan')}")
        columns = 1 if span is None else int(span.get(name("val")))
        width = int(cell.find(f"{name('tcPr')}/{name('tcW')}").get(name("w")))
        if width != sum(widths[start : start + columns]):
            yield text_of(cell)
        start += columns
    if start != len(widths):
        yield f"{start} of {len(widths)} columns"
    if row.find(f"{name('trPr')}/{name('cantSplit')}") is None:
        yield f"may be split: {text_of(row)}"


def check_lying_pages(file: File) -> Iterator[str]:
    """On a page lying on its side the head of a table is at the binding."""
    items = {"top": "左边距", "right": "上边距", "bottom": "右边距", "left": "下边距"}
    for lying, section in file.pages:
        margins = section.find(name("pgMar"))
        if lying:
            yield from (
                side for side, item in items.items() if int(margins.get(name(side))) != FORMAT.twips(item)
            )


def check_properties(file: File) -> Iterator[str]:
    core = file.parts["docProps/core.xml"].decode("utf-8")
    if any(word in core for word in ("python-docx", "2013-12-23", "Microsoft")):
        yield core
    if not re.search(r"<dc:creator>[^<]", core):
        yield "no author"


CHECKS: Final[Mapping[str, Callable[[File], Iterator[str]]]] = {
    "正文字体": lambda file: check_face(file, "正文字体", "公文正文", "主送机关", "成文日期", "发文机关署名"),
    "字体写明": check_fonts_written_out,
    "中文标点": check_marks,
    "颜色": check_black,
    "残留": check_leftovers,
    "标题字体": lambda file: check_face(file, "标题字体", "公文标题"),
    "一级标题字体": lambda file: check_face(file, "一级标题字体", "heading1"),
    "二级标题字体": lambda file: check_face(file, "二级标题字体", "heading2"),
    "三级标题字体": lambda file: check_face(file, "三级标题字体", "heading3", "heading4"),
    "层次序数": check_ordinals,
    "日期数字": check_dates,
    "附件字体": lambda file: check_face(file, "附件字体", "附件标记"),
    "页码字体": lambda file: check_face(file, "页码字体", "页码"),
    "表格字体": lambda file: check_face(file, "表格字体", "表格文字"),
    "表头字体": lambda file: check_face(file, "表头字体", "表头文字"),
    "表格字号": lambda file: check_sizes(file, "表格字号", "表格文字", "表头文字"),
    "表格列宽": check_grid,
    "横排表格": check_lying_pages,
    "文件属性": check_properties,
}


def faults_of(content: bytes) -> Mapping[str, Sequence[str]]:
    """What is against the official format in a document's file, by clause."""
    file = File.read(content)
    faults = {item: list(check(file)) for item, check in CHECKS.items()}
    return {item: places for item, places in faults.items() if places}
