"""Nobody is forgotten: each appraised organisation has its report, votes, visits and scores.

Before anything has come back, one notice gives the number of those without; while votes come in, each
is named; once all forms are back, gaps that 缺项处理 forbids are blocking.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import (
    LIVE,
    collected,
    collecting,
    column_values,
    table_at,
    weight,
    weighted,
)
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

Report = Callable[..., Finding]


def _without(year: Year, table: str, expected: Iterable[Organisation]) -> list[Organisation]:
    entered = column_values(year, table, "编号")
    return [organisation for organisation in expected if organisation.number not in entered]


def _named(missing: Sequence[Organisation], table: str, report: Report) -> Iterator[Finding]:
    for organisation in missing:
        yield report(
            "organisation_without",
            organisation.at("number"),
            value=organisation.number,
            name=organisation.name,
            table=table,
        )


def _numbered(year: Year, missing: Sequence[Organisation], table: str) -> Iterator[Finding]:
    if missing:
        at, count = table_at(year, table), len(missing)
        yield notice("organisations_without", at, table=table, count=count, first=missing[0].name)


def _entered(year: Year, table: str, expected: Iterable[Organisation]) -> Iterator[Finding]:
    missing = _without(year, table, expected)
    if not collecting(year):
        return _numbered(year, missing, table)
    strict = year.settings and year.settings.missing_source == MISSING_ERROR
    return _named(missing, table, blocking if strict and collected(year) else notice)


def reports_there(year: Year) -> Iterator[Finding]:
    """Every secretary writes a report (通知 四、2); named as soon as one has been registered."""
    missing = _without(year, DEBRIEF_REPORT.name, year.appraised)
    if year.reports:
        return _named(missing, DEBRIEF_REPORT.name, notice)
    return _numbered(year, missing, DEBRIEF_REPORT.name)


def visits_there(year: Year) -> Iterator[Finding]:
    """座谈调研 has a row for each organisation in whose track it counts."""
    return _entered(year, VISIT_TABLE.name, weighted(year, VISITS))


def scores_there(year: Year) -> Iterator[Finding]:
    """日常年度 has a row for each organisation in whose track one of its two sources counts."""
    needed = [
        organisation
        for organisation in year.appraised
        if any(weight(year, organisation.track, source) for source in (ROUTINE, ANNUAL))
    ]
    return _entered(year, ROUTINE_TABLE.name, needed)


def meeting_votes_there(year: Year) -> Iterator[Finding]:
    """测评票 has votes for each organisation of a meeting whose votes have come in."""
    voted = {*column(year.ballots, "meeting")}
    expected = [organisation for organisation in weighted(year, MEETING) if organisation.meeting in voted]
    return _named(_without(year, BALLOT.name, expected), BALLOT.name, notice)


def surveys_there(year: Year) -> Iterator[Finding]:
    """问卷 was issued to, and answered by, each organisation in whose track 问卷调查 counts."""
    issued = {form.number for form in year.forms if form.kind == SURVEY_FORM and form.state != VOID}
    back = {form.number for form in year.forms if form.kind == SURVEY_FORM and form.state in LIVE}
    missing = _without(year, SURVEY_ANSWER.name, weighted(year, SURVEY)) if year.forms else []
    yield from _named(
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


def forms_back(year: Year) -> Iterator[Finding]:
    """Forms that are still out while others have come back; a branch's ballots and survey are one package."""
    reported = set()
    for form in year.forms if collecting(year) else ():
        package = form.number or form.form
        if form.state == ISSUED and form.kind != FEEDBACK and package not in reported:
            reported.add(package)
            yield notice("form_not_back", form.at("state"), value=ISSUED, form=form.form)
