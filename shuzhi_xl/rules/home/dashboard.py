"""Overview of the year (首页).

Numbers (概况), reminders (催办事项), and progress of the tracks (板块进展).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from shuzhi_xl.findings import Finding, Severity
from shuzhi_xl.rules.rectification.problems import is_overdue
from shuzhi_xl.rules.schedule.workdays import calendar_of, count_workdays_left, state_of
from shuzhi_xl.sheets.master.office_entries import Milestone
from shuzhi_xl.sheets.master.program_sheets import (
    MOST_REMINDERS,
    MOST_TRACKS,
    NOT_RETURNED,
    PROBLEM_OVERDUE,
    TASK_DUE_SOON,
    TASK_OVERDUE,
    TO_CHOOSE,
    Overview,
    Reminder,
    TrackProgress,
)
from shuzhi_xl.sheets.master.results import Problem
from shuzhi_xl.sheets.master.vocabulary import (
    ADOPTED,
    CLOSED,
    FEEDBACK,
    PENDING,
    RETURNED,
    SCHEDULE_STATES,
    VOID,
)
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets import dashboard as say

_DUE_SOON, _OVERDUE = SCHEDULE_STATES[2:4]
_MOST_NAMES = 3


def make_overview(year: Year, findings: Sequence[Finding], today: date) -> Overview:
    """Make the numbers of 概况 (首页).

    Args:
        year: The year after the job.
        findings: Findings of the job.
        today: The day for the states of tasks; for problems it is 催办日期 or 基准日期 (基本设置).
    """
    blocking = sum(finding.severity is Severity.BLOCKING for finding in findings)
    return Overview(
        blocking=blocking,
        notices=len(findings) - blocking,
        tasks_overdue=len(_tasks_in_state(year, today, _OVERDUE)),
        tasks_due_soon=len(_tasks_in_state(year, today, _DUE_SOON)),
        forms_missing=len(_forms_in_state(year, "")),
        problems_open=sum(problem.state != CLOSED for problem in year.problems),
        problems_overdue=len(_overdue_problems(year)),
    )


def list_reminders(year: Year, today: date) -> list[Reminder]:
    """List the lines of 催办事项 (首页), most urgent first.

    At least one, at most as many as there is room for.
    """
    lines = [
        *_remind_of_overdue_tasks(year, today),
        *_remind_by_track(year, TO_CHOOSE, _form_names(year, PENDING), say.forms),
        *_remind_by_track(year, NOT_RETURNED, _form_names(year, ""), say.forms),
        *_remind_by_track(year, PROBLEM_OVERDUE, _overdue_names(year), say.problems),
        *_remind_of_tasks_due_soon(year, today),
    ]
    if len(lines) > MOST_REMINDERS:
        shown = lines[: MOST_REMINDERS - 1]
        return [*shown, Reminder(matter=say.more(len(lines) - len(shown)))]
    return lines or [Reminder(matter=say.NOTHING)]


def list_track_progress(year: Year) -> list[TrackProgress]:
    """List the lines of 板块进展 (首页) in the order of 板块设置."""
    names = [track.name for track in year.tracks]
    if len(names) <= MOST_TRACKS:
        return [_make_track_progress(year, name, [name]) for name in names]
    shown, joined = names[: MOST_TRACKS - 1], names[MOST_TRACKS - 1 :]
    lines = [_make_track_progress(year, name, [name]) for name in shown]
    return [*lines, _make_track_progress(year, say.other_tracks(len(joined)), joined)]


def _tasks_in_state(year: Year, today: date, state: str) -> list[Milestone]:
    if year.settings is None:
        return []
    days, calendar = year.settings.due_soon_days, calendar_of(year.holidays)
    tasks = [milestone for milestone in year.schedule if state_of(milestone, today, days, calendar) == state]
    return sorted(tasks, key=lambda task: task.ends)


def _remind_of_overdue_tasks(year: Year, today: date) -> Iterator[Reminder]:
    for task in _tasks_in_state(year, today, _OVERDUE):
        extent = say.late((today - task.ends).days)
        yield Reminder(kind=TASK_OVERDUE, extent=extent, matter=say.task(task.task, task.department))


def _remind_of_tasks_due_soon(year: Year, today: date) -> Iterator[Reminder]:
    calendar = calendar_of(year.holidays)
    for task in _tasks_in_state(year, today, _DUE_SOON):
        extent = say.left(count_workdays_left(today, task.ends, calendar))
        yield Reminder(kind=TASK_DUE_SOON, extent=extent, matter=say.task(task.task, task.department))


def _remind_by_track(
    year: Year, kind: str, names_by_track: Sequence[tuple[str, str]], count: Callable[[int], str]
) -> Iterator[Reminder]:
    """A line for each track with something missing.

    Args:
        year: The year.
        kind: Kind of the reminder.
        names_by_track: Track and name of each missing thing.
        count: Words for their number.
    """
    # Also a 板块 that is not in 板块设置, or none: nothing that is missing may be left out
    for track in dict.fromkeys(
        [*(track.name for track in year.tracks), *(track for track, _ in names_by_track)]
    ):
        names = [name for name_track, name in names_by_track if name_track == track]
        if names:
            # A branch's ballots and its survey are two forms with one name
            matter = say.of_track(track, list(dict.fromkeys(names)), _MOST_NAMES)
            yield Reminder(kind=kind, extent=count(len(names)), matter=matter)


def _form_names(year: Year, state: str) -> list[tuple[str, str]]:
    """Track and name of each form in a state."""
    names = {organisation.number: organisation.name for organisation in year.organisations}
    return [
        (track, names.get(form.number) or form.number or say.typing(form.meeting, form.kind))
        for form, track in _forms_in_state(year, state)
    ]


def _overdue_names(year: Year) -> list[tuple[str, str]]:
    roster = {
        organisation.number: (organisation.track, organisation.name) for organisation in year.organisations
    }
    return [roster[problem.number] for problem in _overdue_problems(year) if problem.number in roster]


def _forms_in_state(year: Year, wanted_state: str) -> list[tuple[RegisteredForm, str]]:
    return [(form, track) for form, track, state in _expected_forms(year) if state == wanted_state]


def _expected_forms(year: Year) -> list[tuple[RegisteredForm, str, str]]:
    """Each form that is to be returned, its track, and 已收回, 待定 or blank while it is out.

    The track is that of its organisation or, for a typing workbook, of its meeting.
    """
    of_meeting = {meeting.number: meeting.track for meeting in year.meetings}
    of_organisation = {organisation.number: organisation.track for organisation in year.organisations}
    states: dict[str, set[str]] = {}
    first: dict[str, RegisteredForm] = {}
    for row in year.forms:
        if row.kind != FEEDBACK and row.state != VOID:
            first.setdefault(row.form, row)
            states.setdefault(row.form, set()).add(row.state)
    return [
        (
            form,
            of_organisation.get(form.number) or of_meeting.get(form.meeting, ""),
            _combine_states(states[name]),
        )
        for name, form in first.items()
    ]


def _combine_states(states: set[str]) -> str:
    # A form with several contents is back as soon as one of them counts
    if states & {RETURNED, ADOPTED}:
        return RETURNED
    return PENDING if PENDING in states else ""


def _overdue_problems(year: Year) -> list[Problem]:
    # is_overdue also covers a problem done after the day; here it counts until it is closed
    day = year.settings.tracking_day if year.settings else None
    return [
        problem for problem in year.problems if day and problem.state != CLOSED and is_overdue(problem, day)
    ]


def _make_track_progress(year: Year, title: str, tracks: Sequence[str]) -> TrackProgress:
    forms = [state for _, track, state in _expected_forms(year) if track in tracks]
    members = {organisation.number for organisation in year.organisations if organisation.track in tracks}
    problems = [problem for problem in year.problems if problem.number in members]
    late = [problem for problem in _overdue_problems(year) if problem.number in members]
    closed = sum(problem.state == CLOSED for problem in problems)
    return TrackProgress(
        track=title,
        returned=forms.count(RETURNED),
        pending=forms.count(PENDING),
        missing=forms.count(""),
        closed=closed,
        running=len(problems) - closed - len(late),
        overdue=len(late),
    )
