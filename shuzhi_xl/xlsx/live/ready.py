"""Preparing an open workbook for writing (写前准备): quiet, unprotected, and without hidden cells."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import Final

import xlwings as xw

from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.xlsx.live.filters import SetAgain, remove_filters
from shuzhi_xl.xlsx.live.outline import fold, unfold
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.stop_reasons import Stopped

# The same as in the master as built
_STILL_ALLOWED: Final = dict.fromkeys(
    ("AllowFiltering", "AllowSorting", "AllowFormattingColumns", "AllowFormattingRows"), True
)
_VISIBLE_CELLS: Final = 12  # Excel's xlCellTypeVisible


def refuse_unfit(book: xw.Book) -> None:
    """Refuse a workbook that cannot be saved in its folder.

    Raises:
        Stopped: It is open read-only, or its address is on OneDrive or SharePoint.
    """
    api = book.api
    # AutoSave would save a half-written workbook, and there is no local path for backups
    if "://" in api.FullName:
        raise Stopped("workbook_online", {"name": book.name})
    # Saving would ask for another name, and there would be two masters
    if api.ReadOnly:
        raise Stopped("workbook_read_only", {"name": book.name})


@contextmanager
def quiet_program(app: xw.App) -> Iterator[None]:
    """Keep Excel from drawing, calculating, running macros of staff and filling in cells during the block."""
    lists = app.api.AutoCorrect
    settings = (
        (app, "screen_updating", False),
        (app, "enable_events", False),
        (app, "calculation", "manual"),
        # These would copy a formula of staff into all rows, or let a neighbouring table grow
        (lists, "AutoFillFormulasInLists", False),
        (lists, "AutoExpandListRange", False),
    )
    with ExitStack() as before:
        for owner, name, value in settings:
            before.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, value)
        yield


@contextmanager
def writable_sheets(areas: Mapping[str, Area], sheets: Mapping[str, xw.Sheet]) -> Iterator[list[str]]:
    """Remove the protection of sheets, and show all cells of an area, during the block.

    Excel writes a block over a filter or hidden rows wrongly: each visible row gets the block's first row.
    Afterwards columns are hidden again and filters set again, if Excel allows it; hidden rows stay
    visible, for other records may be there by then.

    Args:
        areas: For each sheet to be written, by its title, the area around all cells to be written.
        sheets: The sheets by their titles.

    Yields:
        Titles of the sheets in which filtered or hidden rows stay visible; complete at the end.

    Raises:
        Stopped: A sheet is protected with a password, or its cells stay hidden.
    """
    with ExitStack() as afterwards:
        for title in areas:
            # All sheets before the first change: a password on the last one must not stop a half-written job
            _unlock(sheets[title], afterwards)
        shown: list[str] = []
        for title, area in areas.items():
            _show_all(sheets[title], area, afterwards, shown)
        yield shown


def _unlock(sheet: xw.Sheet, afterwards: ExitStack) -> None:
    api = sheet.api
    if not api.ProtectContents:
        return
    with suppress(Exception):  # a wrong password; without one, Excel would open a dialog
        api.Unprotect("")
    if api.ProtectContents:
        raise Stopped("sheet_locked", {"name": sheet.name})
    afterwards.callback(api.Protect, **_STILL_ALLOWED)


def _show_all(sheet: xw.Sheet, area: Area, afterwards: ExitStack, shown: list[str]) -> None:
    """Show all cells of an area; note the sheet where rows stay visible."""
    if area.cells == 1:
        # SpecialCells of a single cell would search the whole sheet.
        area = area._replace(last_row=area.last_row + 1)
    cells = sheet.range((area.first_row, area.first_col), (area.last_row, area.last_col))
    if _are_all_visible(cells, area):
        return
    folded_tables = {table.name for table in sheet.tables} & {CHECK_REPORT.name, SETTING.name}
    if folded_tables:
        # What an outline of the program hides is shown without a word, since it is folded again: new findings
        # when they are written, the settings here
        unfold(sheet)
        if _are_all_visible(cells, area):
            if SETTING.name in folded_tables:
                afterwards.callback(fold, sheet)
            return
    # Columns first: they can be hidden again, a removed filter cannot always be set again
    _show_columns(sheet, area, afterwards)
    if _are_all_visible(cells, area):
        return
    steps, is_lost = remove_filters(sheet)
    for step in steps:
        afterwards.callback(_set_filter_again, step, sheet.name, shown)
    if is_lost or not _are_all_visible(cells, area):
        shown.append(sheet.name)
    cells.rows.hidden = False
    if not _are_all_visible(cells, area):
        raise Stopped("cells_hidden", {"name": sheet.name})


def _set_filter_again(step: SetAgain, title: str, shown: list[str]) -> None:
    try:
        step()
    except Exception:  # noqa: BLE001 -- the rows are written correctly without it
        shown.append(title)


def _are_all_visible(cells: xw.Range, area: Area) -> bool:
    try:
        return bool(cells.api.SpecialCells(_VISIBLE_CELLS).CountLarge == area.cells)
    except Exception:  # noqa: BLE001 -- Excel raises when no cell is visible, with an error of the engine
        return False


def _show_columns(sheet: xw.Sheet, area: Area, afterwards: ExitStack) -> None:
    for number in range(area.first_col, area.last_col + 1):
        column = sheet.range((area.first_row, number)).columns
        if column.hidden:
            column.hidden = False
            afterwards.callback(partial(setattr, column, "hidden"), True)  # noqa: FBT003 -- its value


def join_areas(areas: Iterable[tuple[str, Area]]) -> dict[str, Area]:
    """Join the areas of each sheet to the smallest one around them."""
    joined: dict[str, Area] = {}
    for title, area in areas:
        joined[title] = joined[title].join(area) if title in joined else area
    return joined
