"""What a person typed into an earlier workbook of 读票 is in the new one, and is named."""

from shuzhi_xl.rules.forms.contents import make_typing_content
from shuzhi_xl.rules.scanning.earlier.earlier_work import TypedBallot
from shuzhi_xl.rules.scanning.earlier.kept_entries import find_kept
from shuzhi_xl.rules.scanning.earlier.merged_work import MergedWork
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot
from shuzhi_xl.rules.scanning.scanned_content import make_scanned_content
from shuzhi_xl.sheets.outgoing.scanned_ballots import DoubtKey, ScannedContent
from tests.rules.forms.registered_forms import due_forms, year_with
from tests.rules.scanning.invented_pages import ballot, placed
from tests.rules.small_town import organisation

YEAR = year_with(organisations=[organisation(number) for number in ("V10", "V11", "V20")])
TYPING = make_typing_content(due_forms(YEAR)[-1], YEAR)
READ = {"票类": "A票", "V10": "好", "V11": "存疑", "V20": "缺页"}


def content_of(earlier: MergedWork, *ballots: AssembledBallot) -> ScannedContent:
    return make_scanned_content(TYPING, ballots, earlier, str)


def typed(digest: str, order: int = 7, **texts: str) -> MergedWork:
    row = TypedBallot(order, [digest], READ, {**READ, **texts})
    return MergedWork({}, {digest: row})


def list_findings(content: ScannedContent) -> dict[str, object]:
    return {finding.code: finding.context for finding in find_kept("读票_M1.xlsx", content)}


def test_a_correction_follows_its_sheet_to_another_number() -> None:
    earlier = typed("b", V10="差", 票类="B票")
    content = content_of(earlier, ballot(1, placed(1, "a", 0, 0)), ballot(2, placed(1, "b", 0, 0)))
    first, second = content.ballots
    assert (first.typed, second.typed) == ({}, {"V10": "差", "票类": "B票"})
    assert (second.read["V10"], second.entries["V10"], second.entries["票类"]) == ("好", "差", "B票")
    cells = "票号 2 的 V10、票号 2 的 票类"
    assert list_findings(content) == {"scan_typed_kept": {"count": 2, "cells": cells}}


def test_a_vote_that_was_cleared_stays_cleared() -> None:
    (read,) = content_of(typed("a", V10=""), ballot(1, placed(1, "a", 0, "faint"))).ballots
    assert read.entries["V10"] == ""


def test_an_answer_typed_over_a_question_is_chosen_in_the_new_sheet() -> None:
    content = content_of(typed("a", V11="差"), ballot(1, placed(1, "a", 0, "faint")))
    assert [(line.key, line.decision) for line in content.doubts] == [(DoubtKey("a", 2), "差")]
    assert content.ballots[0].entries["V11"] == "差"
    # Words are no answer: the line stays open
    assert content_of(typed("a", V11="？"), ballot(1, placed(1, "a", 0, "x"))).doubts[0].decision == ""


def test_what_is_read_as_it_was_corrected_needs_no_words() -> None:
    content = content_of(typed("a", V10="差"), ballot(1, placed(1, "a", 3, 0)))
    assert list_findings(content) == {}


def test_marks_of_a_missing_page_stay_with_the_other_page_of_the_ballot() -> None:
    earlier = typed("a", V20="一般")
    (alone,) = content_of(earlier, ballot(1, placed(1, "a", 0, 0))).ballots
    assert alone.typed == {"V20": "一般"}
    # The page is scanned later: what a person has typed still goes before what is read
    (complete,) = content_of(earlier, ballot(1, placed(1, "a", 0, 0), placed(2, "c", 3))).ballots
    assert (complete.read["V20"], complete.entries["V20"]) == ("差", "一般")


def test_ballots_typed_in_keep_their_number_where_it_is_free() -> None:
    rows = {
        order: TypedBallot(order, [], {}, {"票类": "B票", "V10": "差", "V11": "", "V20": ""})
        for order in (1, 2, 20)
    }
    earlier = MergedWork(typed_in={TYPING.identity.form: rows, "F9": {5: rows[1]}})
    content = content_of(earlier, ballot(1, placed(1, "a", 0, 0)))
    assert [(read.order, read.pages) for read in content.ballots[1:]] == [(21, ()), (2, ()), (20, ())]
    assert content.ballots[1].entries["票类"] == "B票"
    assert TYPING.ballots + content.typing.spare == 21
    assert list_findings(content) == {"scan_ballots_kept": {"count": 3, "orders": "21、2、20"}}
