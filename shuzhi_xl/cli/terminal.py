"""Output of the commands: progress bars, sentences and findings, or one JSON object."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from shuzhi_xl.cli.json_objects import (
    PrintedFinding,
    PrintedOutcome,
    PrintedStop,
    printed_cause,
    printed_finding,
)
from shuzhi_xl.findings import Finding, Severity
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.wording.findings.all import place, sentence
from shuzhi_xl.wording.screen import console
from shuzhi_xl.xlsx.stop_reasons import Stopped

# Findings in the terminal; 校验报告 lists all.
_SHOWN = 40


@contextmanager
def progress_bar(name: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on the error output while a job runs; yields the function that advances it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # On the error output, so that what is redirected to a file is the result alone.
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task(JOB_NAMES.get(name, name), total=None)

        def advance(done: int, total: int) -> None:
            """Move the bar."""
            bar.update(task, completed=done, total=total)

        yield advance


def outcome_as_json(outcome: Outcome, *, ok: bool | None = None) -> str:
    """The outcome of a job as one JSON object.

    Args:
        outcome: The outcome.
        ok: Whether it succeeded; None where that means the absence of blocking findings.
    """
    return PrintedOutcome(
        job=outcome.job,
        ok=outcome.ok if ok is None else ok,
        summary=outcome.summary,
        counts=dict(outcome.counts),
        findings=tuple(map(printed_finding, outcome.findings)),
        outputs=tuple(outcome.outputs),
        lines=None if outcome.lines is None else tuple(outcome.lines),
        causes=tuple(map(printed_cause, outcome.causes or ())) or None,
    ).as_text()


def stopped_as_json(job: str, reason: Stopped) -> str:
    """The same object for a job that could not run."""
    message = console.stopped(reason.code, **reason.context)
    finding = PrintedFinding(
        severity=Severity.BLOCKING,
        code=reason.code,
        file=str(reason.context.get("name", "")),
        sheet="",
        cell="",
        value="",
        message=message,
    )
    return PrintedStop(job=job, summary=message, findings=(finding,)).as_text()


def print_outcome(outcome: Outcome) -> None:
    """Print the lines, a table of the findings, and the sentence."""
    out = Console()
    for order, line in enumerate(outcome.lines or (), start=1):
        # Without markup: rich would take a text in square brackets for a style and leave it out.
        out.print(f"{order}. {line}", markup=False, highlight=False, soft_wrap=True)
    print_findings(out, outcome.findings)
    out.print(outcome.summary, style="bold" if outcome.ok else "bold red", highlight=False)


def print_findings(out: Console, findings: Sequence[Finding]) -> None:
    """Print a table of findings, the blocking ones first; a long list is cut off and says so."""
    if not findings:
        return
    table = Table(pad_edge=False)
    for header in console.FINDING_HEADERS:
        # Folded, not cut: what to do is at the end of the sentence.
        table.add_column(header, overflow="fold")
    for finding in findings[:_SHOWN]:
        style = "red" if finding.severity is Severity.BLOCKING else "yellow"
        cells = (finding.severity.value, place(finding.at), finding.value, sentence(finding))
        table.add_row(*cells, style=style)
    out.print(table)
    if len(findings) > _SHOWN:
        out.print(console.listed(_SHOWN, len(findings)), highlight=False)
