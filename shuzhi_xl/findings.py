"""Findings of a run (疑点): location, reason and severity; the sentence is made in `wording`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """Severity of a finding (疑点).

    Blocking (须改) withholds results that depend on it, a notice (提醒) none.
    """

    BLOCKING = "须改"
    NOTICE = "提醒"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Location in a workbook: file name, sheet title and cell address; each may be empty."""

    file: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the clerk should know (疑点).

    Attributes:
        code: Stable English identifier of the sentence, for example ``required_blank``.
        at: Its location.
        severity: Blocking or notice.
        context: Values that the sentence mentions; ``value`` is the value of the cell.
    """

    code: str
    at: Location
    severity: Severity
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def value(self) -> str:
        """Value of the cell, as text (所填)."""
        value = self.context.get("value")
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings that have one cause and one remedy (疑点的起因): one line of 校验报告.

    Attributes:
        findings: All of them, in order; at least one.
        subjects: Whom or what they concern, each once, in order; may be empty.
    """

    findings: tuple[Finding, ...]
    subjects: tuple[str, ...] = ()

    @property
    def first(self) -> Finding:
        """The finding that it begins with."""
        return self.findings[0]

    @property
    def count(self) -> int:
        """How many findings it has (处数)."""
        return len(self.findings)


def blocking(code: str, at: Location, **context: Any) -> Finding:
    """Make a finding that withholds the results that depend on it (须改)."""
    return Finding(code, at, Severity.BLOCKING, context)


def notice(code: str, at: Location, **context: Any) -> Finding:
    """Make a finding that withholds no result (提醒)."""
    return Finding(code, at, Severity.NOTICE, context)


def is_blocked(findings: Iterable[Finding]) -> bool:
    """Whether any finding is blocking.

    >>> is_blocked([notice("x", Location())])
    False
    """
    return any(finding.severity is Severity.BLOCKING for finding in findings)


def sort_findings(findings: Iterable[Finding], sheet_order: Iterable[str] = ()) -> list[Finding]:
    """Findings without repeats: blocking first, then by file, sheet (in workbook order), row and column."""
    place = {title: index for index, title in enumerate(sheet_order)}

    def key(finding: Finding) -> tuple[bool, str, int, str, int, int, str, str]:
        """Severity, file, sheet and cell of a finding, in this order."""
        at = finding.at
        # As numbers: as text, B10 would come before B9
        letters, row = _split_address(at.cell)
        rank = place.get(at.sheet, len(place))
        is_notice = finding.severity is not Severity.BLOCKING
        return is_notice, at.file, rank, at.sheet, row, _column_number(letters), finding.code, finding.value

    # Two checks may find the same, such as an empty table that other tables refer to
    unique = {
        (finding.code, finding.at, finding.severity, _freeze_context(finding.context)): finding
        for finding in findings
    }
    return sorted(unique.values(), key=key)


def _freeze_context(context: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(value)) for name, value in context.items()))


def _split_address(cell: str) -> tuple[str, int]:
    match = re.match(r"([A-Z]*)(\d*)", cell)
    letters, digits = match.groups() if match else ("", "")
    return letters, int(digits or 0)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
