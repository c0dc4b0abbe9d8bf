"""OpenDocument spreadsheets; the first reader must agree with the second."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.xlsx.returned_books import cells, ods, read


def table(rows: str) -> bytes:
    return ods(f'<table:table table:name="录票">{rows}</table:table>')


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def typed(kind: str, attributes: str = "", text: str = "", before: str = "") -> str:
    start = f'<table:table-cell office:value-type="{kind}" {attributes}>'
    return f"{start}{before}<text:p>{text}</text:p></table:table-cell>"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (typed("string", text="好"), "好"),
        (typed("string", text="较<text:span>好</text:span>"), "较好"),
        (typed("float", 'office:value="3"', "3"), 3),
        (typed("percentage", 'office:value="0.5"', "50%"), 0.5),
        (typed("boolean", 'office:boolean-value="true"', "TRUE"), True),
        (typed("date", 'office:date-value="2016-01-15"', "1月15日"), date(2016, 1, 15)),
        (
            typed("date", 'office:date-value="2016-01-15T08:30:00"', "x"),
            datetime(2016, 1, 15, 8, 30),  # noqa: DTZ001 -- as a cell holds it
        ),
        (typed("time", 'office:time-value="PT08H30M00S"', "8:30"), "08:30:00"),
    ],
)
def test_one_cell(tmp_path: Path, cell: str, value: Any) -> None:
    assert cells(read(tmp_path, table(row(cell)))) == {(1, 1): value}


def test_repeated_rows_and_cells_are_laid_out(tmp_path: Path) -> None:
    good = typed("string", 'table:number-columns-repeated="2"', "好")
    empty = '<table:table-cell table:number-columns-repeated="3"/>'
    rows = f'<table:table-row table:number-rows-repeated="2">{empty}{good}</table:table-row>'
    last = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    expected = {(row, col): "好" for row in (1, 2) for col in (4, 5)}
    assert cells(read(tmp_path, table(rows + last))) == expected


def test_formulas_are_listed(tmp_path: Path) -> None:
    cell = typed("string", 'table:formula="of:=[.B1]"', "好")
    returned_file = read(tmp_path, table(row(cell)))
    assert returned_file.formulas == {("录票", 1, 1)}


@pytest.mark.parametrize("times", [0, -1])
def test_a_cell_or_row_repeated_less_than_once_is_damage(tmp_path: Path, times: int) -> None:
    cell = typed("string", f'table:number-columns-repeated="{times}"', "好")
    good = typed("string", text="好")
    line = f'<table:table-row table:number-rows-repeated="{times}">{good}</table:table-row>'
    for rows in (row(cell, typed("string", text="差")), line):
        refusal = read(tmp_path, table(rows)).refusal
        assert refusal is not None
        assert refusal.code == "file_damaged"


def test_lines_and_blanks_inside_a_cell(tmp_path: Path) -> None:
    text = "多下<text:s text:c='2'/>基层<text:tab/>好<text:line-break/>"
    cell = typed("string", text=f"{text}</text:p><text:p>听<!-- x -->")
    returned_file = read(tmp_path, table(row(cell)))
    assert returned_file.second is not None
    assert returned_file.second["录票"].cells[1, 1] == "多下  基层\t好\n\n听"


def test_notes_on_a_cell_are_no_answer(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>差</text:p></office:annotation>"
    cell = typed("string", text="好", before=note)
    returned_file = read(tmp_path, table(row(cell)))
    assert returned_file.second is not None
    assert returned_file.second["录票"].cells == {(1, 1): "好"}


def test_rows_in_groups_are_read(tmp_path: Path) -> None:
    line = row(typed("string", text="好"))
    grouped = f"<table:table-header-rows>{line}</table:table-header-rows>"
    grouped += f"<table:table-row-group>{line}</table:table-row-group>"
    returned_file = read(tmp_path, table(grouped))
    assert returned_file.second is not None
    assert returned_file.second["录票"].cells == {(1, 1): "好", (2, 1): "好"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (ods("", "<manifest><encryption-data/></manifest>"), "file_encrypted"),
        (table(row(typed("string", text=f"A票{row(typed('string', text='好'))}"))), "file_damaged"),
        (
            table(row(typed("time", 'office:time-value="bald"'))),
            "file_damaged",
        ),
        (table(row(typed("float"))), "file_damaged"),
        (table(row(typed("好", text="好"))), "file_damaged"),
        (
            table(
                '<table:table-row table:number-rows-repeated="1000000">'
                + typed("string", 'table:number-columns-repeated="16384"', "好")
                + "</table:table-row>"
            ),
            "file_crowded",
        ),
    ],
)
def test_files_that_are_not_read(tmp_path: Path, content: bytes, code: str) -> None:
    returned_file = read(tmp_path, content)
    assert returned_file.refusal is not None
    assert returned_file.refusal.code == code


def test_indented_content_is_read_like_any_other(tmp_path: Path) -> None:
    """As SheetJS and Gnumeric write it."""
    lines = row(typed("string", text="好"), "<table:table-cell/>", typed("float", 'office:value="3"', "3"))
    indented = table(f"\n  {lines}\n  {lines}\n".replace("><table:table-cell", ">\n    <table:table-cell"))
    expected = {(row, col): value for row in (1, 2) for col, value in ((1, "好"), (3, 3))}
    assert cells(read(tmp_path, indented)) == expected
