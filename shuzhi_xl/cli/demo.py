"""The command `demo`: a fictional town's whole year; then what was made and what needs the clerk."""

from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from shuzhi_xl.cli.terminal import outcome_as_json, progress_bar
from shuzhi_xl.demo.story import FolderTaken, Story, play
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.wording.screen import console
from shuzhi_xl.wording.screen.demo import FOLDER_TAKEN


def demonstrate(folder: Path, branches: int, seed: int, *, as_json: bool) -> int:
    """Play the demo and show it.

    Returns:
        Exit status: 0 exactly when the demo found what it had planted, no more and no less.
    """
    try:
        with progress_bar("demo", quiet=as_json) as progress:
            story = play(folder, branches, seed, lambda _stage, done, total: progress(done, total))
    except FolderTaken as taken:
        typer.echo(FOLDER_TAKEN.format(name=taken.name), err=True)
        return 2
    if as_json:
        typer.echo(_as_json(story))
    else:
        _print(story)
    return 0 if story.ok else 1


def _as_json(story: Story) -> str:
    made = {each.name: each.count for each in story.made}
    outputs = [each.where for each in story.made]
    return outcome_as_json(Outcome("demo", story.summary, made, story.findings, outputs), ok=story.ok)


def _print(story: Story) -> None:
    out = Console()
    out.print(_table(console.DONE_HEADERS, [(each.job, each.summary) for each in story.outcomes]))
    out.print(_table(console.MADE_HEADERS, [(each.what, str(each.count), each.where) for each in story.made]))
    out.print(_table(console.NEED_HEADERS, [(each.what, each.where, each.settled) for each in story.needs]))
    if story.differences:
        out.print(_table(console.DIFFERENCE_HEADERS, [(str(each),) for each in story.differences]))
    out.print(story.summary, style="bold" if story.ok else "bold red", highlight=False)


def _table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(JOB_NAMES.get(cell, cell) for cell in row))
    return table
