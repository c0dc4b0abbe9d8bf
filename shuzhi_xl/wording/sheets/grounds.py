"""Sentences of 评定依据 and 触发规则 about grades: from the composite to the grade, with the figures used."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from shuzhi_xl.wording.sheets.grounds_of_votes import number

# Read back from masters in use: it changes only together with `changed_since`, if ever
CHANGED = r"研究（(?P<day>[\d-]+)）时建议等次为“(?P<grade>[^”]*)”、综合得分为“(?P<score>[^”]*)”"


def changed_since(day: date, grade: str, score: Decimal | None) -> str:
    """Note of what the committee decided on, where the figures have changed since; `CHANGED` reads it."""
    return f"研究（{day}）时建议等次为“{grade}”、综合得分为“{'' if score is None else score}”，现已变化"


def track_unset(track: str) -> str:
    """The track's settings are not sound."""
    return f"板块“{track}”的评分设置有须改的疑点，暂不计算，见“校验报告”。"


def no_composite() -> str:
    """There is no composite."""
    return "综合得分：资料不全或有须改的疑点，暂不计算，见“校验报告”。"


def adjusted(weighted: Fraction, adjustment: Fraction, reason: str, printed: Decimal, decimals: int) -> str:
    """From the weighted sources to the printed composite."""
    total = weighted + adjustment
    change = "没有加减分"
    if adjustment:
        why = f"（理由：{reason}）" if reason else ""
        change = (
            f"加减分{'加' if adjustment > 0 else '减'} {number(abs(adjustment))}{why}，得 {number(total)}"
        )
    limits = "，限定在 0 到 100 之间" if not 0 <= total <= 100 else ""
    rounded = f"四舍五入保留 {decimals} 位小数，为 {printed}"
    return f"综合得分：{number(weighted)}，{change}{limits}；{rounded}。"


def shortfall(better: str, least: Fraction) -> str:
    """The next better grade was not reached."""
    return f"未达到“{better}”的下限 {number(least)}，"


def threshold(printed: Decimal, missed_first: str, grade: str, least: Fraction) -> str:
    """Grade by the composite alone."""
    return f"综合得分 {printed} {missed_first}达到“{grade}”的下限 {number(least)}，初步为“{grade}”。"


def capped(natural: str, grade: str) -> str:
    """Joint effect of rules and veto."""
    return f"按以上限制，由“{natural}”降为“{grade}”。" if grade != natural else f"以上限制不影响“{grade}”。"


def quota_places(grade: str, quota: Fraction, organisations: int, rounding: str, count: int) -> str:
    """名额 of a grade, with its calculation."""
    share = f"比例上限 {number(quota)}%×参评 {organisations} 个"
    return f"“{grade}”名额：{share}，按“{rounding}”取整为 {count} 个，"


def allotted(into: str, tie: str) -> str:
    """Whether the organisation is within the places."""
    outcome = f"未能进入，改为“{into}”" if into else "本组织在名额之内"
    return f"名额线上同分按“{tie}”处理，{outcome}。" if tie else f"{outcome}。"


def open_tie(grade: str, count: int, level: int, tie: str) -> str:
    """A tie across the line that only the committee decides."""
    return f"“{grade}”名额 {count} 个，名额线上有 {level} 个同分，同分处理为“{tie}”，请研究确定。"


def value(figure: Fraction | None) -> str:
    """The value of an indicator (指标), or that it is missing."""
    return "缺" if figure is None else number(figure)


def condition(indicator: str, shown_value: str, comparison: str, threshold: str) -> str:
    """One condition of a rule as versions before 0.2.0 wrote it; `conditions` has the present words.

    >>> condition("差占比", value(Fraction(40)), ">", "1/3")
    '差占比（40）> 1/3'
    """
    return f"{indicator}（{shown_value}）{comparison} {threshold}"


def rule(name: str, conditions: Sequence[str], highest: str, basis: str, *, fired: bool) -> str:
    """Whether a rule fired."""
    outcome = f"触发，最高评“{highest}”" if fired else "不触发"
    source = f"（依据：{basis}）" if basis else ""
    return f"规则“{name}”：{'，且'.join(conditions)}，{outcome}{source}。"


def fired(name: str, conditions: Sequence[str], highest: str) -> str:
    """A fired rule, briefly."""
    return f"{name}：{'，且'.join(conditions)}，最高评“{highest}”"


def veto(reason: str, lowest: str) -> str:
    """一票否决, briefly."""
    return f"一票否决（{reason or '未填事由'}），最高评“{lowest}”"


def moved(out_of: str, quota_places: int, into: str) -> str:
    """Moving down a grade because the quota is full, briefly."""
    return f"“{out_of}”名额 {quota_places} 个，未能进入，改为“{into}”"


def placed(rank: int, grade: str) -> str:
    """Rank and suggested grade."""
    outcome = f"建议等次“{grade}”" if grade else "名额线上同分，建议等次留待研究确定"
    return f"名次 {rank}，{outcome}。"


def unranked() -> str:
    """The track cannot be ranked."""
    return "本板块还有组织没有综合得分或资料有疑，名次和建议等次暂不确定。"


def undecided() -> str:
    """No decision yet."""
    return "尚未填写研究日期，最终等次暂空。"


def unreasoned() -> str:
    """A decision without its reason."""
    return "填了研究等次但没有调整理由，最终等次暂空。"


def decided(day: date, grade: str, reason: str, *, is_own: bool) -> str:
    """The committee's decision."""
    why = f"研究等次“{grade}”，理由：{reason}" if is_own else f"采用建议等次“{grade}”"
    return f"{day} 研究：{why}；最终等次“{grade}”。"
