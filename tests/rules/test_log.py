from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from returned_batches import raw

from shuzhi_xl.rules.log import check_chain, fingerprint_of, next_entry
from shuzhi_xl.sheets.cells import canonical
from shuzhi_xl.sheets.parse import parse_table
from shuzhi_xl.sheets.people import ORGANISATION
from shuzhi_xl.sheets.program import LOG, LogEntry

DAY = datetime(2016, 1, 20, 9, 30, 15, 999_000)  # noqa: DTZ001 -- a workbook's times know no zone


def log(count: int) -> list[LogEntry]:
    entries: list[LogEntry] = []
    for index in range(count):
        entries.append(
            next_entry(entries, DAY + timedelta(hours=index), "collect", f"{index} 个", ("a", "b"))
        )
    rows, wrong = parse_table(LOG, raw(LOG, [entry.record() for entry in entries]))
    assert wrong == []
    return rows


def test_a_chain_as_written_holds() -> None:
    assert check_chain(log(4)) == []
    assert check_chain([]) == []
    assert log(1)[0].previous == ""


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_altered_line_breaks_the_next(at: int) -> None:
    lines = [entry.record() for entry in log(4)]
    lines[at]["结果"] = "99 个"
    rows, _ = parse_table(LOG, raw(LOG, lines))
    (found,) = check_chain(rows)
    assert (found.code, rows.index(next(r for r in rows if r.at("previous") == found.at))) == (
        "log_broken",
        at + 1,
    )


def test_a_removed_or_added_line_breaks_the_chain() -> None:
    lines = log(4)
    assert len(check_chain(lines[1:])) == 1
    assert len(check_chain([*lines[:1], *lines[2:]])) == 1
    assert len(check_chain([*lines[:2], lines[1], *lines[2:]])) == 1


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
    other = [{"编号": "V001", "组织名称": "月溪村党支部", "备注": "x"}]
    prints = [fingerprint_of([raw(ORGANISATION, each)]) for each in (rows, same, other)]
    assert prints[0] == prints[1] != prints[2]
    assert len(prints[0]) == 16
    assert fingerprint_of([]) != prints[0]
