"""Progress reports of a few branches on their problems (整改情况报送)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from shuzhi_xl.demo.play.fill_forms import fill_rectification
from shuzhi_xl.demo.play.office import Office
from shuzhi_xl.demo.town.clock import REPLIES_ON
from shuzhi_xl.demo.town.phrases import PROGRESS
from shuzhi_xl.rules.intake.answers import RectificationReply
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.vocabulary import DONE, IN_PROGRESS

_MOST: Final = 8
_DONE_ON: Final = REPLIES_ON - timedelta(days=3)


def report_progress(office: Office, results: Mapping[str, str]) -> int:
    """Let some branches fill in their 整改清单 and send it back.

    Args:
        office: The office that receives them.
        results: Path of each result workbook by 编号.

    Returns:
        Number of branches that reported.
    """
    of_branch: dict[str, list[Problem]] = {}
    for problem in office.rows(PROBLEM):
        of_branch.setdefault(problem.number, []).append(problem)
    step = max(1, len(of_branch) // _MOST)
    # Only branches with a result workbook: without 最终等次 there is nothing to fill in.
    numbers = sorted(set(of_branch) & set(results))[::step][:_MOST]
    for number in numbers:
        replies = [_reply(problem, is_first=order == 0) for order, problem in enumerate(of_branch[number])]
        office.drop(f"整改/{number}整改情况.xlsx", fill_rectification(office.read(results[number]), replies))
    return len(numbers)


def _reply(problem: Problem, *, is_first: bool) -> RectificationReply:
    return RectificationReply(
        problem=problem.problem,
        owner=problem.owner,
        supervisor=problem.supervisor,
        measure=problem.measure,
        due=problem.due,
        progress=PROGRESS,
        state=DONE if is_first else IN_PROGRESS,
        done_on=_DONE_ON if is_first else None,
    )
