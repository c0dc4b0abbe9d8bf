"""Standings of a track (汇总): grades so far, changed grades, and shares of the four grades."""

from collections.abc import Sequence
from decimal import Decimal

from shuzhi_xl.rules.grading.quota import count_quota_places
from shuzhi_xl.rules.results.anonymity import track_mean
from shuzhi_xl.rules.results.grade_reasons import Reader, differs_from_suggestion, list_reasons
from shuzhi_xl.rules.results.track_figures import share_of
from shuzhi_xl.rules.results.track_result import TrackResult
from shuzhi_xl.sheets.master.results import Appraisal, Tally
from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, EVERY_CLASS, OVERALL
from shuzhi_xl.sheets.outgoing.summary_content import GradeLine, ScoreLine, ShareLine, ShiftLine
from shuzhi_xl.wording.sheets import standings as say
from shuzhi_xl.wording.sheets.titles import UNSHOWN


def grade_so_far(row: Appraisal) -> str:
    """最终等次, or 建议等次 before the committee has decided, or 未定."""
    return row.final_grade or row.suggested_grade or say.UNDECIDED


def describe_basis(rows: Sequence[Appraisal]) -> str:
    """Basis of the grades of `grade_so_far`: 最终等次, 建议等次, or some of each."""
    columns = Appraisal.columns()
    final, suggested = columns["final_grade"].header, columns["suggested_grade"].header
    return say.basis(final, suggested, sum(not row.final_grade for row in rows), len(rows))


def grade_lines(result: TrackResult) -> list[GradeLine]:
    """Lines of 等次分布: the grades, best first, and the organisations without a grade."""
    settings, whole = result.settings, len(result.standing)
    grades = [grade_so_far(row) for row in result.standing]
    lines = []
    for rule in result.track_policy.grades:
        quota = rule.quota
        quota_places = None if quota is None else count_quota_places(quota, whole, settings.quota_rounding)
        count = grades.count(rule.grade)
        share = share_of(count, whole, settings.decimals)
        lines.append(GradeLine(rule.grade, count, share, rule.threshold, quota, quota_places))
    if undecided := grades.count(say.UNDECIDED):
        lines.append(GradeLine(say.UNDECIDED, undecided, share_of(undecided, whole, settings.decimals)))
    return lines


def score_lines(rows: Sequence[Appraisal]) -> list[ScoreLine]:
    """Bars of 得分图, in the order of the rows; an organisation without composite has none."""
    return [
        ScoreLine(row.name, row.composite_score, grade_so_far(row))
        for row in rows
        if row.composite_score is not None
    ]


def summarise_track(result: TrackResult, grades: Sequence[GradeLine]) -> str:
    """The track's result in one line (汇总; 通知 四、4)."""
    counted = [(line.grade, line.count, line.quota_places) for line in grades]
    line = say.glance(describe_basis(result.standing), len(result.standing), counted)
    scores = [row.composite_score for row in result.standing if row.composite_score is not None]
    mean = track_mean(scores, result.settings.decimals)
    return line + (say.scores(max(scores), min(scores), mean) if scores else "")


def shift_lines(result: TrackResult) -> list[ShiftLine]:
    """Lines of 等次变动: organisations that were capped, moved by a quota, or changed by the committee."""
    reader = Reader(result.hidden, result.settings.decimals)
    lines = []
    for row in result.standing:
        capping = result.graded.cappings.get(row.number)
        if capping and (row.suggested_grade != capping.natural or differs_from_suggestion(row)):
            row_key = (row.rank, row.number, row.name, row.composite_score, capping.natural)
            sentences = tuple(list_reasons(row, result.graded, capping, reader))
            lines.append(ShiftLine(*row_key, sentences, row.suggested_grade, row.final_grade))
    return lines


def share_lines(result: TrackResult) -> list[ShareLine]:
    """Lines of 等次占比 of 总体评价, all classes together; hidden figures are marked as such (匿名下限)."""
    # The line 合计 only: its shares are of all classes together, as the rules use them
    whole = {
        (row.number, row.source): row
        for row in result.tallied.rows
        if row.voter_class == EVERY_CLASS and row.criterion == OVERALL
    }
    return [
        ShareLine(
            row.rank,
            row.number,
            row.name,
            {
                source: UNSHOWN if (row.number, source) in result.hidden else _shares(tally)
                for source in BALLOT_SOURCES
                if (tally := whole.get((row.number, source)))
            },
        )
        for row in result.standing
    ]


def _shares(row: Tally) -> tuple[Decimal | None, ...]:
    return row.good_share, row.fairly_good_share, row.average_share, row.poor_share
