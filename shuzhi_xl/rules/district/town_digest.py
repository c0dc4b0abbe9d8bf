"""The figures of one town for the district (镇的摘要): only those that may leave the town."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from statistics import median

from shuzhi_xl.rules.arithmetic.outliers import find_usual_range
from shuzhi_xl.rules.district.town_figures import Grades, Outlier, SourceTurnout, TownFigures, TownTables
from shuzhi_xl.rules.district.town_prints import town_prints
from shuzhi_xl.rules.rectification.problems import count_problems
from shuzhi_xl.rules.results.anonymity import LEAST_BRANCHES, withheld
from shuzhi_xl.rules.tally.package_votes import registered_votes
from shuzhi_xl.sheets.master.program_sheets import Progress
from shuzhi_xl.sheets.master.results import Appraisal
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
    has_means = len(composites) >= LEAST_BRANCHES
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
        mean=sum(composites, Fraction(0)) / len(composites) if has_means else None,
        median=Fraction(median(composites)) if has_means else None,
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
