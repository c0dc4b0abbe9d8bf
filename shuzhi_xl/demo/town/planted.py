"""Planted mistakes, and the check that exactly they were found (埋设与查出的核对)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.job_context import Outcome


class Trick(StrEnum):
    """A kind of planted mistake."""

    TWICE = "twice"
    MISSING = "missing"
    SLIP = "slip"
    LAST_YEAR = "last_year"
    RESAVED = "resaved"
    CORRECTED = "corrected"
    REPLACED = "replaced"
    REPORT_PRAISES = "report_praises"
    REPORT_SILENT = "report_silent"
    REPORT_NAMELESS = "report_nameless"
    REPORT_TWICE = "report_twice"


@dataclass(frozen=True)
class Planted:
    """One planted mistake.

    Attributes:
        trick: Its kind.
        subject: The file below 收回 or 述职报告, or the number of the form.
        code: The code of its expected finding; ``""`` for none.
    """

    trick: Trick
    subject: str
    code: str = ""


@dataclass(frozen=True)
class PlantingDifference:
    """A finding that was not planted, or a planted mistake that was not found.

    Attributes:
        name: A finding's code, the name of a count, or a kind of vote.
        where: The file, or the number of the form.
        expected: The planted number.
        actual: The number found.
    """

    name: str
    where: str
    expected: int
    actual: int


def compare(
    planted: Iterable[Planted], outcome: Outcome, counts: Mapping[str, int]
) -> list[PlantingDifference]:
    """List all differences between the planted mistakes and the findings of a job.

    Args:
        planted: The mistakes that the job should find, and no others.
        outcome: The job's outcome.
        counts: Its expected counts.
    """
    expected = Counter((mistake.code, mistake.subject) for mistake in planted if mistake.code)
    actual = Counter((finding.code, subject_of(finding)) for finding in outcome.findings)
    # A finding too many is a difference as well: it would teach clerks to overlook findings.
    return [
        *find_differences(expected, actual),
        *find_differences(_to_counter(counts), _to_counter(outcome.counts)),
    ]


def subject_of(finding: Finding) -> str:
    """The form that a finding names, otherwise its file."""
    form = finding.context.get("form") if finding.at.sheet else None
    return str(form or finding.at.file)


def _to_counter(counts: Mapping[str, Any]) -> Counter[tuple[str, str]]:
    return Counter({(name, ""): count for name, count in counts.items() if isinstance(count, int)})


def find_differences(
    planned: Counter[tuple[str, str]], actual: Counter[tuple[str, str]]
) -> Iterator[PlantingDifference]:
    """Find the entries that differ in two counts.

    >>> list(find_differences(Counter({("a", ""): 1}), Counter({("a", ""): 1})))
    []
    """
    for code, where in sorted(planned.keys() | actual.keys()):
        expected, count = planned[code, where], actual[code, where]
        if expected != count:
            yield PlantingDifference(code, where, expected, count)
