"""读票 that fails or dies at any call: what a person has decided and typed is there, for the next run."""

import multiprocessing
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from shuzhi_xl.jobs.scanning import scan as scan_job
from shuzhi_xl.rules.scanning.earlier.earlier_work import read_work
from shuzhi_xl.sheets.outgoing.scanned_ballots import DoubtKey
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.files import new_copy
from shuzhi_xl.xlsx.fill.scanned_ballots import fill_scanned
from shuzhi_xl.xlsx.stop_reasons import Stopped
from tests.faults.broken_calls import FAULTS, KILL, Calls, die, fail
from tests.faults.course import LOCK
from tests.faults.town_state import copied, log_of, run
from tests.jobs.scanning.faked_reading import fake_tools, page
from tests.jobs.scanning.test_kept_entries import type_in
from tests.jobs.scanning.test_scan import WORKBOOK, layouts_of
from tests.jobs.scanning.test_settled import decide
from tests.year_stages import Stages, TownOffice

FIRST, LAST = "p" * 64, "q" * 64


@contextmanager
def reading(root: Path) -> Iterator[None]:
    """While it lasts, the pictures show a ballot each, the first with a doubtful row."""
    layout = layouts_of(TownOffice(root))[0]
    scans = {"a.pdf": [page(layout, FIRST, 0, "faint", 1)], "b.pdf": [page(layout, LAST, 2, 2, 2)]}
    tools = fake_tools(scans)._replace(fill=fill_scanned, read_work=read_work)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan_job, "load_tools", lambda: tools)
        patch.setattr(new_copy, "_PAUSES", (0.0, 0.0))
        yield


@cache
def town(stages: Stages) -> Path:
    """The town before 读票 is pressed again: one ballot decided and corrected, another one scanned since."""
    office = stages.open("issued", stages._root / "scanned")
    number = layouts_of(office)[0].rows[0].number
    office.write_files({"扫描/2015/a.pdf": b"a"})
    with reading(office.root):
        assert run("scan", office.root).counts["doubts"] == 1
    decide(office.root / WORKBOOK, {DoubtKey(FIRST, 2): "差"})
    type_in(office.root / WORKBOOK, 1, **{number: "一般"})
    office.write_files({"扫描/2015/b.pdf": b"b"})
    return office.root


@cache
def played(stages: Stages) -> tuple[Path, int]:
    """The town after an undisturbed run, and how many calls write in it."""
    root = copied(town(stages), stages._root / "scanned done")
    with reading(root), Calls(root).watched() as calls:
        assert run("scan", root).counts["doubts"] == 0
    return root, calls.seen


def assert_nothing_is_half_done(stages: Stages, root: Path) -> None:
    """Each file below 收回 is one of before or after, and that with the person's work is among them."""
    before, after = (contents(folder) for folder in (town(stages), played(stages)[0]))
    assert not contents(root) - (before | after)
    assert not before - contents(root)
    assert [(root / "扫描/2015" / name).read_bytes() for name in ("a.pdf", "b.pdf")] == [b"a", b"b"]


def contents(root: Path) -> Counter[bytes]:
    """Contents below 收回, without half a copy that has not got its name yet."""
    paths = (path for path in (root / "收回").rglob("*") if path.is_file())
    return Counter(path.read_bytes() for path in paths if not path.name.startswith(".~"))


def assert_next_run_completes(stages: Stages, root: Path) -> None:
    with reading(root):
        assert run("scan", root).counts["doubts"] == 0
    end, _ = played(stages)
    assert contents(root) == contents(end)
    assert (root / WORKBOOK).read_bytes() == (end / WORKBOOK).read_bytes()
    assert {path.name for path in root.rglob("*~*")} <= {LOCK}
    assert log_of(root)[-1] == "读票 完成"


def survives(stages: Stages, root: Path, at: int, fault: str, *, lasting: bool) -> None:
    copied(town(stages), root)
    code, reason = FAULTS[fault]
    with reading(root), Calls(root, at, fail(code), lasting=lasting).watched():
        try:
            run("scan", root)
        except Stopped as stop:
            sentence = stopped(stop.code, **stop.context)
            assert f"（{reason}）" in sentence or "正被" in sentence
    assert_nothing_is_half_done(stages, root)
    assert_next_run_completes(stages, root)


def run_until(root: Path, at: int) -> None:
    with Calls(root, at, die).watched():
        run("scan", root)


def dies(stages: Stages, root: Path, at: int) -> None:
    copied(town(stages), root)
    with reading(root):
        child = multiprocessing.get_context("fork").Process(target=run_until, args=(root, at))
        child.start()
        child.join()
    assert abs(child.exitcode or 0) == KILL
    assert_nothing_is_half_done(stages, root)
    assert_next_run_completes(stages, root)


@pytest.mark.parametrize(("fault", "lasting"), [("full", True), ("refused", False)])
def test_some_call_fails(stages: Stages, tmp_path: Path, fault: str, lasting: bool) -> None:
    at = random.Random(f"{fault} {lasting}").randint(1, played(stages)[1])  # noqa: S311 -- a sample
    survives(stages, tmp_path / "town", at, fault, lasting=lasting)


@pytest.mark.soak
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
def test_every_call_fails(stages: Stages, tmp_path: Path, fault: str, lasting: bool) -> None:
    for at in range(1, played(stages)[1] + 1):
        survives(stages, tmp_path / "town", at, fault, lasting=lasting)


def test_dies_before_some_call(stages: Stages, tmp_path: Path) -> None:
    at = random.Random("scan").randint(1, played(stages)[1])  # noqa: S311 -- a sample
    dies(stages, tmp_path / "town", at)


@pytest.mark.soak
def test_dies_before_every_call(stages: Stages, tmp_path: Path) -> None:
    for at in range(1, played(stages)[1] + 1):
        dies(stages, tmp_path / "town", at)
