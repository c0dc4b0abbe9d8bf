"""Tables of 评分设置 that grow beyond their room: rows are inserted, and nothing is written over."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.scheme_tables import (
    CAP_RULE,
    CLASS_WEIGHT,
    CRITERION,
    GRADE_STANDARD,
    SCORING_SHEET,
    SOURCE_WEIGHT,
)
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.patch.workbook import PlaceTaken, Workbook
from shuzhi_xl.xlsx.recount_reader import open_plain_reader
from tests.xlsx.masters import NOW, change, change_part, column, empty_master, stored


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = empty_master(tmp_path)
    store = ClosedStore(place)
    for table, count in ((SOURCE_WEIGHT, 2), (CLASS_WEIGHT, 3), (CRITERION, 2), (CAP_RULE, 1)):
        store.write_table(table, make_rows(table, count))
    store.commit(NOW)
    return place


def make_rows(table: Table[Any], count: int) -> list[dict[str, Any]]:
    return [{header: f"{header}{number}" for header in table.headers} for number in range(1, count + 1)]


def records(store: ClosedStore) -> dict[str, Any]:
    return {table.name: store.read_table(table).records() for table in SCORING_SHEET.tables}


def test_a_caption_is_no_row_of_the_table_above(path: Path) -> None:
    store, plainly = ClosedStore(path), open_plain_reader(path)
    for table in SCORING_SHEET.tables:
        raw = plainly(table)
        assert [row.values for row in raw.rows] == store.read_table(table).records()
    assert column(store, SOURCE_WEIGHT, "板块") == ["板块1", "板块2"]


def test_rows_typed_into_the_room_are_read_by_both_readers(path: Path) -> None:
    last = Workbook.load(path.read_bytes()).tables["来源权重"].area.first_row + SOURCE_WEIGHT.room
    store = change(path, lambda book: book.set_cell("评分设置", f"A{last}", "企业"))
    assert column(store, SOURCE_WEIGHT, "板块")[-1] == "企业"
    assert open_plain_reader(path)(SOURCE_WEIGHT).rows[-1].line == last


def test_text_typed_over_a_caption_is_not_lost(path: Path) -> None:
    caption = Workbook.load(path.read_bytes()).tables["票类权重"].area.first_row - 1
    store = change(path, lambda book: book.set_cell("评分设置", f"A{caption}", "企业"))
    assert column(store, SOURCE_WEIGHT, "板块")[-1] == "企业"
    assert open_plain_reader(path)(SOURCE_WEIGHT).rows[-1].values["板块"] == "企业"


def test_a_table_outgrows_its_room_and_all_below_moves_down(path: Path) -> None:
    store = ClosedStore(path)
    before = records(store)
    grown = make_rows(SOURCE_WEIGHT, 30)
    store.write_table(SOURCE_WEIGHT, grown)
    line = store.read_table(CRITERION).rows[1].line
    store.write_cells(CRITERION, {(line, "说明"): "改过"})
    store.commit(NOW)
    after = records(store)
    assert after == records(ClosedStore(path))
    before["来源权重"] = grown
    before["测评项目"][1]["说明"] = "改过"
    assert after == before
    assert store.read_table(CRITERION).rows[1].line == line + 30 + 4 - SOURCE_WEIGHT.room
    # What follows: rules of cells, the list of 票类, and rows to type in
    sheet = load_workbook(io.BytesIO(path.read_bytes()))["评分设置"]
    tables = Workbook.load(path.read_bytes()).tables
    for name in ("来源权重", "票类权重"):
        first = tables[name].area.first_row + 1
        last = first + (33 if name == "来源权重" else CLASS_WEIGHT.room - 1)
        areas = [str(rule.sqref) for rule in sheet.data_validations.dataValidation]
        assert f"A{first}:A{last}" in areas
        (rule,) = (
            rule.formula[0]
            for area in sheet.conditional_formatting
            if str(area.sqref).startswith(f"A{first}:")
            for rule in area.rules
        )
        assert f"COUNTA($A{first}:" in rule
    assert sheet.cell(tables["来源权重"].area.last_row + 4, 1).border.bottom.style
    lists = load_workbook(io.BytesIO(path.read_bytes()))["_下拉"]
    place = tables["票类权重"].area
    end = tables["测评项目"].area.first_row - 1
    assert f"'评分设置'!$C${place.first_row + 1}:$C${end})" in str(lists["C2"].value)


def test_all_tables_outgrow_their_rooms_at_once(path: Path) -> None:
    store = ClosedStore(path)
    for table in SCORING_SHEET.tables:
        store.write_table(table, make_rows(table, 40))
    store.commit(NOW)
    assert records(ClosedStore(path)) == {table.name: make_rows(table, 40) for table in SCORING_SHEET.tables}


def test_rows_typed_up_to_the_caption_stay_when_the_table_is_written(path: Path) -> None:
    store = ClosedStore(path)
    store.write_table(GRADE_STANDARD, make_rows(GRADE_STANDARD, GRADE_STANDARD.room))
    store.commit(NOW)
    store.append_rows(GRADE_STANDARD, make_rows(GRADE_STANDARD, 1))
    store.commit(NOW)
    assert len(ClosedStore(path).read_table(GRADE_STANDARD).rows) == GRADE_STANDARD.room + 1
    assert column(ClosedStore(path), SOURCE_WEIGHT, "板块") == ["板块1", "板块2"]


def test_a_sheet_with_notes_refuses_and_stays(path: Path) -> None:
    note = '<legacyDrawing xmlns:r="urn:r" r:id="rId99"/>'
    store = change_part(path, "来源权重", lambda text: text.replace("<tableParts", f"{note}<tableParts", 1))
    content = path.read_bytes()
    store.write_table(SOURCE_WEIGHT, make_rows(SOURCE_WEIGHT, 30))
    with pytest.raises(PlaceTaken) as caught:
        store.commit(NOW)
    caption = Workbook.load(content).tables["票类权重"].area.first_row - 1
    assert (caught.value.sheet, caught.value.cell) == ("评分设置", f"A{caption}")
    assert path.read_bytes() == content


def test_formulas_of_staff_follow(path: Path) -> None:
    stored(path)
    first = Workbook.load(path.read_bytes()).tables["测评项目"].area.first_row + 1
    formula = f'<f>评分设置!$A${first}&amp;"评分设置!$A$1"</f>'

    def put(text: str) -> str:
        cell = f'<row r="90"><c r="A90" t="str">{formula}<v>x</v></c></row>'
        return text.replace("</sheetData>", f"{cell}</sheetData>", 1)

    store = change_part(path, "组织名册", put)
    store.write_table(SOURCE_WEIGHT, make_rows(SOURCE_WEIGHT, SOURCE_WEIGHT.room + 1))
    store.commit(NOW)
    moved = Workbook.load(path.read_bytes()).tables["测评项目"].area.first_row + 1
    cell = load_workbook(io.BytesIO(path.read_bytes()))["组织名册"]["A90"].value
    assert moved > first
    assert cell == f'=评分设置!$A${moved}&"评分设置!$A$1"'
