"""Sheets of the summary that are plain tables: 汇总, 等次变动, 参与情况, 工作总结, 测评统计."""

from collections.abc import Iterator, Sequence
from typing import Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.master.vocabulary import EVERY_CLASS
from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.printed_lists import SummaryContent, Turnout, TurnoutLine
from shuzhi_xl.wording.sheets import track_summary as say
from shuzhi_xl.wording.sheets.titles import WITHHELD
from shuzhi_xl.xlsx.output.printed_sheet import (
    HEAD,
    PrintedBlock,
    emphasise,
    head,
    headline,
    put,
    rows_below,
    set_apart,
)
from shuzhi_xl.xlsx.patch.values import KEEP, BlockValue, column_letters
from shuzhi_xl.xlsx.style.conditional_formats import GRADE_PAINTS
from shuzhi_xl.xlsx.style.look import INK, font
from shuzhi_xl.xlsx.style.page import print_set_up

_FIRST: Final = HEAD + 1
_A4: Final = 9
_NAMED: Final = 2
"""Columns that say whose turnout it is."""


def ranking_sheet(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """The first page: the result in one sentence, and all organisations by rank."""
    columns = declared.RANKING_COLUMNS
    headline(sheet, content.title, content.committee, declared.RANKING_PRINTED, centred=False)
    cell = put(sheet, HEAD - 1, 1, content.glance)
    cell.font, cell.alignment = font(12, INK, bold=True), Alignment(vertical="center")
    sheet.row_dimensions[HEAD - 1].height = 26
    under = head(sheet, columns)
    rows = [[record.get(column.header) for column in columns] for record in content.ranking]
    (block,) = rows_below(sheet, under, rows, content.places)
    for index in range(declared.RANKING_PRINTED + 1, len(columns) + 1):
        sheet.cell(_FIRST, index).alignment = Alignment(vertical="center", indent=1)
    yield PrintedBlock(block.sheet, block.pattern, block.rows)
    last = max(_FIRST, HEAD + len(rows))
    sheet.auto_filter.ref = f"A{HEAD}:{column_letters(len(columns))}{last}"
    sheet.freeze_panes = f"D{_FIRST}"
    sheet.cell(_FIRST, columns.index(declared.COMPOSITE) + 1).font = font(bold=True)
    for grade in (declared.SUGGESTED, declared.FINAL):
        paint_grades(sheet, columns.index(grade) + 1, _FIRST, last)
    finish(sheet, landscape=True)
    sheet.print_area = f"A1:{column_letters(declared.RANKING_PRINTED)}{last}"


def paint_grades(sheet: Worksheet, index: int, first: int, last: int) -> None:
    """Colour a column of grades as in the master; the words stay readable in black and white."""
    letter = column_letters(index)
    for grade, paint in GRADE_PAINTS.items():
        rule = paint.rule(f'${letter}{first}="{grade}"')
        sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def finish(sheet: Worksheet, *, landscape: bool, repeated: str | None = f"1:{HEAD}") -> None:
    """Set A4 paper, page numbers, and the rows that are printed on every page."""
    sheet.sheet_view.showGridLines = False
    print_set_up(sheet, landscape=landscape)
    sheet.page_setup.paperSize = _A4
    sheet.print_title_rows = repeated


def shifts_sheet(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Who was capped, lost a place or was graded otherwise by the committee, and why."""
    columns = declared.SHIFT_COLUMNS
    note = say.SHIFTS_NOTE if content.shifts else say.NO_SHIFTS
    headline(sheet, content.title, note, len(columns), centred=False)
    under = head(sheet, columns)
    rows = [
        [
            *(line.rank, line.number, line.name, line.composite, line.natural),
            *("\n".join(line.reasons), line.suggested, line.final),
        ]
        for line in content.shifts
    ]
    yield from rows_below(sheet, under, rows, content.places)
    last = max(_FIRST, HEAD + len(rows))
    for grade in (declared.SUGGESTED, declared.FINAL):
        paint_grades(sheet, columns.index(grade) + 1, _FIRST, last)
    sheet.freeze_panes = f"D{_FIRST}"
    finish(sheet, landscape=True)


def turnout_sheet(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """What went out and came back: by meeting and class, and below it by organisation."""
    columns = declared.BRANCH_COLUMNS
    headline(sheet, content.title, say.TURNOUT_NOTE, len(columns), centred=False)
    yield from _turnout(sheet, declared.MEETING_COLUMNS, content.meetings, content.places, HEAD)
    below = HEAD + len(content.meetings) + 2
    yield from _turnout(sheet, columns, content.branches, content.places, below)
    finish(sheet, landscape=False, repeated=f"{below}:{below}")


def _turnout(
    sheet: Worksheet, columns: Sequence[Column], lines: Sequence[TurnoutLine], places: int, line: int
) -> Iterator[PrintedBlock]:
    under = head(sheet, columns, line)
    for order in range(max((len(turnout_line.turnouts) for turnout_line in lines), default=0)):
        silent = [
            row
            for row, turnout_line in enumerate(lines, line + 1)
            if isinstance(turnout_line.turnouts[order], str)
        ]
        first = _NAMED + 1 + 3 * order
        set_apart(sheet, silent, range(first, first + 3), WITHHELD)
    emphasise(sheet, str(under.body(len(lines))), f'${column_letters(_NAMED)}{line + 1}="{EVERY_CLASS}"')
    rows = [
        [*turnout_line.of, *(cell for turnout in turnout_line.turnouts for cell in _figures(turnout))]
        for turnout_line in lines
    ]
    yield from rows_below(sheet, under, rows, places)


def _figures(turnout: Turnout | str) -> list[BlockValue]:
    if isinstance(turnout, str):
        return [KEEP] * 3
    return [turnout.issued, turnout.returned, turnout.rate]


def figures_sheet(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """The main figures for the report on the year's work."""
    columns = declared.FIGURE_COLUMNS
    headline(sheet, content.title, say.FIGURES_NOTE, len(columns), centred=False)
    under = head(sheet, columns)
    yield from rows_below(sheet, under, content.figures, content.places)
    finish(sheet, landscape=False)


def tallies_sheet(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """All counts and shares that may be told."""
    columns = declared.TALLY_COLUMNS
    headline(sheet, content.title, say.TALLIES_NOTE, len(columns), centred=False)
    under = head(sheet, columns)
    rows = [[record.get(column.header) for column in columns] for record in content.tallies]
    first, after = (declared.TALLY_COLUMNS.index(column) for column in (declared.ISSUED, declared.GOOD_SHARE))
    silent = [index for index, row in enumerate(rows) if row[first] == WITHHELD]
    set_apart(sheet, (_FIRST + index for index in silent), range(first + 1, after + 1), WITHHELD)
    for index in silent:
        rows[index][first:after] = [KEEP] * (after - first)
    yield from rows_below(sheet, under, rows, content.places)
    class_of = column_letters(columns.index(declared.VOTER_CLASS) + 1)
    emphasise(sheet, str(under.body(len(rows))), f'${class_of}{_FIRST}="{EVERY_CLASS}"')
    sheet.auto_filter.ref = str(under.body(len(rows))._replace(first_row=HEAD))
    sheet.freeze_panes = f"C{_FIRST}"
    finish(sheet, landscape=True)
