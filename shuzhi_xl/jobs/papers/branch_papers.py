"""The documents that 生成 makes for every branch with a final grade (按支部的公文)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.documents.results.feedback_letter import make_feedback_letter
from shuzhi_xl.rules.documents.results.rectification_plan import make_plan
from shuzhi_xl.rules.results.results_by_organisation import Results
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.documents.declaration import Content, Document
from shuzhi_xl.sheets.documents.feedback_letter import FEEDBACK_LETTER
from shuzhi_xl.sheets.documents.rectification_plan import RECTIFICATION_PLAN
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.outgoing.feedback import FeedbackContent
from shuzhi_xl.xlsx.documents.fill_document import fill_document
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name
from shuzhi_xl.xlsx.fill.filling import Filling


@dataclass(frozen=True)
class BranchPaper:
    """A document of each branch.

    Attributes:
        document: The document.
        make: Makes its content from all results, the branch, and what its 反馈 discloses.
    """

    document: Document
    make: Callable[[Results, Organisation, FeedbackContent], Content]


BRANCH_PAPERS: Final = (
    BranchPaper(FEEDBACK_LETTER, make_feedback_letter),
    BranchPaper(RECTIFICATION_PLAN, make_plan),
)
BRANCH_TEMPLATES: Final = tuple(paper.document.template for paper in BRANCH_PAPERS)


@dataclass(frozen=True)
class BranchPapers:
    """The documents of one run.

    Attributes:
        of_branch: Place and kind of each document, by 编号.
    """

    of_branch: Mapping[Number, Sequence[tuple[str, BranchPaper]]]

    @classmethod
    def plan(
        cls, due: Sequence[Organisation], year: int, faults: Mapping[str, Sequence[Finding]]
    ) -> "BranchPapers":
        """Which documents are made.

        Args:
            due: The branches.
            year: 年度.
            faults: Templates that cannot be filled.
        """
        of_branch: dict[Number, list[tuple[str, BranchPaper]]] = {branch.number: [] for branch in due}
        for paper in BRANCH_PAPERS:
            if paper.document.template not in faults:
                places = make_distinct([branch_place(paper.document.name, branch, year) for branch in due])
                for branch, place in zip(due, places, strict=True):
                    of_branch[branch.number].append((f"{place}.docx", paper))
        return cls(of_branch)

    @property
    def places(self) -> Sequence[str]:
        """Places of all documents."""
        return [place for papers in self.of_branch.values() for place, _ in papers]

    def places_of(self, number: Number) -> Sequence[str]:
        """Places of the documents of one branch."""
        return [place for place, _ in self.of_branch[number]]

    def fillings(
        self, results: Results, branch: Organisation, feedback: FeedbackContent
    ) -> Iterator[Filling]:
        """The documents of one branch.

        Args:
            results: The results of all.
            branch: The branch.
            feedback: What its 反馈 discloses.
        """
        for place, paper in self.of_branch[branch.number]:
            content = paper.make(results, branch, feedback)
            yield Filling(place, fill_document, paper.document.template, content)


def branch_place(kind: str, branch: Organisation, year: int) -> str:
    """Place of a branch's file of some kind, without its suffix."""
    name = f"{kind}_{safe_name(branch.number)}_{safe_name(branch.name)}"
    return f"结果/{year}/{safe_name(branch.track)}/{name}"
