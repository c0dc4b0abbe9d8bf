"""新建 prepares what the notice fixes, and never a voter whom nobody has counted."""

from datetime import date
from typing import Any

import pytest

from shuzhi_xl.rules.completion.start import (
    StartPlan,
    VoterGroup,
    prepare_year,
    repeat_groups,
    repeat_meetings,
)
from shuzhi_xl.sheets.master.new_year import NewYear
from shuzhi_xl.sheets.master.office_entries import Milestone
from shuzhi_xl.sheets.master.scheme_tables import Track

TRACKS = [
    Track.of(name=name, lead_department="组织科", debriefs_to="党委", organisation_types=name)
    for name in ("村", "居民区", "公司", "企业")
]
PLAN = StartPlan(
    TRACKS,
    [VoterGroup("班子", "镇党政班子", "A票"), VoterGroup("群众代表", "群众代表", "C票")],
    "发展党员、调研",
)
SCORING = {
    "票类权重": [
        {"来源": "现场测评", "票类": "A票"},
        {"来源": "现场测评", "票类": "C票"},
        {"来源": "问卷调查", "票类": "群众票"},
    ]
}
ENTRIES = NewYear(year=2015, party_committee="镇党委", scheme="通知框架", second_meeting=date(2016, 1, 20))


def milestone(order: int, stage: str, ends: date) -> Milestone:
    starts = date(2015, 12, 1)
    return Milestone.of(order=order, stage=stage, task="任务", department="组织科", starts=starts, ends=ends)


SCHEDULE = [
    milestone(1, "综合评定", date(2016, 2, 1)),
    milestone(2, "综合评定", date(2016, 2, 5)),
    milestone(3, "总结整改", date(2016, 6, 30)),
]


def test_every_track_has_a_meeting_on_the_day_that_was_entered() -> None:
    meetings = prepare_year(ENTRIES, PLAN, SCHEDULE, SCORING).tables["评议会议"]
    assert [(row["场次"], row["板块"], row["会议日期"]) for row in meetings] == [
        ("第1场", "村", None),
        ("第2场", "居民区", date(2016, 1, 20)),
        ("第3场", "公司", None),
        ("第4场", "企业", None),  # the page asks for three days; a plan may have more tracks
    ]
    assert {row[header] for row in meetings for header in ("应到人数", "实到人数")} == {None}


def test_every_meeting_has_the_groups_but_nobody_is_counted() -> None:
    groups = prepare_year(ENTRIES, PLAN, SCHEDULE, SCORING).tables["参会人员"]
    assert [(row["场次"], row["姓名"], row["票类"]) for row in groups[:3]] == [
        ("第1场", "班子（一组）", "A票"),
        ("第1场", "群众代表（一组）", "C票"),
        ("第2场", "班子（一组）", "A票"),
    ]
    assert len(groups) == 2 * len(TRACKS)
    assert {row[header] for row in groups for header in ("人数", "出席")} == {None}


@pytest.mark.parametrize(
    ("classes", "omitted"),
    [([], ("A票", "C票")), ([{"来源": "现场测评", "票类": " C票"}], ("A票",)), (SCORING["票类权重"], ())],
)
def test_a_group_whose_class_the_scheme_lacks_is_left_out(
    classes: list[dict[str, Any]], omitted: tuple[str, ...]
) -> None:
    prepared = prepare_year(ENTRIES, PLAN, SCHEDULE, {"票类权重": classes})
    assert prepared.omitted == omitted
    assert {row["票类"] for row in prepared.tables["参会人员"]}.isdisjoint(omitted)


@pytest.mark.parametrize(("schedule", "day"), [(SCHEDULE, date(2016, 2, 5)), ([], None)])
def test_settings_are_those_that_the_notice_and_the_page_know(
    schedule: list[Milestone], day: date | None
) -> None:
    assert prepare_year(ENTRIES, PLAN, schedule, SCORING).settings == {
        "年度": 2015,
        "党委名称": "镇党委",
        "方案名称": "通知框架",
        "报告重点内容": "发展党员、调研",
        "基准日期": day,
        "公布范围": "镇党委所属各党组织",
    }


def test_tracks_are_those_of_the_plan() -> None:
    tracks = prepare_year(ENTRIES, PLAN, SCHEDULE, SCORING).tables["板块设置"]
    assert [row["板块"] for row in tracks] == [track.name for track in TRACKS]


def test_next_year_repeats_where_a_track_meets_but_not_when() -> None:
    row = {"场次": "第1场", "板块": "村", "会议日期": date(2016, 1, 20), "地点": "礼堂", "应到人数": 40}
    assert repeat_meetings([row]) == [{"场次": "第1场", "板块": "村", "地点": "礼堂"}]


def test_next_year_repeats_groups_to_be_counted_again_and_no_single_person() -> None:
    group = {"场次": "第1场", "身份类别": "群众代表", "票类": "C票"}
    rows: list[dict[str, Any]] = [
        {**group, "姓名": "群众代表（一组）", "人数": 12, "出席": "是"},
        {**group, "姓名": "村民代表", "人数": 5, "出席": "是"},
        {**group, "姓名": "张三", "人数": None, "出席": "是"},
        {**group, "姓名": "代表委员（一组）", "人数": None},
    ]
    assert repeat_groups(rows) == [
        {**group, "姓名": "群众代表（一组）"},
        {**group, "姓名": "村民代表（一组）"},
        {**group, "姓名": "代表委员（一组）"},
    ]
