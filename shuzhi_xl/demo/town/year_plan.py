"""The invented town's fixed plan (工作安排): settings, tracks, schedule after the notice, days off."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from shuzhi_xl.demo.town.clock import (
    MEASURES_DUE,
    MEETINGS_DUE,
    NEXT,
    PLANNED,
    PUBLISHED_ON,
    REPORTS_DUE,
    SUMMARY_DUE,
    YEAR,
)
from shuzhi_xl.demo.town.names import COMMITTEE
from shuzhi_xl.sheets.master.office_entries import Holiday, Milestone
from shuzhi_xl.sheets.master.scheme_tables import Track

OFFICE, COMMUNITY, ECONOMY = "镇党委组织人事科", "镇社区党委", "镇综合经济党委"

# 通知 二: three tracks, each with its lead department and its committee
TRACKS: Final = (
    Track(
        name="村机关事业单位",
        lead_department=OFFICE,
        debriefs_to="镇党委",
        organisation_types="村、机关、事业单位",
    ),
    Track(name="居民区", lead_department=COMMUNITY, debriefs_to="社区党委", organisation_types="居民区"),
    Track(
        name="公司企业", lead_department=ECONOMY, debriefs_to="综合经济党委", organisation_types="公司、企业"
    ),
)

SHARES: Final = (48, 27, 25)
"""Number of branches per track in a town of 100, as in the notice's town."""

TYPES: Final = (("村", "村", "村", "机关", "事业单位"), ("居民区",), ("公司", "公司", "企业"))
# The initials of 村, 居 and 企, with which 编号 begins.
LETTERS: Final = ("C", "J", "Q")


def settings(scheme: str) -> Mapping[str, Any]:
    """取值 of the settings that a scheme leaves to the town, by 名称."""
    return {
        "年度": YEAR,
        "党委名称": COMMITTEE,
        "方案名称": scheme,
        "基准日期": SUMMARY_DUE,
        # 通知 三, where single words can show it
        "报告重点内容": "党建责任、组织生活/三会一课、发展党员、流动党员、调研",
        "公布范围": "镇党委所属各党组织",
        "公布日期": PUBLISHED_ON,
        "已由党委研究确认": "是",
    }


def schedule() -> list[Milestone]:
    """日程安排 of the notice (通知 五), without completion dates."""
    leads = "、".join(track.lead_department for track in TRACKS)
    rows = [
        # The notice is dated 13 December 2015.
        ("准备", "制定方案，印发通知，动员部署", OFFICE, PLANNED, date(YEAR, 12, 13)),
        ("调查研究", "随机调研、实地察看，听取党员群众意见", leads, date(YEAR, 12, 14), REPORTS_DUE),
        ("述职报告", "各党组织书记撰写并提交述职报告", "各基层党组织", date(YEAR, 12, 14), REPORTS_DUE),
        *(
            ("述职评议", f"召开{track.name}述职评议会", track.lead_department, REPORTS_DUE, MEETINGS_DUE)
            for track in TRACKS
        ),
        ("综合评定", "汇总测评、问卷、调研和考核情况，研究确定等次", OFFICE, MEETINGS_DUE, SUMMARY_DUE),
        ("总结整改", "完成述职评议考核工作总结，公布结果", OFFICE, MEETINGS_DUE, SUMMARY_DUE),
        ("总结整改", "列出三张清单，逐项整改销号", "各基层党组织", SUMMARY_DUE, MEASURES_DUE),
    ]
    return [
        Milestone(order=order, stage=stage, task=task, department=department, starts=starts, ends=ends)
        for order, (stage, task, department, starts, ends) in enumerate(rows, start=1)
    ]


def holidays() -> list[Holiday]:
    """节假日 of the months in question, as the State Council's office announced them for 2016."""
    off = {
        "元旦": [date(NEXT, 1, 1)],
        "春节": [date(NEXT, 2, day) for day in range(8, 13)],
        "清明节": [date(NEXT, 4, 4)],
        "劳动节": [date(NEXT, 5, 2)],
        "端午节": [date(NEXT, 6, day) for day in (9, 10)],
    }
    # Weekends on which offices worked in exchange (调休)
    working = [date(NEXT, 2, 6), date(NEXT, 2, 14), date(NEXT, 6, 12)]
    days = [Holiday(day=day, kind="放假", name=name) for name, days_off in off.items() for day in days_off]
    return [*days, *(Holiday(day=day, kind="上班", name="调休") for day in working)]
