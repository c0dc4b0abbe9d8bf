"""校验 of settings, tracks, roster, meetings and the references between all sheets."""

from dataclasses import replace

import pytest

from shuzhi_xl.findings import Location, Severity, blocking
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.rules.checks.references import find_unknown_values
from shuzhi_xl.rules.checks.setup import (
    find_changed_since_confirmed,
    print_technical,
    refuse_unconfirmed,
)
from shuzhi_xl.sheets.declaration.fields import text
from shuzhi_xl.sheets.declaration.row import Frame, Position, Row
from tests.rules.editable_town import (
    MAY,
    MUST,
    Change,
    added,
    change,
    list_findings,
    place,
    read,
    setting,
    town,
)
from tests.rules.whole_year import Records, whole_year

Expected = tuple[str, str, str]


def test_a_sound_year_has_no_findings() -> None:
    year, findings = read()
    assert findings == []
    assert list_findings(year) == []


@pytest.mark.parametrize(
    ("tick", "codes"), [(None, []), ("", []), ("是", []), ("否", ["settings_unconfirmed"])]
)
def test_only_a_tick_of_no_asks_for_the_party_committee_and_refuses_computing(
    tick: str | None, codes: list[str]
) -> None:
    year = town() if tick is None else town(added("基本设置", 名称="已由党委研究确认", 取值=tick))
    assert [code for code, _, severity in list_findings(year) if severity == MAY] == codes
    refusals = refuse_unconfirmed(year)
    assert [(finding.code, finding.severity) for finding in refusals] == [
        (code, Severity.BLOCKING) for code in codes
    ]


REFERENCES = [
    (change("组织名册", 2, 场次="M9"), ("unknown_value", place("组织名册", "场次", 6), MUST)),
    (change("等次标准", 0, 板块="村"), ("unknown_value", place("等次标准", "板块"), MUST)),
    (change("座谈调研", 1, 编号="V9"), ("unknown_value", place("座谈调研", "编号", 5), MUST)),
    (setting("互评票类", "C票"), ("unknown_value", "基本设置!B17", MUST)),
]


@pytest.mark.parametrize(("mistake", "expected"), REFERENCES)
def test_a_value_must_be_in_the_list_it_refers_to(mistake: Change, expected: Expected) -> None:
    assert expected in list_findings(town(mistake))


def test_an_unknown_number_of_many_votes_is_reported_once() -> None:
    year = town(*(change("问卷调查", index, 编号="V9", 表单编号="") for index in (0, 1)))
    findings = [finding for finding in list_findings(year) if finding[0] == "unknown_in_many"]
    assert findings == [("unknown_in_many", place("问卷调查", "编号"), MUST)]


def test_a_row_with_another_fault_can_still_be_referred_to() -> None:
    year, findings = read(change("组织名册", 0, 测评票数="两张"))
    assert [code.code for code in findings] == ["number_expected"]
    assert "unknown_value" not in {code for code, *_ in list_findings(year)}


def test_an_empty_list_is_reported_once() -> None:
    findings = list_findings(town(tables={"评议会议": [], "参会人员": [], "测评票": [], "现场点评": []}))
    assert [finding for finding in findings if finding[2] == MUST] == [("table_empty", "评议会议!", MUST)]


@pytest.mark.parametrize(
    ("mistake", "code"),
    [
        (change("票类权重", 0, 票类=None), "required_blank"),
        (change("组织名册", 0, 编号=None), "required_blank"),
        (change("组织名册", 1, 编号="V1"), "repeated_key"),
        (change("评议会议", 0, 场次=None), "required_blank"),
    ],
)
def test_a_gap_in_a_list_is_not_reported_again_where_it_is_referred_to(mistake: Change, code: str) -> None:
    year, findings = read(mistake)
    assert [finding.code for finding in findings] == [code]
    assert not {"unknown_value", "unknown_in_many"} & {finding[0] for finding in list_findings(year)}


