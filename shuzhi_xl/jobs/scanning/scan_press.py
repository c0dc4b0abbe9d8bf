"""One press of 读票 or 抽查: what it works on, and how it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.issued_forms import RESTS_ON
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.job_log import Run
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.jobs.stages.read_year import STRUCTURAL, master_key
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.scan_folder import ScanFolder


@dataclass(frozen=True)
class ScanPress:
    """A press of 读票 or 抽查.

    Attributes:
        job: Which of the two.
        key: The master's secret key; empty where it is lost.
        findings: Findings of what the ballots rest on.
    """

    job: str
    context: JobContext
    year: Year
    key: bytes
    run: Run
    findings: Sequence[Finding]

    @property
    def settings(self) -> Settings:
        """The year's settings.

        Raises:
            ValueError: They have gaps.
        """
        if self.year.settings is None:
            raise ValueError("reading ballots needs settings")
        return self.year.settings

    @property
    def folder(self) -> ScanFolder:
        """The year's folder of scans."""
        return ScanFolder(self.context.folder.root, self.settings.year)

    def finish(
        self,
        summary: str,
        counts: Mapping[str, int] | None = None,
        findings: Sequence[Finding] = (),
        outputs: Sequence[str] = (),
    ) -> Outcome:
        """End the run, as every job does."""
        numbers = {"pages": 0, "ballots": 0, "doubts": 0, **(counts or {})}
        outcome = Outcome(self.job, summary, numbers, [*self.findings, *findings], outputs)
        return finish(self.context, self.year, self.run, outcome)


def begin_scan(context: JobContext, job: str = "scan") -> ScanPress:
    """Open the year for 读票 or 抽查; of its findings only those matter on which ballots rest."""
    year, findings, run = open_year(context, job)
    key, key_findings = master_key(context, year)
    relevant = [finding for finding in findings if finding.at.sheet in RESTS_ON or finding.code in STRUCTURAL]
    return ScanPress(job, context, year, key, run, [*relevant, *key_findings])
