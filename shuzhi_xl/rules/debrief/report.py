"""A debrief report as read (述职报告): its paragraphs, and the parts to which they may belong."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SectionKind(StrEnum):
    """Part of a report, by its subject (通知 四、2)."""

    ACHIEVEMENTS = "成绩"
    PROBLEMS = "问题"
    PLANS = "打算"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a report (段落; 通知 四、2), including those of table cells.

    Attributes:
        text: Its text.
        style: Level of its heading style or outline, 1–9; 0 for body text.
        listed: Level of its automatic numbering, from 1; 0 without.
        bold: Whether all of it is bold.
    """

    text: str
    style: int = 0
    listed: int = 0
    bold: bool = False


@dataclass(frozen=True)
class Report:
    """A debrief report as read (述职报告).

    Attributes:
        file: Its path below the folder of reports.
        saved: Day of the file's last change, as reported by the system.
        paragraphs: In order, including those of tables.
    """

    file: str
    saved: date
    paragraphs: tuple[Paragraph, ...]


Parts = frozenset[SectionKind]
"""Parts of a paragraph: empty if it belongs to none; more than one where it is unclear which."""
