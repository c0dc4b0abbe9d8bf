"""The debrief reports of an invented town (述职报告), each with a given length."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from shuzhi_xl.demo.town.clock import REPORTS_DUE, YEAR
from shuzhi_xl.demo.town.docx import document
from shuzhi_xl.demo.town.report_phrases import CLOSING, HEADINGS, OPENING, SENTENCES
from shuzhi_xl.rules.debrief.report import SectionKind
from shuzhi_xl.rules.debrief.word_count import count_words
from shuzhi_xl.sheets.master.office_entries import DebriefReport
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation

_PARAGRAPH: Final = 3  # sentences


@dataclass(frozen=True)
class InventedReport:
    """One secretary's debrief report.

    Attributes:
        organisation: The secretary's branch.
        handed_in: 提交日期.
        parts: Paragraphs of each part, its heading first; a part may be left out.
        is_signed: Whether it names the branch and the secretary.
    """

    organisation: Organisation
    handed_in: date
    parts: dict[SectionKind, tuple[str, ...]]
    is_signed: bool = True

    def paragraphs(self) -> Iterator[tuple[str, bool]]:
        """Its paragraphs, and whether each is bold."""
        yield _title(), True
        if self.is_signed:
            yield f"{self.organisation.name}书记　{self.organisation.secretary}", False
        yield OPENING, False
        for texts in self.parts.values():
            yield texts[0], True
            yield from ((text, False) for text in texts[1:])
        yield CLOSING, False

    def document(self) -> bytes:
        """The report as a Word document."""
        return document(self.paragraphs())

    def row(self) -> DebriefReport:
        """Its row in 述职报告; the closing words count as part of the last section."""
        counts = {part: sum(map(count_words, texts)) for part, texts in self.parts.items()}
        return DebriefReport(
            number=self.organisation.number,
            handed_in=self.handed_in,
            characters=sum(count_words(text) for text, _ in self.paragraphs()),
            achievement_characters=counts.get(SectionKind.ACHIEVEMENTS),
            problem_characters=counts.get(SectionKind.PROBLEMS),
            covers_focus=True,
            includes_self=SectionKind.PROBLEMS in self.parts or None,
        )

    def without(self, part: SectionKind) -> "InventedReport":
        """The same report without one part."""
        return replace(self, parts={kind: texts for kind, texts in self.parts.items() if kind is not part})


def write_report(chance: random.Random, organisation: Organisation) -> InventedReport:
    """Write a report that respects all limits.

    Args:
        chance: Decides the length of the report and of its parts.
        organisation: The secretary's branch.
    """
    # 通知 四、2: 2000 个字左右
    length = chance.randint(1850, 2150)
    handed_in = REPORTS_DUE - timedelta(days=chance.randint(0, 9))
    # 通知 四、2: 成绩和经验 at most a third
    achievements, problems = (length * chance.randint(*share) // 100 for share in ((23, 32), (22, 35)))
    rest = length - achievements - problems - count_words(f"{_title()}{OPENING}{CLOSING}")
    rest -= count_words(f"{organisation.name}书记{organisation.secretary}")
    return compose(organisation, handed_in, (achievements, problems, rest))


def compose(organisation: Organisation, handed_in: date, lengths: tuple[int, int, int]) -> InventedReport:
    """Write a report whose parts have the given lengths, or are a few characters shorter."""
    # By 编号, not by the town's generator: a rewritten draft then has the same sentences.
    taste = random.Random(organisation.number)
    parts = {part: _part(taste, part, most) for part, most in zip(SectionKind, lengths, strict=True)}
    return InventedReport(organisation, handed_in, parts)


def _title() -> str:
    return f"{YEAR}年度抓基层党建工作述职报告"


def _part(taste: random.Random, part: SectionKind, most: int) -> tuple[str, ...]:
    heading = taste.choice(HEADINGS[part])
    remaining = most - count_words(heading)
    sentences = list(SENTENCES[part])
    taste.shuffle(sentences)
    chosen_sentences = []
    for sentence in sentences:
        if count_words(sentence) <= remaining:
            chosen_sentences.append(sentence)
            remaining -= count_words(sentence)
    grouped = (
        "".join(chosen_sentences[at : at + _PARAGRAPH]) for at in range(0, len(chosen_sentences), _PARAGRAPH)
    )
    return (heading, *grouped)
