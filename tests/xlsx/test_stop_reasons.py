from datetime import datetime
from pathlib import Path

import pytest

from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.files.atomic_replace import FileBusy, FileChanged, FolderRefused
from shuzhi_xl.xlsx.master.closed_store import MasterUnreadable
from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook, PlaceMerged, PlaceMissing, PlaceTaken, SheetFull
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors

MASTER = Path("镇/总表.xlsm")
SINCE = datetime(2016, 1, 20, 9, 5)  # noqa: DTZ001 -- a file's time, shown as it is


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MasterUnreadable("not_a_master", "别的.xlsx"), ["别的.xlsx", "不是述职评议考核总表"]),
        (FileBusy(MASTER, "王一", SINCE), ["总表.xlsm", "王一", "09:05"]),
        (FileBusy(MASTER, None, None), ["其他程序"]),
        (FileChanged(MASTER), ["总表.xlsm", "改动"]),
        (FolderRefused(MASTER, "只读"), ["总表.xlsm", "只读"]),
        (PlaceMissing("票单登记"), ["票单登记", "恢复"]),
        (PlaceTaken("组织名册", "A9"), ["组织名册", "A9"]),
        (PlaceMerged("组织名册", "B4:B5"), ["组织名册", "B4:B5", "合并"]),
        (SheetFull("测评票", 2_000_000), ["测评票", "2000000"]),
        (NotAWorkbook("xl/workbook.xml"), ["xl/workbook.xml"]),
    ],
)
def test_every_obstacle_to_writing_a_file_is_explained_in_plain_words(
    error: Exception, words: list[str]
) -> None:
    with pytest.raises(Stopped) as caught, stopping_on_file_errors():
        raise error
    sentence = stopped(caught.value.code, **caught.value.context)
    assert all(word in sentence for word in words)


def test_our_own_mistakes_are_not_hidden() -> None:
    with pytest.raises(KeyError), stopping_on_file_errors():
        raise KeyError("a bug")
