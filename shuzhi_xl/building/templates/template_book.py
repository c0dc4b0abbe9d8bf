"""The workbook of a template (模板工作簿): made empty, given its hidden sheets, written to a file."""

import io

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from shuzhi_xl.building.templates.cell_styles import LINE
from shuzhi_xl.building.templates.cells import put, put_row
from shuzhi_xl.building.templates.layout import protect, set_widths
from shuzhi_xl.sheets.outgoing.forms import FormName
from shuzhi_xl.sheets.outgoing.hidden_sheets import CHOICES_SHEET, IDENTITY_SHEET
from shuzhi_xl.xlsx.style.reproducible import make_reproducible


def new_book(*titles: str) -> Workbook:
    """An empty workbook with sheets of these titles and nothing about who made it."""
    book = Workbook()
    # openpyxl begins with a sheet of its own.
    book.remove(book.worksheets[0])
    for title in titles:
        book.create_sheet(title).sheet_view.showGridLines = False
    book.properties.creator = ""
    return book


def add_hidden_sheets(book: Workbook, *lists: FormName) -> None:
    """Add the very hidden sheets of the identity (表单身份) and of the dropdowns' words."""
    identity = book.create_sheet(IDENTITY_SHEET)
    put_row(identity, "A1", [None, None], LINE, name=FormName.IDENTITY)
    set_widths(identity, 14, 40)
    hidden = [identity]
    if lists:
        words = book.create_sheet(CHOICES_SHEET)
        for column, name in enumerate(lists, start=1):
            put(words, f"{get_column_letter(column)}1", None, LINE, name)
        hidden.append(words)
    for sheet in hidden:
        sheet.sheet_state = "veryHidden"
        protect(sheet)


def to_file(book: Workbook) -> bytes:
    """The workbook as a file; the same one whenever it is built."""
    book.active = 0
    package = io.BytesIO()
    book.save(package)
    # openpyxl writes the time of saving; committed templates must differ only when their contents do.
    return make_reproducible(package.getvalue())
