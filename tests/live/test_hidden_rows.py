"""What is filtered or hidden in the open workbook never changes what a button writes."""

from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from shuzhi_xl.button import answer
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.scheme_tables import GRADE_STANDARD
from shuzhi_xl.sheets.master.votes import FORM
from shuzhi_xl.xlsx.live.filters import read_criterion
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from tests.year_stages import TownOffice


def table_of(book: xw.Book, table: Table[Any], title: str = "") -> xw.main.Table:
    return book.sheets[title or table.name].tables[table.name]


def field(table: xw.main.Table, header: str) -> int:
    headers: list[str] = table.range.rows[0].value
    return 1 + headers.index(header)


def hide_rows(table: xw.main.Table) -> None:
    table.range[2:3, :].rows.hidden = True


def filter_by_track(table: xw.main.Table) -> None:
    column = field(table, "板块")
    table.autofilter.apply_values(column, [table.range[2, column - 1].value])


def hidden_rows(table: xw.main.Table) -> list[bool | None]:
    return [table.range[row : row + 1, :].rows.hidden for row in range(table.range.shape[0])]


def hide_a_column(table: xw.main.Table) -> None:
    table.range[:, 1:2].columns.hidden = True


def assert_only_details_are_hidden(book: xw.Book) -> list[float | None]:
    """Lines below a cause have no 处数, and are folded; returns the 处数 of all lines."""
    counts = [row["处数"] for row in LiveStore(book).read_table(CHECK_REPORT).records()]
    header, *hidden = hidden_rows(table_of(book, CHECK_REPORT))
    assert not header
    assert hidden == [count is None for count in counts]
    return counts


def test_a_filter_on_the_results_leaves_every_branch_its_row_and_is_set_again(
    book: xw.Book, office: TownOffice
) -> None:
    appraisal = table_of(book, APPRAISAL)
    before = appraisal.range.value
    filter_by_track(appraisal)
    hidden = hidden_rows(appraisal)
    assert appraisal.range.rows.hidden is None
    assert set(hidden) == {True, False}
    sentence, outcome = answer("compute", office.clock)
    assert outcome is not None
    assert outcome.ok
    assert "筛选" not in sentence
    assert table_of(book, APPRAISAL).range.value == before
    assert hidden_rows(appraisal) == hidden
    numbers = [row.values["编号"] for row in ClosedStore(office.master).read_table(APPRAISAL).rows]
    assert len(set(numbers)) == len(numbers) == 12


def test_findings_are_folded_below_their_cause_and_never_hidden_by_an_old_filter(
    book: xw.Book, office: TownOffice
) -> None:
    report = table_of(book, CHECK_REPORT)
    report.autofilter.apply_values(field(report, "级别"), ["提醒"])
    roster = book.sheets["组织名册"].tables["组织名册"].range
    column = roster.rows[0].value.index("党员人数")
    for mistakes, filtered in ((4, True), (3, False)):
        roster[1:, column].value = None
        roster[1 : 1 + mistakes, column].value = "三十"
        sentence, outcome = answer("check", office.clock)
        assert outcome is not None
        assert not outcome.ok
        assert "“校验报告”" in sentence
        counts = assert_only_details_are_hidden(book)
        assert counts.count(None) >= mistakes
        assert sum(count or 0 for count in counts) == len(outcome.findings)
        # Folding is no filter that somebody set
        assert ("筛选" in sentence) == filtered


@pytest.mark.parametrize(
    ("operator", "criterion"),
    [
        (0, {"Field": 2, "Criteria1": "=好"}),
        (2, {"Field": 2, "Criteria1": "=好", "Operator": 2, "Criteria2": "=差"}),
        (7, {"Field": 2, "Criteria1": "=好", "Operator": 7}),
        (3, {"Field": 2}),
    ],
)
def test_a_filter_is_remembered_if_excel_discloses_it(operator: int, criterion: dict[str, Any]) -> None:
    column_filter = SimpleNamespace(On=True, Operator=operator, Criteria1="=好", Criteria2="=差")
    assert read_criterion(column_filter, 2) == criterion
    assert read_criterion(SimpleNamespace(On=False), 2) == {}


def test_hidden_columns_and_rows_are_written_too(book: xw.Book, office: TownOffice) -> None:
    table = table_of(book, FORM)
    for hide in (hide_a_column, hide_rows):
        table.range[:, 1:2].columns.hidden = False
        hide(table)
        store = LiveStore(book)
        records = [
            {**record, "票类": f"{hide.__name__}{number}"}
            for number, record in enumerate(store.read_table(FORM).records())
        ]
        store.write_table(FORM, records)
        store.commit(office.clock())
        for reader in (LiveStore(book), ClosedStore(office.master)):
            read = reader.read_table(FORM).records()
            assert [record["票类"] for record in read] == [record["票类"] for record in records]
            assert [record["表单编号"] for record in read] == [record["表单编号"] for record in records]
        assert table.range[:, 1:2].columns.hidden is (hide is hide_a_column)
        assert [("筛选" in notice, "票单登记" in notice) for notice in store.notices] == (
            [] if hide is hide_a_column else [(True, True)]
        )


def test_a_filter_beside_a_table_or_of_its_sheet_hides_nothing_of_it(
    book: xw.Book, office: TownOffice
) -> None:
    book.sheets["评分设置"].tables["来源权重"].autofilter.apply_values(2, ["现场测评"])
    sheet, forms = book.sheets["票单登记"], table_of(book, FORM)
    beside = sheet.range((forms.range.row, 20), (forms.range.last_cell.row, 20))
    beside.value = [["看过"], *[["否"]] * (len(beside) - 1)]
    beside.api.AutoFilter(1, "是")
    store = LiveStore(book)
    standards = [
        {**record, "票面分值": float(number)}
        for number, record in enumerate(store.read_table(GRADE_STANDARD).records())
    ]
    assert len(standards) > 2
    lines = [row.line for row in store.read_table(FORM).rows]
    store.write_table(GRADE_STANDARD, standards)
    store.write_cells(FORM, {(line, "票类"): "已核对" for line in lines})
    store.commit(office.clock())
    assert LiveStore(book).read_table(GRADE_STANDARD).records() == standards
    classes = [record["票类"] for record in LiveStore(book).read_table(FORM).records()]
    assert classes == ["已核对"] * len(lines)
