"""The demo (演示): the whole year of an invented town, run through the same jobs as the buttons."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shuzhi_xl.demo.demo_result import DemoResult, FolderTaken
from shuzhi_xl.demo.play import clerk
from shuzhi_xl.demo.play.debrief_reports import ReportPlan, collect_reports, plan_reports
from shuzhi_xl.demo.play.decide_held_forms import decide_held_forms
from shuzhi_xl.demo.play.office import Office, Watch, secret_key
from shuzhi_xl.demo.play.rectification import report_progress
from shuzhi_xl.demo.play.resaved import resave_elsewhere
from shuzhi_xl.demo.play.returns import Plan, Resave, choose_tricks, send_back
from shuzhi_xl.demo.town.clock import (
    COLLECTED_ON,
    DECIDED_ON,
    ISSUED_ON,
    PUBLISHED_ON,
    REPLIES_ON,
    REPORTS_DUE,
    TRACKED_ON,
    YEAR,
)
from shuzhi_xl.demo.town.planted import compare
from shuzhi_xl.demo.town.town import InventedTown, invent
from shuzhi_xl.demo.verdict.audit import find_lost_or_doubled_votes
from shuzhi_xl.demo.verdict.ending import list_closing_lines, list_needs
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.track import track
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK
from shuzhi_xl.wording.screen.demo import STAGES
from shuzhi_xl.xlsx.textfiles.scheme_folder import DEMO_SCHEME, load_scheme


def play_year(  # noqa: PLR0913 -- all but the first have a default that most callers keep
    folder: Path,
    branches: int = 100,
    seed: int = 1,
    watch: Watch = lambda stage, count, total: None,  # noqa: ARG005 -- nobody is watching
    *,
    resave: Resave = resave_elsewhere,
    office_at: Callable[[Path, str, Watch], Office] = Office,
) -> DemoResult:
    """Play an invented town's whole year in a folder.

    Args:
        folder: An empty folder, or one that does not exist yet.
        branches: Number of branches, 4–300.
        seed: The same seed gives the same workbooks.
        watch: Receives the progress.
        resave: Saves a workbook as another program would.
        office_at: Opens an office from its folder, its key and the receiver of the progress.

    Raises:
        FolderTaken: The folder is not empty.
        ValueError: The number of branches is out of range.
    """
    # Invented votes must not get into the folder of a real town.
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(str(folder))
    scheme = load_scheme(DEMO_SCHEME, folder)
    town = invent(seed, branches, scheme)
    office = office_at(folder, secret_key(seed, YEAR), lambda stage, *counts: watch(STAGES[stage], *counts))
    demo_year = _DemoYear(office, town, DemoResult(folder, outcomes=office.outcomes))
    office.begin("new")
    clerk.create_master(office, scheme, YEAR)
    # Without 述职报告: its rows must come out of the Word files, or reading them would prove nothing.
    clerk.enter_town(office, town, DEBRIEF_REPORT.name)
    _read_reports(demo_year, plan_reports(seed, town.reports))
    issued = _issue(demo_year)
    # Last year's form is sealed with last year's key, as a real one would be.
    old_key = bytes.fromhex(secret_key(seed, YEAR - 1))
    _take_in(demo_year, Plan(issued, choose_tricks(seed, town.organisations), old_key, resave))
    _rectify(demo_year, _grade(demo_year))
    demo_year.result.closing_lines = list_closing_lines(office)
    demo_year.result.needs = list_needs(office, demo_year.result.planted)
    return demo_year.result


@dataclass(frozen=True)
class _DemoYear:
    office: Office
    town: InventedTown
    result: DemoResult

    def run_job(self, stage: str, job: Callable[[JobContext], Outcome]) -> Outcome:
        """Run a job at a stage where no finding should be blocking."""
        self.office.begin(stage)
        outcome = self.office.run(job)
        if not outcome.ok:
            self.result.blocked.append(outcome)
        return outcome


def _read_reports(demo_year: _DemoYear, plan: ReportPlan) -> None:
    """Collect the debrief reports, return the faulty ones and read the corrected ones."""
    demo_year.office.clock.turn_to(REPORTS_DUE)
    demo_year.office.begin("reports")
    planted, differences = collect_reports(demo_year.office, plan)
    demo_year.result.planted += planted
    demo_year.result.differences += differences


def _issue(demo_year: _DemoYear) -> Mapping[str, str]:
    """Run 校验 and 分发 for a town without mistakes.

    Returns:
        Path of each package by 编号, and of each typing workbook by 场次.
    """
    demo_year.office.clock.turn_to(ISSUED_ON)
    outcome = demo_year.run_job("check", check)
    demo_year.result.differences += compare((), outcome, {"blocking": 0, "notices": 0})
    outcome = demo_year.run_job("distribute", distribute)
    counts = {"packages": len(demo_year.town.organisations), "unchanged": 0}
    demo_year.result.differences += compare((), outcome, counts)
    forms = [place for place in outcome.outputs if Path(place).name.startswith(("测评表_", "录票_"))]
    return _by_subject(forms)


def _by_subject(places: Iterable[str]) -> Mapping[str, str]:
    """Map each issued workbook's path to the 编号 or 场次 in its name."""
    return {Path(place).stem.split("_")[1]: place for place in places}