def test_an_unknown_value_is_reported_once_for_many_rows_of_a_table() -> None:
    seats = [
        {"场次": "M9", "姓名": f"人{at}", "身份类别": "其他", "票类": "A票", "出席": "是"} for at in range(9)
    ]
    findings = check_year(town(tables={"参会人员": seats}))
    (finding,) = (
        finding
        for finding in findings
        if finding.at.sheet == "参会人员" and finding.severity is Severity.BLOCKING
    )
    assert (finding.code, finding.context["count"]) == ("unknown_in_many", 9)


def test_an_unknown_track_is_reported_once() -> None:
    assert [
        finding for finding in list_findings(town(change("组织名册", 0, 板块="别的"))) if finding[2] == MUST
    ] == [("unknown_value", place("组织名册", "板块"), MUST)]


class Choice(Row):
    """A column that takes several values of a list."""

    classes: str = text("票类", source="票类权重.票类", also=("全部",), many=True)


def test_each_of_several_values_is_looked_up() -> None:
    rows = []
    for line, value in enumerate(("A票、全部", "A票、C票"), start=1):
        rows.append(Choice(classes=value, position=Position(line, Frame("", "表", {"票类": "B"}))))
    findings = list(find_unknown_values(rows, "classes", Choice.columns()["classes"], {"A票", "B票"}))
    assert [(finding.at, finding.value) for finding in findings] == [(Location("", "表", "B2"), "A票、C票")]


SETUP = [
    (setting("互评票类", "党员"), ("peer_class_of_survey", "基本设置!B17", MUST)),
    (setting("成绩占比上限", "三分之一"), ("share_unreadable", "基本设置!B23", MUST)),
    (setting("问题占比下限", "0.2"), ("share_unreadable", "基本设置!B24", MUST)),
    (setting("报告字数下限", 3000), ("report_limits_crossed", "基本设置!B21", MUST)),
    (
        change("板块设置", 1, 组织类型="公司、企业、村"),
        ("type_in_two_tracks", place("板块设置", "组织类型", 5), MUST),
    ),
    (
        added("板块设置", 1, 板块="机关", 组织类型="机关"),
        ("track_unused", place("板块设置", "板块", 6), MAY),
    ),
]


@pytest.mark.parametrize(("mistake", "expected"), SETUP)
def test_setup(mistake: Change, expected: Expected) -> None:
    assert expected in list_findings(town(mistake))


def test_a_gap_in_the_settings_says_nothing_more() -> None:
    year, findings = read(setting("年度", None))
    assert [finding.code for finding in findings] == ["required_blank"]
    assert list_findings(year) == []


def test_an_empty_workbook_asks_for_tracks_and_roster_first() -> None:
    year, _ = read(tables={table: [] for table in whole_year()})
    findings = [finding for finding in list_findings(year) if finding[0] == "table_empty"]
    assert findings == [
        ("table_empty", "板块设置!", MUST),
        ("table_empty", "组织名册!", MUST),
        ("table_empty", "日程安排!", MAY),
    ]


def test_a_track_is_not_called_unused_while_a_roster_row_is_unfit() -> None:
    assert "track_unused" not in {
        code for code, *_ in list_findings(town(change("组织名册", 2, 参评="可能")))
    }


ROSTER = [
    ((change("组织名册", 0, 场次=""),), ("meeting_needed", place("组织名册", "场次"), MUST)),
    ((change("组织名册", 0, 场次="M2"),), ("meeting_of_other_track", place("组织名册", "场次"), MUST)),
    ((change("组织名册", 0, 组织类型="企业"),), ("type_not_of_track", place("组织名册", "组织类型"), MUST)),
    ((change("组织名册", 0, 参评="否"),), ("reason_needed", place("组织名册", "不参评原因"), MUST)),
    (
        (change("组织名册", 0, 参评="否", 不参评原因="并入", 并入编号="V1"),),
        ("merged_into_itself", place("组织名册", "并入编号"), MUST),
    ),
    ((change("组织名册", 0, 并入编号="V2"),), ("merged_but_appraised", place("组织名册", "参评"), MUST)),
    (
        (
            change("组织名册", 0, 参评="否", 不参评原因="并入", 并入编号="V2"),
            change("组织名册", 1, 参评="否", 不参评原因="新建"),
        ),
        ("merged_into_not_appraised", place("组织名册", "并入编号"), MUST),
    ),
    ((change("组织名册", 2, 书记姓名="沈一"),), ("same_secretary", place("组织名册", "书记姓名", 6), MAY)),
    (
        (change("组织名册", 2, 组织名称="月溪村党总支"),),
        ("same_name", place("组织名册", "组织名称", 6), MAY),
    ),
]


