"""Reading in processes of their own: a file over which one ends is refused alone, and none is left behind."""

import ctypes
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.rules.intake.cell_grid import Grid
from shuzhi_xl.wording.findings.all import SENTENCES
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.children.memory_limit import JobLimits, limit_by_job
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile, read_returned
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors
from shuzhi_xl.xlsx.workers.handle import Worker, worker_command
from shuzhi_xl.xlsx.workers.pool import read_files, start_worker
from shuzhi_xl.xlsx.workers.protocol import TOO_HEAVY
from shuzhi_xl.xlsx.workers.returned_wire import from_line, to_line
from shuzhi_xl.xlsx.workers.tasks import WORKBOOK
from tests.xlsx.returned_books import package

GOOD = package()
REPLY = to_line(ReturnedFile("x", {}, {}))


class Started:
    """Starts workers and remembers them."""

    def __init__(self, start: Callable[[], Worker]) -> None:
        self._start = start
        self.workers: list[Worker] = []

    def __call__(self) -> Worker:
        self.workers.append(self._start())
        return self.workers[-1]

    @property
    def all_ended(self) -> bool:
        return all(each.process.poll() is not None for each in self.workers)


def acting(*lines: str, seconds: float = 60) -> Started:
    """A worker that starts well and then does this for each name that it is asked for."""
    body = "".join(f"    {line}\n" for line in lines)
    program = (
        "import json, os, sys, time\n"
        "print('ready', flush=True)\n"
        f"for line in sys.stdin:\n    name = json.loads(line)[1]\n{body}"
        f"    print({REPLY.decode()!r}, end='', flush=True)\n"
    )
    return Started(lambda: Worker([sys.executable, "-c", program], seconds))


def read_names(names: str, start: Started) -> dict[str, str]:
    """Code of the refusal by name, or nothing."""
    found = list(read_files([(Path(name), name) for name in names], WORKBOOK, start))
    assert [each.file for each in found] == list(names)
    assert start.all_ended
    return {each.file: each.refusal.code if each.refusal else "" for each in found}


@pytest.fixture
def twenty(tmp_path: Path) -> list[tuple[Path, str]]:
    out = []
    for number in range(20):
        path = tmp_path / f"{number:02}.xlsx"
        path.write_bytes(GOOD if number % 3 else b"%PDF-" + bytes([number]))
        out.append((path, f"东片/{path.name}"))
    return out


def test_files_are_read_as_they_are_inside_the_program(twenty: list[tuple[Path, str]]) -> None:
    assert list(read_files(twenty, WORKBOOK)) == [read_returned(*each) for each in twenty]


def test_two_workers_are_enough_for_many_files_and_one_for_few(twenty: list[tuple[Path, str]]) -> None:
    for files, most in ((twenty, 2), (twenty[:3], 1), ([], 0)):
        start = Started(start_worker)
        assert len(list(read_files(files, WORKBOOK, start))) == len(files)
        assert len(start.workers) in range(min(most, 1), most + 1)
        assert start.all_ended


def test_a_file_that_ends_the_worker_twice_is_refused_alone() -> None:
    start = acting("name == '丙' and os.abort()")
    assert read_names("甲乙丙丁", start) == {"甲": "", "乙": "", "丙": "file_breaks_reader", "丁": ""}
    assert len(start.workers) == 3


def test_a_file_that_ends_the_worker_once_is_read_by_a_fresh_one(tmp_path: Path) -> None:
    mark = str(tmp_path / "mark")
    once = f"name == '乙' and not os.path.exists({mark!r}) and (open({mark!r}, 'w').close(), os._exit(1))"
    assert read_names("甲乙丙", acting(once)) == {"甲": "", "乙": "", "丙": ""}


@pytest.mark.parametrize(
    ("act", "code"), [("time.sleep(3600)", "file_too_slow"), (f"os._exit({TOO_HEAVY})", "file_too_heavy")]
)
def test_a_file_that_takes_too_long_or_too_much_is_refused_alone(act: str, code: str) -> None:
    start = acting(f"name == '乙' and {act}", seconds=1)
    assert read_names("甲乙丙", start) == {"甲": "", "乙": code, "丙": ""}
    assert SENTENCES[code].endswith("后放入。")


def test_a_worker_stops_taking_memory_at_its_limit() -> None:
    taking = (
        "from shuzhi_xl.xlsx.children.memory_limit import limit_memory\nlimit_memory(500_000_000)\n"
        "try:\n    x = bytearray(500_000_000)\nexcept MemoryError:\n    print('ready', flush=True)\n"
    )
    worker = Worker([sys.executable, "-c", taking], 60)
    worker.wait_ready()
    worker.close()


