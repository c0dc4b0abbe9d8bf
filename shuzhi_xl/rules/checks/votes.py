"""测评票 and 问卷调查: every vote belongs to a form, a meeting and an appraised organisation (通知 四、3).

An error of many votes with one cause is listed once, at the first of them, with their number.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import column_values, locate_table
from shuzhi_xl.rules.year.cells_to_mend import mark_finding
from shuzhi_xl.sheets.declaration.long_tables import beside, column
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.vocabulary import GRADES, SPOILED, UPDATED, VOID
from shuzhi_xl.sheets.master.votes import BALLOT, FORM, SURVEY_ANSWER, Ballot, SurveyAnswer
from shuzhi_xl.sheets.reading.year import Year

Vote = Ballot | SurveyAnswer
VoteT = TypeVar("VoteT", bound=Vote)
_MARKS = {"", *GRADES, SPOILED}


def _first(votes: Sequence[VoteT], cases: Sequence[Hashable | None]) -> Iterator[tuple[VoteT, int]]:
    """The first vote of each case, and the number of votes in it.

    Args:
        votes: The votes.
        cases: What is wrong with each vote; None where it has no error.
    """
    # Backwards, so that the first vote of each case is the one that remains
    first = dict(zip(reversed(cases), range(len(cases) - 1, -1, -1), strict=True))
    for case, count in Counter(cases).items():
        if case is not None:
            yield votes[first[case]], count


def _all(year: Year) -> tuple[Sequence[Vote], ...]:
    return year.ballots, year.surveys


def _void_forms(year: Year) -> set[str]:
    # A form with one 作废 content may have another that is 采用; only a form without any is void
    live = {form.form for form in year.forms if form.state not in (VOID, UPDATED)}
    return {form.form for form in year.forms} - live


def check_votes_for_appraised(year: Year) -> Iterator[Finding]:
    """Votes for an organisation that is not appraised are not counted (组织名册: 参评)."""
    out = {organisation.number for organisation in year.organisations} - {
        organisation.number for organisation in year.appraised
    }
    for votes in _all(year):
        for vote, count in _first(
            votes, [number if number in out else None for number in column(votes, "number")]
        ):
            yield notice("votes_for_not_appraised", vote.at("number"), value=vote.number, count=count)


def check_ballot_of_own_meeting(year: Year) -> Iterator[Finding]:
    """A ballot rates the secretaries of its own 场次 only (通知 四、3); 作废 forms are ignored."""
    void = _void_forms(year)
    # An organisation without a 场次 has its own finding (meeting_needed)
    meeting_of = {
        organisation.number: organisation.meeting for organisation in year.appraised if organisation.meeting
    }
    # By columns: 测评票 may have a million rows, and a sound vote needs no row object
    columns = (column(year.ballots, name) for name in ("number", "meeting", "form"))
    astray = [
        (number, meeting) if meeting_of.get(number, meeting) != meeting and form not in void else None
        for number, meeting, form in zip(*columns, strict=True)
    ]
    for vote, count in _first(year.ballots, astray):
        own_meeting, at = meeting_of[vote.number], vote.at("meeting")
        yield blocking("ballot_of_other_meeting", at, value=vote.meeting, meeting=own_meeting, count=count)


def check_vote_of_known_form(year: Year) -> Iterator[Finding]:
    """The 表单编号 of a vote is in 票单登记."""
    # 表单编号 may be blank in 测评票 and 问卷调查; such votes count
    registered = {"", *column_values(year, FORM.name, FORM.columns[0].header)}
    for votes in _all(year):
        for vote, count in _first(
            votes, [None if form in registered else form for form in column(votes, "form")]
        ):
            yield blocking("votes_of_unknown_form", vote.at("form"), value=vote.form, count=count)


def check_vote_of_void_form(year: Year) -> Iterator[Finding]:
    """Votes of a form whose contents are all 作废 are not counted (票单登记)."""
    void = _void_forms(year)
    for votes in _all(year):
        for vote, count in _first(votes, [form if form in void else None for form in column(votes, "form")]):
            yield notice("votes_of_void_form", vote.at("form"), value=vote.form, count=count)


def check_ballot_whole(year: Year) -> Iterator[Finding]:
    """All rows of one ballot have the same form, meeting and 票类, since one person cast it (测评票)."""
    names = ("form", "meeting", "voter_class")
    cast = zip(*(column(year.ballots, name) for name in names), strict=True)
    first: dict[str, tuple[str, ...]] = {}
    for index, (ballot, parts) in enumerate(zip(column(year.ballots, "ballot"), cast, strict=True)):
        earlier = first.setdefault(ballot, parts)
        for name, value, first_value in zip(names, parts, earlier, strict=True) if parts != earlier else ():
            if value != first_value:
                vote = year.ballots[index]
                more = {"header": vote.columns()[name].header, "other": first_value, "ballot": ballot}
                yield blocking("ballot_split", vote.at(name), value=value, **more)


def check_survey_of_own_form(year: Year) -> Iterator[Finding]:
    """The 编号 of a survey is that of its form (问卷调查, 票单登记)."""
    number_of = {form.form: form.number for form in year.forms if form.number}
    form_numbers = zip(column(year.surveys, "form"), column(year.surveys, "number"), strict=True)
    astray = [
        (form, number) if number_of.get(form, number) != number else None for form, number in form_numbers
    ]
    for vote, count in _first(year.surveys, astray):
        more = {"form": vote.form, "number": number_of[vote.form], "count": count}
        yield blocking("survey_of_other_form", vote.at("number"), value=vote.number, **more)


def check_further_marks(year: Year) -> Iterator[Finding]:
    """Marks of further 测评项目 are grades too, and each has a column in a table with votes (测评项目)."""
    for votes, table in zip(_all(year), (BALLOT.name, SURVEY_ANSWER.name), strict=True):
        raw = year.raw[table]
        # Before there are votes the column may still be added
        for criterion in year.further if votes else ():
            if criterion not in raw.headers:
                at = locate_table(year, table)
                yield blocking("criterion_missing", at, table=table, header=criterion)
            for index, value in enumerate(beside(votes, criterion)):
                if clean(value) not in _MARKS:
                    at = raw.frame.at(criterion, votes[index].line)
                    yield mark_finding(at, value, criterion)