@pytest.mark.parametrize(("changes", "expected"), ROSTER)
def test_roster(changes: tuple[Change, ...], expected: Expected) -> None:
    assert expected in list_findings(town(*changes))


FORMLESS: dict[str, Records] = {"票单登记": [], "测评票": [], "问卷调查": []}


@pytest.mark.parametrize(
    ("ballots", "expected"),
    [
        ((2, 2, 2), []),
        ((2, 0, 2), []),
        ((2, None, 2), [place("组织名册", "测评票数", 5)]),
        ((0, 0, 2), [place("组织名册", "测评票数", 4)]),
        ((None, 0, None), [place("组织名册", "测评票数", 4), place("组织名册", "测评票数", 6)]),
    ],
)
def test_branches_that_rate_each_other_need_ballots(
    ballots: tuple[int | None, ...], expected: list[str]
) -> None:
    changes = [change("组织名册", index, 测评票数=count) for index, count in enumerate(ballots)]
    findings = list_findings(town(*changes, tables=FORMLESS))
    assert [at for code, at, severity in findings if code == "ballots_blank"] == expected


@pytest.mark.parametrize(
    "changes",
    [
        (setting("互评票类", None),),
        (setting("年度", None),),
        # The class has no weight at this track's meetings
        (added("票类权重", 0, 板块="村居"),),
    ],
)
def test_ballots_are_not_needed_where_nobody_rates_the_others(changes: tuple[Change, ...]) -> None:
    blank = (change("组织名册", 0, 测评票数=None), change("组织名册", 1, 测评票数=None))
    findings = list_findings(town(*blank, *changes, tables=FORMLESS))
    assert "ballots_blank" not in {code for code, *_ in findings}


def test_what_went_out_without_ballots_was_meant_so() -> None:
    blank = (change("组织名册", 0, 测评票数=None), change("组织名册", 1, 测评票数=None))
    assert "ballots_blank" not in {code for code, *_ in list_findings(town(*blank))}


def test_merging_into_an_appraised_organisation_is_sound() -> None:
    merged = change("组织名册", 0, 参评="否", 不参评原因="并入柳岸村", 并入编号="V2")
    assert not {finding for finding in list_findings(town(merged)) if finding[1].startswith("组织名册")}


def test_a_merger_into_an_unknown_organisation_is_reported_once() -> None:
    findings = list_findings(town(change("组织名册", 0, 参评="否", 不参评原因="并入", 并入编号="V9")))
    assert [finding for finding in findings if finding[1] == place("组织名册", "并入编号")] == [
        ("unknown_value", place("组织名册", "并入编号"), MUST)
    ]


def _typed(count: int) -> Change:
    numbers = {"发出数": 3, "收回数": count, "有效数": count, "作废数": 0}
    return added("票单登记", 0, 表单编号="T1", 种类="录票甲", 编号=None, 场次="M1", **numbers)


def test_attendance_that_is_not_marked_yet_is_not_compared() -> None:
    fewer = change("评议会议", 0, 实到人数=1)
    assert list_findings(town(fewer, change("参会人员", 0, 出席=None))) == []
    # The other meeting's is marked
    other_meeting = change("参会人员", 2, 出席=None)
    assert ("present_differs", place("评议会议", "实到人数"), MAY) in list_findings(
        town(fewer, other_meeting)
    )


