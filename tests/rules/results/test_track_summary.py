from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from shuzhi_xl.rules.results.track_summary import (
    make_publication_content,
    make_publication_rows,
    make_summary_content,
    make_tracking_content,
    sort_by_rank,
)
from shuzhi_xl.sheets.master.vocabulary import SOURCES
from shuzhi_xl.sheets.outgoing.summary_content import SummaryContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import UNSHOWN, WITHHELD
from tests.rules.computed_town import NUMBERS, computed, decided, problem, town
from tests.rules.small_town import meeting, organisation, routine


def summary(year: Year, track: str = "村") -> SummaryContent:
    return make_summary_content(year, *computed(year), track)


def test_a_summary_ranks_the_branches_of_its_track() -> None:
    content = summary(decided(*NUMBERS))
    assert [(row["名次"], row["编号"]) for row in content.ranking] == [
        (1, "V001"),
        (1, "V005"),
        (3, "V002"),
        (4, "V003"),
        (5, "V004"),
    ]
    assert {row["板块"] for row in content.tallies} == {"村"}
    assert content.decimals == 2


def test_those_without_a_rank_come_last_in_roster_order() -> None:
    year = town(routine=[])
    rows = sort_by_rank(computed(year)[2].appraisals, "村")
    assert [(row.rank, row.number) for row in rows] == [(None, number) for number in NUMBERS]


def test_a_meeting_whose_attendance_is_not_entered_says_so() -> None:
    figures = dict(summary(decided("V001", "V002", meetings=[meeting(实到人数=None)])).figures)
    assert figures["述职评议会（M1，2016年1月20日）"] == "应到 10 人，实到未填"


def test_the_figures_for_the_report_are_those_of_the_track() -> None:
    *lines, (_, paragraph) = summary(decided("V001", "V002")).figures
    figures = dict(lines)
    assert paragraph.startswith("村板块：参加述职评议考核的党组织书记 5 人，其中现场述职 4 人，")
    assert figures == {
        "参加述职评议考核的党组织书记": "5 人",
        "其中现场述职": "4 人",
        "其中书面述职": "1 人",
        "述职评议会（M1，2016年1月20日）": "应到 10 人，实到 10 人",
        "收回问卷": "20 份",
        "座谈调研": "1 次",
        "现场点评": "2 条",
        "最终等次为“好”": figures["最终等次为“好”"],
        "最终等次为“较好”": "1 人",
        "最终等次为“一般”": "0 人",
        "最终等次为“差”": "0 人",
        "整改问题": "共 3 个，已销号 1 个，逾期 1 个",
    }


def test_the_published_order_within_a_grade_does_not_follow_the_ranks() -> None:
    routine_rows = [routine(number, 年度考核=90 + order) for order, number in enumerate(NUMBERS)]
    graded = computed(decided("V001", "V005", routine=routine_rows))[2]
    ranked = [row.number for row in graded.appraisals if row.final_grade == "好"]
    assert ranked == ["V005", "V001"]
    assert [row.name for row in make_publication_rows(graded, ["村"])] == ["V001村党支部", "V005村党支部"]


def test_only_final_grades_are_published_by_grade_and_roster() -> None:
    graded = computed(decided("V001", "V002", "V003", "V005"))[2]
    rows = make_publication_rows(graded, ("村", "机关"))
    grade_of = {row.number: row.final_grade for row in graded.appraisals}
    assert [(row.order, row.name, row.final_grade) for row in rows] == [
        (order, f"{number}村党支部", grade_of[number])
        for order, number in enumerate(("V001", "V005", "V002", "V003"), start=1)
    ]
    assert "V004村党支部" not in {row.name for row in rows}


def test_a_branch_that_is_out_is_never_published() -> None:
    organisations = [organisation(number) for number in NUMBERS[:4]]
    old = decided(*NUMBERS)
    year = town(organisations=organisations, appraisals=old.raw["综合评定"].records(), ballots=[], surveys=[])
    graded = computed(year)[2]
    assert "V005" in {row.number for row in graded.appraisals}
    assert "V005村党支部" not in {row.name for row in make_publication_rows(graded, ("村",))}


@pytest.mark.parametrize("day", [None, "2016-02-05"])
def test_the_publication_contains_names_and_grades_only(day: str | None) -> None:
    year = decided("V001", "V002")
    policy, _, graded = computed(year)
    settings = policy.settings.model_copy(
        update={"scope": "全镇", "publication_day": year.meetings[0].held_on if day else None}
    )
    rows = make_publication_rows(graded, ("村",))
    publication = make_publication_content(replace(policy, settings=settings), rows, "村")
    assert publication.headers == ["序号", "组织名称", "书记姓名", "最终等次"]
    assert [row[1] for row in publication.rows] == ["V001村党支部", "V002村党支部"]
    assert publication.subtitle == "村（公布范围：全镇）"
    assert list(publication.signed) == ["云溪镇党委", *(["2016年1月20日"] if day else [])]
    assert make_publication_content(policy, rows, "机关").rows == []


def test_tracking_lists_open_problems_of_the_track() -> None:
    tracking = make_tracking_content(town(), "村")
    assert [(row[0], row[1]) for row in tracking.rows] == [
        ("V001村党支部", "V001-1"),
        ("V002村党支部", "V002-1"),
    ]
    assert tracking.subtitle == "截至2016年1月25日，未销号问题 2 个。"
    assert len(tracking.headers) == len(tracking.widths) == len(tracking.rows[0])
    assert make_tracking_content(town(problems=[problem("V001-1", 状态="已销号")]), "村").rows == []


def test_tracking_needs_settings() -> None:
    with pytest.raises(ValueError, match="settings"):
        make_tracking_content(replace(town(), settings=None), "村")


def test_what_is_withheld_from_a_branch_is_withheld_from_the_summary() -> None:
    """V005 has two voters of B票 where the floor is three; the four people of each survey are under five."""
    content = summary(decided(*NUMBERS, settings={"匿名下限": 3}))
    lines = [row for row in content.tallies if (row["编号"], row["来源"]) == ("V005", "现场测评")]
    assert [
        (row["票类"], row["发出"], row["收回"], row["好"], row["好占比"], row["得分"]) for row in lines
    ] == [
        ("A票", WITHHELD, None, None, None, None),
        ("B票", WITHHELD, None, None, None, None),
        ("合计", WITHHELD, None, None, None, None),
    ]
    shown = [row for row in content.tallies if row["编号"] == "V001"]
    assert all(isinstance(row["收回"], int) for row in shown)
    assert dict(content.figures)["收回问卷"] == "20 份"
    assert dict(summary(decided(*NUMBERS, settings={"匿名下限": 5})).figures)["收回问卷"] == WITHHELD


def test_withheld_scores_are_nowhere_in_the_summary() -> None:
    content = summary(decided(*NUMBERS, settings={"匿名下限": 3}))
    ranked = {row["编号"]: row for row in content.ranking}
    assert [ranked["V005"][source] for source in SOURCES] == [
        UNSHOWN,
        Decimal("66.67"),
        None,
        None,
        UNSHOWN,
    ]
    assert ranked["V005"]["综合得分"] is not None
    checks = {line.number: line for line in content.recalculation.checks}
    assert dict(checks["V005"].scores) == {
        "现场测评": None,
        "问卷调查": Fraction(200, 3),
        "年度考核": None,
    }
    assert list(checks["V005"].unshown) == ["现场测评", "年度考核"]
    assert checks["V001"].scores["现场测评"] == 100
    assert not checks["V001"].unshown
