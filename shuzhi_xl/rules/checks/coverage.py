"""Every appraised organisation has its report, votes, visits and scores (通知 一: all of them are appraised).

Before any form has been returned, one notice gives the number of organisations without an entry; while votes
come in, each is named; once all forms are back, gaps that 缺项处理 (基本设置) forbids are blocking.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import (
    LIVE,
    column_values,
    is_collected,
    is_collecting,
    locate_table,
    weighted_organisations,
)
from shuzhi_xl.rules.year.source_weights import source_weight
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, ROUTINE_TABLE, VISIT_TABLE
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import (
    ANNUAL,
    FEEDBACK,
    ISSUED,
    MEETING,
    MISSING_ERROR,
    ROUTINE,
    SURVEY,
    SURVEY_FORM,
    VISITS,
    VOID,
)
from shuzhi_xl.sheets.master.votes import BALLOT, SURVEY_ANSWER
from shuzhi_xl.sheets.reading.year import Year

FindingMaker = Callable[..., Finding]
"""`blocking` or `notice`."""


def _find_missing(year: Year, table: str, expected: Iterable[Organisation]) -> list[Organisation]:
    # From the cells as read: a row with an error has its finding and is not missing too
    entered = column_values(year, table, "编号")
    if table == ROUTINE_TABLE.name:
        entered -= {row.number for row in year.routine if row.is_empty}
    if table == VISIT_TABLE.name:
        # Several visits may be made to one organisation: one that is entered is enough
        visited = {visit.number for visit in year.visits if not visit.is_empty}
        entered -= {visit.number for visit in year.visits} - visited
    return [organisation for organisation in expected if organisation.number not in entered]


def _report_each(missing: Sequence[Organisation], table: str, make: FindingMaker) -> Iterator[Finding]:
    for organisation in missing:
        yield make(
            "organisation_without",
            organisation.at("number"),
            value=organisation.number,
            name=organisation.name,
            table=table,
        )


def _report_count(year: Year, missing: Sequence[Organisation], table: str) -> Iterator[Finding]:
    if missing:
        at, count = locate_table(year, table), len(missing)
        yield notice("organisations_without", at, table=table, count=count, first=missing[0].name)


def _check_entered(year: Year, table: str, expected: Iterable[Organisation]) -> Iterator[Finding]:
    missing = _find_missing(year, table, expected)
    if not is_collecting(year):
        return _report_count(year, missing, table)
    # While forms are still out the gap may close; only then does 缺项处理 = 报错 withhold the score
    strict = year.settings and year.settings.missing_source == MISSING_ERROR
    return _report_each(missing, table, blocking if strict and is_collected(year) else notice)


def check_reports_entered(year: Year) -> Iterator[Finding]:
    """Every secretary writes a report (通知 四、2).

    Each missing one is named once any report is registered.
    """
    missing = _find_missing(year, DEBRIEF_REPORT.name, year.appraised)
    if year.reports:
        return _report_each(missing, DEBRIEF_REPORT.name, notice)
    return _report_count(year, missing, DEBRIEF_REPORT.name)


def check_visits_entered(year: Year) -> Iterator[Finding]:
    """座谈调研 has a row for each organisation in whose track it has a weight (来源权重; 通知 四、1)."""
    return _check_entered(year, VISIT_TABLE.name, weighted_organisations(year, VISITS))


def check_scores_entered(year: Year) -> Iterator[Finding]:
    """日常年度 has a row for each organisation whose track weighs one of its two sources (通知 四、4)."""
    needed = [
        organisation
        for organisation in year.appraised
        if any(source_weight(year, organisation.track, source) for source in (ROUTINE, ANNUAL))
    ]
    return _check_entered(year, ROUTINE_TABLE.name, needed)


def check_meeting_votes_entered(year: Year) -> Iterator[Finding]:
    """测评票 has votes for each organisation of a meeting that has any votes (通知 四、3)."""
    voted = {*column(year.ballots, "meeting")}
    expected = [
        organisation
        for organisation in weighted_organisations(year, MEETING)
        if organisation.meeting in voted
    ]
    return _report_each(_find_missing(year, BALLOT.name, expected), BALLOT.name, notice)


def check_surveys_returned(year: Year) -> Iterator[Finding]:
    """问卷 was issued to and returned for each organisation whose track weighs 问卷调查 (通知 四、4)."""
    issued = {form.number for form in year.forms if form.kind == SURVEY_FORM and form.state != VOID}
    back = {form.number for form in year.forms if form.kind == SURVEY_FORM and form.state in LIVE}
    # Before 分发 票单登记 is empty, and no survey is missing yet
    missing = (
        _find_missing(year, SURVEY_ANSWER.name, weighted_organisations(year, SURVEY)) if year.forms else []
    )
    yield from _report_each(
        [organisation for organisation in missing if organisation.number in back], SURVEY_ANSWER.name, notice
    )
    for organisation in missing:
        if organisation.number not in issued:
            yield notice(
                "survey_not_issued",
                organisation.at("surveys"),
                value=organisation.surveys,
                name=organisation.name,
            )


def check_forms_returned(year: Year) -> Iterator[Finding]:
    """Forms not returned while others are (票单登记); a branch's ballots and survey are one package."""
    reported = set()
    for form in year.forms if is_collecting(year) else ():
        # A typing workbook has no 编号
        package = form.number or form.form
        if form.state == ISSUED and form.kind != FEEDBACK and package not in reported:
            reported.add(package)
            yield notice("form_not_back", form.at("state"), value=ISSUED, form=form.form)
