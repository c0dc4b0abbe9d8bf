"""What a 读票 workbook has of what was read: marks, doubts, decisions of before."""

from dataclasses import replace

from shuzhi_xl.rules.forms.contents import make_typing_content
from shuzhi_xl.rules.scanning.earlier.merged_work import MergedWork
from shuzhi_xl.rules.scanning.page_reading import RowVerdict
from shuzhi_xl.rules.scanning.placed_pages import PlacedPage
from shuzhi_xl.rules.scanning.scanned_content import ROW_ANSWERS, make_scanned_content
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.scanned_ballots import DoubtKey, ScannedContent, ScannedPage
from tests.rules.forms.registered_forms import due_forms, year_with
from tests.rules.scanning.invented_pages import ballot, layout, placed, reading
from tests.rules.small_town import organisation

ROSTER = [organisation(number) for number in ("V10", "V11", "V20")]
YEAR = year_with(organisations=ROSTER)
TYPING = make_typing_content(due_forms(YEAR)[-1], YEAR)


def content_of(*ballots: object, decisions: object = None) -> ScannedContent:
    return make_scanned_content(TYPING, ballots, MergedWork(decisions or {}), lambda code: f"<{code}>")  # type: ignore[arg-type]


def test_accepted_rows_are_marks_and_the_others_are_asked_with_their_picture() -> None:
    first = placed(1, "a", 0, "faint", pictures={1: b"row"}, index=3)
    content = content_of(ballot(1, first, placed(2, "b", 3)))
    (read,) = content.ballots
    assert (read.order, read.voter_class) == (1, "A票")
    assert dict(read.marks) == {("V10", OVERALL): "好", ("V11", OVERALL): "存疑", ("V20", OVERALL): "差"}
    assert read.pages == [ScannedPage(1, "会场.pdf", 3, "a"), ScannedPage(2, "会场.pdf", 1, "b")]
    (line,) = content.doubts
    assert (line.key, line.order, line.where) == (DoubtKey("a", 2), 1, "会场.pdf 第3页")
    assert (line.number, line.secretary, line.criterion) == ("V11", "书记V11", OVERALL)
    assert (line.understood, line.pictures, line.answers) == ("<faint>", [b"row"], ROW_ANSWERS)
    assert line.decision == ""


def test_a_row_that_is_understood_but_doubtful_says_both() -> None:
    page = PlacedPage(reading("a", [RowVerdict(1, ("faint", "edge"))]), layout(1, "V10"))
    content = content_of(ballot(1, page))
    assert content.ballots[0].marks["V10", OVERALL] == "存疑"
    assert content.doubts[0].understood == "像是“较好”，但是<faint>；<edge>"
    # Without a picture, and of one who is not on the roster any more
    assert content.doubts[0].pictures == []
    unknown = PlacedPage(page.reading, layout(1, "V99"))
    assert content_of(ballot(1, unknown)).doubts[0].secretary == ""


def test_a_row_accepted_as_blank_is_an_abstention_and_a_page_not_scanned_is_none() -> None:
    page = PlacedPage(reading("a", [RowVerdict(None)]), layout(2, "V20"))
    assert dict(content_of(ballot(1, page)).ballots[0].marks) == {
        ("V10", OVERALL): "缺页",
        ("V11", OVERALL): "缺页",
        ("V20", OVERALL): "",
    }


def test_a_decision_of_before_is_found_again_by_picture_and_row() -> None:
    pages = (placed(1, "a", "two_marks", "blank"), placed(2, "b", "blank"))
    decisions = {DoubtKey("a", 2): "弃权", DoubtKey("b", 2): "好"}
    content = content_of(ballot(1, *pages), decisions=decisions)
    assert [line.decision for line in content.doubts] == ["", "弃权", ""]


def test_a_sheet_that_looks_scanned_twice_is_shown_beside_the_other_first() -> None:
    earlier = placed(1, "a", 0, 0, number_picture=b"7", index=1)
    later = placed(1, "z", 0, "blank", number_picture=b"7a", index=9)
    decisions = {DoubtKey("z", 0): "同一张"}
    content = content_of(ballot(1, earlier), ballot(2, later, repeats=earlier), decisions=decisions)
    sheet, row = content.doubts
    assert (sheet.key, sheet.order, sheet.pictures) == (DoubtKey("z", 0), 2, [b"7a", b"7"])
    assert (sheet.answers, sheet.decision) == (("同一张", "不同的票"), "同一张")
    assert "会场.pdf 第1页" in sheet.understood
    assert (sheet.number, sheet.secretary, sheet.criterion) == ("", "", "")
    assert row.key == DoubtKey("z", 2)
    # The same without pictures of a number
    bare = replace(later.reading, number_picture=b""), replace(earlier.reading, number_picture=b"")
    repeated = ballot(2, later._replace(reading=bare[0]), repeats=earlier._replace(reading=bare[1]))
    assert content_of(repeated).doubts[0].pictures == []


def test_more_ballots_than_the_typing_workbook_has_rows_get_rows() -> None:
    assert (TYPING.ballots, TYPING.spare) == (10, 3)
    assert content_of(ballot(13, placed(1, "a", 0, 0))).typing.spare == 3
    assert content_of(ballot(15, placed(1, "a", 0, 0))).typing.spare == 5
    assert content_of().typing == TYPING


def test_the_page_that_looks_scanned_twice_is_the_one_shown() -> None:
    earlier = placed(2, "b", 0, number_picture=b"7")
    pages = placed(1, "y", 0, 0), placed(2, "z", 0, number_picture=b"7a")
    (line,) = content_of(ballot(2, *pages, repeats=earlier)).doubts
    assert (line.key.digest, line.pictures) == ("z", [b"7a", b"7"])
