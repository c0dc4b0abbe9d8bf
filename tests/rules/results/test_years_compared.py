"""Three years of each secretary side by side, and last year's grade beside this year's."""

from collections.abc import Sequence
from decimal import Decimal

from shuzhi_xl.rules.results.track_summary import (
    make_publication_content,
    make_publication_rows,
    make_summary_content,
)
from shuzhi_xl.sheets.outgoing.summary_content import YearsLine
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.computed_town import NUMBERS, computed, decided, earlier, town
from tests.rules.small_town import organisation

EARLIER = [
    earlier(2013, "V001", "好", "前任一", 91.5),
    earlier(2014, "V001", "较好", "前任一"),
    earlier(2013, "V002", "差", "前任二"),
    earlier(2014, "V002", "一般", "前任三", 70),
    earlier(2014, "V003", "好"),
    earlier(2014, "V004", "差"),
    earlier(2014, "V005", "较好"),
    earlier(2012, "V005", "差"),
]


def lines(year: Year, track: str = "村") -> dict[str, YearsLine]:
    return {line.number: line for line in make_summary_content(year, *computed(year), track).years}


def grades(line: YearsLine) -> Sequence[str]:
    return [grade for _, grade in line.results]


def test_three_years_are_side_by_side_and_those_of_a_predecessor_are_marked() -> None:
    line_of = lines(decided(*NUMBERS, earlier_grades=EARLIER))
    assert line_of.keys() == set(NUMBERS)
    first = line_of["V001"]
    assert grades(first) == ["好（前任）", "较好（前任）", "好"]
    assert [score for score, _ in first.results[:2]] == [Decimal("91.5"), None]
    assert (first.secretary, first.change, first.memo) == ("书记V001", "", "2013、2014年书记：前任一")
    assert line_of["V002"].memo == "2013年书记：前任二；2014年书记：前任三"
    assert grades(line_of["V005"])[:2] == ["", "较好"]


def test_a_grade_is_compared_with_the_same_secretary_s_last_one() -> None:
    line_of = lines(decided(*NUMBERS, earlier_grades=EARLIER))
    changes = {number: (grades(line)[1:], line.change) for number, line in line_of.items()}
    assert changes["V003"] == (["好", "一般"], "下降")
    assert changes["V005"] == (["较好", "好"], "上升")
    assert changes["V004"] == (["差", "差"], "持平")
    assert {line.memo for number, line in line_of.items() if number > "V002"} == {""}


def test_what_has_no_grade_is_not_compared() -> None:
    year = town(routine=[], earlier_grades=[earlier(2014, "V001", "好")])
    line = lines(year)["V001"]
    assert (grades(line), line.change) == (["", "好", "未定"], "")
    assert lines(year)["V002"].change == ""


def test_without_earlier_years_there_is_no_such_table() -> None:
    assert lines(decided(*NUMBERS)) == {}
    assert lines(decided(*NUMBERS, earlier_grades=[earlier(2012, "V001", "好")])) == {}


def test_last_year_s_grade_is_beside_the_result_and_in_no_publication() -> None:
    roster = [
        organisation(number, 书记姓名="新书记" if number == "V001" else f"书记{number}") for number in NUMBERS
    ]
    year = decided(*NUMBERS, organisations=roster, earlier_grades=EARLIER)
    policy, _, graded = computed(year)
    shown = {row.number: row.last_grade for row in graded.appraisals}
    assert (shown["V001"], shown["V003"]) == ("较好（前任）", "好")
    published = make_publication_content(policy, make_publication_rows(graded, ["村"]), "村")
    assert "上年等次" not in published.headers
    assert "前任" not in repr(published)
