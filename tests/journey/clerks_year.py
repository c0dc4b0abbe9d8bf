"""The year of the notice (通知) on a blank master, from 新建 to next year's 新建, as the manual has it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from shuzhi_xl.demo.play.debrief_reports import collect_reports, plan_reports
from shuzhi_xl.demo.play.fill_forms import fill_package, fill_rectification, fill_typing
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.decision.adopt_suggestions import adopt_suggestions
from shuzhi_xl.jobs.decision.close_problems import close_problems
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.start.new_year import new_year
from shuzhi_xl.jobs.track import track
from shuzhi_xl.rules.intake.answers import RectificationReply
from shuzhi_xl.sheets.master.new_year import NEW_YEAR
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE, VISIT_TABLE
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, MEETING_TABLE, ORGANISATION
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM, Problem
from shuzhi_xl.sheets.master.scheme_tables import CLASS_WEIGHT, GRADE_STANDARD, SOURCE_WEIGHT
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.master.vocabulary import (
    DONE,
    FAIRLY_GOOD,
    GOOD,
    IN_PROGRESS,
)
from tests.journey.counting_office import PASTED, SCORE, CountingOffice
from tests.journey.town_answers import TownAnswers, count_typed, invent_roster

# The town of the review: what the notice leaves to the town
_PEOPLE: Final = {"A票": 9, "B票": 20, "C票": 30}
_POINTS: Final = {"好": 100, "较好": 85, "一般": 70, "差": 50}
_FLOORS: Final = {"好": 90, "较好": 80, "一般": 65}
_WEIGHTS: Final = {"现场测评": 50, "问卷调查": 15, "座谈调研": 10, "日常工作": 15, "年度考核": 10}
_CLASSES: Final = {"A票": 40, "B票": 30, "C票": 30, "党员票": 60, "群众票": 40}
_MEETINGS: Final = (date(2016, 1, 20), date(2016, 1, 21), date(2016, 1, 22))


def play(root: Path, branches: int) -> CountingOffice:
    """Play the year.

    Args:
        root: An empty folder.
        branches: Number of organisations on the roster.

    Returns:
        The office, which has counted.
    """
    office = CountingOffice(root)
    issued = _begin(office, branches)
    answers = _hear_reports(office)
    _hold_meetings(office, answers, issued)
    _take_in(office, answers, issued)
    _decide(office, answers)
    results = _make_public(office)
    _rectify(office, results)
    _run_on(office, date(2016, 12, 1), new_year)
    return office


def _run_on(office: CountingOffice, day: date, *jobs: Callable[[JobContext], Outcome]) -> Outcome:
    """Press buttons on a day, all of which must do their work; the outcome of the last."""
    office.clock.turn_to(day)
    *_, outcome = [office.run(job) for job in jobs]
    return outcome


def _begin(office: CountingOffice, branches: int) -> Mapping[str, str]:
    """December: the first page, the pasted roster, what the town decides, 分发.

    Returns:
        Path of each workbook that went out, by 编号 or 场次.
    """
    office.put_empty_master()
    days = dict(zip(("会议日期一", "会议日期二", "会议日期三"), _MEETINGS, strict=True))
    office.answer(NEW_YEAR, 年度=2015, 党委名称="中共月溪镇委员会", 方案="通知框架", **days)
    _run_on(office, date(2015, 12, 1), new_year)
    office.append(ORGANISATION, invent_roster(branches), PASTED)
    office.run(check)
    office.fill_column(GRADE_STANDARD, "票面分值", lambda row: _POINTS[row["等次"]])
    office.fill_column(GRADE_STANDARD, "综合分下限", lambda row: _FLOORS[row["等次"]])
    office.fill_column(SOURCE_WEIGHT, "权重", lambda row: _WEIGHTS[row["来源"]])
    office.fill_column(CLASS_WEIGHT, "权重", lambda row: _CLASSES[row["票类"]])
    office.fill_column(ATTENDEE, "人数", lambda row: _PEOPLE[row["票类"]])
    office.answer(SETTING, 每支部问卷份数=20, 已由党委研究确认="是")
    outcome = _run_on(office, date(2015, 12, 15), check, distribute)
    assert outcome.ok, outcome.findings
    return _by_subject(outcome)


def _hear_reports(office: CountingOffice) -> TownAnswers:
    """Until 15 January (通知 四、1 and 五、2): visits are made, reports read, some of them sent back."""
    organisations = office.rows(ORGANISATION)
    answers = TownAnswers(organisations, office.rows(MEETING_TABLE), office.rows(ATTENDEE))
    _run_on(office, date(2016, 1, 4), check)
    office.fill_column(VISIT_TABLE, "评分", lambda row: answers.score(row["编号"]), SCORE)
    office.clock.turn_to(date(2016, 1, 15))
    collect_reports(office, plan_reports(1, answers.reports))
    _run_on(office, date(2016, 1, 18), check)
    return answers


def _hold_meetings(office: CountingOffice, answers: TownAnswers, issued: Mapping[str, str]) -> None:
    """20 to 22 January (通知 四、3 and 五、3): the paper ballots are typed with the keys 1 to 4."""
    for meeting in answers.paper:
        typed = answers.keyed(meeting)
        office.drop(f"录票/{meeting}录好.xlsx", fill_typing(office.read(issued[meeting]), typed))
        office.cells[SCORE, "录票"] += count_typed(typed)


def _take_in(office: CountingOffice, answers: TownAnswers, issued: Mapping[str, str]) -> None:
    """The forms come back; one is blank, one has a mistake, one is late."""
    mistaken, blank, late, *_ = answers.replies
    first = {**answers.replies, mistaken: answers.mistaken(mistaken), blank: answers.blank()}
    for number in first.keys() - {late}:
        office.drop(f"{number}.xlsx", fill_package(office.read(issued[number]), first[number]))
    _run_on(office, date(2016, 1, 23), collect)
    # 校验 asks for it once the ballots are back
    office.fill_column(MEETING_TABLE, "实到人数", lambda row: answers.present[row["场次"]])
    office.answer(SETTING, 后交替换="后交的为准")
    for number in (mistaken, blank, late):
        content = fill_package(office.read(issued[number]), answers.replies[number])
        office.drop(f"补交/{number}.xlsx", content)
    outcome = _run_on(office, date(2016, 1, 25), collect)
    assert outcome.ok, outcome.findings


def _decide(office: CountingOffice, answers: TownAnswers) -> None:
    """Until 5 February (通知 四、4 and 五、4): 日常年度, 计算, the committee's decision."""
    _run_on(office, date(2016, 1, 27), check)
    for header in ("日常工作", "年度考核"):
        office.fill_column(ROUTINE_TABLE, header, lambda row: answers.score(row["编号"]), SCORE)
    _run_on(office, date(2016, 1, 28), check, compute)
    decided_on = date(2016, 2, 3)
    office.answer(SETTING, 研究日期=decided_on)
    line = next(row.line for row in office.rows(APPRAISAL) if row.suggested_grade == FAIRLY_GOOD)
    office.enter(APPRAISAL, {(line, "研究等次"): GOOD, (line, "调整理由"): "接任不满半年，整改进展明显"})
    _run_on(office, decided_on, adopt_suggestions)


