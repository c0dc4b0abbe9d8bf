"""The command `demo`: a fictional town's whole year, then lists of what was made and what needs the clerk."""

from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from shuzhi_xl.cli.terminal import outcome_as_json, progress_bar
from shuzhi_xl.demo.demo_result import DemoResult, FolderTaken
from shuzhi_xl.demo.demo_year import play_year
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.wording.screen import console
from shuzhi_xl.wording.screen.demo import FOLDER_TAKEN


def demonstrate(folder: Path, branches: int, seed: int, *, as_json: bool) -> int:
    """Play the demo and show it.

    Returns:
        Exit status: 0 exactly when the demo found everything that was planted, no more and no less.
    """
    try:
        with progress_bar("demo", quiet=as_json) as progress:
            result = play_year(folder, branches, seed, lambda _stage, count, total: progress(count, total))
    except FolderTaken as refusal:
        typer.echo(FOLDER_TAKEN.format(name=refusal.name), err=True)
        return 2
    if as_json:
        typer.echo(_as_json(result))
    else:
        _print(result)
    return 0 if result.ok else 1


def _as_json(result: DemoResult) -> str:
    counts = {line.name: line.count for line in result.closing_lines}
    outputs = [line.where for line in result.closing_lines]
    return outcome_as_json(Outcome("demo", result.summary, counts, result.findings, outputs), ok=result.ok)


def _print(result: DemoResult) -> None:
    out = Console()
    out.print(
        _make_table(console.DONE_HEADERS, [(outcome.job, outcome.summary) for outcome in result.outcomes])
    )
    out.print(
        _make_table(
            console.MADE_HEADERS, [(line.title, str(line.count), line.where) for line in result.closing_lines]
        )
    )
    out.print(
        _make_table(console.NEED_HEADERS, [(need.title, need.where, need.remedy) for need in result.needs])
    )
    if result.differences:
        out.print(
            _make_table(console.DIFFERENCE_HEADERS, [(str(difference),) for difference in result.differences])
        )
    out.print(result.summary, style="bold" if result.ok else "bold red", highlight=False)


def _make_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(JOB_NAMES.get(cell, cell) for cell in row))
    return table
