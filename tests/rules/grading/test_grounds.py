from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from shuzhi_xl.rules.grading.grade import grade_organisations
from shuzhi_xl.rules.grading.grounds import explain_grades
from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.rules.tally.tally import tally
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets import grounds as say
from shuzhi_xl.wording.sheets.grounds_of_votes import number
from tests.rules.small_town import (
    annual_scores,
    attendees,
    class_weights,
    grades,
    organisation,
    read_year,
    routine,
    rule,
    source_weights,
    votes,
    year_of,
)

ANNUAL = source_weights(年度考核=100)
ZEROS = "×100＋0×80＋0×60"


def votes_line(item: str, of: str, good: int, poor: int, score: int) -> str:
    eligible, weight = {"A票": (4, 60), "B票": (0, 40)}[of]
    came = good + poor
    counts = f"收回 {came}、好 {good}、较好 0、一般 0、差 {poor}、弃权 0、作废 0"
    worked = f"得分（{good}{ZEROS}＋{poor}×（-50））÷{came}（有效票）＝{score}"
    return f"现场测评（{item}）{of}：应到 {eligible}、{counts}。{worked}；票类权重 {weight}。"


def steps(year: Year, number: str = "V001") -> list[str]:
    policy, _ = make_policy(year)
    assert policy is not None
    tallied, _ = tally(year, policy)
    graded, _ = grade_organisations(year, policy, tallied)
    trace = [step for step in explain_grades(graded.branches, year, policy, tallied) if step.number == number]
    assert [step.step for step in trace] == list(range(1, len(trace) + 1))
    return [step.explanation for step in trace]


def traced(settings: dict[str, Any] | None = None, **tables: Any) -> list[str]:
    return steps(year_of(settings, **{"source_weights": ANNUAL, **tables}))


def test_a_whole_walk_from_votes_to_decision() -> None:
    harsh = grades(("好", 100, 90, 50), ("较好", 80, 75, None), ("一般", 60, 60, None), ("差", -50, 0, None))
    items = [{"项目": "总体评价", "权重": 70}, {"项目": "廉洁自律", "权重": 30}]
    ballots = [
        {**ballot, "廉洁自律": "好"}
        for ballot in votes("V001", "A票", 好=2, 差=1) + votes("V001", "B票", 好=1)
    ]
    old = {"编号": "V001", "板块": "村", "建议等次": "较好", "综合得分": 79, "研究日期": "2016-01-26"}
    lines = traced(
        source_weights=source_weights(现场测评=60, 问卷调查=0, 年度考核=40),
        ballots=[{**ballot, "廉洁自律": "好"} for ballot in ballots],
        criteria=items,
        grades=harsh,
        attendees=[attendees("A票", 4)],
        routine=[routine("V001", 年度考核=70, 加减分=-1)],
        cap_rules=[rule("差票过多", "差占比", ">", "1/3", "一般", 依据="方案第五条")],
        appraisals=[old],
    )
    assert lines == [
        votes_line("总体评价", "A票", 2, 1, 50),
        votes_line("总体评价", "B票", 1, 0, 100),
        "现场测评（总体评价）：（60×50＋40×100）÷100＝70。",
        votes_line("廉洁自律", "A票", 3, 0, 100),
        votes_line("廉洁自律", "B票", 1, 0, 100),
        "现场测评（廉洁自律）：（60×100＋40×100）÷100＝100。",
        "现场测评：（70×70＋30×100）÷100＝79。",
        "现场测评：有须改的疑点，成绩暂不采用，见“校验报告”。",
        "年度考核：得分 70，权重 40。",
        "综合得分：资料不全或有须改的疑点，暂不计算，见“校验报告”。",
        "本板块还有组织没有综合得分或资料有疑，名次和建议等次暂不确定。",
        "研究（2016-01-26）时建议等次为“较好”、综合得分为“79”，现已变化，最终等次暂空。",
    ]


def test_composite_threshold_rules_and_rank() -> None:
    lines = traced(
        source_weights=source_weights(日常工作=40, 年度考核=60),
        routine=[routine("V001", 日常工作=80, 年度考核=70.005, 加减分=2, 加减分理由="获市级表彰")],
        cap_rules=[
            rule("低分", "综合得分", "<", "80", "一般", 依据="方案第五条"),
            rule("低分", "年度考核", "<", "80", "一般", 依据="方案第五条"),
            rule("问卷差", "问卷调查", "<", "60", "一般"),
        ],
    )
    assert lines == [
        "日常工作：得分 80，权重 40。",
        "年度考核：得分 70.005，权重 60。",
        "各来源加权：（40×80＋60×70.005）÷100＝74.003。",
        "综合得分：74.003，加减分加 2（理由：获市级表彰），得 76.003；四舍五入保留 2 位小数，为 76.00。",
        "综合得分 76.00 未达到“好”的下限 90，达到“较好”的下限 75，初步为“较好”。",
        (
            "规则“低分”：综合得分 76.00 分，不足 80 分，且年度考核 70.01 分，不足 80 分，触发，"
            "最高评“一般”（依据：方案第五条）。"
        ),
        "规则“问卷差”：问卷调查没有数据，不触发。",
        "按以上限制，由“较好”降为“一般”。",
        "名次 1，建议等次“一般”。",
        "尚未填写研究日期，最终等次暂空。",
    ]


