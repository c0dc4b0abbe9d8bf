"""How most jobs begin (开始): note the run, fill blank cells that follow from others, read the year."""

from collections.abc import Sequence
from dataclasses import replace

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.stages.job_log import Run, begin
from shuzhi_xl.jobs.stages.read_year import read_year
from shuzhi_xl.rules.completion.complete import TableCompletion, complete
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.completion import completed, filled_cells


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
    completions = complete(year)
    for completion in completions:
        context.store.write_cells(completion.table, completion.cells)
    if completions:
        year, findings = read_year(context)
    return year, findings, replace(run, completion=_describe(completions))


def _describe(completions: Sequence[TableCompletion]) -> str:
    return completed(
        [
            filled_cells(completion.table.name, completion.rows, completion.headers, len(completion.cells))
            for completion in completions
        ]
    )
