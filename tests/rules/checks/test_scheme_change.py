"""套用方案 and 导入方案: when a scheme may be replaced, and the errors and gaps of the new one."""

from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.checks.scheme_change import check_after_change, check_before_change, select_refusals
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.editable_town import MAY, MUST, Change, change, place, read, setting, town
from tests.rules.finding_facts import facts_of
from tests.rules.whole_year import whole_year

DECISION_CELL = place("综合评定", "研究日期").partition("!")[2]


def before(*changes: Change, **tables: Any) -> list[Finding]:
    findings = list(check_before_change(town(*changes, tables=tables)))
    assert all("{" not in sentence(finding) for finding in findings)
    return findings


def after(*changes: Change, **tables: Any) -> list[Finding]:
    return check_after_change(*read(*changes, tables=tables))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_after_the_committee_no_scheme_is_replaced_and_its_day_is_shown() -> None:
    findings = before()
    assert facts_of(findings) == [
        (MUST, "scheme_decided", "综合评定", DECISION_CELL),
        (MAY, "scheme_after_count", "综合评定", ""),
        (MAY, "scheme_after_issue", "票单登记", ""),
    ]
    assert codes(select_refusals(findings)) == ["scheme_decided"]


def test_one_decision_among_many_is_enough() -> None:
    undecided = [change("综合评定", index, 研究日期=None) for index in (0, 2)]
    (refusal,) = select_refusals(before(*undecided))
    assert refusal.at.cell == DECISION_CELL.replace("4", "5")


def test_results_and_issued_forms_are_a_notice_that_refuses_nothing() -> None:
    undecided = [change("综合评定", index, 研究日期=None) for index in range(3)]
    findings = before(*undecided)
    assert codes(findings) == ["scheme_after_count", "scheme_after_issue"]
    assert select_refusals(findings) == []


def test_only_forms_that_are_not_void_are_out_of_date() -> None:
    void = [change("票单登记", index, 状态="作废") for index in range(2)]
    (notice,) = before(*void, 综合评定=[])
    assert (notice.code, notice.context["count"]) == ("scheme_after_issue", len(whole_year()["票单登记"]) - 2)
    assert before(综合评定=[], 票单登记=[]) == []


def test_a_sound_scheme_in_a_year_with_other_errors_has_none() -> None:
    assert after() == []
    # The roster, and what the town itself sets, are no part of a scheme
    other_errors = [change("组织名册", 0, 场次="M9"), setting("党委名称", None), setting("基准日期", "年底")]
    assert after(*other_errors) == []


def test_a_scheme_that_does_not_add_up_is_refused_at_its_cell() -> None:
    findings = after(change("来源权重", 0, 权重=21))
    assert [(finding.code, finding.at.sheet) for finding in findings] == [("weights_not_100", "评分设置")]
    assert select_refusals(findings) == findings


def test_an_empty_cell_of_a_scheme_is_listed_and_may_be_filled_in_later() -> None:
    findings = after(setting("计票分母", None), change("等次标准", 1, 票面分值=None))
    gaps = {(finding.at.sheet, finding.at.cell) for finding in findings if finding.code == "required_blank"}
    denominator = next(
        line for line, row in enumerate(whole_year()["基本设置"], start=4) if row["名称"] == "计票分母"
    )
    assert gaps == {
        ("基本设置", f"B{denominator}"),
        ("评分设置", place("等次标准", "票面分值", 5).partition("!")[2]),
    }
    assert "required_blank" not in codes(select_refusals(findings))


def test_rows_for_every_track_are_checked_before_there_are_tracks() -> None:
    lacking = whole_year()["等次标准"][:-1]
    assert "grade_missing" in codes(select_refusals(after(板块设置=[], 等次标准=lacking)))
    assert after(板块设置=[]) == []