MEETINGS = [
    ((change("评议会议", 0, 应到人数=4),), ("eligible_differs", place("评议会议", "应到人数"), MUST)),
    ((change("评议会议", 0, 实到人数=9),), ("present_exceeds", place("评议会议", "实到人数"), MUST)),
    ((change("评议会议", 0, 实到人数=1),), ("present_differs", place("评议会议", "实到人数"), MAY)),
    (
        (change("评议会议", 0, 实到人数=None), _typed(2)),
        ("present_blank", place("评议会议", "实到人数"), MAY),
    ),
    ((_typed(3),), ("typed_over_present", place("评议会议", "实到人数"), MAY)),
    (
        (added("参会人员", 0, 姓名="何 四"), change("评议会议", 0, 应到人数=4)),
        ("attendee_twice", place("参会人员", "姓名", 8), MUST),
    ),
    ((change("参会人员", 0, 票类="党员"),), ("class_without_weight", place("参会人员", "票类"), MUST)),
    ((change("现场点评", 1, 场次="M2"),), ("remark_at_other_meeting", place("现场点评", "场次", 5), MAY)),
]


@pytest.mark.parametrize(("changes", "expected"), MEETINGS)
def test_meetings(changes: tuple[Change, ...], expected: Expected) -> None:
    assert list_findings(town(*changes)) == [expected]


def test_the_number_present_is_asked_for_when_the_ballots_are_back() -> None:
    assert list_findings(town(change("评议会议", 0, 实到人数=None))) == []
    assert list_findings(town(_typed(2))) == []


def test_a_class_without_weight_is_reported_once_per_track() -> None:
    year = town(*(change("参会人员", index, 票类="党员") for index in (0, 1, 2)))
    codes = [code for code, *_ in list_findings(year)]
    assert codes == ["class_without_weight", "class_without_weight"]


def test_heads_are_not_summed_while_an_attendee_is_unfit() -> None:
    assert list_findings(town(change("参会人员", 1, 人数="两人"))) == []


@pytest.mark.parametrize(("ballots", "severity"), [([], MAY), (None, MUST)])
def test_attendees_must_be_listed_when_votes_are_in(ballots: Records | None, severity: str) -> None:
    tables: dict[str, Records] = {"参会人员": []}
    if ballots is not None:
        tables["测评票"] = ballots
    assert ("attendees_missing", place("评议会议", "场次"), severity) in list_findings(town(tables=tables))


def test_without_attendees_and_voters_the_attendees_are_asked_for() -> None:
    year = town(change("评议会议", 0, 应到人数=None), tables={"参会人员": []})
    finding = ("attendees_missing", place("评议会议", "场次"), MUST)
    assert finding in list_findings(year)
    year = town(change("评议会议", 0, 应到人数=None))
    assert finding not in list_findings(year)


def test_a_meeting_of_nobody_needs_no_attendees() -> None:
    assert list_findings(town(added("评议会议", 0, 场次="M3"))) == []


def test_an_unreadable_list_is_not_reported_again() -> None:
    lost = blocking("table_missing", Location(), table="评议会议")
    year = town(tables={"评议会议": [], "参会人员": [], "测评票": [], "现场点评": []})
    raw = {**year.raw, "评议会议": replace(year.raw["评议会议"], findings=(lost,))}
    assert not [finding for finding in list_findings(replace(year, raw=raw)) if finding[2] == MUST]


def test_a_technical_setting_changed_after_the_tick_is_a_notice() -> None:
    before = town()
    assert before.settings
    earlier = print_technical(before.settings)
    changed = town(setting("计票分母", "应到人数"), setting("党委名称", "云泉镇党委"))
    (finding,) = find_changed_since_confirmed(changed, earlier)
    assert (finding.code, finding.context["headers"]) == ("settings_changed_since_tick", "计票分母")
    assert find_changed_since_confirmed(before, earlier) == []
    # Before the first 计算, and for a setting that an earlier version did not have
    assert find_changed_since_confirmed(changed, "") == []
    unticked = town(setting("计票分母", "应到人数"), added("基本设置", 0, 名称="已由党委研究确认", 取值="否"))
    assert find_changed_since_confirmed(unticked, earlier) == []
