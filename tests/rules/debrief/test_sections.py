"""Where a report tells of achievements, problems and plans."""

from collections.abc import Sequence

import pytest

from shuzhi_xl.rules.debrief.report import Paragraph, SectionKind
from shuzhi_xl.rules.debrief.sections import assign_parts, divide

ACHIEVEMENTS, PROBLEMS, PLANS = "成绩", "问题", "打算"


def parts_of(paragraphs: Sequence[Paragraph | str]) -> list[str]:
    """The parts of each paragraph, joined where it is not clear which."""
    converted = [
        paragraph if isinstance(paragraph, Paragraph) else Paragraph(paragraph) for paragraph in paragraphs
    ]
    return ["+".join(part for part in SectionKind if part in parts) for parts in assign_parts(converted)]


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("主要做法和成效", ACHIEVEMENTS),
        ("一年来抓党建工作情况", ACHIEVEMENTS),
        ("一年来的主要工作", ACHIEVEMENTS),
        ("抓基层党建的重点举措", ACHIEVEMENTS),
        ("存在的问题和不足", PROBLEMS),
        ("存在的突出问题及原因分析", PROBLEMS),
        ("自身的差距", PROBLEMS),
        ("下一步工作打算", PLANS),
        ("下一步重点工作", PLANS),
        ("解决问题的办法和措施", PLANS),
        ("2016年工作计划", PLANS),
        ("存在问题及整改措施", "问题+打算"),
        ("履职情况及存在问题", "成绩+问题"),
        ("解决群众反映强烈的问题", ""),
        ("上年问题整改情况", ""),
        ("落实全面从严治党责任", ""),
        ("抓基层党建工作情况述职报告", ""),
    ],
)
def test_a_heading_names_its_part(heading: str, part: str) -> None:
    assert parts_of([f"一、{heading}"]) == [part]


STYLED = ("主要做法", "存在问题", "今后打算")


@pytest.mark.parametrize(
    "headings",
    [
        [Paragraph(text, style=2) for text in STYLED],
        [Paragraph(text, bold=True) for text in STYLED],
        [Paragraph(text, listed=1) for text in STYLED],
        [Paragraph(f"{number}、{text}") for number, text in zip("一二三", STYLED, strict=True)],
        [Paragraph(f"（{number}）{text}") for number, text in zip("一二三", STYLED, strict=True)],
        [Paragraph(f"{number}. {text}") for number, text in zip("123", STYLED, strict=True)],
        [Paragraph(f"第{number}，{text}。抓好落实。") for number, text in zip("一二三", STYLED, strict=True)],
    ],
    ids=["style", "bold", "list", "一、", "（一）", "1.", "第一"],
)
def test_every_form_of_heading_divides(headings: list[Paragraph]) -> None:
    text = Paragraph("正文。" * 30)
    paragraphs = [Paragraph("述职报告", bold=True), text]
    for heading in headings:
        paragraphs += [heading, text]
    assert parts_of(paragraphs) == ["", "", *(part for part in SectionKind for _ in range(2))]


def test_headings_below_the_dividing_ones_open_no_part() -> None:
    report = [
        "一、履职情况",
        "（一）查找存在的问题，推动发展",
        "抓。",
        "二、存在问题",
        "1. 工作成效不够明显",
        "三、其他说明",
        "无。",
    ]
    assert parts_of(report) == [*[ACHIEVEMENTS] * 3, *[PROBLEMS] * 2, "", ""]


def test_where_no_heading_names_a_part_the_first_sentences_do() -> None:
    report = [
        "各位领导：",
        "一年来，我主要做了以下工作：抓好学习。",
        "走访党员。",
        "存在的问题主要是：学习不够。",
        "1. 调研不够。",
        "针对存在的问题，下一步我将加强学习。",
    ]
    assert parts_of(report) == ["", ACHIEVEMENTS, ACHIEVEMENTS, PROBLEMS, PROBLEMS, PLANS]


def test_a_first_sentence_does_not_cut_through_headings() -> None:
    report = ["一、履职情况", "存在的问题主要是：学习不够。", "二、今后打算", "改。"]
    assert parts_of(report) == [ACHIEVEMENTS, ACHIEVEMENTS, PLANS, PLANS]


def test_one_heading_for_two_parts_is_decided_by_the_headings_under_it() -> None:
    report = ["一、做法", "二、问题和打算", "（一）存在的问题", "少。", "（二）今后打算", "多。"]
    assert parts_of(report) == [ACHIEVEMENTS, "", PROBLEMS, PROBLEMS, PLANS, PLANS]


def test_one_heading_for_two_parts_stays_undecided_without_headings_under_it() -> None:
    report = [Paragraph(text) for text in ("一、做法", "二、问题和打算", "学习少，以后多学。")]
    assert parts_of(report) == [ACHIEVEMENTS, "问题+打算", "问题+打算"]
    division = divide(report)
    assert division.count(SectionKind.PROBLEMS) is division.count(SectionKind.PLANS) is None
    assert division.count(SectionKind.ACHIEVEMENTS) == 4
    assert division.unclear(SectionKind.PROBLEMS) == 1


def test_long_numbered_or_bold_text_is_no_heading() -> None:
    long = "存在的问题很多" * 8
    texts = [Paragraph(long, listed=1), Paragraph(long, bold=True), Paragraph(f"二、{long}")]
    assert parts_of([Paragraph("一、做法"), *texts]) == [ACHIEVEMENTS] * 4


def test_a_report_without_any_part() -> None:
    division = divide([Paragraph("党课讲稿"), Paragraph("同志们。")])
    assert division.total() == 8
    assert [division.count(part) for part in SectionKind] == [None, None, None]


def test_nothing_at_all() -> None:
    assert divide([]).total() == 0
