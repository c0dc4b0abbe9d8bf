"""组织名册: blank cells are filled only where one value alone follows from the other cells."""

from typing import Any

import pytest

from shuzhi_xl.rules.completion.complete import complete
from shuzhi_xl.rules.forms.issued_lists import UNKNOWN
from shuzhi_xl.sheets.declaration.cell_value import CellError
from tests.rules.small_town import Rows, class_weights, form, meeting, organisation, read_year

TRACKS: Rows = [
    {"板块": "村居", "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": "村、居民区"},
    {"板块": "企业", "牵头部门": "两新办", "述职对象": "工作党委", "组织类型": "企业、公司"},
]
MEETINGS = [meeting("M1", 板块="村居"), meeting("M2", 板块="企业")]
EMPTY = dict.fromkeys(("板块", "场次", "述职形式", "参评", "测评票数"))


def fill(
    *rows: dict[str, Any], settings: dict[str, Any] | None = None, **tables: Rows
) -> dict[tuple[int, str], Any]:
    """The cells that are filled in 组织名册, by sheet row and header."""
    tables = {"tracks": TRACKS, "meetings": MEETINGS, "organisations": list(rows), **tables}
    year, _ = read_year(settings, **tables)
    cells = {completion.table.name: completion.cells for completion in complete(year, UNKNOWN)[0]}
    return dict(cells.get("组织名册", {}))


def branch(**more: Any) -> dict[str, Any]:
    """A row with 编号, 组织名称, 组织类型 and 书记姓名 only."""
    return organisation("V001", **{**EMPTY, **more})


def test_everything_else_follows_from_the_type() -> None:
    assert fill(branch(), branch(编号="V002", 组织类型="公司")) == {
        (4, "板块"): "村居",
        (4, "参评"): "是",
        (4, "场次"): "M1",
        (4, "述职形式"): "现场",
        (4, "测评票数"): 0,
        (5, "板块"): "企业",
        (5, "参评"): "是",
        (5, "场次"): "M2",
        (5, "述职形式"): "现场",
        (5, "测评票数"): 0,
    }


def test_a_cell_with_a_value_is_never_changed() -> None:
    row = organisation("V001", 板块="企业", 场次="M1", 述职形式="书面", 参评="否", 测评票数=3, 问卷份数=0)
    assert fill(row) == {}


@pytest.mark.parametrize(
    ("cells", "filled_headers"),
    [
        ({"板块": "企业"}, {"参评", "场次", "述职形式", "测评票数"}),
        ({"不参评原因": "新任"}, {"板块", "述职形式"}),
        ({"并入编号": "V002"}, {"板块", "述职形式"}),
        ({"参评": "否"}, {"板块", "述职形式"}),
        ({"组织类型": "机关"}, {"参评", "述职形式", "测评票数"}),
        ({"组织类型": None}, set()),
        ({"组织类型": "协会"}, set()),
        ({"组织名称": " "}, set()),
        ({"书记姓名": None}, {*EMPTY}),
        ({"党员人数": "许多"}, set()),
        ({"备注": CellError("#N/A")}, set()),
    ],
)
def test_what_is_uncertain_stays_blank(cells: dict[str, Any], filled_headers: set[str]) -> None:
    assert {header for _, header in fill(branch(**cells))} == filled_headers


@pytest.mark.parametrize(
    ("tables", "blank"),
    [
        ({"tracks": [*TRACKS, {**TRACKS[0], "板块": "村二"}]}, {"板块", "场次"}),
        ({"tracks": [*TRACKS, {**TRACKS[0], "板块": "村二", "组织类型": "乡"}]}, {"板块", "场次"}),
        ({"tracks": [{**TRACKS[0], "组织类型": None}]}, {"板块", "场次"}),
        ({"meetings": []}, {"场次"}),
        ({"meetings": [*MEETINGS, meeting("M3", 板块="村居")]}, {"场次"}),
        ({"meetings": [*MEETINGS, meeting("M3", 板块=None)]}, set()),
        ({"meetings": [*MEETINGS, meeting("M3", 实到人数="约三十")]}, {"场次"}),
    ],
)
def test_a_track_or_meeting_must_be_the_only_one(tables: dict[str, Rows], blank: set[str]) -> None:
    assert {header for _, header in fill(branch(), settings=None, **tables)} == {*EMPTY} - blank


def test_a_meeting_needs_no_headcount_to_be_the_only_one() -> None:
    filled_cells = fill(branch(), meetings=[{"场次": "M1", "板块": "村居"}])
    assert filled_cells[4, "场次"] == "M1"


PEERS = {"互评票类": "B票"}
SURVEYS = {"每支部问卷份数": 20}


@pytest.mark.parametrize(
    ("cells", "settings", "expected"),
    [
        ({}, {}, {"测评票数": 0}),
        # Branches rate each other: how many ballots each gets is for the office to say
        ({}, PEERS, {}),
        # A gap in 基本设置 may be the one that says so
        ({}, {"计票分母": None}, {}),
        ({}, {"计票分母": None, **SURVEYS}, {}),
        ({}, {"已由党委研究确认": "否"}, {}),
        ({}, {"已由党委研究确认": "否", **SURVEYS}, {"问卷份数": 20}),
        ({}, {**PEERS, **SURVEYS}, {"问卷份数": 20}),
        ({"问卷份数": 7}, {**PEERS, **SURVEYS}, {}),
        ({"参评": "否", "不参评原因": "新任"}, SURVEYS, {}),
        ({"板块": "他镇"}, SURVEYS, {"测评票数": 0}),
    ],
)
def test_ballots_and_surveys_follow_from_the_settings(
    cells: dict[str, Any], settings: dict[str, Any], expected: dict[str, int]
) -> None:
    filled_cells = fill(
        organisation("V001", **{"组织类型": "村", "板块": "村居", **cells}), settings=settings
    )
    assert {header: value for (_, header), value in filled_cells.items()} == expected


def test_no_survey_is_filled_in_where_nobody_can_answer() -> None:
    weights = class_weights("现场测评", A票=100)
    row = organisation("V001", 板块="村居", 测评票数=0)
    assert fill(row, settings=SURVEYS, class_weights=weights) == {}


def test_what_was_issued_with_none_stays_so() -> None:
    # A number now would make the package that is out an outdated one
    row = organisation("V001", 板块="村居")
    assert fill(row, settings=SURVEYS, forms=[form("15-V001", of="V001", state="已发出")]) == {}
