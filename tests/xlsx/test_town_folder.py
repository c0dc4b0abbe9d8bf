"""The folder beside the master: nothing is lost, overwritten or named by a stranger."""

import os
from pathlib import Path

import pytest

from shuzhi_xl.xlsx import town_folder
from shuzhi_xl.xlsx.files.atomic_replace import FileBusy, FolderRefused
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name
from shuzhi_xl.xlsx.files.shipped import project_folder, read_shipped_master, read_template
from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook
from shuzhi_xl.xlsx.town_folder import Folder

FORM = read_template("测评表.xlsx", Path("nowhere"))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_staged_files_appear_only_when_they_are_committed(folder: Folder, tmp_path: Path) -> None:
    place = "发出/2015/村/测评表_V001_月溪村.xlsx"
    folder.stage_all([(place, FORM)])
    assert not folder.in_place(place)
    assert folder.place_staged() == [place]
    assert folder.in_place(place)
    assert (tmp_path / place).read_bytes() == FORM
    assert folder.place_staged() == []


def test_a_file_whose_newer_version_still_waits_counts_as_missing(folder: Folder, tmp_path: Path) -> None:
    folder.write_all([("a.xlsx", FORM)])
    folder.stage_all([("a.xlsx", FORM)])
    assert not folder.in_place("a.xlsx")
    folder.abandon()
    assert folder.in_place("a.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_one_place_that_is_held_does_not_keep_the_others_back(folder: Folder, tmp_path: Path) -> None:
    folder.stage_all([("a.xlsx", FORM)])
    folder.stage_all([("b.xlsx", FORM)])
    (tmp_path / "a.xlsx").mkdir()  # as a file that another program holds: it cannot be replaced
    with pytest.raises(FileBusy):
        folder.place_staged()
    assert folder.in_place("b.xlsx")
    assert not folder.in_place("a.xlsx")


def test_a_read_only_file_in_the_place_is_named_as_such(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")
    folder.stage_all([("a.xlsx", FORM), ("b.xlsx", FORM)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "access", lambda path, _: Path(path).name != "a.xlsx")
        with pytest.raises(FolderRefused, match="只读"):
            folder.place_staged()
    assert folder.in_place("b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"


def test_a_scanner_that_releases_a_new_file_late_is_waited_for_once(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[bool] = []

    def refuse(*_: object, waiting: bool) -> None:
        pauses.append(waiting)
        raise FileBusy(tmp_path / "a.xlsx", None, None)

    monkeypatch.setattr(town_folder, "move_into_place", refuse)
    folder.stage_all([("a.xlsx", FORM), ("b.xlsx", FORM)])
    with pytest.raises(FileBusy):
        folder.place_staged()
    assert pauses == [True, False]


def test_writing_the_same_again_changes_nothing(folder: Folder, tmp_path: Path) -> None:
    folder.write_all([("结果/a.xlsx", FORM)])
    before = (tmp_path / "结果/a.xlsx").stat()
    folder.write_all([("结果/a.xlsx", FORM)])
    assert (tmp_path / "结果/a.xlsx").stat() == before


def test_a_template_restyled_by_staff_comes_first(tmp_path: Path) -> None:
    template = tmp_path / "templates/测评表.xlsx"
    template.parent.mkdir()
    template.write_bytes(b"restyled")
    assert read_template("测评表.xlsx", tmp_path) == b"restyled"
    with pytest.raises(FileNotFoundError, match="broken installation"):
        read_template("没有.xlsx", tmp_path)


def test_a_damaged_template_is_reported_before_it_is_used(folder: Folder, tmp_path: Path) -> None:
    template = tmp_path / "templates/测评表.xlsx"
    template.parent.mkdir()
    damaged = bytearray(FORM)
    damaged[len(damaged) // 2] ^= 0xFF
    template.write_bytes(damaged)
    with folder.workbook_pool(["测评表.xlsx"], crowded=False) as pool, pytest.raises(NotAWorkbook):
        next(pool.make_all([]))


def test_the_shipped_master_is_found() -> None:
    assert read_shipped_master()[:2] == b"PK"
    assert (project_folder() / "shuzhi_xl").is_dir()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("月溪村/党支部 ", "月溪村_党支部"),
        ("../../etc", ".._.._etc"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("..", "_"),
        ("", "_"),
        ('a<b>:"|?*', "a_b______"),
        ("月\u200b溪\n", "月_溪_"),
        ("村" * 35 + ".尾", "村" * 35),
    ],
)
def test_a_name_from_outside_is_made_harmless(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_the_longest_name_still_fits_a_file_system(folder: Folder, tmp_path: Path) -> None:
    long = safe_name("村" * 200)
    place = f"发出/测评表_{long}_{long}.xlsx"
    folder.stage_all([(place, FORM)])
    assert len(os.fsencode(Path(place).name)) < 250
    assert folder.place_staged() == [place]
    assert (tmp_path / place).is_file()


def test_names_that_differ_only_in_case_or_form_are_distinguished() -> None:
    assert make_distinct(["é.xlsx", "e\u0301.xlsx", "A.xlsx", "a.xlsx", "a.xlsx"]) == [
        "é.xlsx",
        "e\u0301(2).xlsx",
        "A.xlsx",
        "a(2).xlsx",
        "a(3).xlsx",
    ]
