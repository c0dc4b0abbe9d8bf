"""整改清单: states and dates that agree (通知 四、5)."""

from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import organisations
from shuzhi_xl.rules.rectification.opinions import copied_opinions
from shuzhi_xl.rules.rectification.problems import is_open, overdue
from shuzhi_xl.sheets.master.vocabulary import CARRIED_OVER, CLOSED
from shuzhi_xl.sheets.reading.year import Year


def done_dated(year: Year) -> Iterator[Finding]:
    """已完成 and 已销号 need 完成日期."""
    for each in year.problems:
        if not is_open(each) and not each.done_on:
            yield blocking("done_date_needed", each.at("done_on"), problem=each.problem, state=each.state)


def closing_signed(year: Year) -> Iterator[Finding]:
    """已销号 needs 销号人 and 销号日期."""
    for each in year.problems:
        for name in ("closed_by", "closed_on"):
            if each.state == CLOSED and not getattr(each, name):
                header = each.columns()[name].header
                yield blocking("closing_unsigned", each.at(name), problem=each.problem, header=header)


def closed_after_done(year: Year) -> Iterator[Finding]:
    """销号日期 is not before 完成日期."""
    for each in year.problems:
        if each.done_on and each.closed_on and each.closed_on < each.done_on:
            yield blocking(
                "closed_before_done", each.at("closed_on"), value=each.closed_on, done=each.done_on
            )


def state_behind_dates(year: Year) -> Iterator[Finding]:
    """完成日期 or 销号日期 stands there, but the state says otherwise."""
    for each in year.problems:
        dated = each.closed_on and each.state != CLOSED
        if dated or (is_open(each) and each.done_on):
            yield notice("state_behind_dates", each.at("state"), value=each.state, problem=each.problem)


def due_given(year: Year) -> Iterator[Finding]:
    """An open problem should have a 整改时限."""
    for each in year.problems:
        if is_open(each) and not each.due:
            yield notice("due_missing", each.at("due"), problem=each.problem)


def not_overdue(year: Year) -> Iterator[Finding]:
    """What is overdue on the 催办日期, or where that is blank on the 基准日期."""
    if not year.settings:
        return
    day = year.settings.tracking_day
    for each in year.problems:
        if overdue(each, day):
            yield notice("problem_overdue", each.at("due"), value=each.due, problem=each.problem, day=day)


def carried_from_given(year: Year) -> Iterator[Finding]:
    """上年结转 names last year's 问题编号."""
    for each in year.problems:
        if each.source == CARRIED_OVER and not each.carried_from:
            yield notice("carried_from_missing", each.at("carried_from"), problem=each.problem)


def problem_of_merged(year: Year) -> Iterator[Finding]:
    """Open problems of a merged organisation go on with the one that took it in."""
    known = organisations(year)
    for each in year.problems:
        organisation = known.get(each.number)
        if organisation and organisation.merged_into and each.state != CLOSED:
            at, into = each.at("number"), organisation.merged_into
            yield notice("problem_of_merged", at, value=each.number, problem=each.problem, into=into)


def opinion_in_own_words(year: Year) -> Iterator[Finding]:
    """A problem drawn from surveys (评议) does not repeat what somebody wrote (匿名)."""
    for each in copied_opinions(year):
        yield blocking("opinion_copied", each.at("content"), value=each.content, problem=each.problem)
