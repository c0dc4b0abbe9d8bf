"""The closed master: what is read and what is written."""

import errno
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from shuzhi_xl.rules.log_chain import fingerprint_of
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT, LOG, LogEntry
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.scheme_tables import SOURCE_WEIGHT
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.files.atomic_replace import FileChanged
from shuzhi_xl.xlsx.master.closed_store import ClosedStore, MasterUnreadable
from shuzhi_xl.xlsx.patch.values import Link
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors
from tests.xlsx.handmade import by_header, package, parts_of
from tests.xlsx.masters import BRANCH, EMPTY, NOW, change, column, empty_master, stored


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return empty_master(tmp_path)


def test_rows_come_back_as_they_were_written(path: Path) -> None:
    record = {**BRANCH, "备注": "=1+1", "参评": "是"}
    raw = stored(path, ORGANISATION, record).read_table(ORGANISATION)
    assert [row.line for row in raw.rows] == [4]
    assert {header: value for header, value in raw.rows[0].values.items() if value is not None} == record
    assert raw.findings == ()
    assert raw.frame.at("组织名称", 4).cell == "B4"


def test_what_was_not_committed_is_read_but_not_in_the_file(path: Path) -> None:
    store = ClosedStore(path)
    store.append_rows(ORGANISATION, [BRANCH])
    store.append_rows(ORGANISATION, [])
    store.write_cells(ORGANISATION, {(4, "测评票数"): 5})
    assert column(store, ORGANISATION, "测评票数") == [5]
    assert path.read_bytes() == EMPTY


def test_dates_amounts_and_the_log_read_the_same_after_a_save(path: Path) -> None:
    moments = [NOW + timedelta(seconds=7919 * index) for index in range(300)]
    lines = [LogEntry(logged_at=moment, job="check", outcome="好").record() for moment in moments]
    store = ClosedStore(path)
    store.write_table(LOG, lines)
    store.write_table(SOURCE_WEIGHT, [{"来源": "现场测评", "权重": Decimal("33.30")}])
    before = fingerprint_of([store.read_table(LOG), store.read_table(SOURCE_WEIGHT)])
    store.commit(NOW)
    again = ClosedStore(path)
    assert fingerprint_of([again.read_table(LOG), again.read_table(SOURCE_WEIGHT)]) == before
    assert [row.logged_at for row in parse_table(LOG, again.read_table(LOG))[0]] == moments


def test_a_store_goes_on_after_a_commit(path: Path) -> None:
    store = ClosedStore(path)
    store.append_rows(ORGANISATION, [BRANCH])
    store.commit(NOW)
    store.append_rows(ORGANISATION, [{**BRANCH, "编号": "V002"}])
    store.write_cells(SETTING, {(4, "取值"): 2015})
    store.commit(NOW)
    assert column(ClosedStore(path), ORGANISATION, "编号") == ["V001", "V002"]
    assert column(ClosedStore(path), SETTING, "取值")[0] == 2015
    assert len(list((path.parent / "备份").iterdir())) == 2


def test_a_file_that_changed_meanwhile_is_not_overwritten(path: Path) -> None:
    store = ClosedStore(path)
    stored(path)
    store.append_rows(ORGANISATION, [BRANCH])
    with pytest.raises(FileChanged):
        store.commit(NOW)


def test_the_title_is_written_by_name_unless_staff_removed_it(path: Path) -> None:
    store = ClosedStore(path)
    store.write_name("首页_标题", "2015年度")
    store.write_name("没有的名称", "x")
    store.commit(NOW)
    assert b"2015\xe5\xb9\xb4\xe5\xba\xa6" in b"".join(parts_of(path.read_bytes()).values())


def test_a_link_is_text_when_it_is_read(path: Path) -> None:
    store = ClosedStore(path)
    store.write_table(CHECK_REPORT, [{"单元格": Link("C7", "'组织名册'!C7")}])
    assert column(store, CHECK_REPORT, "单元格") == ["C7"]
    store.commit(NOW)
    assert column(ClosedStore(path), CHECK_REPORT, "单元格") == ["C7"]


def test_a_column_for_a_further_criterion_comes_after_the_first(path: Path) -> None:
    store = ClosedStore(path)
    ballot = {"票号": "P1", "总体评价": "好", "廉洁自律": "差"}
    store.write_table(BALLOT, [ballot], ["廉洁自律"])
    store.commit(NOW)
    raw = ClosedStore(path).read_table(BALLOT)
    assert raw.headers[-2:] == ("总体评价", "廉洁自律")
    assert raw.rows[0].values["廉洁自律"] == "差"


def test_a_table_written_after_single_cells_keeps_them_on_their_rows(path: Path) -> None:
    def gap(book: Workbook) -> None:
        book.write_table("票单登记", by_header(book.tables["票单登记"].headers, [["F1", *[None] * 20]] * 3))
        book.set_cell("票单登记", "A5", None)  # a blank line between the forms

    store = change(path, gap)
    store.write_cells(FORM, {(6, "状态"): "作废"})
    store.append_rows(FORM, [{"表单编号": "F9", "状态": "已发出"}])
    store.commit(NOW)
    assert column(ClosedStore(path), FORM, "状态") == [None, "作废", "已发出"]


def test_cells_of_a_table_already_rewritten_go_to_its_new_rows(path: Path) -> None:
    store = stored(path, ORGANISATION, BRANCH, {**BRANCH, "编号": "V002"})
    store.write_table(ORGANISATION, store.read_table(ORGANISATION).records()[1:])
    store.write_cells(ORGANISATION, {(4, "测评票数"): 9})
    store.commit(NOW)
    assert column(ClosedStore(path), ORGANISATION, "测评票数") == [9]


def test_a_file_that_is_no_master_is_named(tmp_path: Path) -> None:
    foreign_path = tmp_path / "别的.xlsx"
    with pytest.raises(MasterUnreadable) as missing:
        ClosedStore(foreign_path)
    foreign_path.write_bytes(b"PK no workbook")
    with pytest.raises(MasterUnreadable) as broken:
        ClosedStore(foreign_path)
    foreign_path.write_bytes(package({"xl/worksheets/sheet1.xml": "<worksheet/>"}))
    with pytest.raises(Stopped) as foreign, stopping_on_file_errors():
        ClosedStore(foreign_path)
    codes = [path.value.code for path in (missing, broken, foreign)]
    assert codes == ["master_missing", "master_unreadable", "not_a_master"]


def test_a_master_that_nobody_may_read_is_not_called_broken(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows while a virus scanner has it alone: the sentence must not send the clerk to a backup."""

    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Stopped) as refused, stopping_on_file_errors():
        ClosedStore(path)
    sentence = stopped(refused.value.code, **refused.value.context)
    assert f"打不开“{path.name}”" in sentence
    assert "备份" not in sentence


def test_a_date_is_read_as_a_date(path: Path) -> None:
    store = stored(path, PROBLEM, {"问题编号": "V001-1"})
    store.write_cells(PROBLEM, {(4, "整改时限"): date(2016, 1, 5)})
    store.commit(NOW)
    assert column(ClosedStore(path), PROBLEM, "整改时限") == [date(2016, 1, 5)]
