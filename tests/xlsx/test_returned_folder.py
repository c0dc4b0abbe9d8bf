"""The folder 收回 of a year: any names, nothing lost, nothing of another year."""

import os
from pathlib import Path

import pytest

from shuzhi_xl.xlsx.files.lock import FolderRefused
from shuzhi_xl.xlsx.files.shipped import read_template
from shuzhi_xl.xlsx.returned_folder import ReturnedFolder
from shuzhi_xl.xlsx.town_folder import Folder

FORM = read_template("测评表.xlsx", Path("nowhere"))


@pytest.fixture
def folder(tmp_path: Path) -> ReturnedFolder:
    return Folder(tmp_path).returned(2016)


def drop(root: Path, name: str, content: bytes = FORM) -> None:
    place = root / "收回" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def test_returned_files_are_found_in_any_folder_but_not_the_processed_ones(
    folder: ReturnedFolder, tmp_path: Path
) -> None:
    assert folder.names() == []
    for name in ("b.xlsx", "东片/a.xlsx", "_有问题/c.xlsx", "_已处理/d.xlsx", "东片/_已处理/e.xlsx"):
        drop(tmp_path, name)
    assert folder.names() == ["_有问题/c.xlsx", "b.xlsx", "东片/_已处理/e.xlsx", "东片/a.xlsx"]


def test_a_processed_file_goes_under_its_tag_and_comes_back_by_it(
    folder: ReturnedFolder, tmp_path: Path
) -> None:
    drop(tmp_path, "东片/a.xlsx")
    assert (
        folder.move_to_done("东片/a.xlsx", "15-V001-1-AAAA_0123abcd")
        == "2016/_已处理/15-V001-1-AAAA_0123abcd_a.xlsx"
    )
    assert folder.recall(["15-V001-1"]) == []
    assert folder.recall(["15-V001-1-AAAA_0123abcd"]) == ["2016/_有问题/a.xlsx"]
    assert folder.recall(["15-V001-1-AAAA_0123abcd"]) == []
    assert folder.names() == ["2016/_有问题/a.xlsx"]


def test_a_tag_with_signs_of_patterns_or_paths_still_finds_its_file(
    folder: ReturnedFolder, tmp_path: Path
) -> None:
    drop(tmp_path, "a.xlsx")
    folder.move_to_done("a.xlsx", "15-[V/1]*-1_0123abcd")
    assert folder.recall(["15-[V/1]*-1_0123abcd"]) == ["2016/_有问题/a.xlsx"]


def test_a_processed_file_is_found_where_it_lies(folder: ReturnedFolder, tmp_path: Path) -> None:
    """In this year's folder or in the one that all years shared; files put aside are no processed ones."""
    for name in ("a.xlsx", "b.xlsx", "c.xlsx"):
        drop(tmp_path, name)
    folder.move_to_done("a.xlsx", "15-[V/1]*-1_0123abcd")
    folder.move_to_done("b.xlsx", "15-[V/1]*-1_0123abcdef")
    folder.put_aside("c.xlsx")
    drop(tmp_path, "_已处理/15-[V_1]_-1_0123abcd_旧.xlsx")
    assert folder.list_done("15-[V/1]*-1_0123abcd") == [
        "2016/_已处理/15-[V_1]_-1_0123abcd_a.xlsx",
        "_已处理/15-[V_1]_-1_0123abcd_旧.xlsx",
    ]
    assert folder.list_aside() == ["2016/_有问题/c.xlsx"]


def test_files_of_one_name_are_all_kept(folder: ReturnedFolder, tmp_path: Path) -> None:
    for content in (b"1", b"2", b"3"):
        drop(tmp_path, "a.xlsx", content)
        folder.put_aside("a.xlsx")
    aside = tmp_path / "收回/2016/_有问题"
    assert {path.name: path.read_bytes() for path in aside.iterdir()} == {
        "a.xlsx": b"1",
        "a(2).xlsx": b"2",
        "a(3).xlsx": b"3",
    }


def test_a_file_already_aside_stays(folder: ReturnedFolder, tmp_path: Path) -> None:
    drop(tmp_path, "2016/_有问题/a.xlsx")
    assert folder.put_aside("2016/_有问题/a.xlsx") == "2016/_有问题/a.xlsx"


def test_each_year_has_its_own_files(folder: ReturnedFolder, tmp_path: Path) -> None:
    for name in ("2015/a.xlsx", "2016/东片/b.xlsx", "2016/_已处理/c.xlsx", "2016/_有问题/d.xlsx", "e.xlsx"):
        drop(tmp_path, name)
    assert folder.names() == ["2016/_有问题/d.xlsx", "2016/东片/b.xlsx", "e.xlsx"]
    assert [name for name in folder.names() if folder.was_put_aside(name)] == ["2016/_有问题/d.xlsx"]


