"""Manual entries of the clerk and the committee in the master (经办人的操作)."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any, Final

from shuzhi_xl.demo.play.office import Office
from shuzhi_xl.demo.town.clock import DECIDED_ON, MEASURES_DUE, REPLIES_ON
from shuzhi_xl.demo.town.phrases import OPINION_OF, POLLED
from shuzhi_xl.demo.town.town import InventedTown
from shuzhi_xl.demo.town.year_plan import TRACKS
from shuzhi_xl.jobs.start.new import new, set_values
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.office_entries import MILESTONE, REMARK_TABLE, Milestone
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM, Appraisal, Problem
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import (
    ADOPTED,
    AVERAGE,
    CLOSED,
    DONE,
    FAIRLY_GOOD,
    GOOD,
    NOT_STARTED,
    POLL,
    VOID,
)
from shuzhi_xl.sheets.master.votes import FORM, SURVEY_ANSWER, RegisteredForm
from shuzhi_xl.xlsx.textfiles.scheme_toml import Scheme

CELLS = dict[tuple[int, str], Any]

_DECISIONS: Final = (
    # track, suggested grade, whether the last of them, decided grade, reason
    (0, GOOD, True, FAIRLY_GOOD, "专项检查中发现组织生活记录不全，经党委研究调整"),
    (1, AVERAGE, False, FAIRLY_GOOD, "接任不满半年，整改进展明显，经党委研究调整"),
    (2, FAIRLY_GOOD, True, AVERAGE, "重点任务推进迟缓，经党委研究调整"),
)
_EVERY: Final = 9
_MEASURE: Final = "对照意见逐条研究，明确专人限期整改"


def create_master(office: Office, scheme: Scheme, year: int) -> None:
    """Create a master that contains the scheme."""
    office.put_empty_master()
    office.run(lambda context: new(context, year, scheme.name, scheme.settings, scheme.records))


def enter_town(office: Office, town: InventedTown, *leaving_out: str) -> None:
    """Enter everything that is known before 分发.

    Args:
        office: The office whose master is filled.
        town: The town to enter.
        leaving_out: Names of the tables to leave empty.
    """
    with office.writing() as context:
        set_values(context, town.settings)
        for name, records in town.tables.items():
            if name not in leaving_out:
                context.store.write_table(TABLES[name], records)


def enter_remarks(office: Office, town: InventedTown) -> None:
    """Enter the remarks made at the meetings (现场点评)."""
    with office.writing() as context:
        context.store.write_table(REMARK_TABLE, town.remarks)


def finish_tasks(office: Office, today: date) -> None:
    """Enter 完成日期 of the tasks that have ended."""
    over = [
        milestone
        for milestone in office.rows(MILESTONE)
        if milestone.ends <= today and not milestone.finished
    ]
    with office.writing() as context:
        context.store.write_cells(
            MILESTONE, _cells_of(over, Milestone, finished=lambda milestone: milestone.ends)
        )


def adopt_latest(office: Office, form: str) -> None:
    """Adopt the later of two contents of a form."""
    rows = [registered_form for registered_form in office.rows(FORM) if registered_form.form == form]
    # A row without a time of return sorts before all others, whatever its line.
    latest = max(rows, key=lambda form: (form.returned_at is not None, form.returned_at, form.line))
    state = RegisteredForm.columns()["state"].header
    with office.writing() as context:
        states = {(row.line, state): ADOPTED if row is latest else VOID for row in rows}
        context.store.write_cells(FORM, states)


def note_opinions(office: Office) -> None:
    """Enter survey opinions as problems of some branches (评议), never word for word."""
    numbered = {problem.problem for problem in office.rows(PROBLEM)}
    numbers = sorted({answer.number for answer in office.rows(SURVEY_ANSWER) if answer.opinion})[::_EVERY]
    with office.writing() as context:
        rows = [
            Problem(
                problem=next(name for order in count(1) if (name := f"{number}-{order}") not in numbered),
                number=number,
                source=POLL,
                content=POLLED[order % len(POLLED)],
                state=NOT_STARTED,
            ).record()
            for order, number in enumerate(numbers)
        ]
        context.store.append_rows(PROBLEM, rows)


def assign_problems(office: Office, town: InventedTown) -> None:
    """Enter 责任人, 责任领导, 整改措施 and 整改时限 of the problems that others raised."""
    secretary = {organisation.number: organisation.secretary for organisation in town.organisations}
    chair = {meeting.number: meeting.chair for meeting in town.meetings}
    of_meeting = {organisation.number: chair[organisation.meeting] for organisation in town.organisations}
    raised = [problem for problem in office.rows(PROBLEM) if problem.due is None]
    with office.writing() as context:
        changes = _cells_of(
            raised,
            Problem,
            owner=lambda problem: secretary[problem.number],
            supervisor=lambda problem: of_meeting[problem.number],
            measure=lambda _: _MEASURE,
            due=lambda _: MEASURES_DUE,
        )
        context.store.write_cells(PROBLEM, changes)


def decide_grades(office: Office) -> int:
    """Enter the committee's decisions: a date for all, another grade with its reason for a few.

    Returns:
        Number of changed grades.
    """
    rows = office.rows(APPRAISAL)
    changed = {appraisal.number: (grade, reason) for appraisal, grade, reason in _choose_changes(rows)}
    with office.writing() as context:
        changes = _cells_of(
            rows,
            Appraisal,
            # For all, since 建议等次 without 研究日期 is no result
            decided_on=lambda _: DECIDED_ON,
            opinion=lambda appraisal: OPINION_OF[
                changed.get(appraisal.number, (appraisal.suggested_grade, ""))[0]
            ],
            decided_grade=lambda appraisal: changed.get(appraisal.number, (None, None))[0],
            decision_reason=lambda appraisal: changed.get(appraisal.number, (None, None))[1],
        )
        context.store.write_cells(APPRAISAL, changes)
    return len(changed)


def _choose_changes(rows: Iterable[Appraisal]) -> Iterable[tuple[Appraisal, str, str]]:
    ranked = sorted(rows, key=lambda appraisal: (appraisal.rank or 0, appraisal.number))
    for track, suggested, is_last, grade, reason in _DECISIONS:
        matches = [
            appraisal
            for appraisal in ranked
            if appraisal.track == TRACKS[track].name and appraisal.suggested_grade == suggested
        ]
        if matches:
            yield matches[-1 if is_last else 0], grade, reason


def close_done(office: Office, signed_by: str) -> int:
    """Close the problems that the branches reported as done (销号).

    Returns:
        Number of closed problems.
    """
    finished_problems = [problem for problem in office.rows(PROBLEM) if problem.state == DONE]
    with office.writing() as context:
        changes = _cells_of(
            finished_problems,
            Problem,
            state=lambda _: CLOSED,
            closed_by=lambda _: signed_by,
            closed_on=lambda _: REPLIES_ON + timedelta(days=3),
        )
        context.store.write_cells(PROBLEM, changes)
    return len(finished_problems)


def set_reminder_day(office: Office, day: date) -> None:
    """Enter 催办日期, from which 整改跟踪 determines what is overdue."""
    with office.writing() as context:
        set_values(context, {Settings.columns()["reminder_day"].header: day})


def _cells_of(rows: Iterable[Any], model: type[Row], **values: Any) -> CELLS:
    """Cells of the given fields in the given rows, each computed from its row."""
    headers = {name: model.columns()[name].header for name in values}
    return {
        (row.line, headers[name]): value
        for row in rows
        for name, value_of in values.items()
        if (value := value_of(row)) is not None
    }
