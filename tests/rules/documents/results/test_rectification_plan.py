"""整改落实方案: a branch's problems in one table, nothing of others, and room where there is none."""

from shuzhi_xl.rules.documents.results.rectification_plan import make_plan
from shuzhi_xl.rules.results.feedback import feedback_content
from shuzhi_xl.rules.results.results_by_organisation import results_of
from shuzhi_xl.sheets.documents.rectification_plan import PlanLine, RectificationPlan
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.computed_town import computed, decided, problem
from tests.rules.returned_forms import identity


def plan(year: Year, number: str) -> RectificationPlan:
    results, organisation = results_of(year, *computed(year)), year.organisation_of[number]
    return make_plan(results, organisation, feedback_content(results, organisation, identity("反馈", number)))


def test_a_plan_has_the_problems_of_the_feedback_with_what_is_settled_already() -> None:
    problems = [
        problem("V001-1"),
        problem("V001-2", 来源="自查", 责任人="", 责任领导="李二", 整改措施="每月一课", 整改时限=None),
        problem("V001-3", 状态="已销号"),
        problem("V002-1"),
    ]
    content = plan(decided("V001", problems=problems), "V001")
    assert content.lines == [
        PlanLine("1", "V001-2", "自查", "问题V001-2", "", "李二", "每月一课", ""),
        PlanLine("2", "V001-1", "点评", "问题V001-1", "王一", "", "", "2016年6月30日"),
    ]
    assert content.overview == "共2个问题，其中自查1个、点评1个"
    assert (content.year, content.committee) == ("2015", "云溪镇党委")
    assert (content.organisation, content.secretary) == ("V001村党支部", "书记V001")


def test_a_problem_in_the_words_of_a_survey_is_in_no_plan() -> None:
    answer = {"编号": "V001", "序号": 1, "票类": "群众", "总体评价": "好", "意见建议": "路灯不亮。"}
    polled = problem("V001-1", 来源="评议", 问题="路灯不亮")
    content = plan(decided("V001", problems=[polled], surveys=[answer]), "V001")
    assert [line.problem for line in content.lines] == ["", "", ""]


def test_a_branch_without_problems_gets_blank_lines() -> None:
    content = plan(decided("V005"), "V005")
    assert [line.order for line in content.lines] == ["1", "2", "3"]
    assert "自行查摆" in content.overview
