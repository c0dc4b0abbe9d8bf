"""Draws the pictures of README and manual from the files of a played demo.

Run as a program: `python -m tests.pictures.readme_pictures <its folder>`.
Sheets are drawn as on a screen, with the letters of their columns and the numbers of their rows.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.demo.town.clock import ISSUED_ON, Clock
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.lookup.rollup import roll_up_towns
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.office_entries import MILESTONE
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETING_TABLE, ORGANISATION
from shuzhi_xl.sheets.master.scheme_tables import SOURCE_WEIGHT
from shuzhi_xl.sheets.master.vocabulary import CLOSED, PENDING
from shuzhi_xl.sheets.master.votes import FORM
from shuzhi_xl.sheets.outgoing.forms import ENTRY_HEADERS
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.district.folder import TownsFolder
from shuzhi_xl.xlsx.district.read_town import read_town
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.town_folder import Folder
from tests.many_towns import make_towns
from tests.pictures.drawing import to_pdf

PICTURES = Path(__file__).resolve().parents[2] / "workbook" / "pictures"
WIDTH = 1200  # pixels; wider ones are no longer read on an office screen without scrolling
COLOURS = 64
_A3 = 8
_TOWNS = 22
_HEADER_ROW = 3
_FOOTER = 110  # pixels at 200 to the inch
_NO_MARGINS = PageMargins(left=0.2, right=0.2, top=0.2, bottom=0.2, header=0, footer=0)


@dataclass(frozen=True)
class View:
    """Part of a sheet as on a screen; of its rows and columns only those that say most.

    Attributes:
        sheet: Its title; blank for the first.
        rows: How many rows are shown below the headers; 0 for all.
        beside: Rows begin shortly above the first that holds this text.
        hidden: Letters of columns that are left out.
        last: Letter of the last column shown; blank for all.
        headings: Whether letters of columns and numbers of rows are shown.
    """

    workbook: Path
    sheet: str = ""
    rows: int = 0
    beside: str = ""
    hidden: str = ""
    last: str = ""
    headings: bool = True


@dataclass(frozen=True)
class Page:
    """A page as printed; a colour scale needs more colours than others."""

    workbook: Path
    number: int
    colours: int = COLOURS


def views(town: Path, checked: Path, district: Path) -> Mapping[str, View | Page]:
    """What the documents show, by the picture's name."""
    master = town / MASTER_NAME
    disputed = backup(town, FORM, PENDING)
    issued = min(town.glob("发出/*/*/测评表_*.xlsx"))
    processed = town / "收回" / "2015" / "_已处理"
    returned = next(
        path for path in sorted(processed.glob("*-Q*.xlsx")) if load_workbook(path)["录票"].max_column > 5
    )
    summary, audit = (min(town.glob(f"结果/*/{kind}_*.xlsx")) for kind in ("汇总", "核对"))
    return {
        "home": Page(disputed, 1, colours=128),
        "settings": View(master, "基本设置"),
        "scoring": View(master, "评分设置", rows=49),
        "roster": View(master, "组织名册", rows=12, last="K"),
        "report": View(checked, "校验报告", hidden="G"),
        "ballot": Page(issued, 2),
        "entry": View(returned, "录票", rows=15),
        "typing": View(min(processed.glob("*录好.xlsx")), "录票", rows=16, last="N"),
        "register": View(disputed, "票单登记", rows=12, beside=PENDING, hidden="E"),
        "tally": View(master, "测评统计", rows=14, hidden="DGVWX"),
        "appraisal": View(master, "综合评定", rows=14, hidden="DEFGHIJR"),
        "quotas": View(master, "名额核对", rows=8),
        "sign_off": Page(min(town.glob("结果/*/研究定等_*.xlsx")), 1),
        "trace": View(master, "评定依据", rows=21),
        "feedback": Page(min(town.glob("结果/*/*/反馈_C*.xlsx")), 1),
        "feedback-list": View(min(town.glob("结果/*/*/反馈_C*.xlsx")), "整改清单", headings=False),
        "ranking": Page(summary, 1),
        "scores": Page(summary, 2),
        "shares": Page(summary, 5, colours=200),
        "recalculation": View(audit, "核对", rows=28),
        "publication": View(min(town.glob("结果/*/公布_*.xlsx")), rows=12, headings=False),
        "rectification": View(master, "整改清单", rows=8, beside=CLOSED, hidden="FLN"),
        "district": Page(district, 1),
        "reminder": View(min(town.glob("结果/*/催办_镇社*.xlsx")), rows=9, headings=False),
        "tracking": View(min(town.glob("结果/*/整改跟踪_*.xlsx")), rows=9, headings=False),
    }


def _ballots(package: Path) -> int:
    return load_workbook(package)["录票"].max_column - len(ENTRY_HEADERS)


def backup(town: Path, table: Table[Any], text: str = "") -> Path:
    """The first kept master in whose table something stands, or just this text."""
    for path in sorted(town.glob("备份/*.xlsm")):
        rows = ClosedStore(path).read_table(table).rows
        if any(not text or text in row.values.values() for row in rows):
            return path
    raise LookupError(table.name)


