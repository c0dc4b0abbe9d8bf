from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from shuzhi_xl.rules.log_chain import (
    Opening,
    check_chain,
    find_unlogged,
    fingerprint_of,
    line_print,
    make_log_lines,
    read_note,
    write_note,
)
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import LOG, LogEntry
from shuzhi_xl.sheets.reading.parse import parse_table
from tests.rules.returned_batches import raw

DAY = datetime(2016, 1, 20, 9, 30, 15, 999_000)  # noqa: DTZ001 -- a workbook's times know no zone


def opening(hours: int, job: str = "回收") -> Opening:
    return Opening(job, (DAY + timedelta(hours=hours)).replace(microsecond=0), f"{hours:016x}")


def log(runs: int) -> list[LogEntry]:
    lines: list[LogEntry] = []
    for index in range(runs):
        previous = line_print(lines[-1]) if lines else ""
        now = DAY + timedelta(hours=index, minutes=5)
        lines += make_log_lines(previous, [], opening(index), now, (f"{index} 个", "b"))
    return read_back(lines)


def read_back(lines: list[LogEntry]) -> list[LogEntry]:
    rows, errors = parse_table(LOG, raw(LOG, [line.record() for line in lines]))
    assert errors == []
    return rows


def test_a_run_opens_and_closes() -> None:
    entries = [(f"{row.logged_at:%H:%M}", row.outcome) for row in log(2)]
    assert entries == [("09:30", "开始"), ("09:35", "0 个"), ("10:30", "开始"), ("10:35", "1 个")]
    assert [row.output_fingerprint for row in log(2)] == ["", "b", "", "b"]


def test_interrupted_runs_are_reported_before_the_next() -> None:
    died = [opening(0), opening(1, "生成")]
    rows = read_back(make_log_lines("", died, opening(2), DAY + timedelta(hours=3), ("2 个", "b")))
    assert [(row.job, row.outcome[:4]) for row in rows] == [
        ("回收", "开始"),
        ("回收", "没有完成"),
        ("生成", "开始"),
        ("生成", "没有完成"),
        ("回收", "开始"),
        ("回收", "2 个"),
    ]
    assert [f"{row.logged_at:%H}" for row in rows] == ["09", "11", "10", "11", "11", "12"]
    assert {row.output_fingerprint for row in rows if row.outcome.startswith("没有完成")} == {f"{2:016x}"}
    assert check_chain(rows) == []


def test_the_note_of_runs_reads_as_written() -> None:
    runs = [opening(0), opening(1, "整改跟踪")]
    assert read_note(write_note(runs)) == runs
    assert read_note(f"\n残\n2016-99-99T00:00:00 0 回收\n{write_note(runs[1:])}") == runs[1:]
    assert read_note("") == []


def test_a_run_in_the_log_has_not_died() -> None:
    assert find_unlogged([opening(0), opening(1), opening(2), opening(1, "生成")], log(2)) == [
        opening(2),
        opening(1, "生成"),
    ]


def test_a_chain_as_written_holds() -> None:
    assert check_chain(log(2)) == []
    assert check_chain([]) == []
    assert log(1)[0].previous == ""


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_altered_line_breaks_the_next(at: int) -> None:
    lines = [entry.record() for entry in log(2)]
    lines[at]["结果"] = "99 个"
    rows, _ = parse_table(LOG, raw(LOG, lines))
    (finding,) = check_chain(rows)
    assert (finding.code, rows.index(next(r for r in rows if r.at("previous") == finding.at))) == (
        "log_broken",
        at + 1,
    )


def test_a_removed_or_added_line_breaks_the_chain() -> None:
    lines = log(2)
    assert len(check_chain(lines[1:])) == 1
    assert len(check_chain([*lines[:1], *lines[2:]])) == 1
    assert len(check_chain([*lines[:2], lines[1], *lines[2:]])) == 1


def test_lines_removed_at_the_end_are_noticed_by_the_print_of_the_last_one() -> None:
    lines = log(2)
    end = line_print(lines[-1])
    assert check_chain(lines, end) == check_chain(lines) == []
    # What is left is a sound chain
    assert check_chain(lines[:-2]) == []
    (finding,) = check_chain(lines[:-2], end)
    assert (finding.code, finding.at) == ("log_end_broken", lines[1].at("logged_at"))
    assert finding.value == str(lines[1].logged_at)
    (finding,) = check_chain([], end)
    assert (finding.code, finding.at.sheet, finding.at.cell) == ("log_end_broken", "操作日志", "")


def test_an_altered_last_line_is_noticed_though_no_line_follows() -> None:
    lines = [entry.record() for entry in log(2)]
    lines[-1]["结果"] = "99 个"
    rows, _ = parse_table(LOG, raw(LOG, lines))
    assert check_chain(rows) == []
    assert [finding.code for finding in check_chain(rows, line_print(log(2)[-1]))] == ["log_end_broken"]


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        (3, 3.0),
        (Decimal("80.10"), 80.1),
        (Decimal("0.00"), 0.0),
        (1234567, 1234567.0),
        (date(2016, 1, 5), datetime(2016, 1, 5)),  # noqa: DTZ001
        (DAY, DAY - timedelta(microseconds=400_000)),
        (DAY.replace(microsecond=0), DAY.replace(microsecond=0) - timedelta(microseconds=3)),
        ("", None),
        (" 月溪村", "月溪村"),
        (True, True),
    ],
)
def test_a_value_reads_the_same_before_and_after_a_save(stored: Any, read: Any) -> None:
    assert canonical(stored) == canonical(read)


def test_the_fingerprint_sees_every_cell_but_no_blank_one() -> None:
    rows = [{"编号": "V001", "组织名称": "月溪村党支部", "备注": None}]
    same = [{"组织名称": "月溪村党支部", "编号": "V001", "": None}]
    other_rows = [{"编号": "V001", "组织名称": "月溪村党支部", "备注": "x"}]
    prints = [fingerprint_of([raw(ORGANISATION, records_in)]) for records_in in (rows, same, other_rows)]
    assert prints[0] == prints[1] != prints[2]
    assert len(prints[0]) == 16
    assert fingerprint_of([]) != prints[0]
