"""Quotas, ties and ranks by hand: five villages a–e of one track."""

from decimal import Decimal
from fractions import Fraction

import pytest

from shuzhi_xl.recount.grades import apply_quotas, rank_scores
from shuzhi_xl.recount.inputs import read_inputs
from shuzhi_xl.recount.policy import work_out_policy
from tests.recount.raw_town import Town


def outcome(scores: str, grades: str, quotas: tuple[int | None, int | None], **rules: str) -> str:
    """Grades after quotas as initials: 好, 较, 一, 差, in the order of the scores; ? where it is open."""
    town = Town().set(**rules)
    for grade, quota in zip(("好", "较好"), quotas, strict=True):
        town.change("等次标准", {"等次": grade}, 比例上限=quota)
    inputs, findings = read_inputs(town.read)
    assert inputs is not None
    assert findings == []
    full = {"好": "好", "较": "较好", "一": "一般", "差": "差"}
    numbers = {name: Fraction(Decimal(score)) for name, score in zip("abcde", scores.split(), strict=True)}
    grades_before = {name: full[initial] for name, initial in zip("abcde", grades, strict=True)}
    outcome_grades = apply_quotas(grades_before, numbers, work_out_policy("村块", inputs), inputs.settings)
    return "".join(outcome_grades.get(name, "?")[0] for name in "abcde")


@pytest.mark.parametrize(
    ("quotas", "expected"),
    [
        ((None, None), "好好好较一"),
        ((60, None), "好好好较一"),
        ((40, None), "好好较较一"),
        ((0, None), "较较较较一"),
        ((40, 20), "好好较一一"),
        ((0, 40), "较较一一一"),
        ((None, 0), "好好好一一"),
    ],
)
def test_who_falls_out_takes_the_next_grade(quotas: tuple[int | None, int | None], expected: str) -> None:
    assert outcome("95 94 93 80 60", "好好好较一", quotas) == expected


@pytest.mark.parametrize(
    ("rounding", "expected"), [("向下", "好较较较较"), ("四舍五入", "好好较较较"), ("向上", "好好较较较")]
)
def test_half_a_seat(rounding: str, expected: str) -> None:
    assert outcome("95 94 93 92 91", "好好好好好", (30, None), 名额取整=rounding) == expected


@pytest.mark.parametrize(
    ("rounding", "expected"), [("向下", "好较较较较"), ("四舍五入", "好较较较较"), ("向上", "好好较较较")]
)
def test_a_quarter_of_a_seat(rounding: str, expected: str) -> None:
    assert outcome("95 94 93 92 91", "好好好好好", (25, None), 名额取整=rounding) == expected


@pytest.mark.parametrize(
    ("ties", "expected"), [("从宽", "好好好较一"), ("从严", "好较较较一"), ("报错", "好??较一")]
)
def test_tie_across_the_line(ties: str, expected: str) -> None:
    assert outcome("95 93 93 80 60", "好好好较一", (40, None), 同分处理=ties) == expected


def test_tie_within_the_quota_needs_no_decision() -> None:
    assert outcome("95 95 93 80 60", "好好好较一", (40, None), 同分处理="报错") == "好好较较一"


def test_lenient_tie_with_no_seat_keeps_no_branch() -> None:
    assert outcome("95 95 93 80 60", "好好好较一", (0, None), 同分处理="从宽") == "较较较较一"


def test_capped_branches_leave_their_seat() -> None:
    assert outcome("95 94 93 80 60", "一好好较一", (40, None)) == "一好好较一"


def test_equal_scores_share_the_better_rank() -> None:
    scores = {"a": Fraction(80), "b": Fraction(90), "c": Fraction(80), "d": Fraction(70)}
    assert rank_scores(scores) == {"a": 2, "b": 1, "c": 2, "d": 4}


def test_quota_and_tie_reach_the_sheet() -> None:
    town = Town().change("等次标准", {"等次": "好"}, 综合分下限=70)
    # both have 好 now, one seat: V2 falls, and 触发规则 must say so
    assert town.differences() == {"V2 触发规则": "空白"}
    town.change("综合评定", {"编号": "V2"}, 触发规则="比例上限")
    assert town.differences() == {}


def test_undecided_tie_withholds_the_grades_but_not_the_ranks() -> None:
    town = (
        Town()
        .change("日常年度", {"编号": "V1"}, 日常工作=90)
        .drop("测评票", 编号="V2")
        .drop("问卷调查", 编号="V2")
    )
    for table, key in (("测评票", "票号"), ("问卷调查", "序号")):
        town.rows[table] += [{**row, "编号": "V2", key: row[key]} for row in town.rows[table]]
    town.change("日常年度", {"编号": "V2"}, 日常工作=90, 加减分=None)
    town.change("问卷调查", {"编号": "V2"}, 表单编号="S2").change("票单登记", {"编号": "V2"}, 发出数=4)
    differences = {name: value for name, value in town.differences().items() if "次" in name.split()[-1]}
    assert differences == {
        "V2 名次": "1",
        "V1 建议等次": "空白",
        "V1 最终等次": "空白",
        "V2 建议等次": "空白",
    }
