"""Every table of a small invented town at the end of its year, without an error."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

Records = list[dict[str, Any]]

SETTINGS: Mapping[str, Any] = {
    "年度": 2015,
    "党委名称": "青禾镇党委",
    "方案名称": "2015 年办法",
    "匿名下限": 3,
    "计票分母": "有效票",
    "占比分母": "收回票",
    "空票类处理": "按其余票类折算",
    "缺项处理": "报错",
    "同分处理": "从宽",
    "名额取整": "向下",
    "双人录入": "否",
    "回避": "是",
    "小数位数": 2,
    "互评票类": "B票",
    "加减分上限": 3,
    "基准日期": date(2016, 3, 31),
    "到期提醒天数": 3,
    "报告字数下限": 1500,
    "报告字数上限": 2500,
    "成绩占比上限": "1/3",
    "问题占比下限": "20",
    "报告重点内容": None,
}
BRANCHES = (("V1", "村居"), ("V2", "村居"), ("Q1", "企业"))
"""编号 and 板块 of each branch."""


def whole_year() -> dict[str, Records]:
    """The town with everything in and nothing to complain about, by table name."""
    return {**_scheme(), **_district(), **_schedule(), **_meetings(), **_votes(), **_entries(), **_outcome()}


def _scheme() -> dict[str, Records]:
    return {
        "基本设置": [{"名称": name, "取值": value} for name, value in SETTINGS.items()],
        "等次标准": [
            {"板块": "全部", "等次": grade, "票面分值": points, "综合分下限": least}
            for grade, points, least in (("好", 100, 90), ("较好", 80, 75), ("一般", 60, 60), ("差", 0, 0))
        ],
        "来源权重": [
            {"板块": "全部", "来源": source, "权重": 20}
            for source in ("现场测评", "问卷调查", "座谈调研", "日常工作", "年度考核")
        ],
        "票类权重": [
            {"板块": "全部", "来源": "现场测评", "票类": "A票", "权重": 60},
            {"板块": "全部", "来源": "现场测评", "票类": "B票", "权重": 40},
            {"板块": "全部", "来源": "问卷调查", "票类": "党员", "权重": 100},
        ],
        "测评项目": [{"项目": "总体评价", "权重": 100}],
        "评定规则": [],
    }


def _district() -> dict[str, Records]:
    """Tracks and roster."""
    return {
        "板块设置": [
            {"板块": "村居", "牵头部门": "组织人事科", "述职对象": "镇党委", "组织类型": "村、居民区"},
            {
                "板块": "企业",
                "牵头部门": "综合经济党委",
                "述职对象": "综合经济党委",
                "组织类型": "公司、企业",
            },
        ],
        "组织名册": [
            _organisation("V1", "月溪村党总支", "村", "村居", "M1", "沈一"),
            _organisation("V2", "柳岸村党支部", "村", "村居", "M1", "顾二"),
            _organisation("Q1", "星河公司党支部", "公司", "企业", "M2", "陆三"),
        ],
    }


def _schedule() -> dict[str, Records]:
    return {
        "日程安排": [
            {
                "序号": order,
                "阶段": "准备",
                "工作任务": "定方案",
                "责任部门": "组织人事科",
                "开始日期": date(2015, 12, 1),
                "截止日期": date(2015, 12, 20),
                "完成日期": date(2015, 12, 18),
            }
            for order in (1, 2)
        ],
        "节假日": [{"日期": date(2016, 2, 8), "类型": "放假"}, {"日期": date(2016, 2, 6), "类型": "上班"}],
    }


def _meetings() -> dict[str, Records]:
    """Debrief reports, meetings, who came and what was remarked."""
    return {
        "述职报告": [_report(number) for number, _ in BRANCHES],
        "评议会议": [
            {"场次": meeting, "板块": track, "会议日期": date(2016, 1, 20), "应到人数": 3, "实到人数": 2}
            for meeting, track in (("M1", "村居"), ("M2", "企业"))
        ],
        "参会人员": [
            {"场次": meeting, "姓名": name, "身份类别": role, "票类": "A票", "出席": came, "人数": heads}
            for meeting in ("M1", "M2")
            for name, role, came, heads in (
                ("何四", "镇党代表、人大代表", "否", None),
                ("群众代表组", "群众代表", "是", 2),
            )
        ],
        "现场点评": [
            {"场次": "M1", "编号": "V1", "点评人": "周五", "点评内容": "党员活动偏少。", "列入问题": "是"},
            {"场次": "M1", "编号": "V2", "点评人": "周五", "点评内容": "工作扎实。", "列入问题": "否"},
        ],
    }


def _votes() -> dict[str, Records]:
    return {
        "票单登记": [
            *(_form(f"C{number}", "测评表", number, 2) for number, _ in BRANCHES),
            *(_form(f"W{number}", "问卷", number, 3) for number, _ in BRANCHES),
        ],
        "测评票": [
            _ballot(f"C{number}-1", f"C{number}", meeting, rated)
            for number, meeting, rated in (("V1", "M1", "V2"), ("V2", "M1", "V1"), ("Q1", "M2", "Q1"))
        ],
        "问卷调查": [_survey(f"W{number}", number, order) for number, _ in BRANCHES for order in (1, 2)],
    }


def _entries() -> dict[str, Records]:
    """座谈调研 and 日常年度."""
    return {
        "座谈调研": [
            {
                "日期": date(2016, 1, 5),
                "编号": number,
                "方式": "座谈会",
                "参加人数": 5,
                "好": 4,
                "较好": 1,
                "情况摘要": f"{number} 的制度不全。",
                "列入问题": "是" if number == "V2" else "否",
            }
            for number, _ in BRANCHES
        ],
        "日常年度": [{"编号": number, "日常工作": 90, "年度考核": 88} for number, _ in BRANCHES],
    }


def _outcome() -> dict[str, Records]:
    """综合评定 and 整改清单."""
    return {
        "综合评定": [
            {
                "板块": track,
                "编号": number,
                "组织名称": number,
                "综合得分": 90,
                "建议等次": "好",
                "研究日期": date(2016, 2, 1),
            }
            for number, track in BRANCHES
        ],
        "整改清单": [
            {
                "问题编号": "V1-1",
                "编号": "V1",
                "来源": "点评",
                "问题": "党员活动偏少。",
                "整改时限": date(2016, 6, 30),
                "状态": "整改中",
            },
            {
                "问题编号": "V2-1",
                "编号": "V2",
                "来源": "自查",
                "问题": "学习不经常。",
                "整改时限": date(2016, 3, 1),
                "状态": "已销号",
                "完成日期": date(2016, 2, 20),
                "销号人": "周五",
                "销号日期": date(2016, 2, 25),
            },
        ],
    }


def _organisation(*texts: str) -> dict[str, Any]:
    return {
        **dict(zip(("编号", "组织名称", "组织类型", "板块", "场次", "书记姓名"), texts, strict=True)),
        "述职形式": "现场",
        "参评": "是",
        "测评票数": 2,
        "问卷份数": 3,
    }


def _report(number: str) -> dict[str, Any]:
    counts = {"总字数": 2000, "成绩字数": 600, "问题字数": 500}
    return {"编号": number, "提交日期": date(2016, 1, 10), **counts, "覆盖重点内容": "是", "摆进自己": "是"}


def _form(form: str, kind: str, number: str, count: int) -> dict[str, Any]:
    return {
        "表单编号": form,
        "种类": kind,
        "编号": number,
        "发出数": count,
        "收回数": count,
        "有效数": count,
        "作废数": 0,
        "发出时间": datetime(2016, 1, 16, 9),  # noqa: DTZ001 -- a workbook's times know no zone
        "收回时间": datetime(2016, 1, 20, 9),  # noqa: DTZ001 -- as above
        "文件指纹": f"{form}f",
        "状态": "已收回",
    }


def _ballot(ballot: str, form: str, meeting: str, number: str) -> dict[str, Any]:
    return {
        "票号": ballot,
        "表单编号": form,
        "场次": meeting,
        "票类": "B票",
        "编号": number,
        "总体评价": "好",
    }


def _survey(form: str, number: str, order: int) -> dict[str, Any]:
    return {"表单编号": form, "编号": number, "序号": order, "票类": "党员", "总体评价": "好"}
