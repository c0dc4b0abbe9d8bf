"""Files to hand on as one zip file."""

import io
import zipfile
from datetime import date

from shuzhi_xl.xlsx.files.zip_package import pack

FILES = [("公布_村.xlsx", b"a" * 99), ("村/反馈_V001_甲村党支部.xlsx", b"b" * 99)]
DAY = date(2015, 12, 31)


def test_every_file_comes_out_as_it_went_in() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(FILES, DAY))) as package:
        assert [(name, package.read(name)) for name in package.namelist()] == FILES


def test_explorer_shows_chinese_names_and_nothing_says_where_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(FILES, DAY))) as package:
        for entry in package.infolist():
            assert entry.flag_bits & 0x800, "the name is marked as UTF-8"
            assert (entry.create_system, entry.date_time) == (3, (2015, 12, 31, 0, 0, 0))
    assert pack(FILES, DAY) == pack(iter(FILES), DAY)
