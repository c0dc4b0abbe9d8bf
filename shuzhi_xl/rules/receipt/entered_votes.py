"""Whether 测评票 still has what was counted of a form: the sample of scanned ballots rests on it (抽查)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.vote_rows import ballot_records
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.votes import BALLOT, Ballot

_FORM: Final = Ballot.columns()["form"].header


def is_entered(raw: RawTable, answers: Answers, key: bytes) -> bool:
    """Whether 测评票 has just the ballots that are in a form's answers, in whatever order its rows are.

    Args:
        raw: 测评票 as it is.
        answers: The form's answers, those alone that count.
        key: The master's key.
    """
    due = ballot_records(answers, key)
    # A column that staff have added beside ours says nothing of a vote
    headers = {*BALLOT.headers, *(header for record in due for header in record)}
    rows = (row.values for row in raw.rows if clean(row.values.get(_FORM)) == answers.identity.form)
    return _count_rows(rows, headers) == _count_rows(due, headers)


def _count_rows(records: Iterable[Mapping[str, Any]], headers: set[str]) -> Counter[frozenset[Any]]:
    return Counter(
        frozenset(
            (header, clean(record[header]))
            for header in headers & record.keys()
            if not is_blank(record[header])
        )
        for record in records
    )
