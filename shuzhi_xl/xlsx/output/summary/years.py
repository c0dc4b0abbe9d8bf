"""The sheet of a track's summary with the results of three years side by side (历年对照)."""

from collections.abc import Iterator
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.summary_content import SummaryContent
from shuzhi_xl.wording.sheets import track_summary as say
from shuzhi_xl.xlsx.output.printed_sheet import HEAD, PrintedBlock, lay_out_rows, put_headers, put_titles
from shuzhi_xl.xlsx.output.summary.tables import finish_sheet, paint_grades

_FIRST: Final = HEAD + 1
_NAMED: Final = 3
"""Number of columns that identify the secretary."""
# Behind them a score and a grade of each year
_GRADE_COLUMNS: Final = range(_NAMED + 2, _NAMED + 2 * declared.YEARS_COMPARED + 1, 2)


def fill_years(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in each secretary's score and grade of three years; a predecessor's grade has no colour."""
    columns = declared.years_columns(content.year)
    put_titles(sheet, content.title, say.years_note(content.basis), len(columns), centred=False)
    under = put_headers(sheet, columns)
    rows = [
        [
            *(line.number, line.name, line.secretary),
            *(cell for result in line.results for cell in result),
            *(line.change, line.memo),
        ]
        for line in content.years
    ]
    yield from lay_out_rows(sheet, under, rows, content.decimals)
    last = HEAD + len(rows)
    for index in _GRADE_COLUMNS:
        paint_grades(sheet, index, _FIRST, last)
    sheet.freeze_panes = f"D{_FIRST}"
    finish_sheet(sheet, landscape=True)
