"""Whether the master still has what was counted of a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from shuzhi_xl.rules.receipt.entered_votes import is_entered
from shuzhi_xl.rules.receipt.vote_rows import ballot_records
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.votes import BALLOT
from tests.rules.returned_batches import KEY, answers


def table(records: Sequence[Mapping[str, Any]]) -> RawTable:
    rows = [RawRow(line, record) for line, record in enumerate(records, start=4)]
    return RawTable(BALLOT, Frame("总表.xlsm", "测评票", {}), BALLOT.headers, rows)


def test_what_was_counted_is_in_the_master_in_any_order() -> None:
    """Rows of other forms, and a column of the staff's own, do not matter."""
    form, second = answers("F1", "好", "", "差"), answers("F2", "差")
    records = [{**record, "备注": "已核"} for record in ballot_records(form, KEY)]
    assert is_entered(table([*ballot_records(second, KEY), *records[::-1]]), form, KEY)


def test_a_mark_changed_added_or_deleted_in_the_master_is_noticed() -> None:
    form = answers("F1", "好", "", "差")
    records = ballot_records(form, KEY)
    assert not is_entered(table([{**records[0], "总体评价": "一般"}, *records[1:]]), form, KEY)
    assert not is_entered(table(records[1:]), form, KEY)
    assert not is_entered(table([*records, records[0]]), form, KEY)
    assert not is_entered(table(records), form, b"another key")
