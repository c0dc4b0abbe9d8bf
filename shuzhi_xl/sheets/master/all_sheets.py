"""All sheets of the master workbook, in order."""

from typing import Any

from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.master.new_year import NEW_YEAR_SHEET
from shuzhi_xl.sheets.master.office_entries import (
    EARLIER_GRADES_SHEET,
    HOLIDAYS_SHEET,
    REMARKS_SHEET,
    REPORTS_SHEET,
    ROUTINE_SHEET,
    SCHEDULE_SHEET,
    VISITS_SHEET,
)
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEES_SHEET, MEETINGS_SHEET, ROSTER_SHEET
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT_SHEET, HOME_SHEET, LOG_SHEET, SECRET_SHEET
from shuzhi_xl.sheets.master.results import (
    APPRAISAL_SHEET,
    PUBLICATION_SHEET,
    QUOTA_CHECK_SHEET,
    RECTIFICATION_SHEET,
    TALLY_SHEET,
    TRACE_SHEET,
)
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET, TRACKS_SHEET
from shuzhi_xl.sheets.master.settings import SETTINGS_SHEET
from shuzhi_xl.sheets.master.votes import BALLOTS_SHEET, REGISTER_SHEET, SURVEYS_SHEET

# The order of the tabs, and of the findings (SHEET_ORDER)
MASTER: tuple[Sheet, ...] = (
    HOME_SHEET,
    NEW_YEAR_SHEET,
    SETTINGS_SHEET,
    SCORING_SHEET,
    TRACKS_SHEET,
    ROSTER_SHEET,
    SCHEDULE_SHEET,
    REPORTS_SHEET,
    MEETINGS_SHEET,
    ATTENDEES_SHEET,
    REMARKS_SHEET,
    REGISTER_SHEET,
    BALLOTS_SHEET,
    SURVEYS_SHEET,
    VISITS_SHEET,
    ROUTINE_SHEET,
    EARLIER_GRADES_SHEET,
    TALLY_SHEET,
    APPRAISAL_SHEET,
    QUOTA_CHECK_SHEET,
    TRACE_SHEET,
    RECTIFICATION_SHEET,
    PUBLICATION_SHEET,
    CHECK_REPORT_SHEET,
    LOG_SHEET,
    HOLIDAYS_SHEET,
    SECRET_SHEET,
)

TABLES: dict[str, Table[Any]] = {table.name: table for sheet in MASTER for table in sheet.tables}
SHEET_OF: dict[str, Sheet] = {table.name: sheet for sheet in MASTER for table in sheet.tables}
SHEET_ORDER: tuple[str, ...] = tuple(sheet.title for sheet in MASTER)
