"""Whatever is written is read back the same by another program."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from python_calamine import CalamineWorkbook

from shuzhi_xl.xlsx.patch.sheet.cell_writer import (
    CellWriter,
    cell_text,
    legal_text,
    number_text,
    serial,
)
from shuzhi_xl.xlsx.patch.values import Area, ErrorValue, Formula, address, column_letters, column_number
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.xlsx.handmade import HEADERS, ROWS, by_header, one_table, sheet_of, values

TEXTS = st.text(st.characters(codec=None)) | st.sampled_from(
    ["_x000D_", "_x005F_x000D_", "a\r\nb", " 前后 ", "]]>&<\"'"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(TEXTS, st.floats(allow_nan=False, allow_infinity=False), st.booleans()),
        min_size=1,
        max_size=5,
    )
)
def test_values_are_read_back(rows: list[tuple[str, float, bool]]) -> None:
    workbook = Workbook.load(one_table(ROWS))
    workbook.write_table("表", by_header(HEADERS, rows))
    read = CalamineWorkbook.from_filelike(io.BytesIO(workbook.to_bytes())).get_sheet_by_index(0)
    rows_read = read.to_python(skip_empty_area=False)[3:]
    assert [list(row) for row in rows_read] == [
        [legal_text(text), number, flag] for text, number, flag in rows
    ]


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_addresses_are_read_back(col: int, row: int) -> None:
    assert column_number(column_letters(col)) == col
    assert Area.parse(address(row, col)) == (row, col, row, col)


@given(st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31)), st.booleans())  # noqa: DTZ001  cells have no zones
def test_dates_are_read_back(moment: datetime, date1904: bool) -> None:
    number = serial(moment, date1904=date1904)
    if number is None:
        assert date1904
        assert moment.year < 1904
    else:
        epoch = CALENDAR_MAC_1904 if date1904 else CALENDAR_WINDOWS_1900
        assert abs(from_excel(float(number), epoch) - moment) < timedelta(milliseconds=1)


def test_dates_before_the_calendar_are_text_and_zones_are_dropped() -> None:
    writer = CellWriter("", date1904=True)
    assert "1903-12-31" in writer.cell("A1", None, date(1903, 12, 31))
    assert writer.cell("A1", None, datetime(1904, 1, 2, tzinfo=UTC)) == '<c r="A1"><v>1</v></c>'


@pytest.mark.parametrize(
    ("formula", "cell"),
    [
        (Formula("=A1&B1", None), '<c r="A1" t="str"><f>A1&amp;B1</f><v></v></c>'),
        (Formula("A1>0", value=True), '<c r="A1" t="b"><f>A1&gt;0</f><v>1</v></c>'),
        (Formula("T(B1)", " 空 "), '<c r="A1" t="str"><f>T(B1)</f><v xml:space="preserve"> 空 </v></c>'),
        (Formula("B1", Decimal("1.50")), '<c r="A1"><f>B1</f><v>1.5</v></c>'),
    ],
)
def test_formulas_carry_their_values(formula: Formula, cell: str) -> None:
    assert CellWriter("", date1904=False).cell("A1", None, formula) == cell


def test_an_error_value_stays_one() -> None:
    cell = CellWriter("", date1904=False).cell("A1", "2", ErrorValue("#N/A"))
    assert cell == '<c r="A1" s="2" t="e"><v>#N/A</v></c>'


@pytest.mark.parametrize("number", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_no_cell_contains_a_malformed_number(number: float | Decimal) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        number_text(number)


def test_small_and_large_decimals_are_exact() -> None:
    assert [number_text(Decimal(text)) for text in ("-0.00", "0.10", "1E+20", "1234567890.123456789")] == [
        "0", "0.1", "1" + "0" * 20, "1234567890.123456789",
    ]  # fmt: skip


def test_too_long_text_is_cut_where_excel_ends() -> None:
    assert len(cell_text("长" * 40_000)) == 32_767
    assert len(cell_text("😀" * 20_000).encode("utf-16-le")) <= 32_767 * 2
    assert cell_text("长" * 40_000).endswith("长…")
    workbook = Workbook.load(one_table(ROWS))
    workbook.write_table("表", by_header(HEADERS, [["\x07", "", "\ud800"]]))
    assert values(workbook.to_bytes())[3:] == []
    assert '<c r="A4" s="1"/>' in sheet_of(workbook.to_bytes())


@pytest.mark.parametrize("text", ["", "A0", "A1048577", "XFE1", "1", "A", "甲1", "A1:B2:C3"])
def test_what_is_no_area(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the text itself is the message
        Area.parse(text)
    assert Area.read(text) is None
