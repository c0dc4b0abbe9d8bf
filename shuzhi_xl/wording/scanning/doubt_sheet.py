"""Words on the sheet 存疑 of a 读票 workbook."""

from typing import Final

DOUBT_TITLE: Final = "存疑：照图选定，存盘，再按“回收”。内部资料，请勿外传"


def open_doubts(choices: str, lines: int) -> str:
    """A formula that says how many lines nobody has decided.

    Args:
        choices: The cells of 请选择.
        lines: How many lines there are.

    >>> open_doubts("H4:H5", 0)
    '没有要请人判定的'
    """
    if not lines:
        return "没有要请人判定的"
    return f'="共 {lines} 行，还有 "&COUNTBLANK({choices})&" 行没有定"'
