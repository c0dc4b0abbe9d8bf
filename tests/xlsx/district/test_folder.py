"""Which files under a folder may be towns' masters."""

from pathlib import Path

import pytest

from shuzhi_xl.xlsx.district.folder import TownsFolder


def names(root: Path, *files: str) -> list[str]:
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return [path.name for path in TownsFolder(root).masters()]


def test_masters_are_found_under_any_name_and_in_any_folder_in_a_fixed_order(tmp_path: Path) -> None:
    expected = ["b 镇/年底/述职 评议.XLSM", "a.xlsx", "收回/丙.xlsm", "归档/丁.xlsx"]
    assert names(tmp_path, *expected) == sorted(expected)


@pytest.mark.parametrize(
    "name",
    [
        "备份/总表_20160101-090000.xlsm",
        "甲镇/备份/总表.xlsm",
        "~$总表.xlsm",
        ".~锁_总表.xlsm",
        ".~lock.总表.xlsm#",
        "区汇总_2015.xlsx",
        "名单.docx",
        "甲镇/发出/2015/村/测评表_V001_月溪村.xlsx",
        "甲镇/收回/_已处理/表.xlsx",
        "甲镇/结果/2015/汇总_村.xlsx",
        "甲镇/归档/2015/总表/总表.xlsm",
    ],
)
def test_copies_locks_results_and_other_work_of_a_town_are_left_alone(tmp_path: Path, name: str) -> None:
    assert names(tmp_path, "甲镇/总表.xlsm", name) == ["甲镇/总表.xlsm"]


def test_a_master_in_a_form_that_cannot_be_read_is_not_overlooked(tmp_path: Path) -> None:
    expected = ["甲镇/总表.xlsm", "甲镇/收回/乙镇总表.xlsm", "丙.zip", "丁.et", "区汇总_2015/总表.xlsx"]
    assert names(tmp_path, *expected) == sorted(expected)


def test_a_folder_with_a_masters_name_is_no_master(tmp_path: Path) -> None:
    (tmp_path / "总表.xlsm").mkdir()
    assert names(tmp_path) == []
