"""校验报告 after every job: one line for each cause, its findings folded below it (校验报告)."""

from collections.abc import Iterator, Sequence
from typing import Any

from shuzhi_xl.findings import Cause, Finding, Location
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.causes.group import group_causes
from shuzhi_xl.rules.causes.subjects import Subjects
from shuzhi_xl.sheets.master.all_sheets import MASTER
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT, CheckReport
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.causes.cause_line import cause_sentence
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.wording.findings.cells import short
from shuzhi_xl.xlsx.patch.values import Link

_CELL = CheckReport.columns()["cell"].header
# A link to a hidden sheet does nothing when it is clicked
_LINKED = {sheet.title for sheet in MASTER if not sheet.hidden}


def list_causes(context: JobContext, year: Year, findings: Sequence[Finding]) -> list[Cause]:
    """The causes of findings, as 校验报告 lists them.

    Args:
        context: With the master's store.
        year: As it is after the job.
        findings: In order.
    """
    return group_causes(findings, Subjects(year, context.store.file).subject_of)


def write_report(context: JobContext, causes: Sequence[Cause]) -> None:
    """List the causes in 校验报告, each with its findings folded below it."""
    lines = [line for cause in causes for line in _lines_of(cause, context.store.file)]
    records, levels = [record for record, _ in lines], [level for _, level in lines]
    context.store.write_table(CHECK_REPORT, records, levels=levels)


def _lines_of(cause: Cause, master: str) -> Iterator[tuple[dict[str, Any], int]]:
    """The record of each line of a cause, with its outline level; one finding is one line."""
    yield _head_of(cause, master), 0
    for finding in cause.findings if cause.count > 1 else ():
        yield _record(finding, sentence(finding), None, master), 1


def _head_of(cause: Cause, master: str) -> dict[str, Any]:
    record = _record(cause.first, cause_sentence(cause), cause.count, master)
    findings = cause.findings
    columns = CheckReport.columns()
    for name, texts in (
        ("file", {finding.at.file for finding in findings}),
        ("value", {finding.value for finding in findings}),
    ):
        # What differs is only in the lines below
        if len(texts) > 1:
            record[columns[name].header] = None
    return record


def _record(finding: Finding, message: str, count: int | None, master: str) -> dict[str, Any]:
    at = finding.at
    record = CheckReport(
        severity=finding.severity.value,
        file=at.file,
        sheet=at.sheet,
        cell=at.cell,
        value=short(finding.value),
        sentence=message,
        code=finding.code,
        count=count,
    ).record()
    link = _link_to(at) if at.file == master and at.sheet in _LINKED else None
    return {**record, _CELL: link} if link else record


def _link_to(at: Location) -> Link:
    cell = at.cell or "A1"
    return Link(cell, f"'{at.sheet}'!{cell}")
