"""The content of a table is the same after a button has rewritten the table."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
import xlwings as xw

from shuzhi_xl.button import run_button
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.sheets.declaration.cell_value import CellError, canonical
from shuzhi_xl.sheets.declaration.column import Kind
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM
from shuzhi_xl.xlsx.live.blocks import LiveBlock
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.patch.values import Area, Link
from tests.live import engine_ranges
from tests.year_stages import TownOffice

ODD_TEXTS = ["3-5", "2016.3", "1/2", "'=SUM(1)", "=SUM(1)", "90%", "TRUE", "00123", "'", "1e5", "#N/A"]


def cell(book: xw.Book, table: Table[Any], line: int, header: str) -> xw.Range:
    whole = book.sheets[table.name].tables[table.name].range
    return whole[line, whole.rows[0].value.index(header)]


@pytest.mark.parametrize("keeps_apostrophes", [False, True])
def test_texts_stay_texts_whatever_they_look_like(
    spreadsheet: xw.App, sheet: xw.Sheet, keeps_apostrophes: bool
) -> None:
    """Whether Excel takes an apostrophe for its own in text cells, too, nobody tells."""
    spreadsheet.impl.text_cells_keep_apostrophes = keeps_apostrophes
    block = LiveBlock(sheet, Area(2, 1, 1 + len(ODD_TEXTS), 4))
    sheet.range("B2:B9").number_format = "yyyy-mm-dd"
    sheet.range("C5").number_format = "@"
    kinds = [Kind.TEXT, Kind.DAY, Kind.NUMBER, None]
    rows = [[text] * 4 for text in ODD_TEXTS]
    block.write(rows, kinds)
    assert block.values() == rows
    block.write(block.contents(), kinds)
    assert block.values() == rows


def test_dates_and_numbers_stay_what_they_are_whatever_the_format_was(sheet: xw.Sheet) -> None:
    moment = datetime(2016, 3, 5, 14, 30)  # noqa: DTZ001 -- cells know no zone
    rows: list[list[Any]] = [[moment.date(), moment, 12.5, None], ["3月", None, Decimal("0.1"), "甲"]]
    sheet.range("A2:C2").number_format = "@"
    block = LiveBlock(sheet, Area(2, 1, 3, 4))
    block.write(rows, [Kind.DAY, Kind.MOMENT, Kind.NUMBER, None])
    day = moment.replace(hour=0, minute=0)
    assert block.values() == [[day, moment, 12.5, None], ["3月", None, 0.1, "甲"]]


def test_invalid_dates_stay_as_they_are_and_a_totals_row_stays_below_the_rows(
    book: xw.Book, office: TownOffice
) -> None:
    table = book.sheets["整改清单"].tables["整改清单"]
    records = LiveStore(book).read_table(PROBLEM).records()
    table.show_totals = True
    store = LiveStore(book)
    assert store.read_table(PROBLEM).records() == records
    first, *rest = records
    odd = [{**first, "问题": text, "整改时限": text} for text in ODD_TEXTS]
    store.write_table(PROBLEM, [*odd, *rest])
    store.append_rows(PROBLEM, [dict(records[-1])])
    store.commit(office.clock())
    totals = table.totals_row_range
    assert totals is not None
    assert totals.value[0] == "汇总"
    expected = [printed(record) for record in (*rest, records[-1])]
    for reader in (LiveStore(book), ClosedStore(office.master)):
        rows = reader.read_table(PROBLEM).records()
        assert [row["整改时限"] for row in rows[: len(odd)]] == ODD_TEXTS
        assert [row["问题"] for row in rows[: len(odd)]] == ODD_TEXTS
        assert [printed(row) for row in rows[len(odd) :]] == expected


def printed(record: Mapping[str, Any]) -> dict[str, str]:
    return {header: canonical(value) for header, value in record.items()}


def test_an_error_in_an_optional_cell_is_no_blank(book: xw.Book, office: TownOffice) -> None:
    entry = cell(book, ROUTINE_TABLE, 2, "一票否决")
    entry.number_format = "General"
    entry.value = "=NA()"
    read = LiveStore(book).read_table(ROUTINE_TABLE)
    assert read.rows[1].values["一票否决"] == CellError("#N/A")
    run_button("check")
    (line,) = (
        row for row in book.sheets["校验报告"].tables["校验报告"].range.value if "#N/A" in map(str, row)
    )
    assert line[0] == "须改"
    assert ClosedStore(office.master).read_table(ROUTINE_TABLE).digest == read.digest


def test_formulas_of_staff_outlive_the_writing_of_their_table_and_links_stay_with_their_rows(
    book: xw.Book, office: TownOffice
) -> None:
    owner, due, changed_cell = (
        cell(book, PROBLEM, 1, header) for header in ("责任人", "整改时限", "责任领导")
    )
    for entry, formula in ((owner, '="王"&"明"'), (due, "=DATE(2016,3,5)"), (changed_cell, "=1/0")):
        entry.number_format = "General"
        entry.formula = formula
    due.number_format = "yyyy-mm-dd"
    store = LiveStore(book)
    records = store.read_table(PROBLEM).records()
    records[0] |= {"整改措施": "每周例会"}
    store.write_table(PROBLEM, records)
    blank = dict.fromkeys(CHECK_REPORT.headers)
    linked = {**blank, "级别": "提醒", "单元格": Link("A4", "'组织名册'!A4")}
    store.write_table(
        CHECK_REPORT, [linked, {**blank, "级别": "提醒", "单元格": "=无"}, {**blank, "级别": "须改"}]
    )
    store.commit(office.clock())
    assert [owner.formula, due.formula, changed_cell.formula] == ['="王"&"明"', "=DATE(2016,3,5)", "=1/0"]
    (first, *_) = LiveStore(book).read_table(PROBLEM).records()
    assert first["责任人"] == "王明"
    assert first["整改时限"] == datetime(2016, 3, 5)  # noqa: DTZ001 -- cells know no zone
    assert first["责任领导"] == CellError("#DIV/0!")
    assert first["整改措施"] == "每周例会"
    report = book.sheets["校验报告"].tables["校验报告"].range
    column = report.rows[0].value.index("单元格")
    assert [row[column] for row in report.value[1:]] == ["A4", "=无", None]
    assert report[1, column].hyperlink == "#'组织名册'!A4"
    assert not report[3, column].formula


def test_what_is_far_below_a_table_is_read_without_the_blank_rows(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = book.sheets["组织名册"]
    before = LiveStore(book).read_table(ORGANISATION)
    (last, *_) = [row.line for row in reversed(before.rows)]
    sheet.range((1_048_576, 1)).color = (255, 255, 0)
    sheet.range((last + 3000, 1)).value = "Z999"
    calls: list[int] = []
    real_raw_value: Any = engine_ranges.Range.raw_value

    def read_cells(cells: Any) -> Any:
        calls.append(len(cells))
        return real_raw_value.fget(cells)

    monkeypatch.setattr(engine_ranges.Range, "raw_value", property(read_cells, real_raw_value.fset))
    read = LiveStore(book).read_table(ORGANISATION)
    assert [row.line for row in read.rows] == [*(row.line for row in before.rows), last + 3000]
    assert max(calls) < 100_000


def test_what_is_decided_live_and_closed_is_the_same_with_an_error(book: xw.Book, office: TownOffice) -> None:
    entry = cell(book, ROUTINE_TABLE, 3, "加减分")
    entry.value = "=NA()"
    run_button("compute")
    live: RawTable = LiveStore(book).read_table(APPRAISAL)
    office.run_job(compute)
    assert ClosedStore(office.master).read_table(APPRAISAL).digest == live.digest
