"""Three years of each secretary of a track side by side (汇总: 历年对照), an inside paper."""

from collections.abc import Mapping, Sequence

from shuzhi_xl.rules.results.standings import grade_so_far
from shuzhi_xl.rules.results.track_result import TrackResult
from shuzhi_xl.rules.year.earlier_grades import had_other_secretary, word_grade
from shuzhi_xl.sheets.declaration.texts import folded
from shuzhi_xl.sheets.master.office_entries import EarlierGrade
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing.summary_content import YearsLine
from shuzhi_xl.sheets.outgoing.track_summary import YEARS_COMPARED
from shuzhi_xl.wording.sheets import track_summary as say


def years_lines(result: TrackResult) -> list[YearsLine]:
    """Lines of 历年对照, best rank first; none where 历年等次 has nothing of the two years before."""
    this_year = result.settings.year
    before = range(this_year + 1 - YEARS_COMPARED, this_year)
    grade_of = result.year.earlier_grade_of
    lines, has_earlier = [], False
    for row in result.standing:
        earlier = {year: grade_of.get((year, folded(row.number))) for year in before}
        has_earlier = has_earlier or any(earlier.values())
        lines.append(_make_line(row, earlier))
    return lines if has_earlier else []


def _make_line(row: Appraisal, earlier: Mapping[int, EarlierGrade | None]) -> YearsLine:
    results = [
        (line.composite_score if line else None, word_grade(line, row.secretary)) for line in earlier.values()
    ]
    this_year = row.composite_score, grade_so_far(row)
    *_, last = earlier.values()
    return YearsLine(
        number=row.number,
        name=row.name,
        secretary=row.secretary,
        results=[*results, this_year],
        change=_compare(last, row),
        memo="；".join(_name_predecessors(row, earlier)),
    )


def _compare(last: EarlierGrade | None, row: Appraisal) -> str:
    """The grade so far, compared with last year's of the same secretary."""
    now = grade_so_far(row)
    if last is None or now not in GRADES or had_other_secretary(last, row.secretary):
        return ""
    order = GRADES.index(now) - GRADES.index(last.grade)
    return say.EQUAL if not order else say.WORSE if order > 0 else say.BETTER


def _name_predecessors(row: Appraisal, earlier: Mapping[int, EarlierGrade | None]) -> Sequence[str]:
    years_of: dict[str, list[int]] = {}
    for year, line in earlier.items():
        if line is not None and had_other_secretary(line, row.secretary):
            years_of.setdefault(line.secretary, []).append(year)
    return [say.earlier_secretary(years, name) for name, years in years_of.items()]
