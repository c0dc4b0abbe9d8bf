"""The demo's story (演示): an invented town's whole year, played through the same jobs as the buttons."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shuzhi_xl.demo.play import clerk
from shuzhi_xl.demo.play.debrief_reports import Reporting, plan_reports, read_in
from shuzhi_xl.demo.play.office import Office, Watch, secret_key
from shuzhi_xl.demo.play.rectification import report_progress
from shuzhi_xl.demo.play.resaved import resaved
from shuzhi_xl.demo.play.returns import Plan, Resave, choose, send_back
from shuzhi_xl.demo.play.settle_held import settle
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
from shuzhi_xl.demo.town.planted import Planted, PlantingDifference, compare
from shuzhi_xl.demo.town.town import InventedTown, invent
from shuzhi_xl.demo.verdict.audit import lost_or_doubled
from shuzhi_xl.demo.verdict.ending import Made, Need, made_by, needs_after
from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.track import track
from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK
from shuzhi_xl.wording.screen.demo import CLOSING, STAGES
from shuzhi_xl.xlsx.textfiles.scheme_toml import DEMO_SCHEME, load_scheme


class FolderTaken(Exception):  # noqa: N818 -- named like the other refusals of folders
    """The demo writes only into a folder that is empty or not there yet; ``name`` tells which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass
class Story:
    """What the demo did.

    Attributes:
        folder: Where everything is.
        planted: What was planted in the reports and returned files and how it was settled.
        findings: What the first 回收 found.
        differences: What was found but not planted, or planted but not found; votes lost or doubled.
        blocked: Jobs after the clerk's settling that still had blocking findings.
        made: What was made and where.
        needs: What needs the clerk.
        outcomes: What each job said, in order.
    """

    folder: Path
    planted: list[Planted] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    differences: list[PlantingDifference] = field(default_factory=list)
    blocked: list[Outcome] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether just what was planted was found, and nothing is left that blocks."""
        return not self.differences and not self.blocked

    @property
    def summary(self) -> str:
        """The one sentence at the end."""
        if self.differences:
            return CLOSING["differs"].format(differences=len(self.differences))
        if self.blocked:
            return CLOSING["blocked"].format(job=JOB_NAMES[self.blocked[0].job])
        return CLOSING["as_planted"].format(
            planted=len({mistake.trick for mistake in self.planted}), folder=self.folder
        )


def play(  # noqa: PLR0913 -- all but the first have a default that most callers keep
    folder: Path,
    branches: int = 100,
    seed: int = 1,
    watch: Watch = lambda stage, count, total: None,  # noqa: ARG005 -- nobody is watching
    *,
    resave: Resave = resaved,
    office_at: Callable[[Path, str, Watch], Office] = Office,
) -> Story:
    """Play the whole year in a folder.

    Args:
        folder: An empty folder, or one that is not there yet.
        branches: Number of branches, 4–300.
        seed: The same seed gives the same workbooks.
        watch: Told how the work goes on.
        resave: Saves a workbook again as another program does.
        office_at: Opens an office: where, with which key, and who is told how the work goes on.

    Raises:
        FolderTaken: Something is in the folder already.
        ValueError: So many branches cannot be invented.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(str(folder))
    scheme = load_scheme(DEMO_SCHEME, folder)
    town = invent(seed, branches, scheme)
    office = office_at(folder, secret_key(seed, YEAR), lambda stage, *counts: watch(STAGES[stage], *counts))
    demo_year = _Telling(office, town, Story(folder, outcomes=office.outcomes))
    office.begin("new")
    clerk.start(office, scheme, YEAR)
    clerk.fill(office, town, DEBRIEF_REPORT.name)
    _read_reports(demo_year, plan_reports(seed, town.written))
    issued = _issue(demo_year)
    old_key = bytes.fromhex(secret_key(seed, YEAR - 1))
    _take_in(demo_year, Plan(issued, choose(seed, town.organisations), old_key, resave))
    _rectify(demo_year, _grade(demo_year))
    demo_year.story.made = made_by(office)
    demo_year.story.needs = needs_after(office, demo_year.story.planted)
    return demo_year.story


