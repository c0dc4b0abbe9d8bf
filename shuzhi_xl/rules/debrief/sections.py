"""Division of a debrief report into achievements, problems and plans (成绩、问题、打算; 通知 四、2).

A report is divided by one form of headings: the form whose headings name most of the three parts. Where no
heading names a part, the first sentences of the paragraphs decide. Unclear paragraphs are left undecided.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.rules.debrief.report import Paragraph, Parts, SectionKind
from shuzhi_xl.rules.debrief.word_count import count_words

_NOWHERE: Final[Parts] = frozenset()
_LONGEST_HEADING: Final = 40  # characters
_SENTENCE: Final = "sentence"
_NUMBERED: Final = (
    ("第一", re.compile(r"第[一二三四五六七八九十]+(?:部分)?[，、：:\s]")),
    ("一、", re.compile(r"[一二三四五六七八九十]+[、.．]")),
    ("（一）", re.compile(r"[（(][一二三四五六七八九十]+[）)]")),
    # No digit behind the point: 1.5 is a number
    ("1.", re.compile(r"\d+[、.．](?!\d)")),
    ("（1）", re.compile(r"[（(]\d+[）)]")),
)
_ORDER: Final = (
    *(f"style {level}" for level in range(1, 10)),
    *(form for form, _ in _NUMBERED),
    *(f"list {level}" for level in range(1, 10)),
    "bold",
    _SENTENCE,
)
"""Forms of headings, outermost first; the first one wins when several divide a report equally well."""
_END: Final = re.compile(r"[。：:；;！？!?\n]")
_SOLVED: Final = re.compile(
    r"(?:解决|破解|化解|整改|针对|聚焦|围绕|关注)[^，。、和及与]{0,12}(?:问题|不足|短板)|问题[^，。、和及与]{0,2}整改"
)
"""Problems that were solved, which are achievements and not confessions."""
_PATTERNS: Final = {
    SectionKind.ACHIEVEMENTS: re.compile(
        r"成绩|成效|经验|做法|亮点|特色|回顾|(?:履职|履责|尽责|完成|开展|落实|工作|党建).{0,4}(?:情况|总结)"
    ),
    SectionKind.PROBLEMS: re.compile(r"问题|不足|短板|差距|薄弱|缺点"),
    SectionKind.PLANS: re.compile(
        r"打算|下一步|下步|今后|努力方向|工作(?:思路|计划|安排)|(?:改进|整改)(?:措施|思路|方向|计划)|加强改进"
        r"|(?:明|来|新的一)年|(?:解决|改进).{0,8}(?:办法|措施|思路)"
    ),
}
_WEAK: Final = (
    (SectionKind.PLANS, re.compile(r"措施|办法|对策|思路|规划"), frozenset({SectionKind.PROBLEMS})),
    (SectionKind.ACHIEVEMENTS, re.compile(r"(?:主要|重点|一年来|全年|年度).{0,8}(?:工作|举措)"), _NOWHERE),
)
"""Words that indicate a part only where the clear words indicate at most these parts."""
_OPENINGS: Final = {
    SectionKind.ACHIEVEMENTS: re.compile(
        r"做了[^，。]{0,10}工作|取得[^。]{0,12}(?:成绩|成效)|主要(?:做法|成绩|工作)|工作(?:回顾|情况)"
    ),
    SectionKind.PROBLEMS: re.compile(
        r"(?:存在|还有|查摆)[^，。]{0,12}(?:问题|不足|短板|差距)|(?:问题|不足|短板|差距)(?:主要)?(?:是|有|表现|如下)"
    ),
    SectionKind.PLANS: re.compile(
        r"(?:^|[，,])(?:下一步|下步|今后|新的一年|明年)|打算|努力方向|(?:改进|整改)措施"
    ),
}
"""Beginnings of a paragraph without heading that opens a part; stricter than headings."""


def assign_parts(paragraphs: Sequence[Paragraph], among: Parts = frozenset(SectionKind)) -> list[Parts]:
    """Assign each paragraph to its part or parts (成绩、问题、打算).

    >>> texts = ["述职报告", "一、主要做法", "抓学习。", "二、存在问题", "学得不够。", "三、打算"]
    >>> ["".join(sorted(parts)) for parts in assign_parts([Paragraph(text) for text in texts])]
    ['', '成绩', '成绩', '问题', '问题', '打算']

    Args:
        paragraphs: In order.
        among: Parts to choose from.
    """
    leads = [_read_heading(paragraph) for paragraph in paragraphs]
    headings = [(form, _find_parts(text, form) & among) for form, text in leads]
    dividing = _choose_form(headings)
    # A heading of the dividing form ends the part before it even if it names none; a sentence does not
    opened = [
        (place, parts)
        for place, (form, parts) in enumerate(headings)
        if form == dividing and (parts or form != _SENTENCE)
    ]
    starts = [place for place, _ in opened] + [len(paragraphs)]
    out = [_NOWHERE] * starts[0]
    for (start, parts), end in zip(opened, starts[1:], strict=True):
        out += _divide_section(parts, paragraphs[start:end])
    return out


def _divide_section(parts: Parts, stretch: Sequence[Paragraph]) -> list[Parts]:
    """Parts of a heading and its paragraphs; where it names several, lower headings decide."""
    closer = assign_parts(stretch[1:], parts) if len(parts) > 1 else []
    return [_NOWHERE, *closer] if any(closer) else [parts] * len(stretch)


def _choose_form(headings: Iterable[tuple[str, Parts]]) -> str:
    """The form whose headings name most parts; blank when no part is named."""
    by_form: defaultdict[str, set[SectionKind]] = defaultdict(set)
    for form, parts in headings:
        by_form[form] |= parts
    best = max(_ORDER, key=lambda form: len(by_form[form]))  # the first of several
    return best if by_form[best] else ""


def _read_heading(paragraph: Paragraph) -> tuple[str, str]:
    """Form of the heading that a paragraph is or begins with, and the heading's words."""
    text = paragraph.text.strip()
    if paragraph.style:
        return f"style {paragraph.style}", text
    for form, pattern in _NUMBERED:
        if match := pattern.match(text):
            sentence = _first_sentence(text[match.end() :])
            return (form if len(sentence) <= _LONGEST_HEADING else "", sentence)
    sentence = _first_sentence(text)
    if paragraph.listed and len(sentence) <= _LONGEST_HEADING:
        return f"list {min(paragraph.listed, 9)}", sentence
    if paragraph.bold and len(text) <= _LONGEST_HEADING:
        return "bold", text
    return _SENTENCE, sentence