def test_limits_veto_and_a_missing_source() -> None:
    lines = traced(
        {"缺项处理": "按其余来源折算"},
        source_weights=source_weights(日常工作=40, 年度考核=60),
        routine=[routine("V001", 年度考核=99, 加减分=5, 一票否决="是", 否决事由="瞒报")],
    )
    assert lines[0] == "日常工作：没有成绩，按“按其余来源折算”处理。"
    assert lines[2:] == [
        "各来源加权：（60×99）÷60＝99。",
        "综合得分：99，加减分加 5，得 104，限定在 0 到 100 之间；四舍五入保留 2 位小数，为 100.00。",
        "综合得分 100.00 达到“好”的下限 90，初步为“好”。",
        "一票否决（瞒报），最高评“差”。",
        "按以上限制，由“好”降为“差”。",
        "名次 1，建议等次“差”。",
        "尚未填写研究日期，最终等次暂空。",
    ]


@pytest.mark.parametrize(
    ("handling", "mean"),
    [
        ("按其余票类折算", "现场测评（总体评价）：（60×80）÷60＝80。"),
        ("计零", "现场测评（总体评价）：（60×80＋40×0）÷100＝48。"),
        ("报错", "现场测评：有须改的疑点，成绩暂不采用，见“校验报告”。"),
    ],
)
def test_an_empty_class_is_explained(handling: str, mean: str) -> None:
    lines = traced(
        {"空票类处理": handling},
        source_weights=source_weights(现场测评=100),
        ballots=votes("V001", "A票", 较好=3),
    )
    assert lines[1].endswith(f"没有可计分的票，空票类按“{handling}”处理；票类权重 40。")
    assert lines[2] == mean


@pytest.mark.parametrize("handling", ["按其余票类折算", "计零"])
def test_an_unmarked_criterion_is_explained(handling: str) -> None:
    lines = traced(
        {"空票类处理": handling},
        source_weights=source_weights(现场测评=100),
        class_weights=class_weights("现场测评", A票=100),
        criteria=[{"项目": "总体评价", "权重": 70}, {"项目": "廉洁自律", "权重": 30}],
        ballots=[{**row, "廉洁自律": None} for row in votes("V001", "A票", 较好=3)],
    )
    assert "现场测评（廉洁自律）：一张有效票也没有，不计这一项，按其余项目折算。" in lines
    assert "现场测评：得分 80，权重 100。" in lines


def test_votes_that_do_not_count_are_explained() -> None:
    lines = traced(
        source_weights=source_weights(现场测评=100),
        class_weights=class_weights("现场测评", A票=100, B票=0, C票=0),
        criteria=[{"项目": "总体评价", "权重": 100}, {"项目": "廉洁自律", "权重": 0}],
        ballots=[
            {**ballot, "廉洁自律": "好"} for ballot in votes("V001", "A票", 好=1) + votes("V001", "B票", 差=1)
        ],
    )
    assert lines[1].endswith("＝0；票类权重 0，只计占比、不计分。")
    assert lines[2].endswith("没有可计分的票；票类权重 0，只计占比、不计分。")
    assert "现场测评（廉洁自律）：项目权重 0，只统计、不计分。" in lines


def test_visits_are_explained_row_by_row() -> None:
    visit = {"编号": "V001", "方式": "座谈会", "列入问题": "否"}
    rows: list[dict[str, Any]] = [
        {**visit, "日期": "2016-01-05", "评分": 90},
        {**visit, "日期": "2016-01-06", "方式": "实地察看", "好": 3, "较好": 1},
        {**visit, "日期": "2016-01-07"},
    ]
    weights = source_weights(座谈调研=100)
    assert traced(source_weights=weights, visits=rows)[:4] == [
        "座谈调研：2016-01-05 座谈会，评分 90。",
        "座谈调研：2016-01-06 实地察看，得分（3×100＋1×80＋0×60＋0×0）÷4＝95。",
        "座谈调研：（90＋95）÷2＝92.5。",
        "座谈调研：得分 92.5，权重 100。",
    ]
    assert traced(source_weights=weights, visits=rows[:1])[1] == "座谈调研：得分 90，权重 100。"
    undated = [{"编号": "V001", "评分": 90}]
    assert traced(source_weights=weights, visits=undated)[0] == "座谈调研：评分 90。"


