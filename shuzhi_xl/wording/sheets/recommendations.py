"""Recommended values (建议值) of the settings of 基本设置 that are folded, each with its reason and source.

They are the product's advice, shown in the workbook; the party committee confirms or changes them.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Recommendation(NamedTuple):
    """What is recommended for a setting (建议值), and why (理由和依据)."""

    value: int | str
    reason: str


RECOMMENDATIONS: Final[Mapping[str, Recommendation]] = {
    "匿名下限": Recommendation(
        5,
        "一类票只有三四张时，从票数容易看出是谁投的；定得太高，看不到票数的支部就多。通知没有规定。",
    ),
    "计票分母": Recommendation(
        "收回票", "弃权也是一种态度，留在分母里，得分才不会因为弃权多反而高。通知四、3 没有规定除以什么。"
    ),
    "占比分母": Recommendation("收回票", "与计票分母一致，得分和占比才对得上。通知没有规定。"),
    "空票类处理": Recommendation(
        "按其余票类折算", "某类人没有到会，不是书记的责任，不应按零分算。通知没有规定。"
    ),
    "缺项处理": Recommendation(
        "报错", "少了一个来源就先不出得分，补齐再算，免得漏算了没有人发觉。通知四、4 要求综合各方面情况评定。"
    ),
    "同分处理": Recommendation("从宽", "得分相同，没有理由分出先后，先都保留，由党委研究。通知没有规定。"),
    "名额取整": Recommendation("向下", "比例是“不超过”，向下取整才不会超过。通知没有规定。"),
    "双人录入": Recommendation("否", "有人监票、读票的，一人录入即可；票多的选“是”，由程序比对。"),
    "回避": Recommendation("是", "测评是听取别人的评价，自己给自己投票不计。通知没有规定。"),
    "小数位数": Recommendation(2, "两位小数足以分出先后，也便于核对。常见做法，没有可引的文件。"),
    "尾差处理": Recommendation("最大余数", "各项占比合计正好 100，改动最小。常见做法，没有可引的文件。"),
    "互评票类": Recommendation("", "通知没有要求支部之间互评；没有互评就留空。"),
    "加减分上限": Recommendation(0, "通知没有规定加减分；要设的按党委研究的办法填写。"),
    "到期提醒天数": Recommendation(3, "提前三个工作日，还来得及催办。只影响提醒，不影响得分。"),
    "报告字数下限": Recommendation(1800, "通知四、2：字数控制在2000个字左右；按少一成算。"),
    "报告字数上限": Recommendation(2200, "通知四、2：字数控制在2000个字左右；按多一成算。"),
    "成绩占比上限": Recommendation("1/3", "通知四、2：写成绩和经验的篇幅一般不超过1/3。"),
    "问题占比下限": Recommendation(
        "20%", "通知四、2 要求分析突出问题，没有规定篇幅；不到五分之一，很难写清楚。"
    ),
    "错填上限": Recommendation(3, "一两处笔误按作废计；再多，多半是填法不对，应退回核对原票。"),
    "反馈调整理由": Recommendation("否", "理由是内部研究时写的，不一定适合写给本人。"),
}
"""By 名称 of the setting; a blank value recommends to leave it blank."""
