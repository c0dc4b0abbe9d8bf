"""The letter says what 反馈 says, and nothing more."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from shuzhi_xl.rules.documents.results.feedback_letter import make_feedback_letter
from shuzhi_xl.rules.results.feedback import feedback_content
from shuzhi_xl.rules.results.results_by_organisation import Results, results_of
from shuzhi_xl.sheets.documents.feedback_letter import FeedbackLetter
from shuzhi_xl.sheets.outgoing.feedback import FeedbackContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import WITHHELD
from tests.rules.computed_town import NUMBERS, computed, decided
from tests.rules.returned_forms import identity


def make_letter(year: Year, number: str) -> tuple[Results, FeedbackContent, FeedbackLetter]:
    results = results_of(year, *computed(year))
    organisation = year.organisation_of[number]
    feedback = feedback_content(results, organisation, identity("反馈", number))
    return results, feedback, make_feedback_letter(results, organisation, feedback)


def test_figures_are_those_of_the_feedback() -> None:
    _, feedback, letter = make_letter(decided(*NUMBERS), "V002")
    assert [line.score for line in letter.scores] == [str(part.score) for part in feedback.parts]
    (line,) = (line for line in letter.counts if (line.source, line.voter_class) == ("现场测评", "A票"))
    assert (line.good, line.fairly_good, line.average, line.poor) == ("0", "3\n100.00%", "0", "0")
    assert (line.other_votes, line.score, line.is_withheld) == ("未投3", "80.00", False)
    (survey,) = (line for line in letter.counts if (line.source, line.voter_class) == ("问卷调查", "群众"))
    assert survey.other_votes == "弃权1"
    assert f"{feedback.composite}分（含加减分1.00分）" in letter.composite
    assert (letter.grade, letter.opinions) == ("较好", ["V002的评语"])


def test_what_the_feedback_withholds_is_withheld() -> None:
    _, feedback, letter = make_letter(decided(*NUMBERS), "V005")
    withheld = [(line.source, line.voter_class) for line in letter.counts if line.is_withheld]
    assert withheld == [
        (row.source, row.voter_class) for row in feedback.counts if all(count is None for count in row.counts)
    ]
    assert withheld
    assert {line.reason for line in letter.counts if line.is_withheld} == {WITHHELD}
    assert {line.score for line in letter.counts if line.is_withheld} == {"—"}


def test_a_rounded_score_and_a_missing_mean_are_explained() -> None:
    results, feedback, _ = make_letter(decided(*NUMBERS), "V001")
    branch = results.year.organisation_of["V001"]
    rounded = replace(feedback, step=Decimal(2), least_for_mean=5, composite_mean=None, adjustment=None)
    notes = make_feedback_letter(results, branch, rounded).score_notes
    assert ["2分的整数倍" in note or "不足5个" in note for note in notes] == [True, True]
    exact = replace(feedback, step=None, least_for_mean=None, composite_mean=Decimal("80.00"))
    letter = make_feedback_letter(results, branch, exact)
    assert letter.score_notes == []
    assert "所在板块平均80.00分" in letter.composite


def test_remarks_and_problems_are_numbered_with_their_limits() -> None:
    _, feedback, letter = make_letter(decided(*NUMBERS), "V002")
    assert [(remark.order, remark.text) for remark in letter.remarks] == [("1", feedback.remarks[0])]
    (problem,) = letter.problems
    assert (problem.order, problem.due) == ("1", "2016年1月1日")
    assert letter.overview.startswith("列入整改的问题有1个")


def test_dates_are_those_of_the_meeting_the_decision_and_the_schedule() -> None:
    milestone = {
        "序号": 1,
        "阶段": "总结整改",
        "工作任务": "整改",
        "责任部门": "各支部",
        "开始日期": date(2016, 2, 6),
        "截止日期": date(2016, 6, 30),
    }
    _, _, letter = make_letter(decided(*NUMBERS, schedule=[milestone]), "V003")
    assert "召开的述职评议会上书面述职" in letter.debrief
    assert letter.date == "2016年1月26日"
    assert "2016年6月30日" in letter.deadline
    assert letter.department == "组织科"


def test_without_meeting_schedule_and_problems_nothing_is_invented() -> None:
    _, _, letter = make_letter(decided(*NUMBERS, schedule=[], meetings=[], problems=[]), "V001")
    assert letter.debrief == "书记V001同志现场述职，接受了评议"
    assert (letter.deadline, letter.problems) == ("", [])
    assert letter.overview == "没有列入整改的问题"


def test_it_names_no_other_branch() -> None:
    _, _, letter = make_letter(decided(*NUMBERS), "V002")
    text = repr([getattr(letter, field.name) for field in fields(letter)])
    assert "V002" in text
    assert not any(number in text for number in NUMBERS if number != "V002")
