"""The figures of one town for the district (镇的摘要): only those that may leave the town."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.arithmetic.outliers import UsualRange, find_usual_range
from shuzhi_xl.rules.district.town_checks import TownChecks
from shuzhi_xl.rules.district.town_prints import TownPrints, town_prints
from shuzhi_xl.rules.rectification.problems import ProblemCounts, count_problems
from shuzhi_xl.rules.results.anonymity import LEAST_BRANCHES, withheld
from shuzhi_xl.rules.tally.package_votes import registered_votes
from shuzhi_xl.sheets.master.program_sheets import Progress
from shuzhi_xl.sheets.master.results import Appraisal, Tally
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import (
    ADOPTED,
    GRADES,
    MEETING,
    ORGANISATION_TYPES,
    PACKAGE,
    RETURNED,
    SURVEY,
    SURVEY_FORM,
    TYPING_A,
    VOID,
)
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.sheets.reading.year import Year

Grades = tuple[int, ...]
"""Number of organisations with each grade, best first."""


@dataclass(frozen=True, slots=True)
class SourceTurnout:
    """Papers of one source (发出, 收回; 区县汇总).

    Attributes:
        issued: How many went out.
        returned: How many came back; None while that stays in the town.
        is_counted: Whether the town has counted, so that it is known what must stay inside.
    """

    issued: int
    returned: int | None
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value far from those that it is compared with (离群).

    Attributes:
        committee: 党委名称 of the town.
        number: 编号 of the organisation; blank for a town as a whole.
        name: 组织名称, likewise.
        among: 组织类型 of the town's organisations that it is compared with; blank for all towns.
        indicator: The value that was compared.
        value: Its exact value.
        limits: The usual range.
    """

    committee: str
    number: str
    name: str
    among: str
    indicator: str
    value: Fraction
    limits: UsualRange


@dataclass(frozen=True, slots=True)
class TownFigures:
    """One town's figures (一个镇的数字).

    Attributes:
        committee: 党委名称.
        year: 年度.
        stage: The last stage of the year that has begun, with its numbers done and in all.
        organisations: All of 组织名册.
        appraised: Those with 参评 = 是.
        reports: How many of these handed in their 述职报告.
        grades: 最终等次 of those that have one.
        by_type: The same by 组织类型, for types that occur.
        mean: Mean of 综合得分; None for fewer than five.
        median: The same of its median.
        tracking_day: The day on which problems count as overdue, as the town itself counts them (催办日期).
        checks: Result of verifying its log and its results.
        prints: Fingerprints by which the town is recognised in another file.
        unusual: Organisations whose 综合得分 is far from those of the same type in their town; other towns
            score by other rules.
    """

    committee: str
    year: int
    stage: tuple[str, int, int] | None
    organisations: int
    appraised: int
    reports: int
    ballots: SourceTurnout
    surveys: SourceTurnout
    grades: Grades
    by_type: tuple[tuple[str, Grades], ...]
    mean: Fraction | None
    median: Fraction | None
    problems: ProblemCounts
    tracking_day: date
    checks: TownChecks
    prints: TownPrints
    unusual: tuple[Outlier, ...]


@dataclass(frozen=True, slots=True)
class TownDigest:
    """The outcome of one file: a town, or the reason why it is left out (未并入)."""

    file: str
    town: TownFigures | None
    left_out: Finding | None = None


@dataclass(frozen=True, slots=True)
class TownTables:
    """The tables read from a master for the district (读出的各表).

    Attributes:
        year: Its tables; those of votes, meetings and scoring may be empty.
        settings: Its settings.
        tallies: Rows of 测评统计, which decide what must stay inside.
        progress: Rows of 进度.
        key: Its secret key; blank before the first 分发.
        checks: Result of verifying it, for which its votes are needed too.
    """

    year: Year
    settings: Settings
    tallies: Sequence[Tally]
    progress: Sequence[Progress]
    key: str
    checks: TownChecks


