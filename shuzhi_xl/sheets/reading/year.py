"""The whole year (一个年度) as typed rows: every table that people fill in or the program collects."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from shuzhi_xl.findings import Finding
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.declaration.texts import clean, folded
from shuzhi_xl.sheets.master.office_entries import (
    DEBRIEF_REPORT,
    EARLIER_GRADE,
    HOLIDAY,
    MILESTONE,
    REMARK_TABLE,
    ROUTINE_TABLE,
    VISIT_TABLE,
    DebriefReport,
    EarlierGrade,
    Holiday,
    Milestone,
    Remark,
    Routine,
    Visit,
)
from shuzhi_xl.sheets.master.organisations_and_meetings import (
    ATTENDEE,
    MEETING_TABLE,
    ORGANISATION,
    Attendee,
    Meeting,
    Organisation,
)
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM, Appraisal, Problem
from shuzhi_xl.sheets.master.scheme_tables import (
    CAP_RULE,
    CLASS_WEIGHT,
    CRITERION,
    GRADE_STANDARD,
    SOURCE_WEIGHT,
    TRACK,
    CapRule,
    ClassWeight,
    Criterion,
    GradeStandard,
    SourceWeight,
    Track,
)
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.sheets.master.votes import BALLOT, FORM, SURVEY_ANSWER, Ballot, RegisteredForm, SurveyAnswer
from shuzhi_xl.sheets.reading.numbers import read_labels, with_numbers
from shuzhi_xl.sheets.reading.parse import parse_rows, parse_settings

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True)
class Year:
    """One year of the town, typed.

    ``settings`` is None when 基本设置 has gaps; rows with unfit cells are left out, with a finding.
    ``raw`` keeps every table as read, by table name, for checks that look at places and for writing back.
    """

    settings: Settings | None
    grades: tuple[GradeStandard, ...]
    source_weights: tuple[SourceWeight, ...]
    class_weights: tuple[ClassWeight, ...]
    criteria: tuple[Criterion, ...]
    cap_rules: tuple[CapRule, ...]
    tracks: tuple[Track, ...]
    organisations: tuple[Organisation, ...]
    schedule: tuple[Milestone, ...]
    holidays: tuple[Holiday, ...]
    reports: tuple[DebriefReport, ...]
    meetings: tuple[Meeting, ...]
    attendees: tuple[Attendee, ...]
    remarks: tuple[Remark, ...]
    forms: tuple[RegisteredForm, ...]
    ballots: Sequence[Ballot]
    surveys: Sequence[SurveyAnswer]
    visits: tuple[Visit, ...]
    routine: tuple[Routine, ...]
    earlier_grades: tuple[EarlierGrade, ...]
    appraisals: tuple[Appraisal, ...]
    problems: tuple[Problem, ...]
    raw: Mapping[str, RawTable]

    @property
    def number(self) -> int | None:
        """年度, also while other settings have gaps; None where none can be read."""
        if self.settings is not None:
            return self.settings.year
        return year_written(self.raw[SETTING.name])

    @cached_property
    def appraised(self) -> tuple[Organisation, ...]:
        """Organisations with 参评 = 是, in roster order."""
        return tuple(organisation for organisation in self.organisations if organisation.appraised)

    @cached_property
    def appraised_at(self) -> Mapping[str, Sequence[Organisation]]:
        """The same by 场次."""
        at_meeting: dict[str, list[Organisation]] = {}
        for organisation in self.appraised:
            at_meeting.setdefault(organisation.meeting, []).append(organisation)
        return at_meeting

    @cached_property
    def organisation_of(self) -> Mapping[str, Organisation]:
        """Organisations by 编号."""
        return {organisation.number: organisation for organisation in self.organisations}

    @cached_property
    def issued(self) -> Mapping[str, int]:
        """发出数 by 表单编号; the highest where a form has several rows."""
        issued: dict[str, int] = {}
        for row in self.forms:
            issued[row.form] = max(row.issued, issued.get(row.form, 0))
        return issued

    @property
    def further(self) -> tuple[str, ...]:
        """Names of the 测评项目 besides 总体评价, in order."""
        return tuple(criterion.name for criterion in self.criteria if criterion.name != BALLOT.further_after)

    @cached_property
    def visits_of(self) -> Mapping[str, Sequence[Visit]]:
        """Rows of 座谈调研 by 编号."""
        return _by_number(self.visits)

    @cached_property
    def remarks_of(self) -> Mapping[str, Sequence[Remark]]:
        """Rows of 现场点评 by 编号."""
        return _by_number(self.remarks)

    @cached_property
    def forms_of(self) -> Mapping[str, Sequence[RegisteredForm]]:
        """Rows of 票单登记 by 编号."""
        return _by_number(self.forms)

    @cached_property
    def problems_of(self) -> Mapping[str, Sequence[Problem]]:
        """Rows of 整改清单 by 编号."""
        return _by_number(self.problems)

    @cached_property
    def unfit_problems(self) -> frozenset[str]:
        """问题编号 of rows of 整改清单 that have an unfit cell and are no `problems` therefore."""
        numbering = Problem.columns()["problem"].header
        listed = {clean(cell) for cell in self.raw[PROBLEM.name].cells.column(numbering)}
        return frozenset(listed - {problem.problem for problem in self.problems} - {""})

    @cached_property
    def reports_of(self) -> Mapping[str, Sequence[DebriefReport]]:
        """Rows of 述职报告 by 编号; one each in a sound year."""
        return _by_number(self.reports)

    @cached_property
    def routine_of(self) -> Mapping[str, Sequence[Routine]]:
        """Rows of 日常年度 by 编号; one each in a sound year."""
        return _by_number(self.routine)

    @cached_property
    def earlier_grade_of(self) -> Mapping[tuple[int, str], EarlierGrade]:
        """Rows of 历年等次 by 年度 and 编号."""
        return by_year(self.earlier_grades)


def by_year(rows: Iterable[EarlierGrade]) -> Mapping[tuple[int, str], EarlierGrade]:
    """Rows of 历年等次 by 年度 and 编号; numbers that look the same are one."""
    return {(row.year, folded(row.number)): row for row in rows}


def year_written(raw: RawTable) -> int | None:
    """年度 as entered in 基本设置; None where none can be read."""
    name, value = (column.header for column in SETTING.columns[:2])
    rows = {clean(row.values.get(name)): row.values.get(value) for row in raw.rows}
    year_text = canonical(rows.get(Settings.columns()["year"].header))
    return int(year_text) if year_text.isdecimal() else None


AboutT = TypeVar("AboutT", Visit, Remark, Problem, DebriefReport, Routine, RegisteredForm)


def _by_number(rows: Iterable[AboutT]) -> Mapping[str, Sequence[AboutT]]:
    # Looked up by 编号: searching all rows for every branch grew with the square of the town
    rows_of: dict[str, list[AboutT]] = {}
    for row in rows:
        rows_of.setdefault(row.number, []).append(row)
    return rows_of


TABLE_OF: Mapping[str, Table[Any]] = {
    "grades": GRADE_STANDARD,
    "source_weights": SOURCE_WEIGHT,
    "class_weights": CLASS_WEIGHT,
    "criteria": CRITERION,
    "cap_rules": CAP_RULE,
    "tracks": TRACK,
    "organisations": ORGANISATION,
    "schedule": MILESTONE,
    "holidays": HOLIDAY,
    "reports": DEBRIEF_REPORT,
    "meetings": MEETING_TABLE,
    "attendees": ATTENDEE,
    "remarks": REMARK_TABLE,
    "forms": FORM,
    "ballots": BALLOT,
    "surveys": SURVEY_ANSWER,
    "visits": VISIT_TABLE,
    "routine": ROUTINE_TABLE,
    "earlier_grades": EARLIER_GRADE,
    "appraisals": APPRAISAL,
    "problems": PROBLEM,
}


def parse_year(read_table: Callable[[Table[Any]], RawTable]) -> tuple[Year, list[Finding]]:
    """Read and type every table of the year.

    Args:
        read_table: Gives a table as read; asked once for each.

    Returns:
        The year, and the findings of all its cells.
    """
    # 基本设置 is not in TABLE_OF: its rows are the fields of one record
    raw = {SETTING.name: read_table(SETTING)}
    settings, findings = parse_settings(raw[SETTING.name])
    fields: dict[str, Any] = {}
    roster = read_table(ORGANISATION)
    labels = read_labels(roster)
    for name, table in TABLE_OF.items():
        raw[table.name] = with_numbers(roster if table is ORGANISATION else read_table(table), labels)
        rows, errors = parse_rows(table, raw[table.name])
        fields[name] = rows if table.many else tuple(rows)
        findings += errors
    return Year(settings=settings, raw=raw, **fields), findings
