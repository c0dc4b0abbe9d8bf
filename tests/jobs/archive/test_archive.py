"""归档: the year sealed, sealed again only when something has changed, and checked."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shuzhi_xl.demo.town.clock import YEAR
from shuzhi_xl.jobs.archive.archive import archive
from shuzhi_xl.jobs.archive.verify import verify_archives
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT, LOG
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.archive import draft, file_hash
from shuzhi_xl.xlsx.archive.archive_folder import ArchiveFolder
from shuzhi_xl.xlsx.files.atomic_replace import FolderRefused
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.stop_reasons import Stopped
from tests.year_stages import TownOffice

FOLDERS = ("发出", "收回", "述职报告", "结果")


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    return [(finding.code, finding.at.file) for finding in outcome.findings]


def verify(office: TownOffice) -> Outcome:
    return verify_archives(ArchiveFolder(office.root), YEAR, office.rows(LOG), lambda *_: None)


def in_archive(office: TownOffice, name: str) -> dict[str, bytes]:
    folder = office.root / "归档" / name
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def full(generated: TownOffice) -> TownOffice:
    """With scans, files of another year, what other programs leave, and odd names."""
    generated.write_files(
        {
            f"扫描/{YEAR}/东片/a.pdf": b"scan",
            f"扫描/{YEAR - 1}/a.pdf": b"other year",
            f"收回/{YEAR - 1}/a.xlsx": b"other year",
            f"收回/{YEAR}/~$测评表.xlsx": b"lock file",
            f"收回/{YEAR}/_有问题/=甲 {{{{ 乙 }}}}.xlsx": b"returned",
            f"发出/{YEAR}/~测评表.xlsx.待发": b"provisional",
            "收回/片上/旧.xlsx": b"where all years were",
            f"结果/{YEAR}/{'长' * 80}.txt": b"long",
        }
    )
    if sys.platform != "win32":
        (generated.root / f"收回/{YEAR}/a\n\\b\udcff.xlsx").write_bytes(b"bytes")
    return generated


def test_an_archive_has_everything_of_the_year_and_the_master_with_the_line_about_it(
    full: TownOffice,
) -> None:
    outcome = full.run_job(archive)
    files = in_archive(full, str(YEAR))
    expected = {
        place: content
        for place, content in full.files().items()
        if place.split("/")[0] in FOLDERS
        and f"/{YEAR - 1}/" not in place
        and not Path(place).name.startswith("~")
    }
    copies = {place: content for place, content in files.items() if place.split("/")[0] in FOLDERS}
    assert copies == expected
    assert "收回/片上/旧.xlsx" in copies
    assert outcome.counts == {"files": len(expected), "scans": 1, "unreadable": 0}
    assert files[f"总表/{MASTER_NAME}"] == full.master.read_bytes()
    assert full.rows(LOG)[-1].outcome == outcome.summary
    assert set(outcome.outputs) == {f"归档/{YEAR}/{place}" for place in files}
    assert outcome.ok
    assert verify(full).ok


def test_the_catalogue_numbers_every_file(full: TownOffice) -> None:
    outcome = full.run_job(archive)
    sheet = openpyxl.load_workbook(full.root / f"归档/{YEAR}/卷宗目录.xlsx").worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int)]
    assert [row[0] for row in rows] == list(range(1, int(str(outcome.counts["files"])) + 3))
    assert [row[1] for row in rows][-1] == "a.pdf"
    assert "=甲 {{ 乙 }}.xlsx" in [row[1] for row in rows]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="a tool of Linux")
def test_others_can_check_it_too(full: TownOffice) -> None:
    full.run_job(archive)
    command = "sha256sum --strict --quiet -c *.sha256"
    assert subprocess.run(command, shell=True, cwd=full.root / f"归档/{YEAR}", check=False).returncode == 0  # noqa: S602


def test_again_without_a_change_nothing_is_written(full: TownOffice) -> None:
    full.run_job(archive)
    before = full.files()
    outcome = full.run_job(archive)
    assert outcome.summary.startswith(f"没有新的归档：现在的内容与“归档/{YEAR}”封存的一样")
    assert outcome.ok
    assert full.files() == before


def test_a_later_state_is_sealed_beside_the_earlier(full: TownOffice) -> None:
    full.run_job(archive)
    first = in_archive(full, str(YEAR))
    full.write_files({f"收回/{YEAR}/反馈.xlsx": b"later"})
    outcome = full.run_job(archive)
    assert f"归档/{YEAR}_第2次" in outcome.summary
    assert in_archive(full, str(YEAR)) == first
    assert verify(full).counts == {
        "archives": 2,
        "files": len(first) + len(in_archive(full, f"{YEAR}_第2次")),
        **dict.fromkeys(("missing", "changed", "added", "other"), 0),
    }
    full.set_values(党委名称="中共别镇委员会")
    assert f"归档/{YEAR}_第3次" in full.run_job(archive).summary


def test_a_folder_that_is_there_already_is_left_alone(full: TownOffice) -> None:
    full.write_files({f"归档/{YEAR}/自己放的.txt": b"x"})
    full.run_job(archive)
    assert in_archive(full, str(YEAR)) == {"自己放的.txt": b"x"}
    assert in_archive(full, f"{YEAR}_第2次")


def test_what_has_changed_in_an_archive_is_listed_and_the_next_press_seals_again(full: TownOffice) -> None:
    full.run_job(archive)
    folder = full.root / f"归档/{YEAR}"
    (folder / "收回/片上/旧.xlsx").write_bytes(b"altered")
    (folder / f"结果/{YEAR}" / f"{'长' * 80}.txt").unlink()
    (folder / "新.txt").write_bytes(b"added")
    (full.root / f"扫描/{YEAR}/东片/a.pdf").write_bytes(b"altered")
    expected = [
        ("archive_file_missing", f"归档/{YEAR}/结果/{YEAR}/{'长' * 80}.txt"),
        ("archive_file_added", f"归档/{YEAR}/新.txt"),
        ("archive_file_changed", f"归档/{YEAR}/收回/片上/旧.xlsx"),
        ("archive_scan_changed", f"扫描/{YEAR}/东片/a.pdf"),
    ]
    checked = verify(full)
    assert sorted(codes(checked)) == sorted(expected)
    assert "缺少 1 处、改动 2 处、多出 1 处" in checked.summary
    outcome = full.run_job(archive)
    assert sorted(codes(outcome)) == sorted(expected)
    assert {row.code for row in full.rows(CHECK_REPORT)} == {code for code, _ in expected}
    assert f"归档/{YEAR}_第2次" in outcome.summary


def test_lists_that_somebody_else_made_are_not_in_the_log(full: TownOffice, tmp_path: Path) -> None:
    """Who alters a file can make all lists fit it, by a 归档 of another copy of the master."""
    full.run_job(archive)
    forger = TownOffice(tmp_path / "别处")
    shutil.copytree(full.root, forger.root)
    forger.write_files({"收回/片上/旧.xlsx": b"forged"})
    forger.run_job(archive)
    shutil.rmtree(full.root / "归档")
    shutil.copytree(forger.root / f"归档/{YEAR}_第2次", full.root / f"归档/{YEAR}")
    assert [code for code, _ in codes(verify(full))] == ["archive_not_in_log"]


def test_a_file_that_cannot_be_read_keeps_the_archive_from_being_sealed(
    full: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = file_hash.copy_file

    def refuse(source: Path, target: Path) -> str:
        """As Windows does with a file that another program has for itself."""
        if source.name == "旧.xlsx":
            source.unlink()
        return copy(source, target)

    monkeypatch.setattr(draft, "copy_file", refuse)
    outcome = full.run_job(archive)
    assert codes(outcome) == [("archive_file_unreadable", "收回/片上/旧.xlsx")]
    assert outcome.summary.startswith("没有归档：1 个文件读不了")
    assert outcome.counts == {"files": 0, "scans": 0, "unreadable": 1}
    assert [*(full.root / "归档").iterdir()] == []
    assert full.run_job(archive).ok


def test_a_closed_folder_keeps_the_archive_from_being_sealed(
    full: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = full.root / f"结果/{YEAR}/内部"
    folder.mkdir()
    scan = os.scandir

    def refuse(path: int | str | Path) -> Any:
        """As for somebody without the right to read it; root has every right."""
        if not isinstance(path, int) and Path(path) == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert codes(full.run_job(archive)) == [("archive_file_unreadable", f"结果/{YEAR}/内部")]


def test_a_file_that_somebody_writes_meanwhile_is_not_copied_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"x" * 10)
    monkeypatch.setattr(file_hash, "_PIECE", 4)
    pieces = file_hash._read_pieces(source)
    assert next(pieces) == b"xxxx"
    with source.open("ab") as stream:
        stream.write(b"y")
    with pytest.raises(file_hash.SourceUnreadable):
        list(pieces)
    assert not target.exists()


def test_a_junction_is_listed_as_left_out(full: TownOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = full.root / f"收回/{YEAR}/别处"
    folder.mkdir()
    (folder / "一份.xlsx").write_bytes(b"")
    monkeypatch.setattr(os.path, "isjunction", lambda path: Path(path) == folder, raising=False)
    outcome = full.run_job(archive)
    assert codes(outcome) == [("archive_entry_skipped", f"收回/{YEAR}/别处")]
    assert not any("别处" in place for place in in_archive(full, str(YEAR)))


def test_a_link_is_not_followed(full: TownOffice) -> None:
    (full.root / f"收回/{YEAR}/别处").symlink_to(full.root / "备份", target_is_directory=True)
    outcome = full.run_job(archive)
    assert codes(outcome) == [("archive_entry_skipped", f"收回/{YEAR}/别处")]
    assert not any("别处" in place for place in in_archive(full, str(YEAR)))


def test_a_disk_that_gives_back_something_else_seals_nothing(
    full: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "hash_readable", lambda _: "0" * 64)
    with pytest.raises(FolderRefused):
        full.run_job(archive)
    assert [*(full.root / "归档").iterdir()] == []


def test_what_a_killed_run_left_is_no_archive_and_is_cleared_away(full: TownOffice) -> None:
    full.write_files({f"归档/.~写_{YEAR}/封存说明.txt": b"x"})
    with pytest.raises(Stopped):
        verify(full)
    full.run_job(archive)
    assert [path.name for path in (full.root / "归档").iterdir()] == [str(YEAR)]


def test_a_master_without_a_year_is_not_archived(full: TownOffice) -> None:
    full.set_values(年度="")
    outcome = full.run_job(archive)
    assert outcome.summary.startswith("没有归档：“基本设置”的“年度”")
    assert not (full.root / "归档").exists()


def test_the_archived_master_is_one_that_can_be_opened_again(full: TownOffice) -> None:
    full.run_job(archive)
    store = ClosedStore(full.root / f"归档/{YEAR}/总表/{MASTER_NAME}")
    assert store.read_table(LOG).digest == full.table(LOG).digest
