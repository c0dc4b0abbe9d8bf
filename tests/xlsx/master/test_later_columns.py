"""A column or table that a later version adds: masters in use are without it, and no error is reported."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.start.new import set_values
from shuzhi_xl.sheets.declaration.fields import decimal, text
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION, Organisation
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.outgoing.feedback import FeedbackPlace
from shuzhi_xl.sheets.outgoing.forms import FEEDBACK_TEMPLATE
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.xlsx.files.shipped import read_template
from shuzhi_xl.xlsx.fill.template_places import fill_later
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.recount_reader import open_plain_reader
from shuzhi_xl.xlsx.town_folder import Folder
from tests.xlsx.handmade import by_header
from tests.xlsx.masters import BRANCH, NOW, change, empty_master, stored

FULL: dict[str, Any] = {**BRANCH, "组织类型": "村", "板块": "东片", "述职形式": "现场", "参评": "是"}
Reading = Callable[[Path], Callable[[Table[Any]], Any]]


class LaterOrganisation(Organisation):
    """组织名册 as a later version declares it."""

    grid: str = text("网格", since=2)
    manner: str = text("报送方式", since=2, default="电子")
    bonus: Decimal = decimal("奖励分", since=2, default="5")


class Pledge(Row):
    """A list that only a later version has."""

    number: str = text("编号", required=True)


LATER = Table("组织名册", LaterOrganisation, key=("number",))
PLEDGE = Table("组织名册_承诺", Pledge, since=2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = empty_master(tmp_path)
    stored(path, ORGANISATION, FULL)
    return path


@pytest.mark.parametrize("reading", [lambda path: ClosedStore(path).read_table, open_plain_reader])
def test_an_absent_later_column_is_blank_or_its_default(path: Path, reading: Reading) -> None:
    rows, findings = parse_table(LATER, reading(path)(LATER))
    assert findings == []
    assert [(row.grid, row.manner, row.bonus) for row in rows] == [("", "电子", Decimal(5))]


def test_a_blank_cell_has_the_default_too(path: Path) -> None:
    change(
        path,
        lambda book: book.write_table("组织名册", by_header([*FULL, "报送方式"], [[*FULL.values(), None]])),
    )
    rows, _ = parse_table(LATER, ClosedStore(path).read_table(LATER))
    assert [row.manner for row in rows] == ["电子"]


def test_a_first_column_is_missed_as_before(path: Path) -> None:
    headers = [header for header in FULL if header != "板块"]
    change(
        path,
        lambda book: book.write_table("组织名册", by_header(headers, [[FULL[header] for header in headers]])),
    )
    missing = [
        (finding.code, finding.context["header"]) for finding in ClosedStore(path).read_table(LATER).findings
    ]
    assert ("header_missing", "板块") in missing
    assert {code for code, _ in missing} == {"header_missing"}
    assert not {"网格", "报送方式", "奖励分"} & {header for _, header in missing}


def test_rows_are_written_without_the_absent_column(path: Path) -> None:
    store = ClosedStore(path)
    before = store.read_table(ORGANISATION).headers
    store.append_rows(LATER, [{**FULL, "编号": "V002", "网格": "三格"}])
    store.write_cells(LATER, {(4, "网格"): "一格", (4, "联系人"): "周全"})
    store.commit(NOW)
    raw = ClosedStore(path).read_table(ORGANISATION)
    assert raw.headers == before
    assert [(row.values["编号"], row.values["联系人"]) for row in raw.rows] == [
        ("V001", "周全"),
        ("V002", None),
    ]


def test_single_cells_are_written_without_the_absent_column(path: Path) -> None:
    store = ClosedStore(path)
    store.write_cells(LATER, {(4, "网格"): "一格", (4, "联系人"): "周全"})
    store.commit(NOW)
    assert ClosedStore(path).read_table(ORGANISATION).rows[0].values["联系人"] == "周全"


@pytest.mark.parametrize("reading", [lambda path: ClosedStore(path).read_table, open_plain_reader])
def test_an_absent_later_table_is_empty(
    path: Path, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("master.buffered_store", "recount_reader"):
        monkeypatch.setattr(
            f"shuzhi_xl.xlsx.{module}.SHEET_OF", {PLEDGE.name: type("S", (), {"title": "承诺"})}
        )
    assert parse_table(PLEDGE, reading(path)(PLEDGE)) == ([], [])


def test_nothing_is_written_into_an_absent_later_table(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "shuzhi_xl.xlsx.master.buffered_store.SHEET_OF", {PLEDGE.name: type("S", (), {"title": "承诺"})}
    )
    store = ClosedStore(path)
    store.write_table(PLEDGE, [{"编号": "V001"}])
    store.commit(NOW)
    assert PLEDGE.name not in ClosedStore(path)._book.tables


def test_a_row_of_the_program_has_the_default() -> None:
    assert LaterOrganisation.model_validate(FULL).manner == "电子"
    assert LaterOrganisation(**{**FULL, "组织类型": "村"}).manner == "电子"


def test_a_setting_without_a_line_gets_one(path: Path) -> None:
    store = ClosedStore(path)
    lines = [record for record in store.read_table(SETTING).records() if record["名称"] != "催办日期"]
    store.write_table(SETTING, lines)
    context = JobContext(store, Folder(path.parent), lambda: NOW)
    set_values(context, {"催办日期": "2016-06-01", "公布日期": None, "小数位数": 2})
    store.commit(NOW)
    settings = {record["名称"]: record for record in ClosedStore(path).read_table(SETTING).records()}
    assert [settings[key]["取值"] for key in ("催办日期", "公布日期", "小数位数")] == ["2016-06-01", None, 2]
    assert settings["催办日期"]["说明"].startswith("公布以后催办时")


def test_a_place_that_a_template_in_use_is_without_is_left_out() -> None:
    book = Workbook.load(read_template(FEEDBACK_TEMPLATE, Path()))
    fill_later(book, {FeedbackPlace.TITLE: "标题在此", "反馈_以后才有": "无处可写"})
    sheet, area = book.names[FeedbackPlace.TITLE]
    filled = load_workbook(BytesIO(book.to_bytes()))[sheet]
    assert filled.cell(area.first_row, area.first_col).value == "标题在此"


def test_a_column_that_was_called_otherwise_keeps_its_header(tmp_path: Path) -> None:
    earlier = ["问题与改法" if header == "疑点与改法" else header for header in CHECK_REPORT.headers]
    path = empty_master(tmp_path)
    store = change(path, lambda book: book.write_table(CHECK_REPORT.name, by_header(earlier, [[*earlier]])))
    assert not store.read_table(CHECK_REPORT).findings
    store.write_table(CHECK_REPORT, [{"疑点与改法": "请补填。"}])
    store.commit(NOW)
    assert "疑点与改法" not in Workbook.open(path).tables[CHECK_REPORT.name].headers
    for reader in (ClosedStore(path).read_table, open_plain_reader(path)):
        assert reader(CHECK_REPORT).rows[0].values["疑点与改法"] == "请补填。"
