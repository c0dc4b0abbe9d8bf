"""The votes that 回收 entered, in a form that can be compared."""

from collections.abc import Mapping, Sequence

from shuzhi_xl.sheets.master.votes import BALLOT, FORM, SURVEY_ANSWER
from tests.year_stages import TownOffice

Votes = Mapping[str, Sequence[tuple[str, ...]]]
"""Rows of 测评票 and 问卷调查 of each form."""


def classes_of(votes: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """票类 of ballots, by which their weight would change."""
    ballots = (row for row in votes if any(cell.startswith("票号=") for cell in row))
    return frozenset(cell for row in ballots for cell in row if cell.startswith("票类="))


def form_of(office: TownOffice, name: str) -> str:
    """表单编号 of a form by the name of its file."""
    kind, subject, *_ = name.split("_")
    rows = [row for row in office.rows(FORM) if row.kind.startswith(kind)]
    return next(row.form for row in rows if subject in (row.number, row.meeting))


def cells_of(record: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(f"{header}={value}" for header, value in sorted(record.items()) if value not in (None, ""))


def differs_only_by_spoiled(entered: Sequence[tuple[str, ...]], true: Sequence[tuple[str, ...]]) -> bool:
    """Whether as many marks are entered, and each that is another is 作废."""
    differing = set(entered) - set(true)
    return len(entered) == len(true) and all(any(cell.endswith("=作废") for cell in row) for row in differing)


def votes_of(office: TownOffice) -> Votes:
    """Rows of 测评票 and 问卷调查 of each form, sorted."""
    rows_by_form: dict[str, list[tuple[str, ...]]] = {}
    for table in (BALLOT, SURVEY_ANSWER):
        for record in office.table(table).records():
            form = str(record["表单编号"]).removesuffix("-问")
            rows_by_form.setdefault(form, []).append(cells_of(record))
    return {form: sorted(rows) for form, rows in rows_by_form.items()}
