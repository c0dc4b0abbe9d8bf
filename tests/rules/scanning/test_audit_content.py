"""What the record of a sample shows beside each picture."""

from dataclasses import replace
from typing import Any

from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.rules.scanning.audit import CountedBallot, DrawnBallot, draw_ballots
from shuzhi_xl.rules.scanning.audit_content import PagePicture, Sample, make_audit_contents
from shuzhi_xl.rules.scanning.page_layout import PageLayout, PrintedArea, RowLayout
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.scanned_ballots import ScannedPage

FIRST, SECOND = ScannedPage(1, "会场.pdf", 3, "a" * 64), ScannedPage(2, "会场.pdf", 4, "b" * 64)


def layout(code: str, page: int, *numbers: str) -> PageLayout:
    rows = [
        RowLayout(number, OVERALL, [PrintedArea(60, 40 + 10 * at, 79, 49 + 10 * at)])
        for at, number in enumerate(numbers)
    ]
    return PageLayout(code, "M01", "A票", page, 2, {}, PrintedArea(0, 0, 1, 1), None, rows)


LAYOUTS = {"P1": layout("P1", 1, "V1", "V2", "V3"), "P2": layout("P2", 2, "V4")}
SEEN = PagePicture(b"png", (190.0, 277.0), "P1", "")
MARKS = {("V1", OVERALL): "好", ("V2", OVERALL): "", ("V4", OVERALL): "作废"}


READINGS = {"V1": "好", "V2": "", "V4": "作废"}


def sample(**more: Any) -> Sample:
    ballot = CountedBallot("M01", BallotAnswer(7, "A票", MARKS), (FIRST, SECOND), READINGS)
    values: dict[str, Any] = {
        "year": 2015,
        "seed": "3516",
        "total": 85,
        "draws": draw_ballots([ballot], "3516", 1),
        "contents": {"M01": "0123456789abcdef"},
        "pictures": {FIRST: SEEN, SECOND: replace_code("P2")},
        "layouts": LAYOUTS,
        "secretaries": {"V1": "沈一", "V2": "沈二", "V4": "沈四"},
    }
    return Sample(**{**values, **more})


def replace_code(code: str, missing: str = "") -> PagePicture:
    return PagePicture(b"" if missing else b"png", (190.0, 277.0), code, missing)


def test_each_row_stands_beside_the_same_row_of_the_picture() -> None:
    """As high as the rows of the page, with what was recorded; a row without a record says so."""
    (ballot,) = make_audit_contents(sample())["M01"].ballots
    first, second = ballot.pages
    assert [(row.number, row.secretary, row.recorded, row.height) for row in first.rows] == [
        ("V1", "沈一", "好", 9),
        ("V2", "沈二", "弃权", 10),
        ("V3", "", "没有登记", 10),
    ]
    assert (first.head, first.where, first.missing) == (40, "会场.pdf 第 3 页", "")
    assert [(row.number, row.recorded) for row in second.rows] == [("V4", "作废")]
    assert ballot.where == "会场.pdf 第 3、4 页"


def test_marks_that_a_person_has_decided_have_a_sign() -> None:
    """A doubtful row, one typed over, and one of which nobody knows; the record says how many of each."""
    ballot = sample().draws[0].ballot
    readings = {"V1": "存疑", "V2": "好"}
    draws = draw_ballots([replace(ballot, readings=readings)], "3516", 1)
    content = make_audit_contents(sample(draws=draws))["M01"]
    recorded = [row.recorded for page in content.ballots[0].pages for row in page.rows]
    assert recorded == ["好＊", "弃权△", "没有登记", "作废？"]
    assert "程序读的 0 处；有“＊”的 1 处" in content.lines[4]
    assert "有“△”的 1 处" in content.lines[4]
    assert "有“？”的 1 处" in content.lines[4]


def test_a_further_item_is_named_beside_its_mark() -> None:
    """总体评价 alone needs no name."""
    row = RowLayout("V1", "廉洁自律", [PrintedArea(60, 50, 79, 59)])
    first = replace(LAYOUTS["P1"], rows=[LAYOUTS["P1"].rows[0], row])
    (ballot,) = make_audit_contents(sample(layouts={"P1": first, "P2": LAYOUTS["P2"]}))["M01"].ballots
    assert [row.criterion for row in ballot.pages[0].rows] == ["", "廉洁自律"]


def test_a_page_that_cannot_be_shown_has_what_was_recorded() -> None:
    """So that it can be held against the paper."""
    pictures = {FIRST: SEEN, SECOND: replace_code("", "图片与读票时不同")}
    (ballot,) = make_audit_contents(sample(pictures=pictures))["M01"].ballots
    assert [(row.number, row.recorded) for row in ballot.pages[1].rows] == [("V4", "作废")]
    assert ballot.pages[1].missing == "图片与读票时不同，请找出纸质票核对。"


def test_nothing_recorded_is_left_out() -> None:
    """Marks that are on none of the pages stand by themselves."""
    layouts = {"P1": LAYOUTS["P1"]}
    (ballot,) = make_audit_contents(sample(layouts=layouts))["M01"].ballots
    assert [[row.number for row in page.rows] for page in ballot.pages] == [["V1", "V2", "V3"], [], ["V4"]]
    assert ballot.pages[2].missing == "图片上没有这几行，请找出纸质票核对。"


def test_a_page_whose_code_nobody_has_asked_has_the_layout_of_its_class() -> None:
    pictures = {FIRST: replace_code(""), SECOND: replace_code("")}
    (ballot,) = make_audit_contents(sample(pictures=pictures))["M01"].ballots
    assert [[row.number for row in page.rows] for page in ballot.pages] == [["V1", "V2", "V3"], ["V4"]]


def test_each_meeting_has_its_record_of_one_draw() -> None:
    """All of them say what the whole draw shows, and how it is repeated."""
    first = sample().draws[0]
    second = DrawnBallot(replace(first.ballot, meeting="M02"), "f" * 64)
    contents = {"M01": "0123456789abcdef", "M02": "fedcba9876543210"}
    records = make_audit_contents(sample(draws=[first, second], contents=contents))
    assert [*records] == ["M01", "M02"]
    assert records["M02"].title == "2015年度 M02 测评票抽查记录"
    lines = "".join(records["M02"].lines)
    assert "共 85 张，抽 2 张，其中本场次 1 张" in lines
    assert "例如 3516|M02|7" in lines
    assert "文件指纹 fedcba9876543210" in lines
    assert "抽中的 2 张全部相符，就有 95% 的把握说：85 张里登记不符的不超过 65 张" in lines
    assert "本场次抽中 1 张" in records["M02"].signed[0]
