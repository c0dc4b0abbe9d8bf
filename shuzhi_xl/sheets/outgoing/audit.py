"""The content of 抽查_<场次>_<随机词>.xlsx: drawn ballots, their pictures beside what was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from shuzhi_xl.sheets.declaration.units import CriterionName, Number

RECORD_SHEET: Final = "抽查记录"
BALLOTS_SHEET: Final = "逐票核对"
SAMPLE: Final = 60
"""Ballots drawn where nobody says how many: all of them right, some 95 in 100 are, whatever their number."""


class AuditRow(NamedTuple):
    """What was recorded for one secretary under one 测评项目 (登记).

    Attributes:
        secretary: The name.
        criterion: 测评项目; blank for 总体评价.
        recorded: A grade, 弃权 or 作废.
        height: Height of its row on the page and what is above it up to the row before, in millimetres.
    """

    number: Number
    secretary: str
    criterion: CriterionName
    recorded: str
    height: float


@dataclass(frozen=True)
class AuditPage:
    """One page of a drawn ballot (一页).

    Attributes:
        where: File and page, as the clerk finds it.
        picture: The page upright, as a picture file (JPEG or PNG); empty where it cannot be shown.
        size: Its width and height in millimetres.
        missing: Why it cannot be shown; blank for one that can.
        head: What is above its first row, in millimetres.
        rows: From the top.
    """

    where: str
    picture: bytes
    size: tuple[float, float]
    missing: str
    head: float
    rows: Sequence[AuditRow]


@dataclass(frozen=True)
class AuditBallot:
    """One drawn ballot (抽中的票).

    Attributes:
        title: 票号 and 票类.
        where: Files and pages of its pictures, as the clerk finds them.
        proof: The first digits of the SHA-256 for which it was drawn.
    """

    title: str
    where: str
    proof: str
    pages: Sequence[AuditPage]


@dataclass(frozen=True)
class AuditContent:
    """The content of one meeting's 抽查.

    Attributes:
        title: The headline.
        lines: How the ballots were drawn, and what their being without a fault shows.
        ballots: Those drawn of this meeting, by 票号.
        signed: Lines to be filled in and signed.
    """

    title: str
    lines: Sequence[str]
    ballots: Sequence[AuditBallot]
    signed: Sequence[str]
