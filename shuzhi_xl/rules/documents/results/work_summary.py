"""工作总结: the whole town and each track, every figure in a sentence (通知 五、4)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from shuzhi_xl.rules.documents.results.summary_parts import SummaryPart, measure_part, sum_up
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.rules.results.anonymity import track_mean
from shuzhi_xl.rules.results.results_by_organisation import Results
from shuzhi_xl.rules.results.track_figures import TrackFigures, share_of
from shuzhi_xl.rules.results.track_result import TrackResult
from shuzhi_xl.sheets.documents.work_summary import GradeRow, TrackPart, WorkSummary
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import GRADES, PROBLEM_SOURCES
from shuzhi_xl.sheets.outgoing.printed_lists import chinese_date
from shuzhi_xl.sheets.outgoing.summary_content import Turnout
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import work_summary as say
from shuzhi_xl.wording.documents.numbering import chinese_number


def make_work_summary(results: Results, computed: Computed) -> WorkSummary:
    """Make the report on the year (工作总结; 通知 五、4); its figures are those of 汇总.

    It goes to the district: no count is in it that 汇总 does not disclose (匿名下限), nor a grade before the
    committee has decided. A track whose settings are not sound is named as missing.
    """
    year, settings = results.year, computed.policy.settings
    tracks = {track: _track_result(results, computed, track) for track in computed.policy.tracks}
    parts = {track: measure_part(result) for track, result in tracks.items()}
    town = sum_up(list(parts.values()), settings)
    return WorkSummary(
        year=str(settings.year),
        committee=settings.party_committee,
        town=[*_describe_town(town, settings), *_name_left_out(year, parts)],
        parts=[
            TrackPart(chinese_number(order), track, _describe_track(tracks[track], part))
            for order, (track, part) in enumerate(parts.items(), start=1)
        ],
        grades=list(_list_grades({**parts, say.TOTAL: town})),
        rectification=_describe_rectification(results, town.figures, parts),
    )


def _name_left_out(year: Year, tracks: Collection[str]) -> list[str]:
    left_out = {organisation.track for organisation in year.appraised} - {*tracks}
    return [say.left_out(sorted(left_out))] if left_out else []


def _track_result(results: Results, computed: Computed, track: str) -> TrackResult:
    graded = computed.graded
    rows = tuple(row for row in graded.appraisals if row.track == track)
    shown = results.hidden, results.rounded
    return TrackResult(
        track, results.year, computed.policy, computed.tallied, rows, graded.tracks[track], *shown
    )


def _describe_town(town: SummaryPart, settings: Settings) -> list[str]:
    first, *rest = _describe_people(town)
    return [
        say.paragraph([say.town(settings.year, first), *rest]),
        say.paragraph(_describe_votes(town)),
        say.paragraph([_describe_grades(town)]),
    ]


def _describe_track(result: TrackResult, part: SummaryPart) -> str:
    of_track = next(track for track in result.year.tracks if track.name == result.name)
    counts = part.figures.problems
    day = chinese_date(result.settings.reference_day)
    mean = track_mean([row.composite_score for row in result.standing], part.decimals)
    return say.paragraph(
        [
            say.leads(of_track.lead_department, of_track.debriefs_to),
            *_describe_people(part),
            *_describe_votes(part),
            _describe_grades(part),
            say.mean(mean) if mean is not None else "",
            say.problems(counts.total, counts.closed, counts.overdue, day),
        ]
    )


def _describe_people(part: SummaryPart) -> list[str]:
    """Who was appraised, by which reports, at which meetings."""
    figures = part.figures
    meetings = sorted(figures.meetings, key=lambda meeting: meeting.held_on)
    present = [meeting.present for meeting in meetings]
    return [
        say.appraised(figures.appraised, figures.debriefed),
        say.reports(part.reports, figures.appraised),
        say.meetings(
            [chinese_date(meeting.held_on) for meeting in meetings],
            sum(meeting.eligible for meeting in meetings),
            None if None in present else sum(number or 0 for number in present),
        ),
    ]


def _describe_votes(part: SummaryPart) -> list[str]:
    figures = part.figures
    return [_describe_ballots(part), say.activities(figures.surveys, figures.visits, figures.remarks)]


def _describe_ballots(part: SummaryPart) -> str:
    turnouts = [turnout for turnout in part.ballots.values() if isinstance(turnout, Turnout)]
    # One meeting whose turnout is hidden could be worked out from the sum of all
    if len(turnouts) < len(part.ballots):
        return say.BALLOTS_WITHHELD
    returned = sum(turnout.returned or 0 for turnout in turnouts)
    if not returned or any(turnout.issued is None for turnout in turnouts):
        return say.ballots(None, returned, None)
    issued = sum(turnout.issued or 0 for turnout in turnouts)
    return say.ballots(issued, returned, share_of(returned, issued, part.decimals))


def _describe_grades(part: SummaryPart) -> str:
    grades, whole = part.figures.grades, part.figures.appraised
    decided = sum(grades.values())
    shares = [(grade, count, share_of(count, whole, part.decimals)) for grade, count in grades.items()]
    return say.grades(shares if decided else [], whole - decided)


def _list_grades(parts: Mapping[str, SummaryPart]) -> Iterator[GradeRow]:
    """Lines of the table, once a grade is final."""
    if not any(sum(part.figures.grades.values()) for part in parts.values()):
        return
    for track, part in parts.items():
        whole = part.figures.appraised
        cells = [
            say.cell(count, share_of(count, whole, part.decimals))
            for count in (part.figures.grades[grade] for grade in GRADES)
        ]
        yield GradeRow(track, str(whole), *cells)


def _describe_rectification(results: Results, figures: TrackFigures, tracks: Collection[str]) -> str:
    counts, year = figures.problems, results.year
    numbers = {organisation.number for organisation in year.organisations if organisation.track in tracks}
    raised = Counter(problem.source for problem in year.problems if problem.number in numbers)
    sources = {source: raised[source] for source in PROBLEM_SOURCES if raised[source]}
    day = chinese_date(results.policy.settings.reference_day)
    return say.paragraph(
        [
            say.problems(counts.total, counts.closed, counts.overdue, day),
            say.by_source(sources) if counts.total else "",
        ]
    )
