"""The empty master workbook (空白总表), built from the sheet declarations alone."""

import io
from collections.abc import Callable, Mapping
from typing import Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.macros.xlwings_settings import add_xlwings_settings
from shuzhi_xl.building.master.dropdown_lists import add_lists, with_blank_results
from shuzhi_xl.building.master.home_charts import with_own_label_format
from shuzhi_xl.building.master.home_sheet import add_home
from shuzhi_xl.building.master.ignored_errors import without_green_marks
from shuzhi_xl.building.master.settings_sheet import refine_page, refine_settings
from shuzhi_xl.building.master.sheet import add_sheet
from shuzhi_xl.sheets.declaration.table import Sheet
from shuzhi_xl.sheets.master.all_sheets import MASTER
from shuzhi_xl.sheets.master.new_year import NEW_YEAR_SHEET
from shuzhi_xl.sheets.master.program_sheets import HOME_SHEET
from shuzhi_xl.sheets.master.settings import SETTINGS_SHEET
from shuzhi_xl.xlsx.style.conditional_formats import TRACKING_DAY, write_tracking_day
from shuzhi_xl.xlsx.style.reproducible import make_reproducible

_REFINED: Final[Mapping[Sheet, Callable[[Worksheet], None]]] = {
    SETTINGS_SHEET: refine_settings,
    NEW_YEAR_SHEET: refine_page,
}
"""Sheets with a field in each line."""


def build_master() -> bytes:
    """Build the empty master (总表) as an .xlsx package; every call gives the same bytes.

    Returns:
        The package without macros: every declared sheet in order, then the very hidden one that puts the
        dropdown lists together, and the hidden settings of xlwings. Only names are filled in; the town
        decides every number.
    """
    workbook = Workbook()
    # openpyxl begins with a sheet of its own.
    del workbook[workbook.sheetnames[0]]
    for sheet in MASTER:
        worksheet = add_home(workbook) if sheet is HOME_SHEET else add_sheet(workbook, sheet)
        if sheet in _REFINED:
            _REFINED[sheet](worksheet)
    # After every declared sheet: code names follow the positions, and macros know the sheets by them.
    add_lists(workbook)
    workbook.defined_names[TRACKING_DAY] = DefinedName(TRACKING_DAY, attr_text=write_tracking_day())
    add_xlwings_settings(workbook)
    # A blank master begins with the page that asks what only the office knows.
    workbook.active = MASTER.index(NEW_YEAR_SHEET)
    workbook.properties.title, workbook.properties.creator = "述职评议考核", "shuzhi_xl"
    saved = io.BytesIO()
    workbook.save(saved)
    marked = without_green_marks(with_blank_results(saved.getvalue()))
    return make_reproducible(with_own_label_format(marked))
