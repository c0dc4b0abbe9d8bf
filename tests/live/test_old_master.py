"""Masters of other versions that are open: an older one works and is told of, a newer one is refused."""

from pathlib import Path

import pytest
import xlwings as xw
from keep_year import put, tables_of
from released_years import Moment, released_years
from test_released_years import compared
from year_stages import Place

from shuzhi_xl import addin
from shuzhi_xl.sheets.program import SECRET
from shuzhi_xl.xlsx.shipped import MASTER_NAME


def moment(job: str) -> Moment:
    return next(each for each in released_years()[0].moments if each.job == job)


@pytest.mark.parametrize("job", ["compute", "publish"])
def test_an_older_open_master_gives_the_same_and_is_told_of(
    spreadsheet: xw.App, tmp_path: Path, job: str
) -> None:
    before = moment(job)
    put(before.files, tmp_path)
    book = spreadsheet.books.open(str(tmp_path / MASTER_NAME))
    book.set_mock_caller()
    sentence = addin.answer(job)
    assert "完成" in sentence
    assert sentence.endswith("它会自动升级总表（原表留在“备份”文件夹）。")
    book.close()
    expected = compared(before.answer(job)["tables"])
    assert compared(tables_of(tmp_path / MASTER_NAME)) == expected


def test_a_newer_open_master_is_refused_in_one_sentence(spreadsheet: xw.App, collected: Place) -> None:
    with collected.writing() as desk:
        desk.store.append_rows(SECRET, [{"名称": "格式99", "取值": "组织名册“网格”"}])
    content = collected.master.read_bytes()
    book = spreadsheet.books.open(str(collected.master))
    book.set_mock_caller()
    assert "还不认识其中的组织名册“网格”。总表没有改动；请先更新本机的程序" in addin.answer("compute")
    book.close()
    assert collected.master.read_bytes() == content
