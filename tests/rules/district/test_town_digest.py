from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from shuzhi_xl.rules.district.town_checks import TownChecks
from shuzhi_xl.rules.district.town_digest import town_of
from shuzhi_xl.rules.district.town_figures import SourceTurnout, TownFigures, TownTables
from shuzhi_xl.sheets.master.program_sheets import Progress
from shuzhi_xl.sheets.master.results import Tally
from tests.rules.small_town import Rows, form, organisation, year_of

NUMBERS = [f"V{order:03}" for order in range(1, 8)]
TIMES = Fraction(5)


def tally(number: str, source: str, returned: int) -> Tally:
    return Tally.model_construct(number=number, source=source, voter_class="A票", returned=returned)


PLENTY = (tally("V001", "现场测评", 9), tally("V001", "问卷调查", 9))


def appraised(*scores: float | None, **more: Rows) -> dict[str, Any]:
    """A town whose branches have these composite scores, graded 好 from 90 on and else 较好."""
    numbers = NUMBERS[: len(scores)]
    rows = [
        {
            "板块": "村",
            "编号": number,
            "组织名称": f"{number}村党支部",
            "综合得分": score,
            "最终等次": None if score is None else "好" if score >= 90 else "较好",
        }
        for number, score in zip(numbers, scores, strict=True)
    ]
    return {"organisations": [organisation(number) for number in numbers], "appraisals": rows, **more}


def digested(
    tallies: tuple[Tally, ...] = PLENTY, stages: tuple[Progress, ...] = (), **tables: Any
) -> TownFigures:
    year = year_of(**tables)
    assert year.settings is not None
    return town_of(TownTables(year, year.settings, tallies, stages, "ab", TownChecks()), TIMES)


def test_organisations_grades_and_scores_are_counted() -> None:
    roster = [
        *(organisation(number) for number in NUMBERS[:4]),
        organisation("V005", 组织类型="机关"),
        organisation("V006", 参评="否", 不参评原因="新建"),
    ]
    tables = appraised(95, 80, 91, 88, 86)
    handed_in = [{"编号": number, "提交日期": "2016-01-05"} for number in ("V001", "V006")]
    waiting = [{"编号": "V002"}]
    town_digest = digested(**{**tables, "organisations": roster, "reports": handed_in + waiting})
    assert (town_digest.committee, town_digest.year) == ("云溪镇党委", 2015)
    assert (town_digest.organisations, town_digest.appraised, town_digest.reports) == (6, 5, 1)
    assert town_digest.grades == (2, 3, 0, 0)
    assert town_digest.by_type == (("村", (2, 2, 0, 0)), ("机关", (0, 1, 0, 0)))
    assert [town_digest.mean, town_digest.median] == [88, 88]


def test_mean_and_median_of_fewer_than_five_stay_inside() -> None:
    town_digest = digested(**appraised(95, 80, 91, 88, None))
    assert (town_digest.mean, town_digest.median) == (None, None)
    assert town_digest.grades == (2, 2, 0, 0)


def test_the_last_stage_that_has_begun_is_shown() -> None:
    stages = [("述职报告", 9, 10), ("回收", 3, 7), ("计算", 0, 10), ("公布", None, None)]
    rows = tuple(Progress(stage=stage, done=count, total=total) for stage, count, total in stages)
    assert digested(stages=rows).stage == ("回收", 3, 7)
    assert digested(stages=rows[2:]).stage is None


def test_papers_count_once_by_form_and_void_ones_not_at_all() -> None:
    forms = [
        form("F1", "V001", issued=3, 收回数=2),
        form("F2", "V001", issued=4, state="待定", 文件指纹="a"),
        form("F2", "V001", issued=4, state="待定", 文件指纹="b"),
        form("F3", "V001", issued=9, state="作废", 收回数=9),
        form("T-甲", "", kind="录票甲", issued=50, 收回数=49),
        form("T-乙", "", kind="录票乙", issued=50, 收回数=49),
        form("F1-问", "V001", kind="问卷", issued=20, state="采用", 收回数=18),
        form("F2-问", "V001", kind="问卷", issued=20, state="已发出"),
    ]
    town_digest = digested(forms=forms)
    assert town_digest.ballots == SourceTurnout(57, 51, is_counted=True)
    assert town_digest.surveys == SourceTurnout(40, 18, is_counted=True)


@pytest.mark.parametrize(("source", "withheld"), [("现场测评", "ballots"), ("问卷调查", "surveys")])
def test_a_source_withheld_for_one_branch_keeps_the_towns_sum_inside(source: str, withheld: str) -> None:
    forms = [form("F1", "V001", 收回数=9), form("F1-问", "V001", kind="问卷", 收回数=9)]
    town_digest = digested((*PLENTY, tally("V002", source, 2)), forms=forms)
    returned = {"ballots": town_digest.ballots.returned, "surveys": town_digest.surveys.returned}
    assert returned == {"ballots": 9, "surveys": 9, withheld: None}


def test_before_counting_it_is_unknown_what_must_be_withheld() -> None:
    town_digest = digested((), forms=[form("F1", "V001", 收回数=9)])
    assert town_digest.ballots == SourceTurnout(10, None, is_counted=False)


def test_a_branch_far_from_those_of_its_type_is_named() -> None:
    town_digest = digested(**appraised(90, 91, 92, 93, 94, 60, None))
    (odd,) = town_digest.unusual
    assert (odd.committee, odd.number, odd.name) == ("云溪镇党委", "V006", "V006村党支部")
    assert (odd.among, odd.indicator, odd.value) == ("村", "综合得分", Fraction(Decimal(60)))
    assert odd.limits.middle == Fraction(183, 2)


@pytest.mark.parametrize(
    ("reminder_day", "overdue"), [(None, 1), ("2016-02-20", 2)], ids=["基准日期", "催办日期"]
)
def test_problems_are_overdue_on_the_day_that_the_town_itself_uses(
    reminder_day: str | None, overdue: int
) -> None:
    problem = {"编号": "V001", "来源": "自查", "问题": "学习少"}
    problems = [
        {**problem, "问题编号": "V001-1", "状态": "整改中", "整改时限": "2016-01-20"},
        {**problem, "问题编号": "V001-2", "状态": "未启动", "整改时限": "2016-02-10"},
        {**problem, "问题编号": "V001-3", "状态": "已销号", "完成日期": "2016-01-15"},
    ]
    town = digested(problems=problems, settings={"催办日期": reminder_day})
    counts = town.problems
    assert (counts.total, counts.open, counts.overdue) == (3, 2, overdue)
    assert str(town.tracking_day) == (reminder_day or "2016-01-25")
