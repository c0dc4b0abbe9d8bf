"""归档 in the open workbook."""

from pathlib import Path

import xlwings as xw

from shuzhi_xl.button import answer
from shuzhi_xl.demo.town.clock import YEAR
from shuzhi_xl.jobs.archive.verify import verify_archives
from shuzhi_xl.sheets.master.program_sheets import LOG
from shuzhi_xl.xlsx.archive.archive_folder import ArchiveFolder
from tests.year_stages import Stages


def test_a_year_is_sealed_with_the_master_open_and_only_once(
    spreadsheet: xw.App, stages: Stages, tmp_path: Path
) -> None:
    office = stages.open("generated", tmp_path)
    book = spreadsheet.books.open(str(office.master))
    book.set_mock_caller()
    assert "归档完成" in answer("archive").sentence
    assert "没有新的归档" in answer("archive").sentence
    archives = ArchiveFolder(office.root)
    assert verify_archives(archives, YEAR, office.rows(LOG), lambda *_: None).ok
    assert archives.editions() == [str(YEAR)]
