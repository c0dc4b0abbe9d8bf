"""How most jobs begin (开始): note the run, fill blank cells that follow from others, read the year."""

from dataclasses import replace

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.issued_forms import issued_lists
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.stages.job_log import Run, begin
from shuzhi_xl.jobs.stages.read_year import read_year, reread
from shuzhi_xl.rules.completion.complete import TableCompletion, complete
from shuzhi_xl.rules.completion.routine import make_routine_rows
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.completion import added_rows, completed, filled_cells


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
    completions, notices = complete(year, issued_lists(context))
    for completion in completions:
        context.store.write_cells(completion.table, completion.cells)
    if completions:
        year, findings = read_year(context)
    sentences = [_describe(completion) for completion in completions]
    # Who is appraised is certain when forms go out; rows made before would have to be deleted again.
    if job in ("distribute", "reissue") and (rows := make_routine_rows(year)):
        context.store.append_rows(ROUTINE_TABLE, rows)
        year = reread(context, year, "routine")
        sentences.append(added_rows(ROUTINE_TABLE.name, len(rows)))
    return year, [*findings, *notices], replace(run, completion=completed(sentences))


def _describe(completion: TableCompletion) -> str:
    cells = len(completion.cells)
    return filled_cells(completion.table.name, completion.rows, completion.headers, cells)
