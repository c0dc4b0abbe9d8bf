"""Grades counted against the quotas again, as the committee has them now."""

from decimal import Decimal
from typing import Any

from shuzhi_xl.rules.grading.quota_check import compare_with_quotas
from shuzhi_xl.rules.results.sign_off import make_sign_off_content
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.computed_town import computed, decided, earlier, town
from tests.rules.small_town import grades

QUOTAS = grades(("好", 100, 70, 40), ("较好", 80, 65, None), ("一般", 60, 60, None), ("差", 0, 0, None))


def counted(year: Year) -> list[tuple[Any, ...]]:
    policy, _, graded = computed(year)
    lines = [tuple(line.record().values()) for line in compare_with_quotas(year, policy, graded.appraisals)]
    return [line for line in lines if line[0] == "村"]


def test_suggestions_keep_within_their_places() -> None:
    lines = counted(town(grades=QUOTAS))
    assert [line[:2] for line in lines] == [("村", grade) for grade in ("好", "较好", "一般", "差")]
    assert lines[0][2:] == (Decimal("40.00"), 2, 2, 2, 0)
    assert all(line[2:4] == (None, None) and line[6] is None for line in lines[1:])
    assert sum(line[4] for line in lines) == 5


def with_second_best_raised(**more: Any) -> Year:
    first = decided("V001", "V002", "V003", "V004", "V005", grades=QUOTAS)
    rows = [row.record() for row in first.appraisals]
    other_row = next(row for row in rows if row["建议等次"] != "好")
    other_row |= {"研究等次": "好", "调整理由": "成效突出", **more}
    return town(grades=QUOTAS, appraisals=rows)


def test_a_grade_raised_by_the_committee_takes_a_place_dated_or_not() -> None:
    for dated in ({}, {"研究日期": None}):
        assert counted(with_second_best_raised(**dated))[0][4:] == (2, 3, -1)


def sign_off(year: Year) -> ListContent:
    policy, tallied, graded = computed(year)
    return make_sign_off_content(
        policy, tallied, graded, compare_with_quotas(year, policy, graded.appraisals), "村"
    )


def test_the_list_to_sign_goes_by_rank_with_room_for_what_is_not_decided() -> None:
    content = sign_off(town(grades=QUOTAS))
    assert list(content.headers[4:]) == ["综合得分", "建议等次", "触发规则", "研究等次", "调整理由"]
    assert [row[0] for row in content.rows] == sorted(row[0] for row in content.rows)
    assert {(row[7], row[8]) for row in content.rows} == {(None, None)}
    assert content.subtitle.startswith("内部资料")
    assert "好：名额 2，建议 2，研究后 2" in content.subtitle
    assert any("签字" in line for line in content.signed)


def test_the_list_to_sign_keeps_what_the_committee_decided() -> None:
    content = sign_off(with_second_best_raised())
    assert ("好", "成效突出") in {(row[7], row[8]) for row in content.rows}
    assert "好：名额 2，建议 2，研究后 3" in content.subtitle


def test_the_list_to_sign_shows_last_year_s_grade_where_one_is_known() -> None:
    content = sign_off(town(grades=QUOTAS, earlier_grades=[earlier(2014, "V002", "差")]))
    assert list(content.headers[3:6]) == ["书记姓名", "上年等次", "综合得分"]
    assert {row[1]: row[4] for row in content.rows if row[4]} == {"V002": "差"}
    assert len(content.widths) == len(content.headers)
