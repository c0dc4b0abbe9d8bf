"""催办函: what a lead department is asked to have put right (通知 四、5)."""

from shuzhi_xl.rules.rectification.reminders import DueProblem, DueProblems, find_due_problems
from shuzhi_xl.sheets.documents.letters import DueLine, RectificationLetter
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.outgoing.printed_lists import chinese_date
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents.letters import due_problems, urgency


def make_rectification_letters(year: Year, settings: Settings) -> dict[str, RectificationLetter]:
    """Make the letter to each 牵头部门 that has problems overdue or due soon (催办函; 通知 四、5).

    The problems are those of the 催办 workbook, in the same order.
    """
    return {
        department: _make_letter(settings, department, due)
        for department, due in find_due_problems(year, settings).items()
    }


def _make_letter(settings: Settings, department: str, due: DueProblems) -> RectificationLetter:
    day = chinese_date(settings.tracking_day)
    return RectificationLetter(
        year=str(settings.year),
        committee=settings.party_committee,
        department=department,
        overview=due_problems(day, due.counts, len(due.lines)),
        lines=[_make_line(order, line) for order, line in enumerate(due.lines, start=1)],
        day=day,
    )


def _make_line(order: int, line: DueProblem) -> DueLine:
    problem = line.problem
    return DueLine(
        order=str(order),
        state=urgency(line.state, line.days_late),
        organisation=line.name,
        number=problem.problem,
        problem=problem.content,
        owner=problem.owner,
        measure=problem.measure,
        due=chinese_date(problem.due) if problem.due else "",
        progress=problem.progress,
    )
