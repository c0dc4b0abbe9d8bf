"""Numbers as official documents write them (公文序号), and the blanks that are filled in by hand."""

_DIGITS = "一二三四五六七八九"
_TEN = 10
BLANK_DAY = "＿＿＿＿年＿＿月＿＿日"
"""A date that the office fills in by hand."""


def chinese_number(number: int) -> str:
    """A number from 1 to 99 in Chinese, for the headings of a document.

    >>> [chinese_number(number) for number in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, units = divmod(number, _TEN)
    before = (_DIGITS[tens - 1] if tens > 1 else "") + "十" if tens else ""
    return before + (_DIGITS[units - 1] if units else "")
