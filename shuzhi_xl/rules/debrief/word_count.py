"""字数 of a text as Word counts them (审阅 → 字数统计), for Chinese documents.

Word's 字数 is the sum of two numbers in the same window: 中文字符和朝鲜语单词, where every Chinese character
and every full-width mark counts one, and 非中文单词, where a run without blanks or Chinese counts one. It is
what Word's ``Document.ComputeStatistics(wdStatisticWords)`` returns; footnotes and endnotes count only when
asked for (``IncludeFootnotesAndEndnotes``), headers and footers never (Word VBA reference).
"""

import re
from typing import Final

# East Asian wide and full-width characters without the full-width blank, and the marks that Chinese shares
# with other scripts but sets as wide as a character: “”‘’—…· and signs such as ①, ℃, ×, ≥.
_WIDE: Final = (
    "\u1100-\u115f\u2e80-\u2fff\u3001-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe6f"
    "\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
    "\u00b7\u00d7\u00f7\u2014\u2015\u2018\u2019\u201c\u201d\u2026\u2030\u2103\u2150-\u27bf"
)
_PIECE: Final = re.compile(rf"[{_WIDE}]|(?:[^\s{_WIDE}]|(?<=[A-Za-z])’(?=[A-Za-z]))+")


def count_words(text: str) -> int:
    """Count the 字数 of a text as Word does (通知 四、2).

    >>> count_words("2015年，我走访党员136名。"), count_words("“1+6”文件"), count_words("Word’s 字数 ")
    (11, 5, 3)
    """
    return sum(1 for _ in _PIECE.finditer(text))
