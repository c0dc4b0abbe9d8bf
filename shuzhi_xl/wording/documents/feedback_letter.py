"""Sentences of the letter with a branch's result (反馈意见书)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

DASH = "—"
"""Where there is no figure."""


def debriefed(secretary: str, day: str, form: str) -> str:
    """How the secretary gave account, in half a sentence.

    Args:
        secretary: The secretary's name.
        day: Day of the meeting; blank where none is entered.
        form: 述职形式.

    >>> debriefed("王一", "2016年1月20日", "现场")
    '王一同志在2016年1月20日召开的述职评议会上现场述职，接受了评议'
    >>> debriefed("王一", "", "书面")
    '王一同志书面述职，接受了评议'
    """
    where = f"在{day}召开的述职评议会上" if day else ""
    return f"{secretary}同志{where}{form}述职，接受了评议"


def joined(words: Sequence[str]) -> str:
    """A list within a sentence.

    >>> joined(["现场测评", "问卷调查", "年度考核"]), joined(["现场测评"])
    ('现场测评、问卷调查和年度考核', '现场测评')
    """
    return "和".join(filter(None, ("、".join(words[:-1]), *words[-1:])))


def composite(score: str, mean: str, adjustment: str) -> str:
    """The composite in a sentence, without its full stop.

    Args:
        score: 综合得分.
        mean: The track's mean; blank where none is shown.
        adjustment: 加减分; blank where there is none.

    >>> composite("92.35", "90.10", "1")
    '综合得分为92.35分（含加减分1分），所在板块平均90.10分'
    >>> composite("92.35", "", "")
    '综合得分为92.35分'
    """
    added = f"（含加减分{adjustment}分）" if adjustment else ""
    return f"综合得分为{score}分{added}" + (f"，所在板块平均{mean}分" if mean else "")


def rounded_scores(step: Decimal) -> str:
    """Why some scores are only rounded.

    >>> rounded_scores(Decimal(2))
    '得分前有“约”字的，因投票人少，取到2分的整数倍，以免看出个人怎样投票；综合得分和等次是准确的。'
    """
    return (
        f"得分前有“约”字的，因投票人少，取到{step}分的整数倍，以免看出个人怎样投票；综合得分和等次是准确的。"
    )


def no_mean(least: int) -> str:
    """Why there is a dash instead of a track's mean.

    >>> no_mean(5)
    '板块平均写“—”的，因板块里显示这项得分的党组织不足5个，不算平均，以免推算出别人的得分。'
    """
    return (
        f"板块平均写“{DASH}”的，因板块里显示这项得分的党组织不足{least}个，不算平均，以免推算出别人的得分。"
    )


def votes(count: int | None, share: Decimal | None) -> str:
    r"""The votes of one grade in a cell, with their share below.

    >>> votes(12, Decimal("60.00")), votes(0, Decimal("0.00")), votes(None, None)
    ('12\n60.00%', '0', '—')
    """
    if count is None:
        return DASH
    return f"{count}\n{share}%" if count and share is not None else str(count)


def other_votes(counts: Mapping[str, int]) -> str:
    r"""The other votes in a cell, one kind below the other.

    >>> other_votes({"弃权": 1, "未投": 2}), other_votes({})
    ('弃权1\n未投2', '—')
    """
    return "\n".join(f"{mark}{count}" for mark, count in counts.items()) or DASH


def overview(counts: Mapping[str, int]) -> str:
    """Number of listed problems by source, in a sentence without its full stop.

    >>> overview({"自查": 2, "点评": 1}), overview({})
    ('列入整改的问题有3个：自查2个、点评1个', '没有列入整改的问题')
    """
    if not counts:
        return "没有列入整改的问题"
    listed = "、".join(f"{source}{count}个" for source, count in counts.items())
    return f"列入整改的问题有{sum(counts.values())}个：{listed}"


def until(day: str) -> str:
    """Until when the problems are to be rectified.

    >>> until("2016年6月30日")
    '按照日程安排，于2016年6月30日前逐项整改到位，经审核后销号。'
    """
    return f"按照日程安排，于{day}前逐项整改到位，经审核后销号。"
