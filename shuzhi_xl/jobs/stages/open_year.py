"""How most jobs begin (开始): note the run, fill blank cells that follow from others, read the year."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.issued_forms import issued_lists
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.stages.job_log import Run, begin
from shuzhi_xl.jobs.stages.organisation_names import write_numbers
from shuzhi_xl.jobs.stages.read_year import read_year, reread
from shuzhi_xl.rules.completion.complete import TableCompletion, complete
from shuzhi_xl.rules.completion.routine import make_routine_rows, make_visit_rows
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year
from shuzhi_xl.wording.screen.completion import added_rows, completed, filled_cells

_ADDED_ROWS: Final[Mapping[str, Callable[[Year], list[Record]]]] = {
    "visits": make_visit_rows,
    "routine": make_routine_rows,
}
"""Rows that are added when forms go out, by field of `Year`."""


def open_year(context: JobContext, job: str) -> tuple[Year, list[Finding], Run]:
    """The year with its blanks filled, its findings, and the run that has begun.

    Args:
        context: What the job may touch.
        job: Its command, for example ``collect``.

    Raises:
        PlaceMissing: A table is missing without which no job can report what it did; nothing is noted.
        FolderRefused: The folder is read-only or full; nothing has been done.
    """
    year, findings = read_year(context)
    # Before anything is filled: the log's fingerprint is of the tables as the clerk left them.
    run = begin(context, job)
    write_numbers(context)
    completions, notices = complete(year, issued_lists(context))
    for completion in completions:
        context.store.write_cells(completion.table, completion.cells)
    if completions:
        year, findings = read_year(context)
    sentences = [_describe(completion) for completion in completions]
    # Who is appraised is certain when forms go out; rows made before would have to be deleted again.
    if job in ("distribute", "reissue"):
        for name, make_rows in _ADDED_ROWS.items():
            if rows := make_rows(year):
                context.store.append_rows(TABLE_OF[name], rows)
                year = reread(context, year, name)
                sentences.append(added_rows(TABLE_OF[name].name, len(rows)))
    return year, [*findings, *notices], replace(run, completion=completed(sentences))


def _describe(completion: TableCompletion) -> str:
    cells = len(completion.cells)
    return filled_cells(completion.table.name, completion.rows, completion.headers, cells)
