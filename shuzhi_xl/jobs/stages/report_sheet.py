"""校验报告 after every job: one line for each cause, its findings folded below it (校验报告)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shuzhi_xl.findings import Cause, Finding, Location, Severity
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.stages.remembered import remember, remembered
from shuzhi_xl.rules.causes.acknowledged import (
    FindingPrint,
    as_text,
    count_vain_marks,
    finding_print,
    line_prints,
    read_marks,
    separate_acknowledged,
)
from shuzhi_xl.rules.causes.due import DueDates
from shuzhi_xl.rules.causes.follow_on import drop_consequences
from shuzhi_xl.rules.causes.group import group_causes
from shuzhi_xl.rules.causes.subjects import Subjects
from shuzhi_xl.sheets.declaration.column import YES_NO
from shuzhi_xl.sheets.master.all_sheets import MASTER
from shuzhi_xl.sheets.master.program_sheets import ACKNOWLEDGED, CHECK_REPORT, CheckReport
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.causes.cause_line import cause_sentence
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.wording.findings.cells import short
from shuzhi_xl.xlsx.patch.values import Link

_SEVERITY, _FILE, _CELL, _VALUE, _ACKNOWLEDGED, _PRINTS = (
    CheckReport.columns()[name].header
    for name in ("severity", "file", "cell", "value", "acknowledged", "prints")
)
_MARKS: Final = "已阅"
"""Row of 表单密钥: fingerprints of the notices that the clerk accepts."""
_NO_MARKS: Final = "无"
_WHOLE_CHECK: Final = "check"
# A link to a hidden sheet does nothing when it is clicked
_LINKED = {sheet.title for sheet in MASTER if not sheet.hidden}


@dataclass(frozen=True)
class Review:
    """What 校验报告 lists of a job's findings.

    Attributes:
        causes: In order, the blocking ones first.
        acknowledged: Notices that the clerk has accepted (已阅).
        marks: Fingerprints of all notices that the clerk accepts.
        vain_marks: How many lines that are 须改 the clerk has marked 已阅.
        subjects: Whom the findings concern.
    """

    causes: Sequence[Cause]
    acknowledged: Sequence[Cause]
    marks: frozenset[FindingPrint]
    vain_marks: int
    subjects: Subjects

    @property
    def findings(self) -> list[Finding]:
        """The findings of its causes."""
        return [finding for cause in self.causes for finding in cause.findings]


def review_findings(context: JobContext, year: Year, job: str, findings: Sequence[Finding]) -> Review:
    """Leave out what is not due, what follows from others, and what the clerk accepts; group the rest.

    Args:
        context: With the master's store, whose 校验报告 is that of the job before.
        year: As it is after the job.
        job: The command.
        findings: In order.
    """
    subjects = Subjects(year, context.store.file)
    lines, _ = parse_table(CHECK_REPORT, context.store.read_table(CHECK_REPORT))
    earlier_marks = remembered(context, _MARKS).removeprefix(_NO_MARKS).split()
    marks = read_marks(earlier_marks, lines)
    due_dates = DueDates(year, context.now().date(), job)
    due = [
        finding
        for finding in drop_consequences(findings, subjects.subject_of)
        if not due_dates.is_not_due(finding)
    ]
    listed, acknowledged = separate_acknowledged(due, subjects.subject_of, marks)
    if marks and job == _WHOLE_CHECK:
        # What does not occur any more must not be quiet when it comes back next month
        marks &= {finding_print(finding, subjects.subject_of(finding)) for finding in findings}
    return Review(
        group_causes(listed, subjects.subject_of),
        group_causes(acknowledged, subjects.subject_of),
        marks,
        count_vain_marks(lines),
        subjects,
    )


def write_report(context: JobContext, review: Review) -> None:
    """List the causes in 校验报告, each with its findings folded below it, those that are accepted last."""
    lines = [
        line
        for causes, is_acknowledged in ((review.causes, False), (review.acknowledged, True))
        for cause in causes
        for line in _lines_of(cause, review.subjects, is_acknowledged=is_acknowledged)
    ]
    records, levels = [record for record, _ in lines], [level for _, level in lines]
    context.store.write_table(CHECK_REPORT, records, levels=levels)
    earlier_marks = remembered(context, _MARKS)
    # A value of 表单密钥 is never blank
    marks = as_text(review.marks) or (_NO_MARKS if earlier_marks else "")
    if marks != earlier_marks:
        remember(context, {_MARKS: marks})


def _lines_of(
    cause: Cause, subjects: Subjects, *, is_acknowledged: bool
) -> Iterator[tuple[dict[str, Any], int]]:
    """The record of each line of a cause, with its outline level; one finding is one line."""
    is_notice = cause.first.severity is Severity.NOTICE
    prints = line_prints(cause, subjects.subject_of) if is_notice else [""] * (cause.count + 1)
    severity = {_SEVERITY: ACKNOWLEDGED} if is_acknowledged else {}
    head = {**_head_of(cause, subjects.master), **severity, _PRINTS: prints[0] or None}
    # Cleared by the clerk, it is listed again
    yield {**head, _ACKNOWLEDGED: YES_NO[0] if is_acknowledged else None}, 0
    for finding, text in zip(cause.findings, prints[1:], strict=False):
        if cause.count > 1:
            record = _record(finding, sentence(finding), None, subjects.master)
            yield {**record, **severity, _PRINTS: text or None}, 1


def _head_of(cause: Cause, master: str) -> dict[str, Any]:
    record = _record(cause.first, cause_sentence(cause), cause.count, master)
    # What differs is only in the lines below
    if len({finding.at.file for finding in cause.findings}) > 1:
        record[_FILE] = None
    if len({finding.value for finding in cause.findings}) > 1:
        record[_VALUE] = None
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
    # Blank for the clerk to fill in
    record[_ACKNOWLEDGED] = None
    link = _link_to(at) if at.file == master and at.sheet in _LINKED else None
    return {**record, _CELL: link} if link else record


def _link_to(at: Location) -> Link:
    cell = at.cell or "A1"
    return Link(cell, f"'{at.sheet}'!{cell}")