def _first_sentence(text: str) -> str:
    return _END.split(text.strip(), maxsplit=1)[0]


def _find_parts(heading: str, form: str) -> Parts:
    """Parts that a heading's words name; the title of the report names none."""
    if "述职" in heading:
        return _NOWHERE
    words = _SOLVED.sub("", heading)
    wording = heading if form != _SENTENCE else words
    patterns = _OPENINGS if form == _SENTENCE else _PATTERNS
    kinds = {
        part
        for part, pattern in patterns.items()
        if pattern.search(words if part is SectionKind.PROBLEMS else wording)
    }
    for part, pattern, beside in _WEAK if form != _SENTENCE else ():
        if kinds <= beside and pattern.search(heading):
            kinds.add(part)
    return frozenset(kinds)


@dataclass(frozen=True)
class Division:
    """A report divided (分段; 通知 四、2).

    Attributes:
        words: 字数 of each paragraph.
        parts: The part or parts of each paragraph.
    """

    words: tuple[int, ...]
    parts: tuple[Parts, ...]

    def total(self) -> int:
        """总字数."""
        return sum(self.words)

    def count(self, part: SectionKind) -> int | None:
        """字数 of a part; None when it is missing or not clearly marked."""
        if self.first(part) is None or self.unclear(part) is not None:
            return None
        return sum(words for words, parts in zip(self.words, self.parts, strict=True) if part in parts)

    def first(self, part: SectionKind) -> int | None:
        """Index of the part's first paragraph, from 0."""
        return next((place for place, parts in enumerate(self.parts) if part in parts), None)

    def unclear(self, part: SectionKind) -> int | None:
        """Index of the first paragraph that may or may not belong to the part, from 0."""
        return next(
            (place for place, parts in enumerate(self.parts) if part in parts and len(parts) > 1), None
        )


def divide(paragraphs: Sequence[Paragraph]) -> Division:
    """Count a report's paragraphs and assign them to parts (通知 四、2)."""
    return Division(
        tuple(count_words(paragraph.text) for paragraph in paragraphs), tuple(assign_parts(paragraphs))
    )
