"""The parts of 工作总结: each track, and the town as their sum (匿名; 通知 五、4)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

from shuzhi_xl.rules.rectification.problems import ProblemCounts
from shuzhi_xl.rules.results.track_figures import TrackFigures, measure_track
from shuzhi_xl.rules.results.track_result import TrackResult
from shuzhi_xl.rules.results.turnout import meeting_lines
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import EVERY_CLASS, SURVEY
from shuzhi_xl.sheets.outgoing.summary_content import Turnout


@dataclass(frozen=True)
class SummaryPart:
    """One track, or the town, as the report describes it.

    Attributes:
        figures: Its figures.
        reports: Debrief reports that were handed in.
        ballots: Turnout by 场次, or the words shown instead.
        decimals: 小数位数.
    """

    figures: TrackFigures
    reports: int
    ballots: Mapping[str, Turnout | str]
    decimals: int


def measure_part(result: TrackResult) -> SummaryPart:
    """Measure a track (工作总结; 通知 五、4)."""
    handed_in = {report.number for report in result.year.reports if report.handed_in}
    return SummaryPart(
        figures=measure_track(result.year, result.settings, result.rows, result.name, result.hidden),
        reports=sum(organisation.number in handed_in for organisation in result.members),
        ballots={
            line.of[0]: line.turnouts[0]
            for line in meeting_lines(result)
            if line.of[1] == EVERY_CLASS and line.of[0] not in ("", SURVEY)
        },
        decimals=result.settings.decimals,
    )


def sum_up(parts: Sequence[SummaryPart], settings: Settings) -> SummaryPart:
    """The town, from its tracks (工作总结; 通知 五、4)."""
    tracks = [part.figures for part in parts]
    surveys = [figures.surveys for figures in tracks]
    figures = TrackFigures(
        appraised=sum(figures.appraised for figures in tracks),
        debriefed=_add(figures.debriefed for figures in tracks),
        meetings=[meeting for figures in tracks for meeting in figures.meetings],
        # The sum would give away the one track that is hidden, as the others are shown
        surveys=None if None in surveys else sum(count or 0 for count in surveys),
        visits=sum(figures.visits for figures in tracks),
        remarks=sum(figures.remarks for figures in tracks),
        grades=_add(figures.grades for figures in tracks),
        problems=ProblemCounts(
            *map(sum, zip(*(astuple(figures.problems) for figures in tracks), strict=True))
        ),
    )
    # By 场次, so that a meeting of several tracks is counted once
    ballots = {meeting: turnout for part in parts for meeting, turnout in part.ballots.items()}
    return SummaryPart(figures, sum(part.reports for part in parts), ballots, settings.decimals)


def _add(counts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    # Not by adding counters, which would drop a grade that nobody has
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return total