def mistaken(town: Path, into: Path) -> Path:
    """The master before 分发, with mistakes as they happen, after 校验."""
    first = backup(town, ORGANISATION)
    master = Path(shutil.copy(first, into / MASTER_NAME))
    clock = Clock()
    clock.turn_to(ISSUED_ON)
    store = ClosedStore(master)
    store.write_cells(ORGANISATION, {(8, "书记姓名"): None, (9, "党员人数"): "三十"})
    store.write_cells(ORGANISATION, {(12, "组织类型"): "社区", (14, "书记姓名"): "柳玉"})
    store.write_cells(MEETING_TABLE, {(4, "实到人数"): 300})
    store.write_cells(SOURCE_WEIGHT, {(store.read_table(SOURCE_WEIGHT).rows[0].line, "权重"): 45})
    store.write_cells(MILESTONE, {(7, "截止日期"): "下周五"})
    store.commit(clock())
    check(JobContext(ClosedStore(master), Folder(into), clock))
    return master


def many(town: Path, into: Path) -> Path:
    """The workbook of a district of towns like this one."""
    make_towns(town / MASTER_NAME, into / "各镇", _TOWNS)
    folder, times = TownsFolder(into / "各镇"), Fraction(5)
    outcome = roll_up_towns(
        folder,
        lambda masters: (read_town(*master, times) for master in masters),
        times,
        None,
        lambda *_: None,
    )
    return into / "各镇" / outcome.outputs[0]


def cut_out(view: View, copy: Path) -> None:
    """A workbook whose one printed page is the part to be shown."""
    book = load_workbook(view.workbook, data_only=True)  # formulas would miss the other sheets
    sheet = book[view.sheet] if view.sheet else book.worksheets[0]
    book.active = sheet
    for other_sheet in book.worksheets:
        if other_sheet is not sheet:
            other_sheet.sheet_state, other_sheet.print_area = "hidden", None  # formulas may look at it
    shown = _shown_rows(sheet, view)
    for row in range(_HEADER_ROW + 1, shown[0]):
        sheet.row_dimensions[row].hidden = True
    for letter in view.hidden:
        sheet.column_dimensions[letter].hidden = True
    last = view.last or get_column_letter(sheet.max_column)
    sheet.print_area = f"A1:{last}{shown[-1]}"
    for row in sheet[f"A{shown[0]}:{last}{shown[-1]}"]:
        _heighten(sheet, row)
    _as_on_screen(sheet, headings=view.headings)
    book.save(copy)


def _shown_rows(sheet: Worksheet, view: View) -> range:
    first = _HEADER_ROW + 1
    if view.beside:
        rows = sheet.iter_rows(min_row=first, values_only=True)
        first = max(first, next(row for row, values in zip(count(first), rows) if view.beside in values) - 3)
    return range(first, first + view.rows if view.rows else sheet.max_row + 1)


def _heighten(sheet: Worksheet, row: tuple[Cell, ...]) -> None:
    """Make a row as high as its text, as Excel does when it opens a workbook and LibreOffice does not."""
    columns = sheet.column_dimensions
    lines = (
        ceil(_width(cell) / columns[cell.column_letter].width)
        for cell in row
        if cell.alignment.wrap_text and not columns[cell.column_letter].hidden
    )
    most = max(lines, default=1)
    if most > 1 and sheet.row_dimensions[row[0].row].height is None:
        sheet.row_dimensions[row[0].row].height = most * 15


def _width(cell: Cell) -> float:
    text = "" if cell.value is None else str(cell.value)
    return 2 + sum(1.65 if character > "\u2000" else 0.9 for character in text)


def _as_on_screen(sheet: Worksheet, *, headings: bool) -> None:
    sheet.print_title_rows = None
    sheet.print_options.headings = headings
    sheet.page_margins = _NO_MARGINS
    sheet.page_setup.paperSize = _A3
    sheet.page_setup.fitToHeight = 1


def to_small_png(pdf: Path, page: int, picture: Path, colours: int = COLOURS) -> None:
    """Draw a page without its empty edges, in few colours."""
    command = ["pdftoppm", "-r", "200", "-singlefile", "-f", str(page), str(pdf)]
    image = subprocess.run(command, check=True, capture_output=True).stdout
    image = filtered(image, "pamcut", "-bottom", f"-{_FOOTER}")
    image = filtered(image, "pnmcrop", "-white", "-margin=8")
    if int(image.split(maxsplit=3)[1]) > WIDTH:
        image = filtered(image, "pnmscale", "-xsize", str(WIDTH))
    image = filtered(image, "pnmquant", str(colours))
    picture.write_bytes(filtered(image, "pnmtopng", "-compression", "9"))


def filtered(picture: bytes, *command: str) -> bytes:
    """A picture that has gone through one of netpbm's programs."""
    return subprocess.run(command, input=picture, check=True, capture_output=True).stdout


def draw_readme(town: Path, only: Sequence[str] = ()) -> None:
    """Draw all pictures, or those named."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        all_views = views(town, mistaken(town, Path(folder)), many(town, Path(folder)))
        names = [name for name in all_views if not only or name in only]
        copies = [_copy(all_views[name], Path(folder) / name) for name in names]
        for name, pdf in zip(names, to_pdf(copies, Path(folder)), strict=True):
            view, picture = all_views[name], PICTURES / f"{name}.png"
            if isinstance(view, Page):
                to_small_png(pdf, view.number, picture, view.colours)
            else:
                to_small_png(pdf, 1, picture)


def _copy(view: View | Page, stem: Path) -> Path:
    if isinstance(view, Page):
        return Path(shutil.copy(view.workbook, stem.with_suffix(view.workbook.suffix)))
    copy = stem.with_suffix(".xlsx")
    cut_out(view, copy)
    return copy


if __name__ == "__main__":
    draw_readme(Path(sys.argv[1]), sys.argv[2:])