def _make_public(office: CountingOffice) -> Mapping[str, str]:
    """The results go out (通知 四、4).

    Returns:
        Path of each result workbook by 编号.
    """
    day = date(2016, 2, 5)
    results = _by_subject(_run_on(office, day, generate))
    office.answer(SETTING, 公布日期=day)
    outcome = _run_on(office, day, publish)
    assert outcome.ok, outcome.findings
    return {number: results[number] for number in results if "反馈" in results[number]}


def _rectify(office: CountingOffice, results: Mapping[str, str]) -> None:
    """Branches report their progress twice (通知 四、5), and what they have done is closed in one step."""
    for month in (3, 4):
        for number in list(results)[:4]:
            problems = [problem for problem in office.rows(PROBLEM) if problem.number == number]
            content = fill_rectification(office.read(results[number]), _replies(problems, month))
            office.drop(f"整改/{number}整改情况{month}月.xlsx", content)
        _run_on(office, date(2016, month, 18), collect, track)
    office.answer(SETTING, 销号人="王审核")
    lines = [problem.line for problem in office.rows(PROBLEM) if problem.state == DONE]
    office.run(lambda context: close_problems(replace(context, selected=lambda _: lines)))
    _run_on(office, date(2016, 5, 31), check, track)


def _replies(problems: Iterable[Problem], month: int) -> list[RectificationReply]:
    done_on = date(2016, 4, 10) if month == 4 else None
    return [
        RectificationReply(
            problem=problem.problem,
            owner=problem.owner,
            supervisor=problem.supervisor,
            measure=problem.measure,
            due=problem.due,
            progress=f"{month} 月：已按措施推进",
            state=DONE if done_on else IN_PROGRESS,
            done_on=done_on,
        )
        for problem in problems
    ]


def _by_subject(outcome: Outcome) -> Mapping[str, str]:
    """Path of each workbook by the 编号, 场次 or 板块 in its name; without lists and what is only printed."""
    places = [
        place
        for place in map(Path, outcome.outputs)
        if place.suffix == ".xlsx" and "_" in place.stem and not place.parent.name.startswith("会议_")
    ]
    return {place.stem.split("_")[1]: place.as_posix() for place in places}
