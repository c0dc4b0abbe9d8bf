"""The hidden sheet from which xlwings reads its settings (xlwings.conf).

xlwings expects the first setting in A1 and no blank row. A blank switch would stop its VBA, so each has a
value; the installation fills in where Python is.
"""

from typing import Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from shuzhi_xl.building.macros.button_macros import question_name
from shuzhi_xl.sheets.master.buttons import BUTTONS
from shuzhi_xl.wording.screen.doctor import BROKEN_OFF, NO_PYTHON, NOT_EXCEL
from shuzhi_xl.wording.screen.panel import QUESTIONS

SETTINGS_SHEET: Final = "xlwings.conf"
UDF_MODULE: Final = "shuzhi_xl.addin"

XLWINGS_SETTINGS: Final[tuple[tuple[str, str | bool | None], ...]] = (
    ("Interpreter_Win", None),
    ("Interpreter_Mac", None),
    ("PYTHONPATH", None),
    # Files of other people are beside the workbook; none of them may run as Python.
    ("ADD_WORKBOOK_TO_PYTHONPATH", False),
    ("Conda Path", None),
    ("Conda Env", None),
    ("UDF Modules", UDF_MODULE),
    ("Debug UDFs", False),
    # One Python stays in the background, so that only the first click waits for it to start.
    ("Use UDF Server", True),
    ("Show Console", False),
)
"""Settings (xlwings 设置) of a workbook before its installation, in the spelling of xlwings."""


SENTENCES: Final = {
    "SzNotExcel": NOT_EXCEL,
    "SzNoPython": NO_PYTHON,
    "SzBrokenOff": BROKEN_OFF,
    **{question_name(button.asks): QUESTIONS[button.asks] for button in BUTTONS if button.macro_asks},
}
"""Sentences of the macros themselves, by defined name: macros are ASCII, so they are in cells."""


def add_xlwings_settings(workbook: Workbook) -> None:
    """Add the sheet `xlwings.conf` after all others, whose code names stay as they are."""
    sheet = workbook.create_sheet(SETTINGS_SHEET)
    sheet.sheet_state = "hidden"
    for row in XLWINGS_SETTINGS:
        sheet.append(row)
    for name, sentence in SENTENCES.items():
        sheet.append((name, sentence))
        refers = f"'{SETTINGS_SHEET}'!$B${sheet.max_row}"
        workbook.defined_names[name] = DefinedName(name, attr_text=refers)
    sheet.column_dimensions["A"].width = 32
    sheet.column_dimensions["B"].width = 60
