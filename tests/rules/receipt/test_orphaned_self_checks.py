"""Problems of a 问题自查 that no counted form names any more are pointed out, and never deleted."""

from collections.abc import Sequence
from typing import Any

import pytest

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.intake.answers import Answers, SelfCheck
from shuzhi_xl.rules.receipt.contents import FormContent
from shuzhi_xl.rules.receipt.orphaned_self_checks import find_orphaned_self_checks
from shuzhi_xl.rules.receipt.outcome import NO_CHANGE, FormOutcome, withdraw
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.computed_town import problem
from tests.rules.returned_batches import answers
from tests.rules.small_town import Rows, form, organisation, year_of

STUDY, MEETINGS = "学习不经常", "例会少"


def self_check(number: str, content: str, **more: Any) -> dict[str, Any]:
    return problem(number, **{"来源": "自查", "问题": content, **more})


NAMED = [self_check("V001-1", STUDY), self_check("V001-2", MEETINGS)]


def collected(problems: Rows, **package: Any) -> Year:
    """V001 has handed in its package before, and 整改清单 has the problems that it named."""
    cells = {"state": "已收回", "收回数": 3, "文件指纹": "f1", **package}
    return year_of(
        organisations=[organisation("V001"), organisation("V002")],
        forms=[form("V001", "V001", **cells)],
        problems=problems,
    )


def package_with(*contents: str, kind: str = "测评表") -> Answers:
    return answers("V001", kind=kind, problems=tuple(SelfCheck(content) for content in contents))


def orphans(
    year: Year, *counted: Answers, decision: FormOutcome = NO_CHANGE
) -> Sequence[tuple[str, str, str]]:
    """问题编号, 问题 and cell of each notice of a run in which these answers count."""
    findings = find_orphaned_self_checks(year, decision, counted)
    for finding in findings:
        assert (finding.code, finding.severity) == ("self_check_left", Severity.NOTICE)
        assert "{" not in sentence(finding)
    return [
        (finding.context["problem"], str(finding.value), f"{finding.at.sheet}!{finding.at.cell}")
        for finding in findings
    ]


def numbers(notices: Sequence[tuple[str, str, str]]) -> list[str]:
    return [number for number, _, _ in notices]


def test_what_the_package_that_counts_now_does_not_name_is_pointed_out_at_its_row() -> None:
    year = collected(NAMED)
    assert orphans(year, package_with(f" {MEETINGS} ")) == [("V001-1", STUDY, "整改清单!E4")]
    assert numbers(orphans(year, package_with())) == ["V001-1", "V001-2"]
    assert orphans(year, package_with(MEETINGS, STUDY)) == []


def test_a_run_without_a_package_of_the_branch_says_nothing() -> None:
    assert orphans(collected(NAMED)) == []
    assert orphans(collected([self_check("V002-1", STUDY)]), package_with()) == []


@pytest.mark.parametrize(
    ("cells", "is_reported"),
    [
        ({}, True),
        ({"状态": "未启动"}, True),
        ({"状态": "已销号", "销号人": "李二"}, False),
        ({"来源": "点评"}, False),
    ],
)
def test_only_open_problems_that_the_branch_itself_named_are_left(
    cells: dict[str, Any], is_reported: bool
) -> None:
    assert bool(orphans(collected([self_check("V001-1", STUDY, **cells)]), package_with())) is is_reported


def test_a_first_package_leaves_behind_nothing_that_the_clerk_entered_before_it() -> None:
    year = collected(NAMED, state="已发出", 收回数=None, 文件指纹=None)
    assert orphans(year, package_with()) == []


def test_a_form_of_another_kind_names_no_problems() -> None:
    assert orphans(collected(NAMED), package_with(kind="反馈")) == []


def test_a_package_whose_votes_are_withdrawn_leaves_all_its_problems_behind() -> None:
    assert numbers(orphans(collected(NAMED), decision=withdraw("V001"))) == ["V001-1", "V001-2"]


def test_a_package_in_dispute_leaves_nothing_behind_until_the_clerk_has_chosen() -> None:
    decision = FormOutcome(
        withdrawn=frozenset({"V001"}),
        contents={"V001": [FormContent("f1", "待定"), FormContent("f2", "待定")]},
    )
    assert orphans(collected(NAMED), decision=decision) == []


def test_a_withdrawn_package_that_did_not_count_leaves_nothing_behind() -> None:
    assert orphans(collected(NAMED, state="作废", 收回数=None), decision=withdraw("V001")) == []


def test_the_problems_of_a_merged_branch_are_still_those_of_its_package() -> None:
    heirs = [self_check("V001-1", STUDY, 编号="V002")]
    assert numbers(orphans(collected(heirs), package_with())) == ["V001-1"]
