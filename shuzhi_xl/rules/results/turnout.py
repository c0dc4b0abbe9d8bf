"""Ballots and questionnaires issued and returned (参与情况), where it may be disclosed (匿名)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.results.track_result import TrackResult
from shuzhi_xl.rules.tally.admission import form_states
from shuzhi_xl.rules.tally.electorate import Electorate, electorate
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import (
    ADOPTED,
    EVERY_CLASS,
    MEETING,
    OVERALL,
    PACKAGE,
    RETURNED,
    SURVEY,
    SURVEY_FORM,
    VOID,
)
from shuzhi_xl.sheets.outgoing.summary_content import Turnout, TurnoutLine
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import WITHHELD

_LIVE = (RETURNED, ADOPTED)


def meeting_lines(result: TrackResult) -> list[TurnoutLine]:
    """Turnout by 场次 and 票类, then of all questionnaires by 票类 (参与情况).

    A meeting is not shown if the counts of any of its organisations are hidden: its turnout would reveal
    them. The same applies to the questionnaires of the track.
    """
    voters, ballots = electorate(result.year), _count_ballots(result.year)
    weighted = result.track_policy.class_weights.get(MEETING, {})
    closed = _closed_meetings(result)
    lines: list[TurnoutLine] = []
    for meeting in dict.fromkeys(organisation.meeting for organisation in result.members):
        if meeting in closed:
            lines.append(TurnoutLine((meeting, EVERY_CLASS), [WITHHELD]))
        else:
            classes = [*weighted, *_classes_at(voters, ballots, meeting)]
            counts = {
                voter_class: (_eligible(voters, meeting, voter_class), ballots.get((meeting, voter_class), 0))
                for voter_class in classes
            }
            lines += _class_lines(meeting, counts, result.settings.decimals)
    return [*lines, *_survey_lines(result)]


def branch_lines(result: TrackResult) -> list[TurnoutLine]:
    """Turnout of each organisation: the 测评票 of its own people, and the 问卷 about it; a sum at the end."""
    closed = _closed_meetings(result)
    lines = []
    for organisation in result.members:
        packages = (
            WITHHELD if organisation.meeting in closed else _form_turnout(result, [organisation], PACKAGE)
        )
        is_shown = (organisation.number, SURVEY) not in result.hidden
        surveys = _form_turnout(result, [organisation], SURVEY_FORM) if is_shown else WITHHELD
        lines.append(TurnoutLine((organisation.number, organisation.name), [packages, surveys]))
    sums = [
        WITHHELD if closed else _form_turnout(result, result.members, PACKAGE),
        WITHHELD if _has_hidden_survey(result) else _form_turnout(result, result.members, SURVEY_FORM),
    ]
    return [*lines, TurnoutLine(("", EVERY_CLASS), sums)]


def _closed_meetings(result: TrackResult) -> set[str]:
    return {
        organisation.meeting
        for organisation in result.members
        if (organisation.number, MEETING) in result.hidden
    }


def _has_hidden_survey(result: TrackResult) -> bool:
    return any((organisation.number, SURVEY) in result.hidden for organisation in result.members)


def _count_ballots(year: Year) -> Mapping[Pair, int]:
    """Returned ballots by 场次 and 票类."""
    counts = {"", *(form for form, state in form_states(year).items() if state in _LIVE)}
    names = ("form", "meeting", "voter_class", "ballot")
    # A ballot has a row for every secretary on it, so rows are not ballots
    ballots = set(zip(*(column(year.ballots, name) for name in names), strict=True))
    return Counter((meeting, voter_class) for form, meeting, voter_class, _ in ballots if form in counts)


def _classes_at(voters: Electorate, ballots: Mapping[Pair, int], meeting: str) -> list[str]:
    """票类 with voters or ballots at a meeting."""
    classes = [voter_class for at, voter_class in (*voters.seats, *ballots) if at == meeting]
    return [*classes, voters.peer_class] if voters.peer_class and meeting in voters.packages else classes


def _eligible(voters: Electorate, meeting: str, voter_class: str) -> int:
    peers = voters.packages.get(meeting, 0) if voter_class == voters.peer_class else 0
    return voters.seats.get((meeting, voter_class), 0) + peers


def _class_lines(subject: str, counts: Mapping[str, tuple[int, int]], decimals: int) -> Iterator[TurnoutLine]:
    for voter_class, (issued, returned) in counts.items():
        yield TurnoutLine((subject, voter_class), [_turnout(issued or None, returned, decimals)])
    issued = sum(issued for issued, _ in counts.values())
    returned = sum(returned for _, returned in counts.values())
    all_issued = all(issued for issued, _ in counts.values())
    # A rate over classes with and without a known 应到人数 would exceed the true one
    yield TurnoutLine((subject, EVERY_CLASS), [_turnout(issued if all_issued else None, returned, decimals)])


def _survey_lines(result: TrackResult) -> Iterator[TurnoutLine]:
    by_class: dict[str, int] = {}
    for row in result.tallied.rows:
        is_class = row.source == SURVEY and row.criterion == OVERALL and row.voter_class != EVERY_CLASS
        if is_class and row.track == result.name:
            by_class[row.voter_class] = by_class.get(row.voter_class, 0) + (row.returned or 0)
    if by_class and _has_hidden_survey(result):
        yield TurnoutLine((SURVEY, EVERY_CLASS), [WITHHELD])
    elif by_class:
        for voter_class, returned in by_class.items():
            # 发出数 is known of the whole form only, not of its classes
            yield TurnoutLine((SURVEY, voter_class), [Turnout(None, returned, None)])
        yield TurnoutLine((SURVEY, EVERY_CLASS), [_form_turnout(result, result.members, SURVEY_FORM)])


def _form_turnout(result: TrackResult, members: Sequence[Organisation], kind: str) -> Turnout:
    """Turnout of some organisations' forms of one kind, from 票单登记; each form was issued once."""
    forms = [
        form
        for member in members
        for form in result.year.forms_of.get(member.number, ())
        if form.kind == kind and form.state != VOID
    ]
    # Several contents of a form are several rows of 票单登记, each with the same 发出数
    issued = sum({form.form: form.issued for form in forms}.values())
    returned = sum(form.returned or 0 for form in forms if form.state in _LIVE)
    return _turnout(issued, returned, result.settings.decimals)


def _turnout(issued: int | None, returned: int, decimals: int) -> Turnout:
    rate = round_half_up(Fraction(100 * returned, issued), decimals) if issued else None
    return Turnout(issued, returned, rate)
