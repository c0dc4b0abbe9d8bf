"""整改清单: states agree with dates, and every open problem has what it needs (通知 四、5)."""

from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import index_organisations
from shuzhi_xl.rules.rectification.opinions import find_copied_opinions
from shuzhi_xl.rules.rectification.problems import is_open, is_overdue
from shuzhi_xl.sheets.master.vocabulary import CARRIED_OVER, CLOSED
from shuzhi_xl.sheets.reading.year import Year


def check_done_dated(year: Year) -> Iterator[Finding]:
    """已完成 and 已销号 need a 完成日期 (整改清单; 通知 四、5)."""
    for problem in year.problems:
        if not is_open(problem) and not problem.done_on:
            yield blocking(
                "done_date_needed", problem.at("done_on"), problem=problem.problem, state=problem.state
            )


def check_closing_signed(year: Year) -> Iterator[Finding]:
    """已销号 needs 销号人 and 销号日期: only the office closes a problem (整改清单; 通知 四、5)."""
    for problem in year.problems:
        for name in ("closed_by", "closed_on"):
            if problem.state == CLOSED and not getattr(problem, name):
                header = problem.columns()[name].header
                yield blocking("closing_unsigned", problem.at(name), problem=problem.problem, header=header)


def check_closed_after_done(year: Year) -> Iterator[Finding]:
    """销号日期 is not before 完成日期 (整改清单)."""
    for problem in year.problems:
        if problem.done_on and problem.closed_on and problem.closed_on < problem.done_on:
            yield blocking(
                "closed_before_done", problem.at("closed_on"), value=problem.closed_on, done=problem.done_on
            )


def check_state_behind_dates(year: Year) -> Iterator[Finding]:
    """A problem with 完成日期 or 销号日期 has the state that belongs to it (整改清单)."""
    for problem in year.problems:
        dated = problem.closed_on and problem.state != CLOSED
        if dated or (is_open(problem) and problem.done_on):
            yield notice(
                "state_behind_dates", problem.at("state"), value=problem.state, problem=problem.problem
            )


def check_due_entered(year: Year) -> Iterator[Finding]:
    """An open problem has a 整改时限 (整改清单; 通知 四、5)."""
    for problem in year.problems:
        if is_open(problem) and not problem.due:
            yield notice("due_missing", problem.at("due"), problem=problem.problem)


def check_not_overdue(year: Year) -> Iterator[Finding]:
    """Problems overdue on 催办日期 or, where that is blank, on 基准日期 (基本设置; 通知 四、5)."""
    if not year.settings:
        return
    day = year.settings.tracking_day
    for problem in year.problems:
        if is_overdue(problem, day):
            yield notice(
                "problem_overdue", problem.at("due"), value=problem.due, problem=problem.problem, day=day
            )


def check_carried_from_entered(year: Year) -> Iterator[Finding]:
    """A problem of 来源 上年结转 gives last year's 问题编号 (整改清单)."""
    for problem in year.problems:
        if problem.source == CARRIED_OVER and not problem.carried_from:
            yield notice("carried_from_missing", problem.at("carried_from"), problem=problem.problem)


def check_problem_of_merged(year: Year) -> Iterator[Finding]:
    """Open problems of a merged organisation are moved to the one that took it in (组织名册: 并入组织)."""
    roster = index_organisations(year)
    for problem in year.problems:
        organisation = roster.get(problem.number)
        if organisation and organisation.merged_into and problem.state != CLOSED:
            at, into = problem.at("number"), organisation.merged_into
            yield notice("problem_of_merged", at, value=problem.number, problem=problem.problem, into=into)


def check_opinion_in_own_words(year: Year) -> Iterator[Finding]:
    """A problem of 来源 评议 does not repeat an 意见建议 word for word.

    Its writer would be recognised (匿名).
    """
    for problem in find_copied_opinions(year):
        yield blocking(
            "opinion_copied", problem.at("content"), value=problem.content, problem=problem.problem
        )
