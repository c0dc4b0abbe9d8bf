"""The slips with which a meeting's votes are fed back right after the count (现场测评结果; 通知 四、3).

A slip has the votes on one secretary, neither composite nor grade: the committee has not decided yet.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from shuzhi_xl.findings import Finding, notice
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.rules.results.anonymity import unshown
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.units import MeetingNumber, Number
from shuzhi_xl.sheets.documents.meeting_results import MeetingResultContent, ResultLine, ResultSlip
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting, Organisation
from shuzhi_xl.sheets.master.results import Tally
from shuzhi_xl.sheets.master.vocabulary import (
    BALLOT_SOURCES,
    ISSUED,
    MEETING,
    MISSING_SKIP,
    OVERALL,
    PACKAGE,
    PENDING,
    SOURCES,
    SURVEY,
    TYPING_A,
    TYPING_B,
)
from shuzhi_xl.sheets.outgoing.printed_lists import chinese_date
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import meeting_results as say
from shuzhi_xl.wording.documents.meeting_papers import listed

_COUNTS = ("good", "fairly_good", "average", "poor", "abstention", "spoiled", "not_cast")
_ENTERED = tuple(source for source in SOURCES if source not in BALLOT_SOURCES)
_TYPED = (TYPING_A, TYPING_B)
_CLASS_AND_TOTAL = 2


def make_meeting_results(
    year: Year, result: Computed
) -> tuple[Mapping[MeetingNumber, MeetingResultContent], list[Finding]]:
    """Make the slips of every meeting whose ballots are all back (通知 四、3: 会后反馈测评结果).

    Args:
        year: The year.
        result: What 计算 made of it.

    Returns:
        The slips by 场次, and a notice for each meeting that was counted in part only.
    """
    rows = _rows_by_number(result.tallied)
    contents: dict[MeetingNumber, MeetingResultContent] = {}
    findings = []
    for meeting in year.meetings:
        members = [
            organisation
            for organisation in year.appraised_at.get(meeting.number, ())
            if organisation.number in rows and not result.tallied.holds_back(organisation.number, MEETING)
        ]
        forms = count_forms_out(year, meeting) if members else 0
        # Slips of some of the ballots and later of all would tell how the rest voted
        if forms:
            findings.append(notice("meeting_result_waits", meeting.at("number"), forms=forms))
        elif members:
            contents[meeting.number] = _make_content(year, result, meeting, rows, members)
    return contents, findings


def count_forms_out(year: Year, meeting: Meeting) -> int:
    """Number of forms with ballots of a meeting that are not back, or not decided on (票单登记)."""
    members = {organisation.number for organisation in year.appraised_at.get(meeting.number, ())}
    return sum(
        form.state in (ISSUED, PENDING)
        for form in year.forms
        if (form.kind in _TYPED and form.meeting == meeting.number)
        # A package without 录票 brings no ballots
        or (form.kind == PACKAGE and form.issued and form.number in members)
    )


def _rows_by_number(tallied: TallyResult) -> Mapping[Number, Sequence[Tally]]:
    """Lines of 总体评价 in 现场测评 of those who got any vote."""
    rows: dict[Number, list[Tally]] = {}
    for row in tallied.rows:
        if row.source == MEETING and row.criterion == OVERALL:
            rows.setdefault(row.number, []).append(row)
    return {number: lines for number, lines in rows.items() if any(line.returned for line in lines)}


def _make_content(
    year: Year,
    result: Computed,
    meeting: Meeting,
    rows: Mapping[Number, Sequence[Tally]],
    members: Sequence[Organisation],
) -> MeetingResultContent:
    settings = result.policy.settings
    hidden = unshown(result.tallied, result.policy) | _possibly_hidden(result, members)
    departments = [track.lead_department for track in year.tracks if track.name == meeting.track]
    return MeetingResultContent(
        year=str(settings.year),
        committee=settings.party_committee,
        track=meeting.track,
        lead_department=listed(departments),
        meeting=meeting.number,
        held_on=chinese_date(meeting.held_on),
        denominator=settings.share_denominator,
        slips=[_make_slip(organisation, rows[organisation.number], hidden) for organisation in members],
    )


def _possibly_hidden(result: Computed, members: Sequence[Organisation]) -> frozenset[Pair]:
    """Votes that 反馈 might have to hide because few answer a survey that is not back yet (匿名; 算法 七).

    The composite, which 反馈 shows, less these votes would give the survey away where no entered score is
    in it.
    """
    policy, scores = result.policy, result.tallied.source_scores
    pairs = set()
    for organisation in members:
        weights, number = policy.tracks[organisation.track].source_weights, organisation.number
        entered = [source for source in _ENTERED if weights.get(source)]
        if policy.settings.missing_source == MISSING_SKIP:
            entered = [source for source in entered if (number, source) in scores]
        is_out = organisation.surveys and weights.get(SURVEY) and (number, SURVEY) not in scores
        if is_out and not entered:
            pairs.add((number, MEETING))
    return frozenset(pairs)


def _make_slip(organisation: Organisation, rows: Sequence[Tally], hidden: Collection[Pair]) -> ResultSlip:
    is_shown = (organisation.number, MEETING) not in hidden
    return ResultSlip(
        organisation=organisation.name,
        secretary=organisation.secretary,
        is_shown=is_shown,
        lines=_list_lines(rows) if is_shown else (),
    )


def _list_lines(rows: Sequence[Tally]) -> Sequence[ResultLine]:
    """Counts by 票类, of all classes, and the shares of all."""
    total = rows[-1]
    # With one class its line would say the same as 合计
    shown = rows if len(rows) > _CLASS_AND_TOTAL else [total]
    counts = [ResultLine(row.voter_class, *(_print(getattr(row, name)) for name in _COUNTS)) for row in shown]
    shares = (_print(getattr(total, f"{name}_share"), "%") for name in _COUNTS)
    return [*counts, ResultLine(say.SHARE, *shares)]


def _print(figure: Decimal | int | None, unit: str = "") -> str:
    return say.NONE if figure is None else f"{figure}{unit}"
