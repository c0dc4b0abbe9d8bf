"""What a meeting's 读票 workbook has: its ballots as read, and what a person decides (录票、存疑)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shuzhi_xl.rules.scanning.earlier.earlier_work import Decisions
from shuzhi_xl.rules.scanning.earlier.kept_entries import find_typed, place_typed_in
from shuzhi_xl.rules.scanning.earlier.merged_work import MergedWork
from shuzhi_xl.rules.scanning.page_layout import RowLayout
from shuzhi_xl.rules.scanning.page_reading import RowVerdict
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot, PlacedPage
from shuzhi_xl.sheets.declaration.units import CriterionName, Number
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, GRADES, OVERALL, SPOILED
from shuzhi_xl.sheets.outgoing.forms import TypingContent
from shuzhi_xl.sheets.outgoing.scanned_ballots import (
    DOUBTFUL,
    DUPLICATE_ANSWERS,
    NOT_SCANNED,
    DoubtKey,
    DoubtLine,
    ScannedBallot,
    ScannedContent,
    ScannedPage,
    mark_header,
)
from shuzhi_xl.wording.scanning.understanding import understood_repeat, understood_row, where

ROW_ANSWERS: Final = (*GRADES, ABSTENTION, SPOILED)
"""What a person may say of a row of boxes (存疑)."""


@dataclass(frozen=True)
class _Deciding:
    """What lines of 存疑 need besides the pages: names, earlier work, words for reasons."""

    secretaries: Mapping[Number, str]
    decisions: Decisions
    typed: Mapping[int, Mapping[str, str]]
    describe: Callable[[str], str]

    def decide_row(self, order: int, key: DoubtKey, row: RowLayout) -> str:
        """What a person has said of a row, in 存疑 or in its cell of 录票; blank for nothing."""
        typed = self.typed.get(order, {}).get(mark_header(row.number, row.criterion), "")
        return self.decisions.get(key) or (typed if typed in ROW_ANSWERS else "")


def make_scanned_content(
    typing: TypingContent,
    ballots: Sequence[AssembledBallot],
    earlier: MergedWork,
    describe: Callable[[str], str],
) -> ScannedContent:
    """Make the content of a meeting's 读票 workbook from its 测评票 (录票; 存疑).

    Args:
        typing: Its empty typing workbook; one that has too few rows gets more.
        ballots: The meeting's ballots, by 票号.
        earlier: What a person has done before.
        describe: The words for a reason why a person decides.
    """
    secretaries = {candidate.number: candidate.secretary for candidate in typing.candidates}
    choices = [
        (candidate.number, criterion)
        for candidate in typing.candidates
        for criterion in (OVERALL, *typing.further)
    ]
    read = [_read_ballot(ballot, choices, earlier) for ballot in ballots]
    orders = {ballot.order for ballot in read}
    read += place_typed_in(earlier.typed_in.get(typing.identity.form, {}), orders)
    typed = {ballot.order: ballot.typed for ballot in read}
    deciding = _Deciding(secretaries, earlier.decisions, typed, describe)
    last = max((ballot.order for ballot in read), default=0)
    return ScannedContent(
        replace(typing, spare=max(typing.spare, last - typing.ballots)),
        read,
        [line for ballot in ballots for line in _list_doubts(ballot, deciding)],
    )


def _read_ballot(
    ballot: AssembledBallot, choices: Sequence[tuple[Number, CriterionName]], earlier: MergedWork
) -> ScannedBallot:
    # A page that is not scanned leaves words that 回收 does not take for a mark: nobody knows what it says
    marks = dict.fromkeys(choices, NOT_SCANNED)
    for page in ballot.pages.values():
        for row, verdict in _rows(page):
            marks[row.number, row.criterion] = DOUBTFUL if verdict.doubts else _grade(verdict)
    pages = [
        ScannedPage(number, page.reading.file, page.reading.index, page.reading.digest)
        for number, page in sorted(ballot.pages.items())
    ]
    typed = find_typed(ballot, [mark_header(*choice) for choice in choices], earlier.sheets)
    return ScannedBallot(ballot.order, ballot.voter_class, marks, pages, typed)


def _rows(page: PlacedPage) -> Iterator[tuple[RowLayout, RowVerdict]]:
    return zip(page.layout.rows, page.reading.verdicts, strict=True)


def _grade(verdict: RowVerdict) -> str:
    return "" if verdict.grade is None else GRADES[verdict.grade]


def _list_doubts(ballot: AssembledBallot, deciding: _Deciding) -> Iterator[DoubtLine]:
    if ballot.repeats:
        yield _ask_repeat(ballot, ballot.repeats, deciding)
    for _, page in sorted(ballot.pages.items()):
        reading = page.reading
        for position, (row, verdict) in enumerate(_rows(page)):
            if verdict.doubts:
                key = DoubtKey(reading.digest, position + 1)
                yield DoubtLine(
                    key,
                    ballot.order,
                    where(reading.file, reading.index),
                    row.number,
                    deciding.secretaries.get(row.number, ""),
                    row.criterion,
                    understood_row(_grade(verdict), [deciding.describe(code) for code in verdict.doubts]),
                    [png for png in [reading.pictures.get(position)] if png],
                    ROW_ANSWERS,
                    deciding.decide_row(ballot.order, key, row),
                )


def _ask_repeat(ballot: AssembledBallot, repeats: PlacedPage, deciding: _Deciding) -> DoubtLine:
    earlier = repeats.reading
    reading = ballot.pages.get(repeats.layout.page, ballot.pages[min(ballot.pages)]).reading
    key = DoubtKey(reading.digest, 0)
    return DoubtLine(
        key,
        ballot.order,
        where(reading.file, reading.index),
        "",
        "",
        "",
        understood_repeat(where(earlier.file, earlier.index)),
        [png for png in (reading.number_picture, earlier.number_picture) if png],
        DUPLICATE_ANSWERS,
        deciding.decisions.get(key, ""),
    )
