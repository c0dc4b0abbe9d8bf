"""评议会议: 应到人数 is the number of people in 参会人员, once all of them can be counted."""

from typing import Any

import pytest

from shuzhi_xl.rules.completion.complete import complete
from shuzhi_xl.rules.forms.issued_lists import UNKNOWN
from tests.rules.small_town import Rows, attendees, meeting, organisation, read_year

UNCOUNTED = meeting(应到人数=None)
BRANCH = organisation("V001", 测评票数=0)


def person(name: str, **more: Any) -> dict[str, Any]:
    return {"场次": "M1", "姓名": name, "身份类别": "其他", "票类": "A票", "出席": None, **more}


def count(people: Rows, meetings: Rows) -> dict[tuple[int, str], Any]:
    year, _ = read_year(None, organisations=[BRANCH], meetings=meetings, attendees=people)
    completions, _ = complete(year, UNKNOWN)
    return {cell: value for completion in completions for cell, value in completion.cells.items()}


@pytest.mark.parametrize(
    ("people", "eligible"),
    [
        ([person("张三"), person("李四")], 2),
        ([person("张三"), attendees("B票", 8)], 9),
        ([person("张三"), attendees("B票", 8, meeting="M2")], 1),
        ([person("张三"), person("群众代表", 人数=1)], 2),
    ],
)
def test_people_are_added_up(people: Rows, eligible: int) -> None:
    assert count(people, [UNCOUNTED]) == {(4, "应到人数"): eligible}


@pytest.mark.parametrize(
    ("people", "meetings"),
    [
        ([], [UNCOUNTED]),
        ([attendees("B票", 8, meeting="M2")], [UNCOUNTED]),
        # How many people the group consists of has not been said
        ([person("张三"), person("群众代表")], [UNCOUNTED]),
        ([person("张三"), person("李四", 人数="几个")], [UNCOUNTED]),
        ([person("张三"), person("")], [meeting(应到人数=3)]),
        ([person("张三")], [meeting(应到人数=None, 实到人数="未定")]),
        ([person("张三")], [meeting(应到人数="十")]),
        ([person("张三", 场次=None)], [meeting(None, 应到人数=None)]),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_counted_stays_blank(people: Rows, meetings: Rows) -> None:
    assert count(people, meetings) == {}
