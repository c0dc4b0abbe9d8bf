"""A button beside a sheet's title is clear of it and of the frozen columns, and has ids of its own."""

import io
from dataclasses import replace

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from shuzhi_xl.building.macros.buttons import add_buttons
from shuzhi_xl.building.master import master_buttons
from shuzhi_xl.building.master.book import build_master
from shuzhi_xl.sheets.declaration.table import Sheet
from shuzhi_xl.sheets.master.all_sheets import MASTER
from shuzhi_xl.sheets.master.buttons import BUTTONS, Button
from shuzhi_xl.sheets.master.organisations_and_meetings import ROSTER_SHEET
from shuzhi_xl.sheets.master.results import APPRAISAL_SHEET, RECTIFICATION_SHEET
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET
from tests.xlsx.macro_master import parts_in

VML = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"


@pytest.fixture(scope="module")
def package() -> bytes:
    return build_master()


@pytest.fixture
def master(package: bytes) -> Workbook:
    return load_workbook(io.BytesIO(package))


def button(caption: str, on: Sheet) -> Button:
    return replace(BUTTONS[0], caption=caption, on=on)


def with_buttons(monkeypatch: pytest.MonkeyPatch, *buttons: Button) -> None:
    monkeypatch.setattr(master_buttons, "BUTTONS", buttons)


def part_of(sheet: Sheet) -> str:
    return f"xl/worksheets/sheet{MASTER.index(sheet) + 1}.xml"


def test_buttons_are_right_of_title_and_frozen_columns_and_wide_enough(
    master: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    captions = {"其余同建议等次": APPRAISAL_SHEET, "批量销号": RECTIFICATION_SHEET, "补齐": ROSTER_SHEET}
    with_buttons(monkeypatch, *(button(caption, sheet) for caption, sheet in captions.items()))
    places = master_buttons.place_buttons(master)
    for caption, sheet in captions.items():
        (placed,) = places[part_of(sheet)]
        worksheet = master[sheet.title]
        _, first_scrolling = coordinate_to_tuple(str(worksheet.freeze_panes))
        assert placed.cell[0] + 1 >= max(first_scrolling, 2)
        assert placed.cell[1] == 0
        assert placed.size[0] >= 15 * len(caption)
        assert placed.corner[0] >= 21 * len(sheet.title)


def test_two_buttons_of_a_sheet_are_side_by_side(master: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    with_buttons(monkeypatch, button("批量销号", RECTIFICATION_SHEET), button("重排", RECTIFICATION_SHEET))
    first, second = master_buttons.place_buttons(master)[part_of(RECTIFICATION_SHEET)]
    assert second.cell[0] == first.cell[0] + first.columns
    assert second.corner[0] > first.corner[0] + first.size[0]


def test_a_button_over_text_stops_the_build(master: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    with_buttons(monkeypatch, button(40 * "长", SCORING_SHEET))
    monkeypatch.setattr(master[SCORING_SHEET.title]["E1"], "value", "请先看说明")
    with pytest.raises(ValueError, match="has no room"):
        master_buttons.place_buttons(master)


def test_no_two_shapes_of_the_workbook_share_an_id(
    package: bytes, master: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_buttons(monkeypatch, button("补<齐>", ROSTER_SHEET), button("批量销号", RECTIFICATION_SHEET))
    parts = parts_in(add_buttons(package, master_buttons.place_buttons(master)))
    drawings = [etree.fromstring(content) for name, content in parts.items() if name.endswith(".vml")]
    assert [next(drawing.iter(f"{OFFICE}idmap")).get("data") for drawing in drawings] == ["1", "2", "3"]
    ids = [shape.get("id") for drawing in drawings for shape in drawing.iter(f"{VML}shape")]
    assert len(set(ids)) == len(ids)
    assert ids[-2:] == ["_x0000_s2049", "_x0000_s3073"]