@dataclass(frozen=True)
class _Telling:
    office: Office
    town: InventedTown
    story: Story

    def press(self, stage: str, job: Callable[[JobContext], Outcome]) -> Outcome:
        """Press a button at a time when nothing should be blocking."""
        self.office.begin(stage)
        outcome = self.office.run(job)
        if not outcome.ok:
            self.story.blocked.append(outcome)
        return outcome


def _read_reports(demo_year: _Telling, plan: Reporting) -> None:
    """What the secretaries write, what is found, and what they write better."""
    demo_year.office.clock.turn_to(REPORTS_DUE)
    demo_year.office.begin("reports")
    planted, differences = read_in(demo_year.office, plan)
    demo_year.story.planted += planted
    demo_year.story.differences += differences


def _issue(demo_year: _Telling) -> Mapping[str, str]:
    """校验 and 分发 of a town in which nothing is wrong.

    Returns:
        Place of each package by 编号, and of each typing workbook by 场次.
    """
    demo_year.office.clock.turn_to(ISSUED_ON)
    outcome = demo_year.press("check", check)
    demo_year.story.differences += compare((), outcome, {"blocking": 0, "notices": 0})
    outcome = demo_year.press("distribute", distribute)
    counts = {"packages": len(demo_year.town.organisations), "unchanged": 0}
    demo_year.story.differences += compare((), outcome, counts)
    return _by_subject(outcome.outputs)


def _by_subject(places: Iterable[str]) -> Mapping[str, str]:
    """Places of issued workbooks by the 编号 or 场次 in their names."""
    return {Path(place).stem.split("_")[1]: place for place in places if place.endswith(".xlsx")}


def _take_in(demo_year: _Telling, plan: Plan) -> None:
    """What comes back, what is found, and what the clerk does about it."""
    office, town, story = demo_year.office, demo_year.town, demo_year.story
    office.begin("returns")
    sent = send_back(office, town, plan)
    office.clock.turn_to(COLLECTED_ON)
    clerk.enter_remarks(office, town)
    clerk.finish_tasks(office, REPORTS_DUE)
    office.begin("collect")
    outcome = office.run(collect)
    story.findings += outcome.findings
    story.differences += compare(sent.planted, outcome, sent.counts)
    office.begin("settle")
    planted, differences = settle(office, town, sent, plan)
    story.planted += [*sent.planted, *planted]
    story.differences += [*differences, *lost_or_doubled(office, town)]


def _grade(demo_year: _Telling) -> Mapping[str, str]:
    """From 计算 to 公布.

    Returns:
        Place of each result workbook by 编号.
    """
    office = demo_year.office
    clerk.note_opinions(office)
    clerk.assign_problems(office, demo_year.town)
    office.clock.turn_to(DECIDED_ON)
    demo_year.press("compute", compute)
    clerk.decide(office)
    demo_year.press("decide", compute)
    office.clock.turn_to(PUBLISHED_ON)
    clerk.finish_tasks(office, PUBLISHED_ON)
    outcome = demo_year.press("generate", generate)
    demo_year.press("publish", publish)
    return _by_subject(place for place in outcome.outputs if Path(place).name.startswith(FEEDBACK))


def _rectify(demo_year: _Telling, results: Mapping[str, str]) -> None:
    """Branches report, the clerk closes what is done, and everything is looked through once more."""
    demo_year.office.clock.turn_to(REPLIES_ON)
    report_progress(demo_year.office, results)
    demo_year.press("replies", collect)
    clerk.close_done(demo_year.office, demo_year.town.meetings[0].chair)
    demo_year.office.clock.turn_to(TRACKED_ON)
    clerk.judge_by(demo_year.office, TRACKED_ON)
    demo_year.press("track", track)
    demo_year.press("last", compute)