def test_files_filed_before_each_year_had_a_folder_are_found_and_moved(
    folder: ReturnedFolder, tmp_path: Path
) -> None:
    drop(tmp_path, "_有问题/a.xlsx")
    drop(tmp_path, "_已处理/15-V001-1-AAAA_0123abcd_b.xlsx")
    assert not folder.has_sorted_files
    assert folder.was_put_aside("_有问题/a.xlsx")
    assert folder.is_in_shared_folder("_有问题/a.xlsx")
    assert folder.put_aside("_有问题/a.xlsx") == "2016/_有问题/a.xlsx"
    assert folder.recall(["15-V001-1-AAAA_0123abcd"]) == ["2016/_有问题/b.xlsx"]
    assert folder.has_sorted_files


def test_a_very_long_name_is_shortened_and_keeps_its_suffix(folder: ReturnedFolder, tmp_path: Path) -> None:
    name = "月" * 80 + ".xlsx"
    drop(tmp_path, name)
    moved = folder.move_to_done(name, "15-V001-1-AAAA_0123abcd")
    assert moved.endswith("月.xlsx")
    assert (tmp_path / "收回" / moved).read_bytes() == FORM


def test_a_file_that_cannot_be_moved_stays_for_the_next_run(folder: ReturnedFolder) -> None:
    assert folder.move_to_done("gone.xlsx", "tag") == "gone.xlsx"


def test_a_returned_file_is_read(folder: ReturnedFolder, tmp_path: Path) -> None:
    drop(tmp_path, "东片/a.xlsx")
    (returned_file,) = folder.read_all(folder.names())
    assert (returned_file.file, returned_file.refusal) == ("东片/a.xlsx", None)


def test_what_is_no_file_is_listed_apart(folder: ReturnedFolder, tmp_path: Path) -> None:
    drop(tmp_path, "a.xlsx")
    base = tmp_path / "收回"
    (base / "文件夹").mkdir()
    (tmp_path / "别处").mkdir()
    (base / "链接").symlink_to(tmp_path / "别处")
    (base / "失效.xlsx").symlink_to(tmp_path / "没有")
    (base / "快捷.xlsx").symlink_to(base / "a.xlsx")
    os.mkfifo(base / "文件夹/管道")
    assert folder.names() == ["a.xlsx", "快捷.xlsx"]
    assert folder.list_unreadable() == ["失效.xlsx", "文件夹/管道", "链接"]


def test_workbooks_of_scanned_ballots_are_found_wherever_they_were_moved(
    folder: ReturnedFolder, tmp_path: Path
) -> None:
    names = ("读票_M1.xlsx", "东片/读票_M2.xlsx", "_有问题/读票_M1_乙.xlsx")
    past = ("_已处理/15-M1_0123_读票_M1.xlsx", "_已处理/旧稿_读票_M1.xlsx")
    unrelated = ("录票_M1_甲.xlsx", "不是读票_M1.xlsx", "读票_M1.docx")
    for age, name in enumerate((*names, *past, *unrelated)):
        drop(tmp_path, f"2016/{name}")
        os.utime(tmp_path / "收回/2016" / name, (age, age))
    drop(tmp_path, "2015/读票_M1.xlsx")
    drafts = folder.list_drafts("读票_")
    assert drafts.waiting == sorted(f"2016/{name}" for name in names)
    assert drafts.past == [f"2016/{name}" for name in past]
    os.utime(tmp_path / "收回/2016" / past[0], (99, 99))
    assert folder.list_drafts("读票_").past == [f"2016/{name}" for name in reversed(past)]


def test_a_workbook_that_a_newer_one_replaces_is_kept_where_nobody_reads_it(
    folder: ReturnedFolder, tmp_path: Path
) -> None:
    drop(tmp_path, "2016/_有问题/读票_M1.xlsx")
    assert folder.retire_draft("2016/_有问题/读票_M1.xlsx") == "2016/_已处理/旧稿_读票_M1.xlsx"
    assert folder.names() == []
    assert folder.list_drafts("读票_").past == ["2016/_已处理/旧稿_读票_M1.xlsx"]


def test_a_workbook_that_cannot_be_moved_is_not_left_to_be_overwritten(
    folder: ReturnedFolder, tmp_path: Path
) -> None:
    drop(tmp_path, "2016/读票_M1.xlsx")
    (tmp_path / "收回/2016/_已处理").write_bytes(b"a file of that name")
    with pytest.raises(FolderRefused, match="读票_M1"):
        folder.retire_draft("2016/读票_M1.xlsx")
    assert folder.list_drafts("读票_").waiting == ["2016/读票_M1.xlsx"]
