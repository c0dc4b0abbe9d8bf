"""归档 that fails or dies at any call: no archive, or a whole one, and the next run makes one."""

import random
from functools import cache
from pathlib import Path

import pytest

from shuzhi_xl.rules.archive.check import check_edition
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.archive.archive_folder import ArchiveFolder
from shuzhi_xl.xlsx.files import new_copy
from shuzhi_xl.xlsx.stop_reasons import Stopped
from tests.faults.broken_calls import FAULTS, KILL, Calls, fail
from tests.faults.children import buried, goes_on, started
from tests.faults.course import LOCK
from tests.faults.town_state import copied, files_of, log_of, run
from tests.year_stages import Stages


@cache
def town(stages: Stages) -> Path:
    """The town before 归档, without most of its packages: each file is copied in the same way."""
    office = stages.open("generated", stages._root / "archived")
    for path in sorted(office.root.glob("*/2015/*/*.xlsx"))[3:]:
        path.unlink()
    office.write_files({"扫描/2015/a.pdf": b"scan"})
    return office.root


@cache
def count_calls(stages: Stages) -> int:
    """How many calls write in an undisturbed run."""
    with Calls(copied(town(stages), stages._root / "archived done")).watched() as calls:
        assert run("archive", stages._root / "archived done").ok
    return calls.seen


def count_whole_archives(root: Path) -> int:
    """How many archives there are; each is as it was sealed."""
    archives = ArchiveFolder(root)
    names = archives.editions()
    for name in names:
        assert check_edition(archives.read_edition(name, lambda *_: None)) == []
    return len(names)


def assert_next_run_completes(stages: Stages, root: Path) -> None:
    before = count_whole_archives(root)
    assert run("archive", root).ok
    assert count_whole_archives(root) in (1, before + 1)
    assert files_of(root) == files_of(town(stages))
    assert {path.name for path in root.rglob("*~*")} <= {LOCK}
    assert log_of(root)[-1] == "归档 完成"


def survives(stages: Stages, root: Path, at: int, fault: str, *, lasting: bool) -> None:
    copied(town(stages), root)
    code, reason = FAULTS[fault]
    with Calls(root, at, fail(code), lasting=lasting).watched():
        try:
            run("archive", root)
        except Stopped as stop:
            sentence = stopped(stop.code, **stop.context)
            assert f"（{reason}）" in sentence or "正被" in sentence
            assert count_whole_archives(root) == 0
        else:
            assert count_whole_archives(root) == 1
    assert_next_run_completes(stages, root)


def dies(stages: Stages, root: Path, at: int) -> None:
    child = started("archive", copied(town(stages), root), "die", str(at))
    goes_on(child)
    assert abs(buried(child)) == KILL
    assert_next_run_completes(stages, root)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that stays refused is tried again, but not waited for."""
    monkeypatch.setattr(new_copy, "_PAUSES", (0.0, 0.0))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
def test_some_call_fails(stages: Stages, tmp_path: Path, fault: str, lasting: bool) -> None:
    at = random.Random(f"{fault} {lasting}").randint(1, count_calls(stages))  # noqa: S311 -- a sample
    survives(stages, tmp_path / "town", at, fault, lasting=lasting)


@pytest.mark.soak
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
def test_every_call_fails(stages: Stages, tmp_path: Path, fault: str, lasting: bool) -> None:
    for at in range(1, count_calls(stages) + 1):
        survives(stages, tmp_path / "town", at, fault, lasting=lasting)


def test_dies_before_some_call(stages: Stages, tmp_path: Path) -> None:
    at = random.Random("archive").randint(1, count_calls(stages))  # noqa: S311 -- a sample
    dies(stages, tmp_path / "town", at)


@pytest.mark.soak
def test_dies_before_every_call(stages: Stages, tmp_path: Path) -> None:
    for at in range(1, count_calls(stages) + 1):
        dies(stages, tmp_path / "town", at)