def _take_in(demo_year: _DemoYear, plan: Plan) -> None:
    """Collect the returned forms and resolve the findings."""
    office, town, result = demo_year.office, demo_year.town, demo_year.result
    office.begin("returns")
    sent = send_back(office, town, plan)
    office.clock.turn_to(COLLECTED_ON)
    clerk.enter_remarks(office, town)
    clerk.finish_tasks(office, REPORTS_DUE)
    office.begin("collect")
    outcome = office.run(collect)
    result.findings += outcome.findings
    result.differences += compare(sent.planted, outcome, sent.counts)
    office.begin("decide_held")
    planted, differences = decide_held_forms(office, town, sent, plan)
    result.planted += [*sent.planted, *planted]
    result.differences += [*differences, *find_lost_or_doubled_votes(office, town)]


def _grade(demo_year: _DemoYear) -> Mapping[str, str]:
    """Run the stages from 计算 to 公布.

    Returns:
        Path of each result workbook by 编号.
    """
    office = demo_year.office
    clerk.note_opinions(office)
    # 通知 四、5 (责任清单、整改清单): each problem has 责任人 and 整改时限 before the lists go out.
    clerk.assign_problems(office, demo_year.town)
    office.clock.turn_to(DECIDED_ON)
    demo_year.run_job("compute", compute)
    clerk.decide_grades(office)
    # Computed again, because 最终等次 exists only once 研究日期 is filled in.
    demo_year.run_job("decide", compute)
    office.clock.turn_to(PUBLISHED_ON)
    clerk.finish_tasks(office, PUBLISHED_ON)
    outcome = demo_year.run_job("generate", generate)
    demo_year.run_job("publish", publish)
    return _by_subject(place for place in outcome.outputs if Path(place).name.startswith(f"{FEEDBACK}_"))


def _rectify(demo_year: _DemoYear, results: Mapping[str, str]) -> None:
    """Collect the branches' progress reports, close the finished problems and run the last checks."""
    demo_year.office.clock.turn_to(REPLIES_ON)
    report_progress(demo_year.office, results)
    demo_year.run_job("replies", collect)
    clerk.close_done(demo_year.office, demo_year.town.meetings[0].chair)
    demo_year.office.clock.turn_to(TRACKED_ON)
    clerk.set_reminder_day(demo_year.office, TRACKED_ON)
    demo_year.run_job("track", track)
    # A last time: problems that have been closed since must not change the published grades.
    demo_year.run_job("last", compute)
