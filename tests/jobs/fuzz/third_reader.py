"""A third opinion on a returned file: openpyxl's, of the file itself or of what LibreOffice makes of it."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.escape import unescape

from shuzhi_xl.jobs.stages.returned_files import form_rules
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.intake.cell_grid import Grid, Grids, Place
from shuzhi_xl.rules.intake.read_form import read_form, read_identity
from shuzhi_xl.rules.intake.returned_form import ReturnedForm
from shuzhi_xl.sheets.reading.year import Year
from tests.office_saves import saved_as


def opinions(content: bytes, year: Year, folder: Path) -> Iterator[Answers]:
    """What the file says to openpyxl, and to LibreOffice; who cannot open it says nothing.

    Args:
        content: The file.
        year: The town's year.
        folder: Where LibreOffice may work.
    """
    for saved in (
        lambda content_: content_,
        lambda content_: saved_as("xlsx", {"表": content_}, folder, 60).get("表"),
    ):
        opened = saved(content)
        grids = _grids(opened) if opened else None
        identity = read_identity(grids) if grids else None
        if grids and identity:
            intake = read_form(ReturnedForm("", grids, identity, form_rules(year, identity)))
            if not intake.holds_form:
                yield intake.answers


def _grids(content: bytes) -> Grids | None:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=True)
    except Exception:  # noqa: BLE001 -- openpyxl raises anything on a broken file
        return None
    grids = {}
    for sheet in book.worksheets:
        cells: dict[Place, Any] = {}
        struck = set()
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.value is not None:
                    place = cell.row, cell.column
                    text = isinstance(cell.value, str | CellRichText)
                    cells[place] = unescape(str(cell.value)) if text else cell.value
                    if cell.font.strike or _partly_struck(cell.value):
                        struck.add(place)
        merged = {
            (row, col): (area.min_row, area.min_col)
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for col in range(area.min_col, area.max_col + 1)
        }
        grids[sheet.title] = Grid(sheet.title, cells, frozenset(struck), merged)
    return grids


def _partly_struck(value: object) -> bool:
    blocks = value if isinstance(value, CellRichText) else ()
    return any(isinstance(block, TextBlock) and block.font.strike for block in blocks)