def town_of(tables: TownTables, times: Fraction) -> TownFigures:
    """The figures of a town (区县汇总).

    Args:
        tables: Its tables.
        times: k of the rule for outliers.
    """
    year, settings, tallies = tables.year, tables.settings, tables.tallies
    appraised = {organisation.number: organisation.organisation_type for organisation in year.appraised}
    rows = [appraisal for appraisal in year.appraisals if appraisal.number in appraised]
    composites = [Fraction(row.composite_score) for row in rows if row.composite_score is not None]
    # Neither mean nor median of a few: with one's own score known, the others' could be worked out
    is_told = len(composites) >= LEAST_BRANCHES
    # 匿名下限 also holds for what is left of a class when any one package is subtracted
    packages = registered_votes(year, settings, tallies)
    withheld_sources = {source for _, source in withheld(tallies, settings.anonymity_floor, packages)}
    return TownFigures(
        committee=settings.party_committee,
        year=settings.year,
        stage=_stage(tables.progress),
        organisations=len(year.organisations),
        appraised=len(appraised),
        reports=len(appraised.keys() & {report.number for report in year.reports if report.handed_in}),
        ballots=_turnout(year.forms, (PACKAGE, TYPING_A), bool(tallies), MEETING not in withheld_sources),
        surveys=_turnout(year.forms, (SURVEY_FORM,), bool(tallies), SURVEY not in withheld_sources),
        grades=_grades(rows),
        by_type=tuple(
            (name, _grades(row for row in rows if appraised[row.number] == name))
            for name in ORGANISATION_TYPES
            if name in appraised.values()
        ),
        mean=sum(composites, Fraction(0)) / len(composites) if is_told else None,
        median=Fraction(median(composites)) if is_told else None,
        # 催办日期, as the town itself counts: on 基准日期, long before, no finished town has any overdue
        problems=count_problems(year.problems, settings.tracking_day),
        tracking_day=settings.tracking_day,
        checks=tables.checks,
        prints=town_prints(year.organisations, tables.key),
        unusual=tuple(_unusual(settings.party_committee, rows, appraised, times)),
    )


def _stage(progress: Sequence[Progress]) -> tuple[str, int, int] | None:
    stages = [stage for stage in progress if stage.done]
    return (stages[-1].stage, stages[-1].done or 0, stages[-1].total or 0) if stages else None


def _turnout(
    forms: Sequence[RegisteredForm], kinds: Sequence[str], is_counted: bool, is_public: bool
) -> SourceTurnout:
    live = [form for form in forms if form.kind in kinds and form.state != VOID]
    # a form whose contents differ has a row for each, and went out once
    issued = {form.form: form.issued for form in live}
    back = sum(form.returned or 0 for form in live if form.state in (RETURNED, ADOPTED))
    # Before 计算 it is unknown which classes are below 匿名下限, so that no count leaves the town
    return SourceTurnout(sum(issued.values()), back if is_counted and is_public else None, is_counted)


def _grades(rows: Iterable[Appraisal]) -> Grades:
    counts = Counter(row.final_grade for row in rows)
    return tuple(counts[grade] for grade in GRADES)


def _unusual(
    committee: str, rows: Sequence[Appraisal], types: dict[str, str], times: Fraction
) -> Iterable[Outlier]:
    header = Appraisal.columns()["composite_score"].header
    of_type: dict[str, list[tuple[Appraisal, Decimal]]] = {}
    for row in rows:
        if row.composite_score is not None:
            of_type.setdefault(types[row.number], []).append((row, row.composite_score))
    for name, scored in of_type.items():
        usual = find_usual_range([Fraction(score) for _, score in scored], times)
        for row, score in scored:
            value = Fraction(score)
            if usual is not None and not usual.contains(value):
                yield Outlier(committee, row.number, row.name, name, header, value, usual)
