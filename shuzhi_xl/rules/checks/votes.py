"""测评票 and 问卷调查: every vote belongs to a form, a meeting and an appraised organisation.

What is wrong with many votes for one reason is listed once, at the first of them, with their number.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import column_values, organisations, table_at
from shuzhi_xl.sheets.texts import clean
from shuzhi_xl.sheets.vocabulary import GRADES, SPOILED, VOID
from shuzhi_xl.sheets.votes import BALLOT, FORM, SURVEY_ANSWER, Ballot, SurveyAnswer
from shuzhi_xl.sheets.year import Year

Vote = Ballot | SurveyAnswer
VoteT = TypeVar("VoteT", bound=Vote)
_MARKS = {"", *GRADES, SPOILED}


def _first(votes: Iterable[VoteT], case: Callable[[VoteT], Hashable | None]) -> Iterator[tuple[VoteT, int]]:
    """The first vote of each case on each sheet, and the number of votes alike; None is no case."""
    found: dict[Hashable, tuple[VoteT, int]] = {}
    for vote in votes:
        key = case(vote)
        if key is not None:
            first, count = found.get((type(vote), key), (vote, 0))
            found[type(vote), key] = first, count + 1
    yield from found.values()


def _all(year: Year) -> list[Vote]:
    return [*year.ballots, *year.surveys]


def _void_forms(year: Year) -> set[str]:
    return {each.form for each in year.forms} - {each.form for each in year.forms if each.state != VOID}


def votes_for_appraised(year: Year) -> Iterator[Finding]:
    """Votes for an organisation that is not appraised are not counted."""
    known = organisations(year)

    def out(vote: Vote) -> str | None:
        organisation = known.get(vote.number)
        return vote.number if organisation and not organisation.appraised else None

    for vote, count in _first(_all(year), out):
        yield notice("votes_for_not_appraised", vote.at("number"), value=vote.number, count=count)


def ballot_of_own_meeting(year: Year) -> Iterator[Finding]:
    """A ballot rates the secretaries of its own 场次 only; 作废 forms of before a move don't matter."""
    void = _void_forms(year)
    meeting_of = {each.number: each.meeting for each in year.appraised if each.meeting}

    def astray(vote: Ballot) -> tuple[str, str] | None:
        own = meeting_of.get(vote.number, vote.meeting)
        return (vote.number, vote.meeting) if own != vote.meeting and vote.form not in void else None

    for vote, count in _first(year.ballots, astray):
        own, at = meeting_of[vote.number], vote.at("meeting")
        yield blocking("ballot_of_other_meeting", at, value=vote.meeting, meeting=own, count=count)


def vote_of_known_form(year: Year) -> Iterator[Finding]:
    """A vote's 表单编号 stands in 票单登记."""
    forms = column_values(year, FORM.name, FORM.columns[0].header)

    def unknown(vote: Vote) -> str | None:
        return vote.form if vote.form and vote.form not in forms else None

    for vote, count in _first(_all(year), unknown):
        yield blocking("votes_of_unknown_form", vote.at("form"), value=vote.form, count=count)


def vote_of_void_form(year: Year) -> Iterator[Finding]:
    """Votes of a form whose every content is 作废 are not counted."""
    void = _void_forms(year)

    def spent(vote: Vote) -> str | None:
        return vote.form if vote.form in void else None

    for vote, count in _first(_all(year), spent):
        yield notice("votes_of_void_form", vote.at("form"), value=vote.form, count=count)


def ballot_whole(year: Year) -> Iterator[Finding]:
    """All rows of one ballot have the same form, meeting and 票类: one person cast it."""
    first: dict[str, Ballot] = {}
    for each in year.ballots:
        earlier = first.setdefault(each.ballot, each)
        for name in ("form", "meeting", "voter_class"):
            value, other = getattr(each, name), getattr(earlier, name)
            if value != other:
                header = each.columns()[name].header
                more = {"header": header, "other": other, "ballot": each.ballot}
                yield blocking("ballot_split", each.at(name), value=value, **more)


def survey_of_own_form(year: Year) -> Iterator[Finding]:
    """A survey's 编号 is that of its form."""
    number_of = {each.form: each.number for each in year.forms if each.number}

    def astray(vote: SurveyAnswer) -> tuple[str, str] | None:
        return (vote.form, vote.number) if number_of.get(vote.form, vote.number) != vote.number else None

    for vote, count in _first(year.surveys, astray):
        more = {"form": vote.form, "number": number_of[vote.form], "count": count}
        yield blocking("survey_of_other_form", vote.at("number"), value=vote.number, **more)


def further_marks(year: Year) -> Iterator[Finding]:
    """Marks of further 测评项目 are grades too; a table that has votes has a column for each."""
    for votes, table in ((year.ballots, BALLOT), (year.surveys, SURVEY_ANSWER)):
        raw = year.raw[table.name]
        for criterion in year.further if votes else ():
            if criterion not in raw.headers:
                at = table_at(year, table.name)
                yield blocking("criterion_missing", at, table=table.name, header=criterion)
            for vote in votes:
                if clean(vote.others.get(criterion)) not in _MARKS:
                    at, value = raw.frame.at(criterion, vote.line), vote.others[criterion]
                    yield blocking("mark_unknown", at, value=value, header=criterion)
