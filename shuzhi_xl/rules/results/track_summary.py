"""Contents of a track's summary (汇总) and of the published list (结果公布; 通知 四、4)."""

from collections.abc import Iterator, Sequence

from shuzhi_xl.rules.grading.grade import GradingResult
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.rectification.opinions import publishable_problems
from shuzhi_xl.rules.results.anonymity import public_appraisals, public_tally
from shuzhi_xl.rules.results.disclosure.disclose import disclose
from shuzhi_xl.rules.results.live_formula_inputs import make_recalculation
from shuzhi_xl.rules.results.standings import (
    describe_basis,
    grade_lines,
    score_lines,
    share_lines,
    shift_lines,
    summarise_track,
)
from shuzhi_xl.rules.results.track_figures import TrackFigures, measure_track
from shuzhi_xl.rules.results.track_result import TrackResult
from shuzhi_xl.rules.results.turnout import branch_lines, meeting_lines
from shuzhi_xl.rules.results.years_compared import years_lines
from shuzhi_xl.rules.tally.tally import TallyResult
from shuzhi_xl.sheets.master.results import Appraisal, Problem, Publication
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent, chinese_date
from shuzhi_xl.sheets.outgoing.summary_content import SummaryContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets import figures, titles


def make_summary_content(
    year: Year, policy: Policy, tallied: TallyResult, graded: GradingResult, track: str
) -> SummaryContent:
    """Content of one track's workbooks (汇总 and 核对; 通知 四、4)."""
    disclosure = disclose(policy, tallied, graded)
    hidden, rounded = disclosure.hidden, disclosure.rounded
    rows = tuple(sort_by_rank(graded.appraisals, track))
    result = TrackResult(track, year, policy, tallied, rows, graded.tracks[track], hidden, rounded)
    grades = grade_lines(result)
    lines = list(_figures(measure_track(year, policy.settings, rows, track, hidden)))
    return SummaryContent(
        title=titles.summary_title(policy.settings.year, track),
        audit_title=titles.audit_title(policy.settings.year, track),
        committee=policy.settings.party_committee,
        track=track,
        glance=summarise_track(result, grades),
        ranking=public_appraisals(graded, rows, hidden, rounded),
        basis=describe_basis(result.standing),
        scores=score_lines(result.standing),
        grades=grades,
        shifts=shift_lines(result),
        shares=share_lines(result),
        meetings=meeting_lines(result),
        branches=branch_lines(result),
        tallies=[public_tally(row, hidden) for row in tallied.rows if row.track == track],
        recalculation=make_recalculation(result),
        decimals=policy.settings.decimals,
        figures=[*lines, figures.paragraph(track, lines)],
        year=policy.settings.year,
        years=years_lines(result),
    )


def sort_by_rank(appraisals: Sequence[Appraisal], track: str) -> list[Appraisal]:
    """A track's lines by rank (名次; 算法 五), best first; those without one last, in roster order."""
    return sorted(
        (row for row in appraisals if row.track == track), key=lambda row: row.rank or len(appraisals) + 1
    )


def _figures(measured: TrackFigures) -> Iterator[tuple[str, str]]:
    """Figures for the report in February (通知 五、4)."""
    yield figures.appraised(measured.appraised)
    for form, count in measured.debriefed.items():
        yield figures.debriefed(form, count)
    for meeting in measured.meetings:
        held_on = chinese_date(meeting.held_on)
        yield figures.meeting(meeting.number, held_on, meeting.eligible, meeting.present)
    yield figures.surveys(measured.surveys)
    yield figures.visits(measured.visits)
    yield figures.remarks(measured.remarks)
    for grade, count in measured.grades.items():
        yield figures.grade(grade, count)
    problems = measured.problems
    yield figures.problems(problems.total, problems.closed, problems.overdue)


def make_publication_rows(graded: GradingResult, tracks: Sequence[str]) -> list[Publication]:
    """Lines of 结果公布: by track, then grade, then roster order; only those with a final grade."""
    rows = []
    for track in tracks:
        final = sorted(list_final(graded, track), key=lambda row: GRADES.index(row.final_grade))
        rows += [
            Publication(
                track=track, order=order, name=row.name, secretary=row.secretary, final_grade=row.final_grade
            )
            for order, row in enumerate(final, start=1)
        ]
    return rows


def list_final(graded: GradingResult, track: str) -> list[Appraisal]:
    """A track's lines of 综合评定 with a final grade, in the order of the roster (通知 四、4).

    In the order of 综合评定, which is that of the ranks, a published list would disclose them.
    """
    row_of = {row.number: row for row in graded.appraisals}
    rows = (row_of[branch.number] for branch in graded.branches if branch.organisation.track == track)
    return [row for row in rows if row.final_grade]


def make_publication_content(policy: Policy, rows: Sequence[Publication], track: str) -> ListContent:
    """Content of one track's publication sheet (结果公布; 通知 四、4): names and grades only."""
    settings = policy.settings
    columns = Publication.columns()
    names = ("order", "name", "secretary", "final_grade")
    day = [chinese_date(settings.publication_day)] if settings.publication_day else []
    return ListContent(
        title=titles.publication_title(settings.year),
        sheet="结果公布",
        subtitle=figures.publication_line(track, settings.scope),
        headers=[columns[name].header for name in names],
        widths=[columns[name].width for name in names],
        rows=[[getattr(row, name) for name in names] for row in rows if row.track == track],
        signed=[settings.party_committee, *day],
    )


def make_tracking_content(year: Year, track: str) -> ListContent:
    """Content of one track's list of problems not yet closed (整改跟踪; 通知 四、5)."""
    settings = year.settings
    if settings is None:
        raise ValueError("tracking needs settings")
    names = {
        organisation.number: organisation.name
        for organisation in year.organisations
        if organisation.track == track
    }
    columns = Problem.columns()
    fields = ("problem", "source", "content", "owner", "measure", "due", "progress", "state")
    open_ones = [problem for problem in publishable_problems(year) if problem.number in names]
    return ListContent(
        title=titles.tracking_title(settings.year, track),
        sheet="整改跟踪",
        subtitle=figures.tracking_line(chinese_date(settings.tracking_day), len(open_ones)),
        headers=["组织名称", *(columns[name].header for name in fields)],
        widths=[28, 11, 9, 42, 9, 42, 12, 26, 8],
        rows=[[names[problem.number], *(getattr(problem, name) for name in fields)] for problem in open_ones],
        landscape=True,
    )
