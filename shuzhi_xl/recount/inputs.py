"""The second count's inputs from the master (总表): typed rows of the tables that affect grades."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.sheets.declaration.row import Frame
from shuzhi_xl.sheets.declaration.table import RawTable, RowT, Table
from shuzhi_xl.sheets.master.office_entries import (
    DEBRIEF_REPORT,
    ROUTINE_TABLE,
    VISIT_TABLE,
    DebriefReport,
    Routine,
    Visit,
)
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, ORGANISATION, Attendee, Organisation
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.scheme_tables import (
    CAP_RULE,
    CLASS_WEIGHT,
    CRITERION,
    GRADE_STANDARD,
    SOURCE_WEIGHT,
    CapRule,
    ClassWeight,
    Criterion,
    GradeStandard,
    SourceWeight,
)
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.sheets.master.votes import BALLOT, FORM, SURVEY_ANSWER, Ballot, RegisteredForm, SurveyAnswer
from shuzhi_xl.sheets.reading.numbers import read_labels, with_numbers
from shuzhi_xl.sheets.reading.parse import parse_settings, parse_table

TableReader = Callable[[Table[Any]], RawTable]


@dataclass(frozen=True)
class Inputs:
    """Everything entered that a grade depends on; ``frames`` has the position of each table on its sheet."""

    settings: Settings
    standards: Sequence[GradeStandard]
    source_weights: Sequence[SourceWeight]
    class_weights: Sequence[ClassWeight]
    criteria: Sequence[Criterion]
    cap_rules: Sequence[CapRule]
    organisations: Sequence[Organisation]
    attendees: Sequence[Attendee]
    forms: Sequence[RegisteredForm]
    ballots: Sequence[Ballot]
    surveys: Sequence[SurveyAnswer]
    visits: Sequence[Visit]
    routine: Sequence[Routine]
    reports: Sequence[DebriefReport]
    problems: Sequence[Problem]
    frames: Mapping[str, Frame]

    @cached_property
    def appraised(self) -> Mapping[str, Organisation]:
        """Organisations with 参评 = 是 by 编号; of a repeated number the first row."""
        organisations: dict[str, Organisation] = {}
        for organisation in self.organisations:
            if organisation.appraised:
                organisations.setdefault(organisation.number, organisation)
        return organisations

    @property
    def tracks(self) -> list[str]:
        """板块 of these organisations, in roster order."""
        return list(dict.fromkeys(organisation.track for organisation in self.appraised.values()))


def read_inputs(read: TableReader) -> tuple[Inputs | None, list[Finding]]:
    """Read and parse the tables; None when 基本设置 has gaps, for then nothing can be counted.

    Args:
        read: Returns a table of the master as it is now; called once per table.
    """
    settings, findings = parse_settings(read(SETTING))
    frames: dict[str, Frame] = {}
    roster = read(ORGANISATION)
    labels = read_labels(roster)

    def rows(table: Table[RowT]) -> list[RowT]:
        """The typed rows of a table; its errors and its position are noted."""
        raw = with_numbers(roster if table is ORGANISATION else read(table), labels)
        frames[table.name] = raw.frame
        records, errors = parse_table(table, raw)
        findings.extend(errors)
        return records

    if settings is None:
        return None, findings
    return Inputs(
        # Arguments are evaluated in this order, which is therefore the order of the findings
        settings=settings,
        standards=rows(GRADE_STANDARD),
        source_weights=rows(SOURCE_WEIGHT),
        class_weights=rows(CLASS_WEIGHT),
        criteria=rows(CRITERION),
        cap_rules=rows(CAP_RULE),
        organisations=rows(ORGANISATION),
        attendees=rows(ATTENDEE),
        forms=rows(FORM),
        ballots=rows(BALLOT),
        surveys=rows(SURVEY_ANSWER),
        visits=rows(VISIT_TABLE),
        routine=rows(ROUTINE_TABLE),
        reports=rows(DEBRIEF_REPORT),
        problems=rows(PROBLEM),
        frames=frames,
    ), findings
