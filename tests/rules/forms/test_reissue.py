"""重发 replaces what a change has outdated, and never a form of which anything came back."""

from typing import Any

import pytest

from shuzhi_xl.rules.forms.outdated_forms import find_outdated_forms
from shuzhi_xl.rules.forms.reissue import Reissue, plan_reissue
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.forms.registered_forms import ROSTER, due_forms, registered_rows, year_with
from tests.rules.forms.test_outdated_forms import issued_lists
from tests.rules.small_town import answers, organisation, votes

ISSUES = due_forms(year_with())
FORM_OF = {issue.identity.number or issue.identity.meeting: issue.identity.form for issue in ISSUES}
NEW_SECRETARY = [{**ROSTER[0], "书记姓名": "新书记"}, *ROSTER[1:]]


def plan(subjects: tuple[str, ...] = (), rows: list[dict[str, Any]] | None = None, **tables: Any) -> Reissue:
    """What 重发 chooses after a change of the tables."""
    year = year_with(**{"forms": registered_rows(ISSUES) if rows is None else rows, **tables})
    return plan_reissue(year, due_forms(year), issued_lists(ISSUES), subjects)


def rows_with(of: str, **values: Any) -> list[dict[str, Any]]:
    """The register with other values in the package or typing workbook of a subject."""
    return [{**row, **values} if row["表单编号"] == FORM_OF[of] else row for row in registered_rows(ISSUES)]


def subjects_of(reissue: Reissue) -> list[str]:
    return [subject for subject, form in FORM_OF.items() if form in reissue.forms]


def codes_of(reissue: Reissue) -> list[str]:
    return [finding.code for finding in reissue.findings]


def test_what_still_fits_is_not_issued_again() -> None:
    assert plan() == Reissue([], [], 0, [])


def test_another_secretary_outdates_the_forms_of_the_meeting_and_is_named_once() -> None:
    reissue = plan(organisations=NEW_SECRETARY)
    assert subjects_of(reissue) == ["V001", "V002", "V003", "M1"]
    assert reissue.changes == ["“V001村党支部”（V001）的书记由“书记V001”改为“新书记”"]
    assert len(reissue.rows) == 7  # with the surveys of three packages


def test_a_changed_number_is_named_with_its_branch() -> None:
    more = [{**ROSTER[0], "测评票数": 5}, *ROSTER[1:]]
    assert plan(organisations=more).changes == ["“V001村党支部”的测评票数由 2 改为 5"]
    criteria = [{"项目": "总体评价", "权重": 60}, {"项目": "廉洁", "权重": 40}]
    assert plan(criteria=criteria).changes == ["名册、票类、测评项目或回避的办法有改动"]


@pytest.mark.parametrize("state", ["已收回", "采用", "待定", "已更新"])
@pytest.mark.parametrize("subjects", [(), ("V002",)])
def test_a_form_that_came_back_is_left_and_named(state: str, subjects: tuple[str, ...]) -> None:
    rows = rows_with("V002", 状态=state, 文件指纹="a")
    reissue = plan(subjects, rows, organisations=NEW_SECRETARY)
    assert subjects_of(reissue) == ["V001", "V003", "M1"]
    assert (reissue.refused, codes_of(reissue)) == (1, [])
    year = year_with(forms=rows, organisations=NEW_SECRETARY)
    (finding,) = (
        finding
        for finding in find_outdated_forms(due_forms(year), issued_lists(ISSUES), year)
        if finding.code == "counted_form_outdated"
    )
    assert "“V002村党支部”" in sentence(finding)
    assert "票有效，不会重发" in sentence(finding)


@pytest.mark.parametrize(
    "table",
    [
        {"ballots": votes("V001", "A票", form=FORM_OF["V002"], 好=1)},
        {"surveys": answers("V002", "群众", form=f"{FORM_OF['V002']}-问", 好=1)},
    ],
    ids=["ballots", "surveys"],
)
def test_a_form_with_votes_is_left_whatever_its_state_says(table: dict[str, Any]) -> None:
    reissue = plan(organisations=NEW_SECRETARY, **table)
    assert subjects_of(reissue) == ["V001", "V003", "M1"]
    assert reissue.refused == 1


def test_a_lost_form_is_issued_again_by_its_number_unless_it_came_back() -> None:
    assert subjects_of(plan(("V003", "M1"))) == ["V003", "M1"]
    reissue = plan(("V003",), rows_with("V003", 状态="已收回"))
    assert (subjects_of(reissue), reissue.refused, codes_of(reissue)) == ([], 1, ["reissue_counted"])
    assert "已经收回（已收回），票有效" in sentence(reissue.findings[0])
    assert codes_of(plan(("V009",))) == ["reissue_unknown"]


def test_a_branch_that_is_appraised_no_more_loses_its_form_unless_it_came_back() -> None:
    gone = [*ROSTER[:2], {**ROSTER[2], "参评": "否", "不参评原因": "并入", "并入编号": "V001"}]
    reissue = plan(organisations=gone)
    assert subjects_of(reissue) == ["V001", "V002", "V003", "M1"]
    assert reissue.changes == ["去掉“V003村党支部”（V003）"]
    reissue = plan((), rows_with("V003", 状态="已收回"), organisations=gone)
    assert (subjects_of(reissue), codes_of(reissue)) == (["V001", "V002", "M1"], ["reissue_counted"])


def test_what_the_clerk_declared_void_decides() -> None:
    reissue = plan((), rows_with("V002", 状态="作废"))
    assert [row.kind for row in reissue.rows] == ["问卷"]
    assert reissue.refused == 0


def test_a_new_branch_outdates_the_ballots_of_its_meeting() -> None:
    reissue = plan(organisations=[*ROSTER, organisation("V004")])
    assert reissue.changes == ["增加“V004村党支部”（V004）"]
