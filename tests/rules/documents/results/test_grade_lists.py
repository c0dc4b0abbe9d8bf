"""定等结果通报 and 年度考核移交名单: names and grades, by grade or by roster, and nothing else."""

from shuzhi_xl.rules.documents.results.grade_lists import make_circular, make_handover_list
from shuzhi_xl.sheets.documents.results_papers import GradeCircular, HandoverList
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.computed_town import NUMBERS, computed, decided, town
from tests.rules.small_town import organisation


def circular(year: Year) -> GradeCircular:
    policy, _, graded = computed(year)
    return make_circular(policy, graded, "村")


def handover(year: Year, *complete: str) -> HandoverList:
    policy, _, graded = computed(year)
    return make_handover_list(policy.settings, graded, ("机关", "村"), complete)


def test_a_circular_lists_each_grade_in_the_order_of_the_roster() -> None:
    year = decided(*NUMBERS, settings={"公布范围": "全镇", "公布日期": "2016-02-05"})
    content = circular(year)
    grade_of = {row.name: row.final_grade for row in computed(year)[2].appraisals}
    assert [(group.order, group.grade, group.count, group.names) for group in content.groups] == [
        (order, grade, str(len(names)), "、".join(f"{name}（书记{name[:4]}）" for name in names))
        for order, grade in zip("一二三四", ("好", "较好", "一般", "差"), strict=True)
        if (names := [name for name in sorted(grade_of) if grade_of[name] == grade])
    ]
    assert (content.count, content.scope, content.day) == ("5", "全镇", "2016年2月5日")
    assert content.decided == "经2016年1月26日研究"
    assert content.basis == "现场测评、问卷调查和年度考核"


def test_a_circular_without_a_date_has_a_blank_to_fill_in() -> None:
    content = circular(decided(*NUMBERS))
    assert (content.scope, content.day) == ("", "＿＿＿＿年＿＿月＿＿日")


def test_the_list_handed_over_is_in_the_order_of_the_roster_and_counts_each_grade() -> None:
    year = decided(*NUMBERS)
    content = handover(year, "村")
    grade_of = {row.number: row.final_grade for row in computed(year)[2].appraisals}
    grades = [grade_of[number] for number in NUMBERS]
    assert [(line.organisation, line.grade) for line in content.lines] == [
        (f"{number}村党支部", grade) for number, grade in zip(NUMBERS, grades, strict=True)
    ]
    assert content.summary == "共5名，其中" + "、".join(
        f"“{grade}”{grades.count(grade)}名" for grade in ("好", "较好", "一般", "差") if grade in grades
    )
    assert content.waiting == ""


def test_a_track_that_is_not_decided_is_named_and_an_empty_one_is_not() -> None:
    office = organisation("J001", 组织名称="机关党支部", 板块="机关", 场次="M2")
    year = town(organisations=[organisation("V001"), office])
    assert handover(year, "机关").waiting == "村板块还没有全部确定等次，名单另行移交。"
    assert handover(year, "机关").lines == []
    assert handover(town(), "村").waiting == ""
