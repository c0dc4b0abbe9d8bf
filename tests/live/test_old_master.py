"""Masters of other versions that are open: an older one works and is upgraded later, a newer one refused."""

import time
from collections.abc import Callable
from pathlib import Path

import xlwings as xw

from shuzhi_xl import addin
from shuzhi_xl.sheets.declaration.schema import SCHEMA
from shuzhi_xl.sheets.master.program_sheets import LOG, SECRET
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from tests.released.keep_year import put, tables_of
from tests.released.released_years import Moment, released_years
from tests.released.test_released_years import compared
from tests.year_stages import TownOffice


def moment(job: str) -> Moment:
    return next(moment for moment in released_years()[0].moments if moment.job == job)


def wait_until(happened: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_an_older_open_master_gives_the_same_and_is_upgraded_once_it_is_closed(
    spreadsheet: xw.App, tmp_path: Path
) -> None:
    before = moment("compute")
    put(before.files, tmp_path)
    master = tmp_path / MASTER_NAME
    book = spreadsheet.books.open(str(master))
    book.set_mock_caller()
    sentence = addin.answer("compute")
    assert "完成" in sentence
    assert sentence.endswith(
        "您关闭它以后，程序会自动补上新版增加的栏目（原表留在“备份”文件夹），补好了会告诉您。"
    )
    end = time.monotonic() + 5  # as long as a waiting process needs to look at least once
    expected = compared(before.answer("compute")["tables"])
    assert compared(tables_of(master)) == expected
    time.sleep(max(0, end - time.monotonic()))
    assert ClosedStore(master).schema < SCHEMA
    old = master.read_bytes()
    book.close()

    wait_until(lambda: ClosedStore(master).schema == SCHEMA, 30)
    wait_until(lambda: any(copy.read_bytes() == old for copy in (tmp_path / "备份").iterdir()), 10)
    assert compared(tables_of(master)) == expected
    assert "升级完成" in str(ClosedStore(master).read_table(LOG).rows[-1].values)


def test_a_newer_open_master_is_refused_in_one_sentence(spreadsheet: xw.App, collected: TownOffice) -> None:
    with collected.writing() as context:
        context.store.append_rows(SECRET, [{"名称": "格式99", "取值": "组织名册“网格”"}])
    content = collected.master.read_bytes()
    book = spreadsheet.books.open(str(collected.master))
    book.set_mock_caller()
    assert "还不认识其中的组织名册“网格”。总表没有改动；请先更新本机的程序" in addin.answer("compute")
    book.close()
    assert collected.master.read_bytes() == content
