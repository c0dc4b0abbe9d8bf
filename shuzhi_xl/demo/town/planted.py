"""What the demo planted, and whether just that was found (埋设与查出的核对)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.job_context import Outcome


class Trick(StrEnum):
    """One thing that is not as it should be in what comes back."""

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
    """One planted thing.

    Attributes:
        trick: What it is.
        subject: The file below 收回 or 述职报告, or the form.
        code: The finding that it should give; ``""`` when it should give none.
    """

    trick: Trick
    subject: str
    code: str = ""


@dataclass(frozen=True)
class PlantingDifference:
    """Something that was found but not planted, or planted but not found.

    Attributes:
        what: A finding's code, the name of a count, or a kind of vote.
        where: The file or form.
        expected: How often, or how many.
        found: The same, as it is.
    """

    what: str
    where: str
    expected: int
    found: int


def compare(
    planted: Iterable[Planted], outcome: Outcome, counts: Mapping[str, int]
) -> list[PlantingDifference]:
    """All differences between what was planted and what a job found.

    Args:
        planted: What its findings should be, and no others.
        outcome: What the job says.
        counts: Its counts as they should be.
    """
    expected = Counter((mistake.code, mistake.subject) for mistake in planted if mistake.code)
    actual = Counter((finding.code, subject(finding)) for finding in outcome.findings)
    return [*unequal(expected, actual), *unequal(_named(counts), _named(outcome.counts))]


def subject(finding: Finding) -> str:
    """The form that a finding names, or else the file in which it stands."""
    form = finding.context.get("form") if finding.at.sheet else None
    return str(form or finding.at.file)


def _named(counts: Mapping[str, Any]) -> Counter[tuple[str, str]]:
    return Counter({(name, ""): count for name, count in counts.items() if isinstance(count, int)})


def unequal(
    planned: Counter[tuple[str, str]], actual: Counter[tuple[str, str]]
) -> Iterator[PlantingDifference]:
    """What is not the same in two counts.

    >>> list(unequal(Counter({("a", ""): 1}), Counter({("a", ""): 1})))
    []
    """
    for code, where in sorted(planned.keys() | actual.keys()):
        expected, counts = planned[code, where], actual[code, where]
        if expected != counts:
            yield PlantingDifference(code, where, expected, counts)
