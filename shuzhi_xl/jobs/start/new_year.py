"""新建: an empty master is filled for its year; beside one in use, the master of the next year is made."""

from collections.abc import Mapping, Sequence
from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.home_sheet import HOME_TITLE
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.job_log import begin
from shuzhi_xl.jobs.stages.read_year import master_key, read_year
from shuzhi_xl.jobs.start.new import set_values, with_recommended
from shuzhi_xl.jobs.start.next_year import make_next_year
from shuzhi_xl.jobs.start.year_calendar import plan_year
from shuzhi_xl.rules.completion.start import PreparedYear, StartPlan, prepare_year
from shuzhi_xl.rules.schedule.public_holidays import last_known_year
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.new_year import NEW_YEAR, NewYear
from shuzhi_xl.sheets.master.office_entries import MILESTONE
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETING_TABLE, ORGANISATION
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET, TRACK
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.master.votes import FORM
from shuzhi_xl.sheets.reading.parse import parse_new_year
from shuzhi_xl.sheets.reading.year import year_written
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.wording.screen import job_summaries as say
from shuzhi_xl.wording.sheets.schedule import unknown_holidays
from shuzhi_xl.wording.sheets.titles import home_title
from shuzhi_xl.xlsx.stop_reasons import Stopped
from shuzhi_xl.xlsx.textfiles.scheme_folder import load_scheme
from shuzhi_xl.xlsx.textfiles.scheme_toml import Scheme
from shuzhi_xl.xlsx.textfiles.start_toml import StartUnreadable, load_start

_NAME, _VALUE = SETTING.headers[:2]
_JOB = "new_year"


def new_year(context: JobContext) -> Outcome:
    """Fill this master from its page 新建; where it is in use, make the master of the next year.

    Raises:
        Stopped: A file that the year begins with is unreadable, or next year's master exists.
        SchemeUnreadable: There is no such scheme.
    """
    if _is_in_use(context):
        return make_next_year(context)
    entries, findings = parse_new_year(context.store.read_table(NEW_YEAR))
    if entries is None:
        return _refused("".join(dict.fromkeys(map(sentence, findings))), findings)
    number = year_written(context.store.read_table(SETTING))
    if number is not None and number != entries.year:
        return _refused(say.year_differs(number, entries.year))
    return _start(context, entries)


def _is_in_use(context: JobContext) -> bool:
    """Whether there is nothing left for the page to fill, or the year's work has begun."""
    if any(_count(context, table) for table in (ORGANISATION, FORM)):
        return True
    dated = year_written(context.store.read_table(SETTING)) is not None
    return dated and all(_count(context, table) for table in (MILESTONE, TRACK, MEETING_TABLE))


def _count(context: JobContext, *tables: Table[Any]) -> int:
    """Rows with content; the grades and the criterion that a blank master names are none."""
    return sum(
        _has_content(table, row) for table in tables for row in context.store.read_table(table).records()
    )


def _has_content(table: Table[Any], row: Record) -> bool:
    keys = {table.model.columns()[name].header for name in table.key if table in SCORING_SHEET.tables}
    return any(not is_blank(value) for header, value in row.items() if header not in keys)


def _refused(reason: str, findings: Sequence[Finding] = ()) -> Outcome:
    return Outcome(_JOB, say.not_started(reason), {"rows": 0}, findings)


def _start(context: JobContext, entries: NewYear) -> Outcome:
    # Everything that can be refused is read before anything is written.
    scheme, plan = load_scheme(entries.scheme, context.folder.root), _load_plan(context)
    calendar = plan_year(entries.year, context.folder.root)
    old_rows = _count(context, *SCORING_SHEET.tables)
    scoring = _read_scoring(context) if old_rows else _scoring_of(scheme)
    prepared = prepare_year(entries, plan, calendar.schedule, scoring)
    run = begin(context, _JOB)
    rows, present = _fill_tables(context, {**calendar.tables, **prepared.tables})
    if not old_rows:
        for name, records in scoring.items():
            context.store.write_table(TABLES[name], records)
    _fill_settings(context, prepared, {} if old_rows else scheme.settings)
    context.store.write_name(HOME_TITLE, home_title(entries.year))
    year, _ = read_year(context)
    master_key(context, year)
    scores = {SCORING_SHEET.title: old_rows} if old_rows else {}
    summary = say.started(entries.year, rows, "" if old_rows else scheme.name, {**present, **scores})
    outcome = Outcome(_JOB, f"{summary}{_notes(entries.year, prepared)}", {"rows": sum(rows.values())})
    return finish(context, year, run, outcome)


def _fill_tables(
    context: JobContext, tables: Mapping[str, Sequence[Record]]
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Fill the tables that have no rows; the numbers of rows of these and of the others."""
    present = {name: rows for name in tables if (rows := _count(context, TABLES[name]))}
    blank = {name: records for name, records in tables.items() if name not in present and records}
    for name, records in blank.items():
        context.store.write_table(TABLES[name], records)
    return {name: len(records) for name, records in blank.items()}, present


def _load_plan(context: JobContext) -> StartPlan:
    try:
        return load_start(context.folder.root)
    except StartUnreadable as error:
        raise Stopped("start_unreadable", {"name": error.name, "reason": error.reason}) from error


def _scoring_of(scheme: Scheme) -> Mapping[str, Sequence[Record]]:
    return {table.name: scheme.records.get(table.name, ()) for table in SCORING_SHEET.tables}


def _read_scoring(context: JobContext) -> Mapping[str, Sequence[Record]]:
    return {table.name: context.store.read_table(table).records() for table in SCORING_SHEET.tables}


def _fill_settings(context: JobContext, prepared: PreparedYear, scheme: Mapping[str, Any]) -> None:
    """Fill in what is blank in 基本设置; what the clerk wrote there stays."""
    rows = context.store.read_table(SETTING).records()
    answered = {clean(row.get(_NAME)) for row in rows if not is_blank(row.get(_VALUE))}
    values = with_recommended({**scheme, **prepared.settings})
    set_values(context, {key: value for key, value in values.items() if key not in answered})


def _notes(year: int, prepared: PreparedYear) -> str:
    holidays = unknown_holidays(year, last_known_year())
    omitted = say.groups_omitted(prepared.omitted) if prepared.omitted else ""
    return f"{holidays and f'{holidays}。'}{omitted}"
