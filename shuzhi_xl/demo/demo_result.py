"""The result of a demo (演示结果): what was planted, found and made."""

from dataclasses import dataclass, field
from pathlib import Path

from shuzhi_xl.demo.town.planted import Planted, PlantingDifference
from shuzhi_xl.demo.verdict.ending import ClosingLine, Need
from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.wording.screen.demo import CLOSING


class FolderTaken(Exception):  # noqa: N818 -- named like the other refusals of folders
    """The demo writes only into an empty or a new folder; ``name`` is the folder it refused."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass
class DemoResult:
    """The result of a demo (演示结果).

    Attributes:
        folder: The folder that contains everything.
        planted: The mistakes planted in reports and returned files.
        findings: The findings of the first 回收.
        differences: Findings not planted, planted mistakes not found, and lost or doubled votes.
        blocked: Jobs that still had blocking findings after the clerk's corrections.
        closing_lines: The files and rows that were made, and where they are.
        needs: What the clerk still has to do.
        outcomes: The outcome of each job, in order.
    """

    folder: Path
    planted: list[Planted] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    differences: list[PlantingDifference] = field(default_factory=list)
    blocked: list[Outcome] = field(default_factory=list)
    closing_lines: list[ClosingLine] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether exactly the planted mistakes were found and no blocking finding remains."""
        return not self.differences and not self.blocked

    @property
    def summary(self) -> str:
        """The closing sentence."""
        if self.differences:
            return CLOSING["differs"].format(differences=len(self.differences))
        if self.blocked:
            return CLOSING["blocked"].format(job=JOB_NAMES[self.blocked[0].job])
        return CLOSING["as_planted"].format(
            planted=len({mistake.trick for mistake in self.planted}), folder=self.folder
        )
