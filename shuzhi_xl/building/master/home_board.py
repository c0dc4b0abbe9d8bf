"""The year at a glance on 首页 (看板): next step, numbers, progress, reminders, tracks."""

from typing import Final

from openpyxl.formatting.rule import DataBarRule
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.master.home_grid import CENTRED, INDENTED, LAST_COLUMN, RIGHT, caption, cells_of
from shuzhi_xl.building.master.prefill import prefilled
from shuzhi_xl.building.master.sheet import add_table
from shuzhi_xl.sheets.master.program_sheets import (
    NOT_RETURNED,
    OVERVIEW,
    PROBLEM_OVERDUE,
    PROGRESS,
    REMINDER,
    TASK_DUE_SOON,
    TASK_OVERDUE,
    TO_CHOOSE,
    TRACK_PROGRESS,
    Overview,
    Progress,
    Reminder,
    TrackProgress,
)
from shuzhi_xl.wording.sheets.dashboard import START_HERE
from shuzhi_xl.xlsx.style import styles
from shuzhi_xl.xlsx.style.conditional_formats import ALARM, WAITING, WARNING, Paint
from shuzhi_xl.xlsx.style.layout import PLACEMENTS, TablePlacement

NEXT_STEP_ROW: Final = 9
_LINE_HEIGHT, _HEADER_HEIGHT = 18, 22
_NUMBER_PAINTS = {
    "blocking": ALARM,
    "notices": WARNING,
    "tasks_overdue": ALARM,
    "tasks_due_soon": WARNING,
    "forms_missing": WAITING,
    "problems_overdue": ALARM,
}
_KIND_PAINTS = {
    TASK_OVERDUE: ALARM,
    TO_CHOOSE: WAITING,
    NOT_RETURNED: WAITING,
    PROBLEM_OVERDUE: ALARM,
    TASK_DUE_SOON: WARNING,
}


def add_board(worksheet: Worksheet) -> None:
    """Add the next step and the four tables, each below the other (看板)."""
    _add_next_step(worksheet)
    _add_overview(worksheet)
    _add_progress(worksheet)
    _add_reminders(worksheet)
    _add_tracks(worksheet)


def _add_next_step(worksheet: Worksheet) -> None:
    """One line right below the buttons; a job writes it."""
    cells = cells_of(worksheet, NEXT_STEP_ROW)
    for cell in cells:
        cell.fill, cell.border = styles.fill(styles.PALE_YELLOW), styles.underline(styles.RED, "thin")
    cells[0].font, cells[0].alignment = styles.font(12, styles.RED, bold=True), INDENTED
    cells[0].value = START_HERE
    worksheet.row_dimensions[NEXT_STEP_ROW].height = 30
    worksheet.row_dimensions[NEXT_STEP_ROW + 1].height = 6


def _add_overview(worksheet: Worksheet) -> None:
    """Large numbers side by side; those above zero are coloured by urgency."""
    place = PLACEMENTS[OVERVIEW.name]
    _add_plain_table(worksheet, place)
    for name, column in Overview.columns().items():
        cell = worksheet[f"{place.letter(column.header)}{place.first_row}"]
        cell.font, cell.fill = styles.font(18, styles.INK, bold=True), styles.fill(styles.PALE_GREY)
        cell.alignment, cell.border = CENTRED, styles.frame(styles.WHITE, "thick")
        if name in _NUMBER_PAINTS:
            # N(), because a text compares as greater than every number, and a blank text would be coloured.
            rule = _NUMBER_PAINTS[name].rule(f"N({cell.coordinate})>0")
            worksheet.conditional_formatting.add(cell.coordinate, rule)
    for cell in cells_of(worksheet, place.header_row):
        cell.font, cell.fill = styles.font(9, styles.GREY), styles.fill(styles.WHITE)
        cell.border = styles.frame(styles.WHITE)
    worksheet.row_dimensions[place.header_row].height = 18
    worksheet.row_dimensions[place.first_row].height = 34


def _add_progress(worksheet: Worksheet) -> None:
    """The table 进度; the text of its last column continues over the two empty ones beside it."""
    place = PLACEMENTS[PROGRESS.name]
    caption(worksheet, place.header_row - 1, "全年进度")
    _add_plain_table(worksheet, place)
    share = Progress.columns()["share"].header
    for row in _row_numbers(place):
        percent = worksheet[f"{place.letter(share)}{row}"]
        # The value is 0 to 100 as in all tables; Excel's own per cent format would multiply it by 100.
        percent.number_format, percent.alignment = '0"%"', RIGHT
        worksheet.cell(row, place.last_col).alignment = INDENTED
    # Fixed ends: by default the longest bar would be the largest value, even at 10 per cent.
    bar = DataBarRule(  # type: ignore[no-untyped-call]  # its stubs have no types
        "num", 0, "num", 100, color="8FB3DE", minLength=0, maxLength=100
    )
    worksheet.conditional_formatting.add(_column_area(place, share), bar)


def _add_reminders(worksheet: Worksheet) -> None:
    """The table 催办事项; the text of its last column continues likewise."""
    place = PLACEMENTS[REMINDER.name]
    caption(
        worksheet,
        place.header_row - 1,
        "催办事项",
        "逾期、临期以当天为准；整改逾期以“催办日期”为准，没有填的以“基准日期”为准。",
    )
    _add_plain_table(worksheet, place)
    kind = Reminder.columns()["kind"].header
    for row in _row_numbers(place):
        worksheet.cell(row, place.last_col).alignment = INDENTED
    for word, paint in _KIND_PAINTS.items():
        rule = paint.rule(f'{place.letter(kind)}{place.first_row}="{word}"')
        worksheet.conditional_formatting.add(_column_area(place, kind), rule)


def _add_tracks(worksheet: Worksheet) -> None:
    """The table 板块进展, which the charts show."""
    place = PLACEMENTS[TRACK_PROGRESS.name]
    caption(worksheet, place.header_row - 1, "板块进展", "前三列是表单份数，后三列是整改问题数。")
    _add_plain_table(worksheet, place)
    late = TrackProgress.columns()["overdue"].header
    rule = Paint("", ALARM.ink).rule(f"N({place.letter(late)}{place.first_row})>0")
    worksheet.conditional_formatting.add(_column_area(place, late), rule)


def _add_plain_table(worksheet: Worksheet, place: TablePlacement) -> None:
    """A table in the plain style of 首页, its header right across the grid."""
    add_table(worksheet, place)
    for row in _row_numbers(place):
        for cell in cells_of(worksheet, row):
            cell.fill, cell.border = styles.fill(styles.WHITE), styles.underline(width="hair")
            cell.alignment = CENTRED
        worksheet.row_dimensions[row].height = _LINE_HEIGHT
    for cell in cells_of(worksheet, place.header_row):
        styles.style_header(cell, place.table.columns[0])
        cell.fill, cell.border = styles.fill(styles.BLUE), styles.underline(styles.BLUE)
    if place.last_col < LAST_COLUMN:
        worksheet.cell(place.header_row, place.last_col).alignment = INDENTED
    worksheet.row_dimensions[place.header_row].height = _HEADER_HEIGHT


def _row_numbers(place: TablePlacement) -> range:
    return range(place.first_row, place.first_row + len(prefilled(place.table)))


def _column_area(place: TablePlacement, header: str) -> str:
    letter, rows = place.letter(header), _row_numbers(place)
    return f"{letter}{rows[0]}:{letter}{rows[-1]}"