@pytest.mark.parametrize(
    "reply",
    ["", "nonsense", "[1]", '{"a": 1}', '[null, 0, [null, 1, "", [1]]]', "[" * 100_000, '[{"day": 1}, 0, 0]'],
)
def test_a_worker_that_talks_nonsense_is_not_trusted(reply: str) -> None:
    nonsense = f"name == '乙' and print({reply!r}, flush=True)"
    assert read_names("甲乙丙", acting(nonsense))["乙"] == "file_breaks_reader"


def test_a_program_that_cannot_start_a_worker_stops_with_a_sentence() -> None:
    for command in (["/no/such/program"], [sys.executable, "-c", "raise SystemExit(1)"]):
        start = Started(lambda command=command: Worker(command, 60))  # type: ignore[misc]
        with pytest.raises(Stopped) as reason, stopping_on_file_errors():
            list(read_files([(Path("甲"), "甲")], WORKBOOK, start))
        assert stopped(reason.value.code, **reason.value.context).startswith("读取文件的程序启动不了")
        assert start.all_ended


def test_an_interrupted_run_leaves_no_worker_behind(twenty: list[tuple[Path, str]]) -> None:
    start = Started(start_worker)
    with closing(read_files(twenty, WORKBOOK, start)) as coming:
        next(coming)
    assert start.workers
    assert start.all_ended


def test_a_worker_ends_with_the_program_that_started_it() -> None:
    worker = start_worker()
    worker.wait_ready()
    assert worker.process.stdin is not None
    worker.process.stdin.close()
    assert worker.process.wait(60) == 0
    worker.close()


def test_a_worker_takes_no_modules_from_the_folder_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    (tmp_path / "甲").write_bytes(GOOD)
    (found,) = read_files([(Path("甲"), "甲")], WORKBOOK)
    assert found.refusal is None


def test_another_program_with_python_inside_still_finds_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/office/EXCEL.EXE")
    assert Path(worker_command()[0]).stem.startswith("python")


CELLS: dict[tuple[int, int], Any] = {
    (1, 1): 1,
    (1, 2): True,
    (2, 1): 1.5,
    (2, 2): '䶮𠮷\ue000\ud800\n"',
    (3, 1): date(2016, 1, 15),
    (3, 2): datetime(2016, 1, 15, 8, 30),  # noqa: DTZ001 -- as a cell holds it
    (4, 1): 10**300,
}


def test_every_kind_of_value_comes_through() -> None:
    looks = frozenset({(1, 1), (3, 2)}), {(2, 1): (2, 1), (2, 2): (2, 1)}
    first, second = {"录票": Grid("录票", CELLS, *looks)}, {"录票": Grid("录票", {})}
    found = ReturnedFile("甲", first, second, None, 9, "ab", frozenset({("录票", 1, 2)}))
    again = from_line(to_line(found), "甲")
    assert again == found
    assert again.first is not None
    assert [*map(type, again.first["录票"].cells.values())] == [*map(type, CELLS.values())]


def test_readings_that_differ_only_in_their_kind_stay_two() -> None:
    one, true = ({"录票": Grid("录票", {(1, 1): value})} for value in (1, True))
    found = from_line(to_line(ReturnedFile("甲", one, true)), "甲")
    assert found.first is not found.second
    alike = from_line(to_line(ReturnedFile("甲", one, dict(one))), "甲")
    assert alike.first is alike.second


class Windows:
    """Records what is asked of the system."""

    def __init__(self, *, grants: bool) -> None:
        self.limits: tuple[int, int, int] | None = None
        self.assigned: list[Any] = []
        self._grants = grants

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> int:
            return self._note(name, arguments)

        return call

    def _note(self, name: str, arguments: tuple[Any, ...]) -> int:
        if name == "SetInformationJobObject":
            given = arguments[2]._obj
            self.limits = (given.basic.limit_flags, given.process_memory_limit, arguments[3].value)
        if name == "AssignProcessToJobObject":
            self.assigned.append((arguments[0].value, arguments[1].value))
            return int(self._grants)
        return {"CreateJobObjectW": 12, "GetCurrentProcess": 34}.get(name, 1)


def test_windows_is_asked_for_a_job_object_with_the_limit() -> None:
    windows = Windows(grants=True)
    limit_by_job(windows, 500_000_000)
    assert windows.limits == (0x508, 500_000_000, ctypes.sizeof(JobLimits))
    assert windows.assigned == [(12, 34)]
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert ctypes.sizeof(JobLimits) == 144  # as Windows has it


def test_windows_may_refuse() -> None:
    with pytest.raises(OSError, match="no job object"):
        limit_by_job(Windows(grants=False), 1)
