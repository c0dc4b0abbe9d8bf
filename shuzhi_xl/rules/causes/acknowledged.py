"""Notices that the clerk has read and accepted (已阅) stay quiet until their facts change."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from shuzhi_xl.findings import Cause, Finding, Severity
from shuzhi_xl.rules.causes.subjects import file_of
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.master.program_sheets import CheckReport

FindingPrint = str
"""Fingerprint of a finding's facts (指纹): the same for the same facts, wherever their row is."""

# 48 bits: enough to tell the findings of a year apart
_DIGITS: Final = 12
# They change when a row is added above, and with it no fact
_PLACES: Final = ("line", "lines", "row", "cells", "cell")
# A cell of Excel has room for 32,767 characters
_MOST: Final = 2_400
_OF_CAUSE: Final = "/"
"""Between the fingerprints of a cause and of its finding."""


def finding_print(finding: Finding, subject: str) -> FindingPrint:
    """Fingerprint of the facts of a finding (校验报告: 指纹).

    Args:
        finding: The finding.
        subject: Whom it concerns.
    """
    facts = [
        f"{name}={_fact(value)}" for name, value in sorted(finding.context.items()) if name not in _PLACES
    ]
    return _print((finding.code, file_of(finding), finding.at.sheet, subject, *facts))


def _fact(value: object) -> str:
    return str(value) if isinstance(value, list | tuple | dict | set) else canonical(value)


def _print(texts: Iterable[str]) -> FindingPrint:
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:_DIGITS]


def line_prints(cause: Cause, subject_of: Callable[[Finding], str]) -> list[str]:
    """The fingerprints of a cause's lines (校验报告: 指纹): its own, then those of its findings below it.

    One finding is one line, with the finding's fingerprint.
    """
    prints = [finding_print(finding, subject_of(finding)) for finding in cause.findings]
    if len(prints) == 1:
        return prints
    whole = _print(prints)
    return [whole, *(f"{whole}{_OF_CAUSE}{part}" for part in prints)]


def read_marks(earlier: Iterable[FindingPrint], lines: Sequence[CheckReport]) -> frozenset[FindingPrint]:
    """Fingerprints of what the clerk accepts now (校验报告: 已阅).

    A line that was listed as accepted and whose 已阅 was cleared is not accepted any more. 须改 never is.

    Args:
        earlier: Those accepted before.
        lines: 校验报告 as it is before the job.
    """
    acceptable = [line for line in lines if line.severity != Severity.BLOCKING]
    ticked = {line.prints for line in acceptable if line.acknowledged and line.prints}
    marks, open_marks = set[FindingPrint](), set[FindingPrint]()
    for line in acceptable:
        whole, _, part = line.prints.rpartition(_OF_CAUSE)
        (marks if {whole, line.prints} & ticked else open_marks).add(part)
    return frozenset({*earlier} - open_marks | marks - {""})


def count_vain_marks(lines: Iterable[CheckReport]) -> int:
    """How many lines that are 须改 have been marked 已阅 (校验报告); they stay listed."""
    return sum(1 for line in lines if line.acknowledged and line.severity == Severity.BLOCKING)


def separate_acknowledged(
    findings: Sequence[Finding],
    subject_of: Callable[[Finding], str],
    marks: Collection[FindingPrint],
) -> tuple[list[Finding], list[Finding]]:
    """Findings to be listed, and notices that the clerk accepts (校验报告: 已阅).

    Args:
        findings: In order.
        subject_of: Whom a finding concerns.
        marks: Fingerprints of what the clerk accepts.
    """
    listed: list[Finding] = []
    acknowledged: list[Finding] = []
    for finding in findings:
        is_notice = bool(marks) and finding.severity is Severity.NOTICE
        is_accepted = is_notice and finding_print(finding, subject_of(finding)) in marks
        (acknowledged if is_accepted else listed).append(finding)
    return listed, acknowledged


def as_text(marks: Iterable[FindingPrint]) -> str:
    """Fingerprints as one cell has them (表单密钥).

    >>> as_text({"b2", "a1"})
    'a1 b2'
    """
    return " ".join(sorted(marks)[:_MOST])
