"""The year at a glance (首页): numbers, what somebody must be asked for, and each track's progress."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from shuzhi_xl.findings import Finding, Severity
from shuzhi_xl.rules.rectification.problems import overdue
from shuzhi_xl.rules.schedule.workdays import calendar_of, state_of, workdays_left
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


def overview(year: Year, findings: Sequence[Finding], today: date) -> Overview:
    """The numbers of 概况.

    Args:
        year: As it stands after the job.
        findings: What the job found.
        today: The day for which tasks are judged; problems are judged by 基准日期.
    """
    blocking = sum(each.severity is Severity.BLOCKING for each in findings)
    return Overview(
        blocking=blocking,
        notices=len(findings) - blocking,
        tasks_overdue=len(_tasks(year, today, _OVERDUE)),
        tasks_due_soon=len(_tasks(year, today, _DUE_SOON)),
        forms_missing=len(_in_state(year, "")),
        problems_open=sum(each.state != CLOSED for each in year.problems),
        problems_overdue=len(_late(year)),
    )


def reminders(year: Year, today: date) -> list[Reminder]:
    """Lines of 催办事项, the most pressing first: never more than there is room for, never none."""
    found = [
        *_overdue_tasks(year, today),
        *_by_track(year, TO_CHOOSE, _names(year, PENDING), say.forms),
        *_by_track(year, NOT_RETURNED, _names(year, ""), say.forms),
        *_by_track(year, PROBLEM_OVERDUE, _late_names(year), say.problems),
        *_tasks_due_soon(year, today),
    ]
    if len(found) > MOST_REMINDERS:
        shown = found[: MOST_REMINDERS - 1]
        return [*shown, Reminder(matter=say.more(len(found) - len(shown)))]
    return found or [Reminder(matter=say.NOTHING)]


def track_progress(year: Year) -> list[TrackProgress]:
    """Lines of 板块进展 in the order of 板块设置."""
    names = [each.name for each in year.tracks]
    if len(names) <= MOST_TRACKS:
        return [_progress(year, name, [name]) for name in names]
    kept, others = names[: MOST_TRACKS - 1], names[MOST_TRACKS - 1 :]
    lines = [_progress(year, name, [name]) for name in kept]
    return [*lines, _progress(year, say.other_tracks(len(others)), others)]


def _tasks(year: Year, today: date, state: str) -> list[Milestone]:
    if year.settings is None:
        return []
    days, calendar = year.settings.due_soon_days, calendar_of(year.holidays)
    found = [each for each in year.schedule if state_of(each, today, days, calendar) == state]
    return sorted(found, key=lambda each: each.ends)


def _overdue_tasks(year: Year, today: date) -> Iterator[Reminder]:
    for each in _tasks(year, today, _OVERDUE):
        extent = say.late((today - each.ends).days)
        yield Reminder(kind=TASK_OVERDUE, extent=extent, matter=say.task(each.task, each.department))


def _tasks_due_soon(year: Year, today: date) -> Iterator[Reminder]:
    calendar = calendar_of(year.holidays)
    for each in _tasks(year, today, _DUE_SOON):
        extent = say.left(workdays_left(today, each.ends, calendar))
        yield Reminder(kind=TASK_DUE_SOON, extent=extent, matter=say.task(each.task, each.department))


def _by_track(
    year: Year, kind: str, named: Sequence[tuple[str, str]], count: Callable[[int], str]
) -> Iterator[Reminder]:
    """A line for each track that something is missing from.

    Args:
        named: Track and name of each thing that is missing.
        count: Says how many there are.
    """
    for track in dict.fromkeys([*(each.name for each in year.tracks), *(track for track, _ in named)]):
        names = [name for of, name in named if of == track]
        if names:
            matter = say.of_track(track, list(dict.fromkeys(names)), _MOST_NAMES)
            yield Reminder(kind=kind, extent=count(len(names)), matter=matter)


def _names(year: Year, state: str) -> list[tuple[str, str]]:
    """Track and name of each form in a state."""
    names = {each.number: each.name for each in year.organisations}
    return [
        (track, names.get(form.number) or form.number or say.typing(form.meeting, form.kind))
        for form, track in _in_state(year, state)
    ]


def _late_names(year: Year) -> list[tuple[str, str]]:
    known = {each.number: (each.track, each.name) for each in year.organisations}
    return [known[each.number] for each in _late(year) if each.number in known]


def _in_state(year: Year, wanted: str) -> list[tuple[RegisteredForm, str]]:
    return [(form, track) for form, track, state in _forms(year) if state == wanted]


def _forms(year: Year) -> list[tuple[RegisteredForm, str, str]]:
    """Each form that is to come back with its track, and 已收回 or 待定, or blank while it has not.

    The track is that of its organisation or, for a typing workbook, of its meeting.
    """
    of_meeting = {each.number: each.track for each in year.meetings}
    of_organisation = {each.number: each.track for each in year.organisations}
    states: dict[str, set[str]] = {}
    first: dict[str, RegisteredForm] = {}
    for each in year.forms:
        if each.kind != FEEDBACK and each.state != VOID:
            first.setdefault(each.form, each)
            states.setdefault(each.form, set()).add(each.state)
    return [
        (form, of_organisation.get(form.number) or of_meeting.get(form.meeting, ""), _state(states[name]))
        for name, form in first.items()
    ]


def _state(states: set[str]) -> str:
    if states & {RETURNED, ADOPTED}:
        return RETURNED
    return PENDING if PENDING in states else ""


def _late(year: Year) -> list[Problem]:
    day = year.settings.tracking_day if year.settings else None
    return [each for each in year.problems if day and each.state != CLOSED and overdue(each, day)]


def _progress(year: Year, title: str, tracks: Sequence[str]) -> TrackProgress:
    forms = [state for _, track, state in _forms(year) if track in tracks]
    members = {each.number for each in year.organisations if each.track in tracks}
    own = [each for each in year.problems if each.number in members]
    late = [each for each in _late(year) if each.number in members]
    closed = sum(each.state == CLOSED for each in own)
    return TrackProgress(
        track=title,
        returned=forms.count(RETURNED),
        pending=forms.count(PENDING),
        missing=forms.count(""),
        closed=closed,
        running=len(own) - closed - len(late),
        overdue=len(late),
    )
