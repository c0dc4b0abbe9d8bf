"""Findings of one cause are one line (疑点归并): the same code, in the same column."""

from collections.abc import Callable, Hashable, Sequence
from typing import Final

from shuzhi_xl.findings import Cause, Finding

# What the remedy depends on: another column, table or source is mended elsewhere.
_DISTINGUISHING: Final = ("header", "table", "source", "stage", "part")
_SAME_IN_ALL_COLUMNS: Final = frozenset({"report_recounted"})
"""What is mended in the same way whatever the column."""


def group_causes(findings: Sequence[Finding], subject_of: Callable[[Finding], str]) -> list[Cause]:
    """Bring findings together that have one cause, each cause where its first finding is (校验报告).

    Args:
        findings: In order; the blocking ones first.
        subject_of: Whom a finding concerns; blank where nobody in particular.

    >>> from shuzhi_xl.findings import Location, notice
    >>> gaps = [notice("routine_blank", Location("", "日常年度", cell), number=cell) for cell in ("B4", "B5")]
    >>> [(cause.count, cause.subjects) for cause in group_causes(gaps, lambda gap: gap.context["number"])]
    [(2, ('B4', 'B5'))]
    """
    groups: dict[Hashable, list[tuple[Finding, str]]] = {}
    for finding in findings:
        subject = subject_of(finding)
        groups.setdefault(_cause_key(finding, subject), []).append((finding, subject))
    return [_make_cause(group) for group in groups.values()]


def _make_cause(group: Sequence[tuple[Finding, str]]) -> Cause:
    subjects = dict.fromkeys(subject for _, subject in group if subject)
    return Cause(tuple(finding for finding, _ in group), tuple(subjects))


def _cause_key(finding: Finding, subject: str) -> Hashable:
    names = _DISTINGUISHING if finding.code not in _SAME_IN_ALL_COLUMNS else ()
    details = [str(finding.context.get(name, "")) for name in names]
    # In 基本设置 every row is a field of its own: twelve blank ones are one cause
    details = ["" if detail == subject else detail for detail in details]
    # Not by file: forty packages with one mistake are one cause
    return finding.severity, finding.code, finding.at.sheet, *details
