"""Rows kept by columns are the rows that were read."""

from decimal import Decimal

from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.raw_rows import RawRow, RawRows, digest_of, of_each

READ = (RawRow(4, {"编号": "V1", "备注": None}), RawRow(7, {"编号": "V2", "备注": "重点"}))


def test_any_rows_go_by_columns_and_come_back() -> None:
    rows = RawRows.of(READ)
    assert (tuple(rows), len(rows), rows[1]) == (READ, 2, READ[1])
    assert tuple(rows[1:]) == READ[1:]
    assert RawRows.of(rows) is rows
    assert rows.column("备注") == [None, "重点"]
    assert rows.column("电话") == [None, None]
    assert tuple(rows.select([False, True])) == READ[1:]


def test_a_cell_that_a_row_does_not_name_is_blank() -> None:
    assert [row.values for row in RawRows.of([READ[0], RawRow(5, {"编号": "V3"})])][1] == {
        "编号": "V3",
        "备注": None,
    }
    assert tuple(RawRows.of([RawRow(4, {})])) == (RawRow(4, {}),)


def test_cells_that_python_calls_equal_are_kept_apart() -> None:
    assert of_each([1, True, 1.0, Decimal(1)], canonical) == ["1", "True", "1", "1"]
    values_seen: list[object] = []
    of_each(["好", "好", None, 2, 2], values_seen.append)
    assert len(values_seen) == 3


def test_the_digest_does_not_hang_on_how_rows_are_stored() -> None:
    plain = digest_of("表", RawRows.of(READ))
    padded = [RawRow(line, {"新列": None, **values}) for line, values in READ]
    assert digest_of("表", RawRows.of(padded)) == plain
    assert digest_of("表", RawRows.of(READ[:1])) != plain
