"""What a new master takes over from last year's, which is only read (上年结转)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.schemes.scheme_files import scheme_of
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.start.new import new
from shuzhi_xl.rules.rectification.carry_over import carry_over_problems
from shuzhi_xl.rules.year.earlier_grades import carry_over_grades
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.column import YES_NO
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.office_entries import EARLIER_GRADE
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETING_TABLE, ORGANISATION, Organisation
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET, TRACK, Track
from shuzhi_xl.sheets.master.settings import SCHEME_KEYS, SETTING, Settings
from shuzhi_xl.sheets.reading.numbers import read_labels, with_numbers
from shuzhi_xl.wording.findings.carry_over import carried_over, lines
from shuzhi_xl.xlsx.stop_reasons import Stopped
from shuzhi_xl.xlsx.textfiles.scheme_toml import Scheme

_NAME, _VALUE = SETTING.headers[:2]
_COLUMNS = Settings.columns()
_YEAR, _SCHEME = _COLUMNS["year"].header, _COLUMNS["scheme"].header
# No scheme contains these, because they are the town's; the town's 年度 and days are entered again each year.
_TOWNS_OWN = tuple(
    _COLUMNS[name].header
    for name in (
        "party_committee",
        "misread_most",
        "reasons_in_feedback",
        "scope",
        "closing_officer",
        "replacement",
    )
)
_, _NO = YES_NO
_DECIDED_ON = Track.columns()["decided_on"].header
_APPRAISED = Organisation.columns()["appraised"].header


@dataclass(frozen=True)
class CarriedOver:
    """What is taken over.

    Attributes:
        file: Last year's master.
        year: Its 年度; None where it has none.
        settings: 取值 by 名称.
        tables: Rows by table name.
        moved: How many open problems went to the organisation that took theirs in.
        findings: What had to be left behind.
        grades: Final grades of last year among the rows, and how many organisations had none yet.
    """

    file: str
    year: int | None
    settings: Mapping[str, Any]
    tables: Mapping[str, Sequence[Record]]
    moved: int
    findings: Sequence[Finding]
    grades: tuple[int, int]

    def year_after(self, year: int | None) -> int:
        """年度 of the new master, the year after where none was asked for.

        Raises:
            Stopped: It is unknown, or is not after last year's.
        """
        if year is None and self.year is None:
            raise Stopped("last_year_unknown", {"name": self.file})
        last = self.year or 0
        new_year = last + 1 if year is None else year
        if new_year <= last:
            raise Stopped("last_year_later", {"name": self.file, "year": new_year, "last": last})
        return new_year

    def with_scheme(self, name: str, scheme: Scheme) -> "CarriedOver":
        """The same with another scheme in place of last year's."""
        town_settings = {key: value for key, value in self.settings.items() if key not in SCHEME_KEYS}
        scoring = {table.name for table in SCORING_SHEET.tables}
        tables = {name: rows for name, rows in self.tables.items() if name not in scoring}
        settings = {**town_settings, **scheme.settings, _SCHEME: name}
        return replace(self, settings=settings, tables={**tables, **scheme.records})


def carry_over(context: JobContext) -> CarriedOver:
    """Read what stays as it is from year to year, and what was not finished.

    Args:
        context: With the store of last year's master, which is only read.

    Raises:
        Stopped: A table is gone or has lost a column that must be filled.
    """
    settings = {clean(row.get(_NAME)): row.get(_VALUE) for row in _whole(context, SETTING).records()}
    # Read before anything is taken over: a table of 评分设置 that is gone would come over as an empty scheme.
    for table in SCORING_SHEET.tables:
        _whole(context, table)
    roster, tracks = _whole(context, ORGANISATION), _whole(context, TRACK)
    labels = read_labels(roster)
    roster = with_numbers(roster, labels)
    problems = carry_over_problems(with_numbers(_whole(context, PROBLEM), labels), roster)
    scheme = scheme_of(context, "")
    town_settings = {key: settings.get(key) for key in (*_TOWNS_OWN, _SCHEME)}
    year_text = canonical(settings.get(_YEAR))
    # Without 年度 --year may still name the year; only when neither is known does 新建 stop.
    year = int(year_text) if year_text.isdecimal() else None
    read = context.store.read_table
    grades = carry_over_grades(read(APPRAISAL), read(EARLIER_GRADE), year)
    return CarriedOver(
        file=context.store.file,
        year=year,
        settings={**scheme.settings, **town_settings},
        tables={
            **scheme.records,
            ORGANISATION.name: roster.records(),
            TRACK.name: [{**row, _DECIDED_ON: None} for row in tracks.records()],
            PROBLEM.name: problems.records,
            EARLIER_GRADE.name: grades.records,
        },
        moved=problems.moved,
        findings=problems.findings,
        grades=(grades.count, grades.undecided),
    )


def go_on(
    context: JobContext, year: int, carried: CarriedOver, prepared: Mapping[str, Sequence[Record]]
) -> Outcome:
    """Fill a freshly made master with what is taken over.

    Args:
        context: With the store of the new master.
        year: Its 年度.
        carried: What is taken over.
        prepared: Rows of the tables that are made for the year.
    """
    outcome = new(context, year, settings=carried.settings, tables={**prepared, **carried.tables})
    roster, tracks, problems = (carried.tables[table.name] for table in (ORGANISATION, TRACK, PROBLEM))
    scoring = sum(len(carried.tables.get(table.name, ())) for table in SCORING_SHEET.tables)
    away = sum(clean(row.get(_APPRAISED)) == _NO for row in roster)
    sizes = (len(roster), len(tracks), scoring, len(problems))
    return replace(
        outcome,
        summary=carried_over(year, context.store.file, carried.file, sizes),
        findings=carried.findings,
        lines=lines(
            carried.file,
            away,
            (len(problems), carried.moved),
            carried.grades,
            with_meetings=MEETING_TABLE.name in carried.tables,
        ),
    )


def _whole(context: JobContext, table: Table[Any]) -> RawTable:
    """A table of last year's; an older one may lack columns that came later, if they may stay blank."""
    raw = context.store.read_table(table)
    needed = {column.header for column in table.columns if column.required}
    if not needed.issubset(raw.headers):
        raise Stopped("last_year_incomplete", {"name": context.store.file, "table": table.name})
    return raw
