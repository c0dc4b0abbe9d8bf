"""述职评议考核通知: this town's tracks, dates and limits."""

from shuzhi_xl.rules.documents.notice import make_notice
from shuzhi_xl.sheets.documents.notice import NOTICE
from tests.rules.small_town import meeting, year_of

TRACKS = [
    {"板块": "村", "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": "村、机关"},
    {"板块": "居民区", "牵头部门": "社区党委", "述职对象": "社区党委", "组织类型": "居民区"},
]
TASK = {
    "序号": 1,
    "阶段": "述职报告",
    "工作任务": "撰写述职报告",
    "责任部门": "各党支部",
    "开始日期": "2015-12-14",
    "截止日期": "2016-01-15",
}


def test_the_notice_names_tracks_dates_and_limits_of_the_town() -> None:
    year = year_of(
        {"报告重点内容": "组织生活/三会一课、发展党员", "公布范围": "全镇"},
        tracks=TRACKS,
        schedule=[TASK],
        meetings=[meeting(地点="会堂"), meeting("M2", 板块="居民区")],
    )
    assert year.settings is not None
    content = make_notice(year, year.settings)
    assert content.arrangements == (
        "组织科负责组织各村、机关党组织书记向镇党委述职并接受评议考核；"
        "社区党委负责组织各居民区党组织书记向社区党委述职并接受评议考核"
    )
    assert (content.parts, content.departments) == ("两块", "组织科、社区党委")
    assert content.focus == "组织生活、发展党员"
    assert (content.length, content.achievements_most, content.problems_least) == (
        "1800至2200字",
        "1/3",
        "30%",
    )
    assert content.tasks == ["2016年1月15日前，撰写述职报告（各党支部）。"]
    assert [tuple(line.values().values()) for line in content.meetings] == [
        ("村", "M1", "2016年1月20日", "会堂"),
        ("居民区", "M2", "2016年1月20日", ""),
    ]
    assert (content.scope, content.grade_count) == ("全镇", "四个")
    assert NOTICE.content is type(content)


def test_what_the_town_has_not_decided_is_left_open() -> None:
    year = year_of(meetings=[])
    assert year.settings is not None
    content = make_notice(year, year.settings)
    assert (content.focus, content.scope, content.has_meetings, content.tasks) == ("", "一定范围", False, [])