def test_a_rule_without_effect_is_explained() -> None:
    lines = traced(routine=annual_scores(V001=95), cap_rules=[rule("限好", "年度考核", ">", "90", "好")])
    assert "以上限制不影响“好”。" in lines


@pytest.mark.parametrize(
    ("ties", "tie_text", "grade"),
    [
        ("从宽", "名额线上同分按“从宽”处理，本组织在名额之内。", "好"),
        ("从严", "名额线上同分按“从严”处理，未能进入，改为“较好”。", "较好"),
    ],
)
def test_a_tie_across_the_line_is_explained(ties: str, tie_text: str, grade: str) -> None:
    quota = grades(("好", 100, 90, 50), ("较好", 80, 75, 100), ("一般", 60, 60, None), ("差", 0, 0, None))
    lines = traced(
        {"同分处理": ties},
        organisations=[organisation("V001"), organisation("V002")],
        grades=quota,
        routine=annual_scores(V001=95, V002=95),
    )
    first = next(at for at, line in enumerate(lines) if "名额" in line)
    assert lines[first] == f"“好”名额：比例上限 50%×参评 2 个，按“向下”取整为 1 个，{tie_text}"
    below = "“较好”名额：比例上限 100%×参评 2 个，按“向下”取整为 2 个，本组织在名额之内。"
    assert lines[first + 1 : -2] == ([below] if grade == "较好" else [])
    assert lines[-2] == f"名次 1，建议等次“{grade}”。"


def test_quota_tie_and_decision() -> None:
    quota = grades(("好", 100, 90, 50), ("较好", 80, 75, None), ("一般", 60, 60, None), ("差", 0, 0, None))
    roster = [organisation("V001"), organisation("V002")]
    decided = {
        "编号": "V001",
        "综合得分": 95,
        "研究日期": "2016-01-26",
        "研究等次": "较好",
        "调整理由": "欠账多",
    }
    base_tables: dict[str, Any] = {"organisations": roster, "grades": quota, "source_weights": ANNUAL}
    level = annual_scores(V001=95, V002=95)
    open_tie = year_of({"同分处理": "报错"}, routine=level, appraisals=[decided], **base_tables)
    assert steps(open_tie)[-3:] == [
        "“好”名额 1 个，名额线上有 2 个同分，同分处理为“报错”，请研究确定。",
        "名次 1，名额线上同分，建议等次留待研究确定。",
        "2016-01-26 研究：研究等次“较好”，理由：欠账多；最终等次“较好”。",
    ]
    ordered = annual_scores(V001=94, V002=95)
    agreed = {"编号": "V001", "综合得分": 94, "建议等次": "较好", "研究日期": "2016-01-26"}
    shifted = steps(year_of(routine=ordered, appraisals=[agreed], **base_tables))
    assert shifted[-3:] == [
        "“好”名额：比例上限 50%×参评 2 个，按“向下”取整为 1 个，未能进入，改为“较好”。",
        "名次 2，建议等次“较好”。",
        "2016-01-26 研究：采用建议等次“较好”；最终等次“较好”。",
    ]


def test_a_decision_without_reason() -> None:
    old = {"编号": "V001", "综合得分": 95, "建议等次": "好", "研究日期": "2016-01-26", "研究等次": "较好"}
    assert (
        traced(routine=annual_scores(V001=95), appraisals=[old])[-1]
        == "填了研究等次但没有调整理由，最终等次暂空。"
    )


def test_unreadable_entries_and_broken_settings() -> None:
    year, _ = read_year(source_weights=ANNUAL, routine=[routine("V001", 年度考核=90, 加减分="两分")])
    assert "日常年度：有须改的疑点，成绩暂不采用，见“校验报告”。" in steps(year)
    assert traced(source_weights=source_weights(年度考核=5))[0].startswith("板块“村”的评分设置有须改的疑点")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(2, 3), "约0.666667"),
        (Fraction(-1, 10**9), "约0"),
        (Fraction(100), "100"),
        (Fraction(1, 10**6), "0.000001"),
    ],
)
def test_numbers_can_be_checked_by_hand(value: Fraction, shown: str) -> None:
    assert number(value) == shown


def test_a_deduction_and_a_veto_without_reason() -> None:
    assert "加减分减 1，得 70" in say.adjusted(Fraction(71), Fraction(-1), "", Decimal(70), 0)
    assert say.veto("", "差") == "一票否决（未填事由），最高评“差”"
