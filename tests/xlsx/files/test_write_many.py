"""Many files at once: each holds the old content or the new, and nothing half-made stays behind."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from shuzhi_xl.xlsx.files import new_copy
from shuzhi_xl.xlsx.files.atomic_replace import FolderRefused
from shuzhi_xl.xlsx.files.new_copy import UNFINISHED
from shuzhi_xl.xlsx.files.write_many import write_all
from tests.xlsx.handmade import package

OLD, NEW = package({"a.xml": "旧"}), package({"a.xml": "新"})


def places(root: Path, count: int = 40) -> list[Path]:
    return [root / f"{index % 3}" / f"{index}.xlsx" for index in range(count)]


def unfinished(root: Path) -> list[Path]:
    return list(root.rglob(f"{UNFINISHED}*"))


def test_all_files_are_complete_and_existing_ones_are_left_alone(tmp_path: Path) -> None:
    files = places(tmp_path)
    write_all((path, NEW) for path in files)
    assert [path.read_bytes() for path in files] == [NEW] * len(files)
    files[7].write_bytes(OLD)
    stamps = [path.stat().st_mtime_ns for path in files]
    write_all((path, NEW) for path in files)
    changed = [path for path, stamp in zip(files, stamps, strict=True) if path.stat().st_mtime_ns != stamp]
    assert changed == [files[7]]
    assert files[7].read_bytes() == NEW


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    copy = tmp_path / "0" / f"{UNFINISHED}0123.xlsx"
    copy.parent.mkdir()
    copy.write_bytes(OLD[:20])
    write_all((path, NEW) for path in places(tmp_path))
    assert unfinished(tmp_path) == []


@pytest.mark.parametrize("at", [0, 5, 39])
def test_a_refused_file_is_reported_and_the_others_are_complete(tmp_path: Path, at: int) -> None:
    files = places(tmp_path)
    write_all((path, OLD) for path in files)
    files[at].unlink()
    (files[at] / "kept").mkdir(parents=True)
    with pytest.raises(FolderRefused) as refused:
        write_all((path, NEW) for path in files)
    assert refused.value.path == files[at]
    assert {path.read_bytes() for path in files if path != files[at]} <= {OLD, NEW}
    assert unfinished(tmp_path) == []


def test_what_the_disk_gives_back_otherwise_takes_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = places(tmp_path)
    write_all((path, OLD) for path in files)
    read = Path.read_bytes

    def cut_short(path: Path) -> bytes:
        return read(path)[:-1] if path.name.startswith(UNFINISHED) else read(path)

    monkeypatch.setattr(Path, "read_bytes", cut_short)
    with pytest.raises(FolderRefused):
        write_all((path, NEW) for path in files)
    monkeypatch.undo()
    assert {path.read_bytes() for path in files} == {OLD}
    assert unfinished(tmp_path) == []


def test_an_interruption_leaves_whole_files_only(tmp_path: Path) -> None:
    files = places(tmp_path)

    def until_interrupted() -> Iterator[tuple[Path, bytes]]:
        for path in files[:20]:
            yield path, NEW
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_all(until_interrupted())
    assert unfinished(tmp_path) == []
    assert {path.read_bytes() for path in files if path.exists()} == {NEW}


def test_every_file_is_on_the_disk_before_it_takes_its_place_and_every_folder_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, move, sync_folder = os.fsync, os.replace, new_copy.sync_folder

    def noted_sync(handle: int) -> None:
        sync(handle)
        steps.append(Path(f"/proc/self/fd/{handle}").readlink().name)

    def noted_move(source: Path, target: Path) -> None:
        assert source.name in steps
        move(source, target)
        steps.append(target.name)

    def noted_folder(folder: Path) -> None:
        assert {path.name for path in folder.iterdir()} <= set(steps)
        sync_folder(folder)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_move)
    monkeypatch.setattr("shuzhi_xl.xlsx.files.write_many.sync_folder", noted_folder)
    write_all((path, NEW) for path in places(tmp_path))
    assert sorted(steps[-3:]) == ["0", "1", "2"]
