"""A computed town for tests: branches with votes, surveys, routine scores and decisions of the committee."""

from typing import Any

from shuzhi_xl.rules.grading.grade import GradingResult, grade_organisations
from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.tally.tally import TallyResult, tally
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.small_town import (
    Rows,
    answers,
    attendees,
    class_weights,
    form,
    grades,
    meeting,
    organisation,
    routine,
    source_weights,
    votes,
    year_of,
)

NUMBERS = tuple(f"V00{n}" for n in range(1, 6))


def _decided(number: str, grade_now: str, score: float, **more: Any) -> dict[str, Any]:
    return {
        "板块": "村",
        "编号": number,
        "建议等次": grade_now,
        "综合得分": score,
        "研究日期": "2016-01-26",
        "综合评价意见": f"{number}的评语",
        **more,
    }


def town(settings: dict[str, Any] | None = None, **tables: Any) -> Year:
    """Five branches: 3 votes each of A票 and B票 (V005 only one, under the floor), surveys of four people."""
    defaults: dict[str, Any] = {
        "source_weights": source_weights(现场测评=50, 问卷调查=30, 年度考核=20, 日常工作=0),
        "class_weights": class_weights("现场测评", A票=60, B票=40) + class_weights("问卷调查", 群众=100),
        "grades": grades(
            ("好", 100, 85, None), ("较好", 80, 80, None), ("一般", 60, 60, None), ("差", 0, 0, None)
        ),
        "tracks": [_track("村"), _track("机关")],
        "organisations": [
            organisation(number, 述职形式="书面" if number == "V003" else "现场") for number in NUMBERS
        ],
        "meetings": [meeting(), meeting("M2", 板块="机关")],
        "attendees": [attendees("A票", 6), attendees("B票", 4)],
        "remarks": [_remark(number) for number in NUMBERS[:2]],
        "forms": [form("15-V001-1", "V001")],
        "ballots": _ballots(),
        "surveys": [row for number in NUMBERS for row in answers(number, "群众", 好=2, 差=1, 弃权=1)],
        "visits": [{"日期": "2016-01-05", "编号": "V001", "方式": "座谈会", "列入问题": "否"}],
        "routine": [routine(number, 年度考核=90, 加减分=1, 加减分理由="获奖") for number in NUMBERS],
        "problems": [
            problem("V001-1"),
            problem("V001-2", 状态="已销号", 销号人="李二"),
            problem("V002-1", 整改时限="2016-01-01"),
            problem("V002-2", 编号="V999"),
        ],
    }
    return year_of({"匿名下限": 2, **(settings or {})}, **{**defaults, **tables})


def _ballots() -> Rows:
    marks = dict(zip(NUMBERS, ("好", "较好", "一般", "差", "好"), strict=True))
    ballots = [row for number, mark in marks.items() for row in votes(number, "A票", "M1", "", **{mark: 3})]
    for number in NUMBERS:
        ballots += votes(number, "B票", 好=1 if number == "V005" else 3)
    return ballots


def _track(name: str) -> dict[str, Any]:
    return {"板块": name, "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": name}


def _remark(number: str) -> dict[str, Any]:
    remark = f"{number}抓得不紧"
    return {"场次": "M1", "编号": number, "点评人": "书记", "点评内容": remark, "列入问题": "是"}


def problem(number: str, **more: Any) -> dict[str, Any]:
    """A row of 整改清单."""
    return {
        "问题编号": number,
        "编号": number.partition("-")[0],
        "来源": "点评",
        "问题": f"问题{number}",
        "责任人": "王一",
        "整改时限": "2016-06-30",
        "状态": "整改中",
        **more,
    }


def computed(year: Year) -> tuple[Policy, TallyResult, GradingResult]:
    """What 计算 makes of a year."""
    policy, _ = make_policy(year)
    assert policy is not None
    tallied, _ = tally(year, policy)
    graded, _ = grade_organisations(year, policy, tallied)
    return policy, tallied, graded


def decided(*numbers: str, **tables: Any) -> Year:
    """The town after the committee has met about some branches."""
    first = computed(town(**tables))[2]
    rows = [
        _decided(row.number, row.suggested_grade, float(row.composite_score or 0))
        for row in first.appraisals
        if row.number in numbers
    ]
    return town(**{**tables, "appraisals": rows})


def earlier(
    year: int, number: str, grade: str, secretary: str = "", score: float | None = None
) -> dict[str, Any]:
    """A row of 历年等次; of the present secretary where no other is named."""
    return {
        "年度": year,
        "编号": number,
        "书记姓名": secretary or f"书记{number}",
        "综合得分": score,
        "等次": grade,
    }
