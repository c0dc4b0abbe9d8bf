"""What the kit of the official documents puts into a template."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from shuzhi_xl.building.documents.format_file import load_format
from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperCell, PaperColumn
from tests.xlsx.handmade import parts_of

FORMAT = load_format()
TWO = (PaperColumn("甲", 100, "left"), PaperColumn("乙", 56))


def write(*steps: Callable[[Paper], None], landscape: bool = False) -> Document:
    paper = Paper(FORMAT, landscape=landscape)
    for step in steps:
        step(paper)
    return docx.Document(BytesIO(paper.to_bytes()))


def test_a_placeholder_is_whole_in_one_run() -> None:
    document = write(lambda paper: paper.body("向{{ 党委名称 }}述职。", lead="（一）述职。"))
    (paragraph,) = document.paragraphs
    assert [run.text for run in paragraph.runs] == ["（一）述职。", "向{{ 党委名称 }}述职。"]
    faces = [fonts.get(qn("w:eastAsia")) for fonts in paragraph._p.iter(qn("w:rFonts"))]
    assert faces == ["楷体_GB2312", "仿宋_GB2312"]


def test_a_signature_is_never_alone_on_a_page() -> None:
    document = write(
        lambda paper: paper.body("特此通报。"),
        lambda paper: paper.signature("{{ 党委名称 }}", "{{ 成文日期 }}"),
    )
    text, blank, office, date = document.paragraphs
    assert text.paragraph_format.keep_with_next
    assert blank.paragraph_format.keep_with_next
    assert office.style is not None
    assert office.style.paragraph_format.keep_with_next
    assert date.style is not None
    assert date.style.name == "成文日期"


@pytest.mark.parametrize(
    "before",
    [
        lambda paper: paper.table(TWO, [("1", "2")]),
        lambda paper: paper.control("{%p endfor %}"),
        lambda paper: (paper.control("{%p for 行 in 名单 %}"), paper.body("{{ 行.问题 }}")),
    ],
)
def test_a_signature_needs_a_sentence_before_it(before: Callable[[Paper], None]) -> None:
    with pytest.raises(ValueError, match="signature"):
        write(before, lambda paper: paper.signature("某镇党委", "2026年5月8日"))


def test_a_table_has_its_widths_in_the_grid_and_repeats_its_header() -> None:
    loop = ["{%tr for 行 in 名单 %}", ("{{ 行.名称 }}", "{{ 行.等次 }}"), "{%tr endfor %}"]
    (table,) = write(lambda paper: paper.table(TWO, loop)).tables
    assert [column.width for column in table.columns] == [cell.width for cell in table.rows[0].cells]
    marks = [[child.tag for child in row._tr.trPr if child.tag != qn("w:trHeight")] for row in table.rows]
    assert marks == [[qn("w:cantSplit"), qn("w:tblHeader")], *[[qn("w:cantSplit")]] * 3]
    assert [len(row._tr.tc_lst) for row in table.rows] == [2, 1, 2, 1]


def test_a_short_table_stays_on_one_page_and_a_list_does_not() -> None:
    document = write(
        lambda paper: paper.table(TWO, [("1", "2"), ("3", PaperCell("4", header=True))]),
        lambda paper: paper.table(TWO, [(PaperCell(["一", "二"], span=2, align="left"),)] * 9, header=False),
    )
    marks = [
        [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        for table in document.tables
    ]
    assert marks == [[True, True, None], [None] * 9]


def test_a_table_wider_than_the_text_area_is_refused() -> None:
    wide = [PaperColumn("甲", 200)]
    with pytest.raises(ValueError, match="200"):
        write(lambda paper: paper.table(wide, []))
    assert write(lambda paper: paper.table(wide, []), landscape=True).tables


def test_attachments_are_listed_under_one_another() -> None:
    document = write(
        lambda paper: paper.attachment_note("测评表", "名单"),
        lambda paper: paper.attachment("测评表", "1"),
    )
    assert [paragraph.text for paragraph in document.paragraphs] == [
        *("", "附件：1. 测评表", "2. 名单", "附件1", "", "测评表", "")
    ]


def test_no_theme_and_nobody_s_name_is_in_a_template() -> None:
    parts = parts_of(Paper(FORMAT).to_bytes())
    assert not any(b"theme" in content.lower() for content in parts.values())
    assert not any(b"python-docx" in content for content in parts.values())


def test_two_templates_of_the_same_parts_are_equal_to_the_byte() -> None:
    papers = [Paper(FORMAT), Paper(FORMAT)]
    for paper in papers:
        paper.title("关于某事的", "通知")
        paper.body("各单位：")
    assert len({paper.to_bytes() for paper in papers}) == 1
