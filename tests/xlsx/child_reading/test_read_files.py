"""Reading in child processes: a file over which one ends is refused alone, and none is left running."""

import sys
import time
from contextlib import closing
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.rules.intake.cell_grid import Grid
from shuzhi_xl.wording.findings.all import SENTENCES
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.child_reading.read_files import read_files
from shuzhi_xl.xlsx.child_reading.reading_kind import LIMITS
from shuzhi_xl.xlsx.child_reading.returned_codec import returned_from_bytes, returned_to_bytes
from shuzhi_xl.xlsx.child_reading.tasks import WORKBOOK
from shuzhi_xl.xlsx.children.child import Child
from shuzhi_xl.xlsx.children.pool import child_command, start_child
from shuzhi_xl.xlsx.children.task import TOO_HEAVY
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile, read_returned
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors
from tests.xlsx import acting_child
from tests.xlsx.acting_child import Started
from tests.xlsx.returned_books import package

GOOD = package()
start_reader = partial(start_child, WORKBOOK.task)
REPLY = returned_to_bytes(ReturnedFile("x", {}, {}))


def acting(act: str, seconds: float = 60) -> Started:
    """A process that does this for each name, then replies well."""
    return acting_child.acting(act, REPLY, seconds)


def read_names(names: str, start: Started) -> dict[str, str]:
    """Code of the refusal by name, or nothing."""
    files = list(read_files([(Path(name), name) for name in names], WORKBOOK, start))
    assert [file.file for file in files] == list(names)
    assert start.all_ended
    return {file.file: file.refusal.code if file.refusal else "" for file in files}


@pytest.fixture
def twenty(tmp_path: Path) -> list[tuple[Path, str]]:
    out = []
    for number in range(20):
        path = tmp_path / f"{number:02}.xlsx"
        path.write_bytes(GOOD if number % 3 else b"%PDF-" + bytes([number]))
        out.append((path, f"东片/{path.name}"))
    return out


def test_files_are_read_as_they_are_inside_the_program(twenty: list[tuple[Path, str]]) -> None:
    assert list(read_files(twenty, WORKBOOK)) == [read_returned(*file) for file in twenty]


def test_two_workers_are_enough_for_many_files_and_one_for_few(twenty: list[tuple[Path, str]]) -> None:
    for files, most in ((twenty, 2), (twenty[:3], 1), ([], 0)):
        start = Started(start_reader)
        assert len(list(read_files(files, WORKBOOK, start))) == len(files)
        assert len(start.children) in range(min(most, 1), most + 1)
        assert start.all_ended


def test_a_file_that_ends_the_worker_twice_is_refused_alone() -> None:
    start = acting("name == '丙' and os.abort()")
    assert read_names("甲乙丙丁", start) == {"甲": "", "乙": "", "丙": "file_breaks_reader", "丁": ""}
    # 丁 takes a third process only where it had been sent before the first one ended
    assert len(start.children) in {2, 3}


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


@pytest.mark.parametrize(
    "reply",
    ["", "nonsense", "[1]", '{"a": 1}', '[null, 0, [null, 1, "", [1]]]', "[" * 100_000, '[{"day": 1}, 0, 0]'],
)
def test_a_worker_that_talks_nonsense_is_not_trusted(reply: str) -> None:
    nonsense = f"name == '乙' and write_frame(replies, {reply.encode()!r})"
    assert read_names("甲乙丙", acting(nonsense)) == {"甲": "", "乙": "file_breaks_reader", "丙": ""}


def test_a_process_that_writes_no_message_at_all_is_not_trusted() -> None:
    start = acting("name == '乙' and print('nonsense', flush=True)")
    assert read_names("甲乙丙", start) == {"甲": "", "乙": "file_breaks_reader", "丙": ""}


def test_requests_sent_ahead_are_not_blamed_for_another_file() -> None:
    """With two processes two files each are under way; both processes end over a file that comes first."""
    names = "甲乙丙丁戊己庚辛壬癸"
    start = acting("name in '甲乙' and (time.sleep(0.3), os.abort())")
    assert {name for name, code in read_names(names, start).items() if code} == {"甲", "乙"}


def test_a_program_that_cannot_start_a_worker_stops_with_a_sentence() -> None:
    for command in (["/no/such/program"], [sys.executable, "-c", "raise SystemExit(1)"]):
        start = Started(lambda command=command: Child(command, b"", LIMITS))  # type: ignore[misc]
        with pytest.raises(Stopped) as reason, stopping_on_file_errors():
            list(read_files([(Path("甲"), "甲")], WORKBOOK, start))
        assert stopped(reason.value.code, **reason.value.context).startswith("读取文件的程序启动不了")
        assert start.all_ended


def test_a_worker_that_fails_to_start_once_is_started_again() -> None:
    commands = iter([[sys.executable, "-c", "raise SystemExit(1)"]])
    start = Started(lambda: Child(next(commands, child_command(WORKBOOK.task)), b"", LIMITS))
    assert len(list(read_files([(Path("甲"), "甲"), (Path("乙"), "乙")], WORKBOOK, start))) == 2
    assert len(start.children) == 2
    assert start.all_ended


def test_one_worker_is_enough_where_a_second_cannot_be_started(twenty: list[tuple[Path, str]]) -> None:
    start = Started(start_reader)

    def start_one() -> Child:
        if start.children:
            raise OSError
        return start()

    assert list(read_files(twenty, WORKBOOK, start_one)) == [read_returned(*file) for file in twenty]
    assert len(start.children) == 1
    assert start.all_ended


def test_an_interrupted_run_leaves_no_worker_behind(twenty: list[tuple[Path, str]]) -> None:
    start = Started(start_reader)
    with closing(read_files(twenty, WORKBOOK, start)) as coming:
        next(coming)
    assert start.children
    assert start.all_ended


def test_a_reader_ends_with_the_program_that_started_it() -> None:
    child = start_reader()
    while not child.is_ready:
        time.sleep(0.01)
    assert child.process.stdin is not None
    child.process.stdin.close()
    assert child.process.wait(60) == 0
    child.close()


def test_a_worker_takes_no_modules_from_the_folder_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    (tmp_path / "甲").write_bytes(GOOD)
    (returned_files,) = read_files([(Path("甲"), "甲")], WORKBOOK)
    assert returned_files.refusal is None


def test_another_program_with_python_inside_still_finds_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/office/EXCEL.EXE")
    assert Path(child_command(WORKBOOK.task)[0]).stem.startswith("python")


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
    styles = frozenset({(1, 1), (3, 2)}), {(2, 1): (2, 1), (2, 2): (2, 1)}
    first, second = {"录票": Grid("录票", CELLS, *styles)}, {"录票": Grid("录票", {})}
    returned_file = ReturnedFile("甲", first, second, None, 9, "ab", frozenset({("录票", 1, 2)}))
    again = returned_from_bytes(returned_to_bytes(returned_file), "甲")
    assert again == returned_file
    assert again.first is not None
    assert [*map(type, again.first["录票"].cells.values())] == [*map(type, CELLS.values())]


def test_readings_that_differ_only_in_their_kind_stay_two() -> None:
    first_reading, true = ({"录票": Grid("录票", {(1, 1): value})} for value in (1, True))
    copy = returned_from_bytes(returned_to_bytes(ReturnedFile("甲", first_reading, true)), "甲")
    assert copy.first is not copy.second
    alike = returned_from_bytes(
        returned_to_bytes(ReturnedFile("甲", first_reading, dict(first_reading))), "甲"
    )
    assert alike.first is alike.second
