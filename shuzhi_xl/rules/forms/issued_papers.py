"""A meeting's papers as they were last made (会议材料), and whether they are to be made again.

The master's hidden sheet keeps two fingerprints of each: of what its answers depend on, and of all else that
it shows. Files are never compared: staff may restyle one that has been made, and keep it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shuzhi_xl.findings import Finding, Location, notice

_NAME = "材料 "


class PaperPrint(NamedTuple):
    """A paper of a meeting, by what is on it (评议会议).

    Attributes:
        place: Where its file is put, relative to the master's folder.
        answers: Fingerprint of what a printed copy must agree with for its answers to count.
        rest: Fingerprint of everything else.
    """

    place: str
    answers: str
    rest: str

    @property
    def name(self) -> str:
        """Name of what the master keeps of it."""
        return f"{_NAME}{self.place}"

    @property
    def value(self) -> str:
        """What the master keeps of it."""
        return f"{self.answers} {self.rest}"


class RenewedPapers(NamedTuple):
    """Papers that differ from those last made (评议会议).

    Attributes:
        values: What the master is to keep of papers that are new or have changed, by name.
        findings: Which have changed, and what becomes of copies already printed.
    """

    values: Mapping[str, str]
    findings: Sequence[Finding]


def find_renewed_papers(papers: Sequence[PaperPrint], values: Mapping[str, str]) -> RenewedPapers:
    """Compare the papers of the meetings with those last made (评议会议).

    Args:
        papers: As they are to be now.
        values: What the master keeps, by name.
    """
    changed = [paper for paper in papers if values.get(paper.name) != paper.value]
    findings = [
        _describe_change(paper, values[paper.name].partition(" ")[0])
        for paper in changed
        if paper.name in values
    ]
    return RenewedPapers({paper.name: paper.value for paper in changed}, findings)


def _describe_change(paper: PaperPrint, answers: str) -> Finding:
    code = "ballots_renewed" if paper.answers == answers else "ballots_void"
    return notice(code, Location(paper.place.rpartition("/")[2]))
