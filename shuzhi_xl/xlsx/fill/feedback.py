"""Filling a branch's result workbook (反馈_<编号>_<组织名称>.xlsx) from its template."""

from decimal import Decimal
from typing import Final

from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, EVERY_CLASS, GRADES, SOURCES
from shuzhi_xl.sheets.outgoing.feedback import (
    COUNTED,
    DUTY_HEADERS,
    DUTY_LIST,
    MORE_OF_PROBLEM,
    PROBLEM_HEADERS,
    PROBLEM_LIST,
    RECTIFICATION_HEADERS,
    RECTIFICATION_LIST,
    WITHHELD,
    CountRow,
    FeedbackContent,
    FeedbackPlace,
    Figure,
    PartRow,
)
from shuzhi_xl.sheets.outgoing.sender_line import sender
from shuzhi_xl.wording.sheets import feedback as say
from shuzhi_xl.wording.sheets.titles import UNSHOWN
from shuzhi_xl.xlsx.fill.remarks import fill_voices, first_page, grade_note
from shuzhi_xl.xlsx.fill.template_places import fill_identity, fill_later, fill_table
from shuzhi_xl.xlsx.patch.values import BlockValue, Styled, Value
from shuzhi_xl.xlsx.patch.workbook import Workbook

_COLUMNS: Final = 3 + len(COUNTED)
_LISTS: Final = (
    (PROBLEM_LIST, PROBLEM_HEADERS, FeedbackPlace.PROBLEMS_OF),
    (DUTY_LIST, DUTY_HEADERS, FeedbackPlace.DUTIES_OF),
    (
        RECTIFICATION_LIST,
        (*RECTIFICATION_HEADERS, *(column.header for column in MORE_OF_PROBLEM)),
        FeedbackPlace.RECTIFICATION_OF,
    ),
)


def fill_feedback(template: Workbook, content: FeedbackContent) -> bytes:
    """Fill one branch's result workbook.

    Args:
        template: The feedback template, perhaps restyled by staff; it is not changed.
        content: The content, with nothing of other branches.

    Returns:
        The workbook as a file; whatever staff added to the template is in it, bit for bit.

    Raises:
        PlaceMissing: The template has lost a defined name or a table.
        PlaceTaken, PlaceMerged: The template has other content where a list must grow.
    """
    book = template.fork()
    fill_identity(book, content.identity)
    sender_text = sender(content.identity.number, content.organisation, content.secretary)
    book.set_values(_single_cells(content) | dict.fromkeys((place for *_, place in _LISTS), sender_text))
    fill_later(book, _later_cells(content))
    _fill_parts(book, content)
    counts = [_count_cells(row) for row in content.counts]
    # one block, so that the texts follow the counts, however many rows these have
    book.fill_block(FeedbackPlace.COUNTS, [*counts, *_text_cells(content)])
    book.fill_block(FeedbackPlace.CHART, [_chart_cells(source, content) for source in BALLOT_SOURCES])
    fill_voices(book, content, sender_text)
    for name, headers, _ in _LISTS:
        fill_table(book, name, headers, content.problems)
    return book.to_bytes()


def _single_cells(content: FeedbackContent) -> dict[str, Value]:
    """The single cells: the head of the first page, and the composite."""
    return {
        FeedbackPlace.TITLE: content.title,
        FeedbackPlace.COMMITTEE: content.committee,
        FeedbackPlace.ORGANISATION: f"{content.identity.number}  {content.organisation}",
        FeedbackPlace.SECRETARY: content.secretary,
        FeedbackPlace.TRACK: content.track,
        FeedbackPlace.GRADE: content.grade,
        FeedbackPlace.SCORE: _or_dash(content.composite),
        FeedbackPlace.COMPOSITE: _or_dash(content.composite),
        FeedbackPlace.SCORE_MEAN: _or_dash(content.composite_mean),
        FeedbackPlace.COMPOSITE_MEAN: _or_dash(content.composite_mean),
        FeedbackPlace.ADJUSTMENT: _or_dash(content.adjustment),
    }


def _later_cells(content: FeedbackContent) -> dict[str, Value]:
    """The single cells that templates in use may lack."""
    cells: dict[str, Value] = {FeedbackPlace.GRADE_NOTE: grade_note(content), **content.more}
    if content.last_grade:
        cells[FeedbackPlace.GRADE_TITLE] = say.grade_beside(content.last_grade)
    return cells


def _fill_parts(book: Workbook, content: FeedbackContent) -> None:
    book.fill_block(FeedbackPlace.PARTS, [_part_cells(part) for part in content.parts])
    compared = [(part.source, _bar_of(part), part.track_mean) for part in content.parts]
    # the chart's area is fixed, so rows of sources that the track does not use are blanked
    blank = [("", None, None)] * (len(SOURCES) - len(compared))
    whole = (say.COMPOSITE, content.composite, content.composite_mean)
    book.fill_block(FeedbackPlace.COMPARED, [_bar_cells(*row) for row in (*compared, whole, *blank)])


def _bar_of(part: PartRow) -> Figure:
    return part.score if part.rounded is None else part.rounded


def _part_cells(part: PartRow) -> list[Value]:
    figures = (part.weight, part.score, part.contribution, part.track_mean)
    return [part.source, *map(_or_dash, figures)]


def _bar_cells(name: str, *figures: Figure) -> list[Value]:
    """A category of the chart; words instead of a score would be drawn as 0."""
    return [name or None, *(None if isinstance(figure, str) else figure for figure in figures)]


def _count_cells(row: CountRow) -> list[BlockValue]:
    def plain(value: Value) -> BlockValue:
        """A value in the style of its line: 合计, or a 票类."""
        return Styled(value, FeedbackPlace.TOTAL) if row.voter_class == EVERY_CLASS else value

    score = row.score
    if _is_withheld(row):
        words = [row.note or WITHHELD, *[None] * (len(row.counts) - 1)]
        shown: list[BlockValue] = [Styled(word, FeedbackPlace.WITHHELD) for word in words]
        # The reason is in the same row, and the column is narrow
        score = say.NOT_SHOWN if score == UNSHOWN else score
    else:
        shown = [plain(_count_text(*pair)) for pair in zip(row.counts, row.shares, strict=True)]
    return [plain(row.source), plain(row.voter_class), *shown, plain(_or_dash(score))]


def _is_withheld(row: CountRow) -> bool:
    return all(count is None for count in row.counts)


def _count_text(count: int | None, share: Decimal | None) -> str:
    """A count with its share (票数和占比).

    >>> _count_text(12, Decimal("60.00")), _count_text(0, Decimal("0.00")), _count_text(None, None)
    ('12 (60.00%)', '0', '—')
    """
    if count is None:
        return "—"
    return f"{count} ({share}%)" if count and share is not None else str(count)


def _text_cells(content: FeedbackContent) -> list[list[BlockValue]]:
    heading: list[BlockValue] = [
        Styled(word, FeedbackPlace.HEADING) for word in (say.SAID, *[None] * (_COLUMNS - 1))
    ]
    lines: list[list[BlockValue]] = [
        [Styled(label or None, FeedbackPlace.LABEL), Styled(line, FeedbackPlace.TEXT)]
        for label, line in first_page(content)
    ]
    return [[], heading, *lines]


def _chart_cells(source: str, content: FeedbackContent) -> list[Value]:
    shares = content.chart.get(source) or [None] * (len(GRADES) + 1)
    has_shares = any(share is not None for share in shares)
    return [source if has_shares else f"{source}{say.NO_SHARES}", *shares]


def _or_dash(figure: Figure) -> Decimal | str:
    return "—" if figure is None else figure
