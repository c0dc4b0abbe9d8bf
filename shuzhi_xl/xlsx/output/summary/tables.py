"""Sheets of 汇总 and 核对 that are plain tables: 汇总, 等次变动, 参与情况, 工作总结, 测评统计."""

from collections.abc import Iterator, Sequence
from typing import Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.declaration.column import Column
from shuzhi_xl.sheets.master.vocabulary import EVERY_CLASS
from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.summary_content import SummaryContent, Turnout, TurnoutLine
from shuzhi_xl.wording.sheets import track_summary as say
from shuzhi_xl.wording.sheets.titles import WITHHELD
from shuzhi_xl.xlsx.output.printed_sheet import (
    HEAD,
    PrintedBlock,
    cover_cells,
    emphasise,
    lay_out_rows,
    put_headers,
    put_titles,
    put_value,
)
from shuzhi_xl.xlsx.patch.values import KEEP, BlockValue, column_letters
from shuzhi_xl.xlsx.style.conditional_formats import GRADE_PAINTS
from shuzhi_xl.xlsx.style.page import A4, set_up_printing
from shuzhi_xl.xlsx.style.styles import INK, font

_FIRST: Final = HEAD + 1
_NAMED: Final = 2
"""Number of columns that identify the turnout's owner."""


def fill_ranking(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in the first page: the result in one sentence, and all organisations by rank."""
    columns = declared.RANKING_COLUMNS
    put_titles(sheet, content.title, content.committee, declared.RANKING_PRINTED, centred=False)
    cell = put_value(sheet, HEAD - 1, 1, content.glance)
    cell.font, cell.alignment = font(12, INK, bold=True), Alignment(vertical="center")
    sheet.row_dimensions[HEAD - 1].height = 26
    under = put_headers(sheet, columns)
    rows = [[record.get(column.header) for column in columns] for record in content.ranking]
    (block,) = lay_out_rows(sheet, under, rows, content.decimals)
    for index in range(declared.RANKING_PRINTED + 1, len(columns) + 1):
        sheet.cell(_FIRST, index).alignment = Alignment(vertical="center", indent=1)
    # Without row heights: the long columns at the right are neither wrapped nor printed
    yield PrintedBlock(block.sheet, block.pattern, block.rows)
    last = max(_FIRST, HEAD + len(rows))
    sheet.auto_filter.ref = f"A{HEAD}:{column_letters(len(columns))}{last}"
    sheet.freeze_panes = f"D{_FIRST}"
    sheet.cell(_FIRST, columns.index(declared.COMPOSITE) + 1).font = font(bold=True)
    for grade in (declared.SUGGESTED, declared.FINAL):
        paint_grades(sheet, columns.index(grade) + 1, _FIRST, last)
    finish_sheet(sheet, landscape=True)
    sheet.print_area = f"A1:{column_letters(declared.RANKING_PRINTED)}{last}"


def paint_grades(sheet: Worksheet, index: int, first: int, last: int) -> None:
    """Colour a column of grades as in the master; the words stay readable in black and white."""
    letter = column_letters(index)
    for grade, paint in GRADE_PAINTS.items():
        rule = paint.rule(f'${letter}{first}="{grade}"')
        sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def finish_sheet(sheet: Worksheet, *, landscape: bool, repeated: str | None = f"1:{HEAD}") -> None:
    """Set A4 paper, page numbers, and the rows repeated on every page."""
    sheet.sheet_view.showGridLines = False
    set_up_printing(sheet, landscape=landscape)
    # Wide sheets too, for which set_up_printing chooses A3
    sheet.page_setup.paperSize = A4
    sheet.print_title_rows = repeated


def fill_shifts(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in who was capped, lost a place to the quota or was regraded by the committee, and why."""
    columns = declared.SHIFT_COLUMNS
    note = say.SHIFTS_NOTE if content.shifts else say.NO_SHIFTS
    put_titles(sheet, content.title, note, len(columns), centred=False)
    under = put_headers(sheet, columns)
    rows = [
        [
            *(line.rank, line.number, line.name, line.composite, line.natural),
            *("\n".join(line.reasons), line.suggested, line.final),
        ]
        for line in content.shifts
    ]
    yield from lay_out_rows(sheet, under, rows, content.decimals)
    last = max(_FIRST, HEAD + len(rows))
    for grade in (declared.SUGGESTED, declared.FINAL):
        paint_grades(sheet, columns.index(grade) + 1, _FIRST, last)
    sheet.freeze_panes = f"D{_FIRST}"
    finish_sheet(sheet, landscape=True)


def fill_turnout(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in ballots issued and returned: by meeting and class, and below by organisation."""
    columns = declared.BRANCH_COLUMNS
    put_titles(sheet, content.title, say.TURNOUT_NOTE, len(columns), centred=False)
    yield from _put_turnout(sheet, declared.MEETING_COLUMNS, content.meetings, content.decimals, HEAD)
    below = HEAD + len(content.meetings) + 2
    yield from _put_turnout(sheet, columns, content.branches, content.decimals, below)
    finish_sheet(sheet, landscape=False, repeated=f"{below}:{below}")


def _put_turnout(
    sheet: Worksheet, columns: Sequence[Column], lines: Sequence[TurnoutLine], decimals: int, line: int
) -> Iterator[PrintedBlock]:
    under = put_headers(sheet, columns, line)
    for order in range(max((len(turnout_line.turnouts) for turnout_line in lines), default=0)):
        withheld = [
            row
            for row, turnout_line in enumerate(lines, line + 1)
            if isinstance(turnout_line.turnouts[order], str)
        ]
        first = _NAMED + 1 + 3 * order
        cover_cells(sheet, withheld, range(first, first + 3), WITHHELD)
    emphasise(sheet, str(under.body(len(lines))), f'${column_letters(_NAMED)}{line + 1}="{EVERY_CLASS}"')
    rows = [
        [*turnout_line.of, *(cell for turnout in turnout_line.turnouts for cell in _make_figures(turnout))]
        for turnout_line in lines
    ]
    yield from lay_out_rows(sheet, under, rows, decimals)


def _make_figures(turnout: Turnout | str) -> list[BlockValue]:
    if isinstance(turnout, str):
        return [KEEP] * 3
    return [turnout.issued, turnout.returned, turnout.rate]


def fill_figures(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in the main figures for the annual work report (工作总结)."""
    columns = declared.FIGURE_COLUMNS
    put_titles(sheet, content.title, say.FIGURES_NOTE, len(columns), centred=False)
    under = put_headers(sheet, columns)
    yield from lay_out_rows(sheet, under, content.figures, content.decimals)
    finish_sheet(sheet, landscape=False)


def fill_tallies(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in all counts and shares that may be disclosed."""
    columns = declared.TALLY_COLUMNS
    put_titles(sheet, content.audit_title, say.TALLIES_NOTE, len(columns), centred=False)
    under = put_headers(sheet, columns)
    rows = [[record.get(column.header) for column in columns] for record in content.tallies]
    first, after = (declared.TALLY_COLUMNS.index(column) for column in (declared.ISSUED, declared.GOOD_SHARE))
    withheld = [index for index, row in enumerate(rows) if row[first] == WITHHELD]
    cover_cells(sheet, (_FIRST + index for index in withheld), range(first + 1, after + 1), WITHHELD)
    for index in withheld:
        rows[index][first:after] = [KEEP] * (after - first)
    yield from lay_out_rows(sheet, under, rows, content.decimals)
    class_of = column_letters(columns.index(declared.VOTER_CLASS) + 1)
    emphasise(sheet, str(under.body(len(rows))), f'${class_of}{_FIRST}="{EVERY_CLASS}"')
    sheet.auto_filter.ref = str(under.body(len(rows))._replace(first_row=HEAD))
    sheet.freeze_panes = f"C{_FIRST}"
    finish_sheet(sheet, landscape=True)
