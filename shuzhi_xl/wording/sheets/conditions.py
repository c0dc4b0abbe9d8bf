"""Conditions of rules (评定规则) in words: the value of 指标, and how it compares with 阈值."""

import re
from fractions import Fraction
from typing import Final

_COMPARED: Final = {"≥": "达到", ">": "超过", "≤": "不超过", "<": "不足", "=": "等于"}
_OTHERWISE: Final = {"≥": "不足", ">": "不超过", "≤": "超过", "<": "达到", "=": "不等于"}
_DIGITS: Final = "零一二三四五六七八九十"
_SHARE: Final = "占比"
_NAMES: Final = {"整改逾期数": "整改逾期", "成绩占比": "写成绩的篇幅占"}
_COUNT: Final = "整改逾期数"
_PLACES, _MOST_PLACES = 2, 6


def met(
    indicator: str, value: Fraction, comparison: str, threshold: tuple[Fraction, str], decimals: int = _PLACES
) -> str:
    """A condition that is met.

    Args:
        indicator: 指标.
        value: Its value, in per cent for a share.
        comparison: 比较.
        threshold: 阈值, as a number like the value and as the settings have it.
        decimals: Decimal places of the value.

    >>> met("好占比", Fraction(2950, 98), "<", (Fraction(100, 3), "1/3"))
    '好票占 30.10%，不足三分之一'
    >>> met("整改逾期数", Fraction(3), ">", (Fraction(0), "0"))
    '整改逾期 3 个，超过 0 个'
    >>> met("综合得分", Fraction(59996, 1000), "<", (Fraction(60), "60"))
    '综合得分 59.996 分，不足 60 分'
    """
    return _describe(indicator, value, _COMPARED[comparison], threshold, decimals)


def not_met(indicator: str, value: Fraction | None, comparison: str, threshold: tuple[Fraction, str]) -> str:
    """A condition that is not met, or whose value is missing.

    >>> not_met("现场测评", Fraction(60), "<", (Fraction(60), "60"))
    '现场测评 60.00 分，达到 60 分'
    >>> not_met("整改逾期数", Fraction(0), ">", (Fraction(0), "0"))
    '整改逾期 0 个'
    >>> not_met("问卷调查", None, "<", (Fraction(60), "60"))
    '问卷调查没有数据'
    """
    if value is None:
        return f"{indicator}没有数据"
    # “0 个，不超过 0 个” says nothing more than “0 个”
    if not value and not threshold[0] and comparison == ">":
        return f"{_name(indicator)} {_figure(indicator, value, 0)}"
    return _describe(indicator, value, _OTHERWISE[comparison], threshold, _PLACES)


def hidden(indicator: str, words: str, comparison: str, threshold: tuple[Fraction, str]) -> str:
    """A condition that is met by a value that must not be shown (匿名).

    >>> hidden("好占比", "不显示", "<", (Fraction(100, 3), "1/3"))
    '好占比（不显示）不足三分之一'
    """
    return f"{indicator}（{words}）{_COMPARED[comparison]}{_bound(indicator, threshold[1])}"


def _describe(
    indicator: str, value: Fraction, compared: str, threshold: tuple[Fraction, str], decimals: int
) -> str:
    figure = _figure(indicator, value, _count_places(value, threshold[0], decimals))
    return f"{_name(indicator)} {figure}，{compared}{_bound(indicator, threshold[1])}"


def _count_places(value: Fraction, threshold: Fraction, decimals: int) -> int:
    """Decimal places with which a value is on its own side of the threshold."""
    if value == threshold:
        return decimals
    sides = (
        # 33.334 beside 三分之一 would be “33.33%，超过三分之一”
        places
        for places in range(decimals, _MOST_PLACES)
        if (Fraction(_round(value, places)) - threshold) * (value - threshold) > 0
    )
    return next(sides, _MOST_PLACES)


def _round(value: Fraction, places: int) -> str:
    whole = (2 * value * 10**places + 1) // 2
    digits = f"{abs(whole):0{places + 1}}"
    sign = "-" if whole < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _name(indicator: str) -> str:
    return _NAMES.get(indicator) or re.sub(f"{_SHARE}$", "票占", indicator)


def _figure(indicator: str, value: Fraction, places: int) -> str:
    if indicator == _COUNT:
        return f"{_round(value, 0)} 个"
    return f"{_round(value, places)}{'%' if indicator.endswith(_SHARE) else ' 分'}"


def _bound(indicator: str, text: str) -> str:
    """The threshold as it is spoken: 三分之一, 33%, 60 分."""
    ratio = re.fullmatch(r"([1-9])/(10|[2-9])", text.strip())
    if ratio:
        return f"{_DIGITS[int(ratio[2])]}分之{_DIGITS[int(ratio[1])]}"
    if indicator == _COUNT:
        return f" {text} 个"
    if not indicator.endswith(_SHARE):
        return f" {text} 分"
    return f" {text}" if re.search("[%％/]", text) else f" {text}%"
