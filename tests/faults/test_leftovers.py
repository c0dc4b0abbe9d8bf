"""What a killed run left: the next one uses it or clears it away."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from shuzhi_xl.cli.new import make_master
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import PROGRESS
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.xlsx.files import new_copy
from shuzhi_xl.xlsx.files.atomic_replace import FileBusy, FolderRefused
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.textfiles.scheme_folder import DEMO_SCHEME
from shuzhi_xl.xlsx.town_folder import Folder
from tests.faults.broken_calls import Calls, fail
from tests.faults.course import LOCK
from tests.year_stages import Stages, TownOffice


class Killed(BaseException):
    """The machine went off."""


def kill(*_: object, **__: object) -> NoReturn:
    raise Killed


def full(*_: object, **__: object) -> NoReturn:
    raise FolderRefused(Path("总表"), "空间不足")


def refuse_when_waiting(move: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
    """Refuses to move what was staged, as Windows does while the file in its place is open."""

    def replace(source: Path, target: Path) -> None:
        if source.name.startswith("~"):
            raise PermissionError(errno.EACCES, "in use")
        move(source, target)

    return replace


def leftovers(office: TownOffice) -> list[str]:
    return [path.name for path in office.root.rglob("*~*") if path.name != LOCK]


def test_packages_no_longer_due_are_cleared_away(
    drafted: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(ClosedStore, "commit", kill)
        with pytest.raises(Killed):
            drafted.run_job(distribute)
    assert any("测评表_C001" in name for name in leftovers(drafted))
    again = TownOffice(drafted.root)
    again.type_in(ORGANISATION, again.row(ORGANISATION, number="C001"), 参评="否", 不参评原因="空缺")
    again.run_job(distribute)
    assert leftovers(again) == []
    sent = again.files("发出")
    assert not any("测评表_C001" in name for name in sent)
    assert any("测评表_C002" in name for name in sent)


def test_half_a_copy_among_the_packages_is_cleared_away(issued: TownOffice) -> None:
    folder = next(issued.root.glob("发出/*/*/测评表_*")).parent
    (folder / ".~写_0123456789ab_x.xlsx").write_bytes(b"PK")
    (folder / "~自己的草稿.txt").write_text("留着", "utf-8")
    issued.run_job(distribute)
    assert leftovers(issued) == ["~自己的草稿.txt"]


def test_a_reissued_package_that_waits_is_not_lost_by_a_run_that_fails(
    issued: TownOffice, stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The register already names the new form, and the void one still stands in its place."""
    whole = stages.open("issued", tmp_path / "whole")
    whole.run_job(distribute, reissue=["C001"])
    with monkeypatch.context() as broken:
        broken.setattr(Folder, "place_staged", kill)
        with pytest.raises(Killed):
            issued.run_job(distribute, reissue=["C001"])
    with monkeypatch.context() as broken:
        broken.setattr(ClosedStore, "commit", full)
        with pytest.raises(FolderRefused):
            issued.run_job(distribute)
    issued.run_job(distribute)
    assert issued.files("发出") == whole.files("发出")


def test_a_package_held_open_waits_for_the_next_run(
    issued: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows an open workbook cannot be replaced."""
    before = issued.files("发出")
    with monkeypatch.context() as broken:
        broken.setattr(new_copy, "_PAUSES", ())
        broken.setattr(os, "replace", refuse_when_waiting(os.replace))
        with pytest.raises(FileBusy, match="测评表_C001"):
            issued.run_job(distribute, reissue=["C001"])
    assert {name: issued.files("发出")[name] for name in before} == before
    issued.run_job(distribute)
    assert leftovers(issued) == []
    assert issued.files("发出").keys() == before.keys()
    assert issued.files("发出") != before


def test_problems_just_taken_in_are_on_the_home_sheet(issued: TownOffice, stages: Stages) -> None:
    for name, content in stages.filled().items():
        issued.drop(name, content)
    issued.run_job(collect)
    totals = {row.stage: row.total for row in issued.rows(PROGRESS)}
    assert totals["整改销号"] == len(issued.rows(PROBLEM)) > 1


def test_a_new_master_is_there_filled_in_or_not_at_all(tmp_path: Path) -> None:
    reasons, at = [], 0
    while True:
        at += 1
        master = tmp_path / str(at) / "述职评议考核.xlsm"
        master.parent.mkdir()
        with Calls(tmp_path, at, fail(errno.ENOSPC)).watched() as calls:
            try:
                make_master(master, 2015, DEMO_SCHEME)
            except FolderRefused as refused:
                reasons.append(refused.reason)
                assert not master.exists()
                continue
        settings = {row.name: row.value for row in TownOffice(master.parent).rows(SETTING)}
        assert (settings["年度"], settings["方案名称"]) == ("2015", DEMO_SCHEME)
        if calls.seen < at:
            break
    assert reasons == ["空间不足"] * len(reasons)
    assert len(reasons) > 3
