"""整改清单: new problems from 自查, 点评 and 调研, overdue problems, and counts (通知 四、5)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shuzhi_xl.rules.intake.answers import SelfCheck
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.vocabulary import CLOSED, IN_PROGRESS, NOT_STARTED, REMARK, SELF_CHECK, VISIT
from shuzhi_xl.sheets.reading.year import Year

_OPEN = (NOT_STARTED, IN_PROGRESS)
_COLUMNS = Problem.columns()
_NUMBERING, _NUMBER, _SOURCE, _CONTENT = (
    _COLUMNS[name].header for name in ("problem", "number", "source", "content")
)


@dataclass(frozen=True)
class RaisedProblem:
    """A problem as raised (自查, 点评, 调研), before it has a 问题编号."""

    number: str
    source: str
    answer: SelfCheck

    @property
    def key(self) -> tuple[str, str, str]:
        """Key by which the next run recognises the problem: 编号, 来源 and 问题."""
        return self.number, self.source, clean(self.answer.content)


def make_problems(year: Year, self_checks: Mapping[str, Sequence[SelfCheck]]) -> list[Problem]:
    """Make the rows to append to 整改清单 (通知 四、5), without those it contains, so that a rerun adds none.

    Sources are the secretaries' own answers (自查), and remarks (点评) and visits (调研) with 列入问题 = 是.
    Problems of a merged organisation go to the one that took it in.

    Args:
        year: The year.
        self_checks: Answers of 问题自查 by the organisation's 编号.

    Returns:
        New problems in state 未启动, by organisation in roster order, then 自查, 点评, 调研.
    """
    raised = [problem for problem in _raised_problems(year, self_checks) if problem.key[2]]
    place = {organisation.number: index for index, organisation in enumerate(year.organisations)}
    # Answers of an organisation that is no longer in the roster come last
    raised.sort(key=lambda problem: place.get(problem.number, len(place)))
    # From the cells as read: a row with an error is in the list too, and must not be added again
    records = [row.values for row in year.raw[PROBLEM.name].rows]
    keys = {tuple(clean(record.get(header)) for header in (_NUMBER, _SOURCE, _CONTENT)) for record in records}
    # After the highest number, not the number of rows, since rows may have been deleted or moved
    last = _last_numbers(clean(record.get(_NUMBERING)) for record in records)
    fresh = []
    for problem in raised:
        if problem.key not in keys:
            keys.add(problem.key)
            last[problem.number] += 1
            fresh.append(_make_problem(problem, last[problem.number]))
    return fresh


def _raised_problems(year: Year, self_checks: Mapping[str, Sequence[SelfCheck]]) -> Iterator[RaisedProblem]:
    heir = {
        organisation.number: organisation.merged_into
        for organisation in year.organisations
        if organisation.merged_into
    }
    for number, answers in self_checks.items():
        for answer in answers:
            yield RaisedProblem(heir.get(number, number), SELF_CHECK, answer)
    for remark in year.remarks:
        if remark.is_problem:
            yield RaisedProblem(heir.get(remark.number, remark.number), REMARK, SelfCheck(remark.content))
    for visit in year.visits:
        if visit.is_problem:
            yield RaisedProblem(heir.get(visit.number, visit.number), VISIT, SelfCheck(visit.summary))


def _last_numbers(numbered: Iterable[str]) -> Counter[str]:
    last: Counter[str] = Counter()
    for number in numbered:
        if match := re.fullmatch(r"(.+)-(\d+)", number):
            last[match[1]] = max(last[match[1]], int(match[2]))
    return last


def _make_problem(raised: RaisedProblem, order: int) -> Problem:
    answer = raised.answer
    return Problem(
        problem=f"{raised.number}-{order}",
        number=raised.number,
        source=raised.source,
        content=clean(answer.content),
        owner=answer.owner,
        supervisor=answer.supervisor,
        measure=answer.measure,
        due=answer.due,
        state=NOT_STARTED,
    )


def is_open(problem: Problem) -> bool:
    """Whether work on a problem continues (状态 未启动 or 整改中)."""
    return problem.state in _OPEN


def is_overdue(problem: Problem, reference_day: date) -> bool:
    """Whether a problem was past its 整改时限 on a day and not yet done (整改逾期).

    Args:
        problem: The problem; without 整改时限 it is never overdue.
        reference_day: 基准日期, or 催办日期 where no grade depends on it (基本设置); never today, so that a
            later run gives the same answer.
    """
    if problem.due is None or problem.due >= reference_day:
        return False
    # Done after the day, it was overdue on the day, whenever 计算 runs: 整改逾期数 may cap a grade
    return is_open(problem) or (problem.done_on is not None and problem.done_on > reference_day)


@dataclass(frozen=True)
class ProblemCounts:
    """Numbers of problems: all, not yet closed (未销号), overdue on the day, closed (已销号)."""

    total: int
    open: int
    overdue: int
    closed: int


def count_by_track(year: Year, reference_day: date) -> dict[str, ProblemCounts]:
    """Count problems by 板块, in the order of 板块设置; those of unknown organisations under ``""``."""
    track_of = {organisation.number: organisation.track for organisation in year.organisations}
    of_track: dict[str, list[Problem]] = {track.name: [] for track in year.tracks}
    for problem in year.problems:
        of_track.setdefault(track_of.get(problem.number, ""), []).append(problem)
    return {track: count_problems(problems, reference_day) for track, problems in of_track.items()}


def count_problems(problems: Sequence[Problem], reference_day: date) -> ProblemCounts:
    """Count problems by their state on a day (整改清单)."""
    closed = sum(problem.state == CLOSED for problem in problems)
    late = sum(is_overdue(problem, reference_day) for problem in problems)
    return ProblemCounts(len(problems), len(problems) - closed, late, closed)
