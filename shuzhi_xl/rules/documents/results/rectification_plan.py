"""整改落实方案: the three lists of a branch in one table (通知 四、5)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from shuzhi_xl.rules.results.results_by_organisation import Results
from shuzhi_xl.sheets.documents.rectification_plan import PlanLine, RectificationPlan
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.results import Problem
from shuzhi_xl.sheets.outgoing.feedback import FeedbackContent
from shuzhi_xl.sheets.outgoing.printed_lists import chinese_date
from shuzhi_xl.wording.documents.rectification_plan import problem_overview

_FIELDS: Final = ("problem", "source", "content", "owner", "supervisor", "measure", "due")
_HEADERS: Final = tuple(Problem.columns()[name].header for name in _FIELDS)
_SOURCE: Final = Problem.columns()["source"].header
_BLANK_LINES: Final = 3
"""Lines for a branch's own entries where its feedback lists no problem."""


def make_plan(results: Results, organisation: Organisation, feedback: FeedbackContent) -> RectificationPlan:
    """Make a branch's plan (整改落实方案; 通知 四、5): the problems of its feedback, and room for the rest.

    Args:
        results: The results.
        organisation: The branch.
        feedback: What its 反馈 discloses; a problem that is not in it is not in the plan either.
    """
    problems, settings = feedback.problems, results.policy.settings
    lines = [_make_line(order, problem) for order, problem in enumerate(problems, start=1)]
    return RectificationPlan(
        year=str(settings.year),
        committee=settings.party_committee,
        organisation=organisation.name,
        secretary=organisation.secretary,
        overview=problem_overview(Counter(str(problem[_SOURCE]) for problem in problems)),
        lines=lines or [PlanLine(str(order), *[""] * len(_HEADERS)) for order in range(1, _BLANK_LINES + 1)],
    )


def _make_line(order: int, problem: Mapping[str, Any]) -> PlanLine:
    return PlanLine(str(order), *(_word(problem[header]) for header in _HEADERS))


def _word(value: Any) -> str:
    return chinese_date(value) if isinstance(value, date) else str(value or "")
