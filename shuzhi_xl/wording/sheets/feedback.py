"""Words of the workbook with a branch's result (反馈)."""

from collections.abc import Mapping
from decimal import Decimal

GRADE = "最终等次"
GRADE_NOTE = "定等说明"
"""Heading of 定等说明, shown under the grade or, where it is long, with the texts."""
OPINION, REMARK, POLLED, NOTE, TO_DO = "综合评价意见", "现场点评", "群众评议", "说明", "问题整改"
"""Label to the left of each kind of text."""
ROUNDED_NOTE = "得分说明"
"""Label of the line that explains rounded scores."""
SAID = "三、意见和点评"
NO_SHARES = "（无占比）"
NOT_SHOWN = "不显示"
OTHER_VOTES = "弃权等"
OWN, MEAN, COMPOSITE = "本人得分", "板块平均", "综合得分"
ROUNDED = "计入综合分＝本人得分×权重，各项分别四舍五入，相加可能与综合得分略有出入。"
ASK = "结果如有疑问，请与党委组织部门联系。"
LIST_HINTS = {
    "意见和点评": "党委的综合评价意见、现场点评和群众评议中反映的问题，全文如下。",
    "问题清单": "列出自查、点评、评议、调研中指出的问题和上年结转的问题。",
    "责任清单": "列出每个问题由谁负责整改、由谁领导督办。",
    "整改清单": "请填写浅黄色的格子，保存后把这个工作簿原样发回；整改完成后由党委核实销号。",
}


def grade_beside(last: str) -> str:
    """Heading of the grade, with last year's.

    >>> grade_beside("较好（前任）")
    '最终等次　　上年：较好（前任）'
    """
    return f"{GRADE}　　上年：{last}"


def rounded_scores(step: Decimal) -> str:
    """Why some scores are preceded by 约, in one line of the page.

    >>> rounded_scores(Decimal(2))
    '“约”：投票人少，得分取到 2 分的整数倍，以免看出个人怎样投的；综合得分和等次准确。'
    """
    return f"“约”：投票人少，得分取到 {step} 分的整数倍，以免看出个人怎样投的；综合得分和等次准确。"


def no_mean(least: int) -> str:
    """Why there is a dash instead of a track's mean, in one line of the page.

    >>> no_mean(5)
    '板块平均“—”：板块里显示这项得分的党组织不足 5 个，不算平均，以免推算出别人的得分。'
    """
    return f"板块平均“—”：板块里显示这项得分的党组织不足 {least} 个，不算平均，以免推算出别人的得分。"


def note_below() -> str:
    """Reference to 定等说明, when there is no room for it under the grade."""
    return f"见下面“{SAID}”中的“{GRADE_NOTE}”。"


def more_said(count: int) -> str:
    """Reference to the rest, when the first page has no room.

    >>> more_said(3)
    '另有 3 条，全文见“意见和点评”。'
    """
    return f"另有 {count} 条，全文见“意见和点评”。"


def to_do(counts: Mapping[str, int]) -> str:
    """Number of listed problems by source, and the request.

    Args:
        counts: Number of problems by 来源.

    >>> to_do({"自查": 2, "点评": 1}), to_do({})
    ('列入问题 3 个：自查 2、点评 1。请填好“整改清单”，把本工作簿发回。', '没有列入整改的问题。')
    """
    if not counts:
        return "没有列入整改的问题。"
    listed = "、".join(f"{source} {count}" for source, count in counts.items())
    return f"列入问题 {sum(counts.values())} 个：{listed}。请填好“整改清单”，把本工作簿发回。"
