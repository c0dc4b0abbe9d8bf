"""What the clerk and the committee do by hand (经办人的操作), typed into the master."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any, Final

from shuzhi_xl.demo.play.office import Office
from shuzhi_xl.demo.town.clock import DECIDED_ON, MEASURES_DUE, REPLIES_ON
from shuzhi_xl.demo.town.phrases import OPINION_OF, POLLED
from shuzhi_xl.demo.town.town import InventedTown
from shuzhi_xl.demo.town.year_plan import TRACKS
from shuzhi_xl.jobs.new import new, set_values
from shuzhi_xl.sheets.declaration.table import Row
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


def start(office: Office, scheme: Scheme, year: int) -> None:
    """A new master with the scheme in it."""
    office.open_for_business()
    office.run(lambda context: new(context, year, scheme.name, scheme.settings, scheme.records))


def fill(office: Office, town: InventedTown, *leaving_out: str) -> None:
    """Everything that is known before 分发.

    Args:
        office: Where it is typed in.
        town: What is typed in.
        leaving_out: Tables that are not typed in, by name.
    """
    with office.writing() as context:
        set_values(context, town.settings)
        for name, records in town.tables.items():
            if name not in leaving_out:
                context.store.write_table(TABLES[name], records)


def enter_remarks(office: Office, town: InventedTown) -> None:
    """现场点评, noted at the meetings."""
    with office.writing() as context:
        context.store.write_table(REMARK_TABLE, town.remarks)


def finish_tasks(office: Office, today: date) -> None:
    """完成日期 of the tasks whose time is over."""
    over = [
        milestone
        for milestone in office.rows(MILESTONE)
        if milestone.ends <= today and not milestone.finished
    ]
    with office.writing() as context:
        context.store.write_cells(
            MILESTONE, _column(over, Milestone, finished=lambda milestone: milestone.ends)
        )


def adopt_latest(office: Office, form: str) -> None:
    """Of two contents of a form, use the one that came later."""
    rows = [registered_form for registered_form in office.rows(FORM) if registered_form.form == form]
    latest = max(rows, key=lambda form: (form.returned_at is not None, form.returned_at, form.line))
    state = RegisteredForm.columns()["state"].header
    with office.writing() as context:
        states = {(row.line, state): ADOPTED if row is latest else VOID for row in rows}
        context.store.write_cells(FORM, states)


def note_opinions(office: Office) -> None:
    """What people wrote in surveys, put as problems of some branches (评议), never word for word."""
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
    """责任人, 责任领导, 整改措施 and 整改时限 of problems that others raised."""
    secretary = {organisation.number: organisation.secretary for organisation in town.organisations}
    chair = {meeting.number: meeting.chair for meeting in town.meetings}
    of_meeting = {organisation.number: chair[organisation.meeting] for organisation in town.organisations}
    raised = [problem for problem in office.rows(PROBLEM) if problem.due is None]
    with office.writing() as context:
        changes = _column(
            raised,
            Problem,
            owner=lambda problem: secretary[problem.number],
            supervisor=lambda problem: of_meeting[problem.number],
            measure=lambda _: _MEASURE,
            due=lambda _: MEASURES_DUE,
        )
        context.store.write_cells(PROBLEM, changes)


def decide(office: Office) -> int:
    """The committee's meeting: a date for all, another grade with its reason for a few.

    Returns:
        How many grades were changed.
    """
    rows = office.rows(APPRAISAL)
    changed = {appraisal.number: (grade, reason) for appraisal, grade, reason in _chosen(rows)}
    with office.writing() as context:
        changes = _column(
            rows,
            Appraisal,
            decided_on=lambda _: DECIDED_ON,
            opinion=lambda appraisal: OPINION_OF[
                changed.get(appraisal.number, (appraisal.suggested_grade, ""))[0]
            ],
            decided_grade=lambda appraisal: changed.get(appraisal.number, (None, None))[0],
            decision_reason=lambda appraisal: changed.get(appraisal.number, (None, None))[1],
        )
        context.store.write_cells(APPRAISAL, changes)
    return len(changed)


def _chosen(rows: Iterable[Appraisal]) -> Iterable[tuple[Appraisal, str, str]]:
    ranked = sorted(rows, key=lambda appraisal: (appraisal.rank or 0, appraisal.number))
    for track, suggested, is_last, grade, reason in _DECISIONS:
        those = [
            appraisal
            for appraisal in ranked
            if appraisal.track == TRACKS[track].name and appraisal.suggested_grade == suggested
        ]
        if those:
            yield those[-1 if is_last else 0], grade, reason


def close_done(office: Office, signed_by: str) -> int:
    """销号 of what the branches have reported as done.

    Returns:
        How many problems were closed.
    """
    finished_problems = [problem for problem in office.rows(PROBLEM) if problem.state == DONE]
    with office.writing() as context:
        changes = _column(
            finished_problems,
            Problem,
            state=lambda _: CLOSED,
            closed_by=lambda _: signed_by,
            closed_on=lambda _: REPLIES_ON + timedelta(days=3),
        )
        context.store.write_cells(PROBLEM, changes)
    return len(finished_problems)


def judge_by(office: Office, day: date) -> None:
    """催办日期, so that 整改跟踪 tells what is overdue by then."""
    with office.writing() as context:
        set_values(context, {Settings.columns()["reminder_day"].header: day})


def _column(rows: Iterable[Any], model: type[Row], **values: Any) -> CELLS:
    """Cells of some fields in some rows; what a field becomes is worked out from its row."""
    headers = {name: model.columns()[name].header for name in values}
    return {
        (row.line, headers[name]): value
        for row in rows
        for name, value_of in values.items()
        if (value := value_of(row)) is not None
    }
