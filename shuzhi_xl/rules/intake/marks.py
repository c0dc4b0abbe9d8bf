"""From the cell of a mark to a grade (等次): a visible whitelist, never a guess (通知 四、3)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from shuzhi_xl.sheets.declaration.texts import clean, folded
from shuzhi_xl.sheets.master.vocabulary import ABSTENTION, GRADES, SPOILED

TICKS = frozenset("√✓✔1○")  # as compared after NFKC, which turns the full-width １ into 1
_KEYS = dict(zip("1234hjyc", GRADES * 2, strict=True))


@lru_cache(maxsize=4096, typed=True)  # most cells contain the same few words
def plain(raw: Any) -> str:
    r"""Text of a cell with compatible forms made one (NFKC), without blanks and zero-width signs (回收规则).

    >>> plain(" 较\u3000好\n"), plain("第１ 票"), plain(3.0)
    ('较好', '第1票', '3')
    """
    return folded(clean(raw))


class Unclear(str):
    """Text of an answer cell that may or may not be meant (看不出算不算; 回收规则)."""

    __slots__ = ()


class Struck(Unclear):
    """Text that is crossed out, wholly or partly (删除线; 回收规则)."""

    __slots__ = ()


class Merged(Unclear):
    """Text of a cell that was merged with others: it may be meant for any of them, or hidden (合并单元格)."""

    __slots__ = ()


def read_mark(raw: Any) -> str | None:
    """The grade in a cell (一格评价): 好, 较好, 一般, 差 by 通知 四、3.

    Args:
        raw: The cell's value; ``None`` for an empty cell.

    Returns:
        One of 好/较好/一般/差; ``""`` for an abstention, whether left empty or written 弃权; 作废 where that
        is written, as a typist does for two ticks on paper; ``None`` for any other text, for several marks
        and for an `Unclear` one, which are a spoiled vote (作废) too, but one to be listed.

    >>> read_mark(" 较 好 "), read_mark(None), read_mark("弃权"), read_mark("作废"), read_mark("好、差")
    ('较好', '', '', '作废', None)
    """
    # Nobody can say whether the voter meant it, so it is neither counted nor taken for 弃权
    if isinstance(raw, Unclear):
        return None
    text = plain(raw)
    # Compared whole: “较好” contains “好”, and a mark with a remark beside it is not certain
    if text in (*GRADES, SPOILED):
        return text
    return "" if text in ("", ABSTENTION) else None


def read_key(raw: Any) -> str | None:
    """The grade in a cell of a sheet that says which keys stand for the grades (录评价的办法; 通知 四、3).

    Args:
        raw: The cell's value; ``None`` for an empty cell.

    Returns:
        As `read_mark`, and the grades for 1 2 3 4 and for their initials, of any width and case.

    >>> read_key(2), read_key("３"), read_key("C"), read_key("较好"), read_key(5)
    ('较好', '一般', '差', '较好', None)
    """
    if isinstance(raw, Unclear):
        return None
    return _KEYS.get(plain(raw).lower()) or read_mark(raw)


def read_boxes(cells: Mapping[str, Any]) -> str | None:
    """The grade ticked where each grade has a box of its own (一格一等次; 通知 四、3).

    Args:
        cells: The value in the box of each grade.

    Returns:
        The one grade ticked with √ ✓ ✔ 1 ○; ``""`` when all boxes are empty; ``None`` for two ticks or
        for any other sign.

    >>> read_boxes({"好": None, "较好": "√"}), read_boxes({"好": "√", "差": "√"})
    ('较好', None)
    """
    filled = {grade: plain(raw) for grade, raw in cells.items() if plain(raw)}
    if not filled:
        return ""
    grade, sign = next(iter(filled.items()))
    return grade if len(filled) == 1 and sign in TICKS else None
