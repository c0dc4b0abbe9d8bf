"""The typing workbook that 读票 makes (读票_<场次>.xlsx), and its sheet of doubtful rows (存疑)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from shuzhi_xl.sheets.declaration.units import CriterionName, Number, VoterClass
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.forms import TYPING_HEADERS, TypingContent, secretary_header

PAGE_SHEET: Final = "_票页"
"""Very hidden, with a row for each page of a ballot: 抽查 finds by it the picture of what was counted."""
PAGE_HEADERS: Final = ("票序", "第几页", "文件", "文件页", "图片指纹")
READ_SHEET: Final = "_读出"
"""Very hidden, with what was read of each cell of 录票: other entries there are a person's."""
DOUBT_SHEET: Final = "存疑"
DOUBT_HEADERS: Final = (
    "票号",
    "文件和页",
    "编号",
    "书记",
    "测评项目",
    "图",
    "程序的理解",
    "请选择",
    "指纹",
    "行",
)
"""Of 存疑; the last two, by which a decision is found again, are hidden."""
CHOICE_HEADER: Final = "请选择"
DOUBTFUL: Final = "存疑"
"""Stands in 录票 where 存疑 is asked; a person's own entry in its place counts."""
NOT_SCANNED: Final = "缺页"
SAME_SHEET, OTHER_SHEET = DUPLICATE_ANSWERS = ("同一张", "不同的票")
"""What a person says of two pictures that look like one sheet."""


class DoubtKey(NamedTuple):
    """What a decision is about (存疑的一行); reading again finds it by this.

    Attributes:
        digest: SHA-256 of the page's picture.
        row: Position of the row on the page, from 1; 0 for the whole page, which looks scanned twice.
    """

    digest: str
    row: int


@dataclass(frozen=True)
class DoubtLine:
    """One line of 存疑.

    Attributes:
        key: What it is about.
        order: 票号 of the ballot.
        where: File and page, as the clerk finds it.
        number: 编号 of the secretary; blank for a whole page.
        secretary: The name, likewise.
        criterion: 测评项目, likewise.
        understood: What the program takes it for, and why it asks, in one sentence.
        pictures: Pictures (PNG) to look at: of the row, or of both sheets.
        answers: What may be chosen.
        decision: What a person has chosen before; blank where nobody has.
    """

    key: DoubtKey
    order: int
    where: str
    number: Number
    secretary: str
    criterion: CriterionName
    understood: str
    pictures: Sequence[bytes]
    answers: Sequence[str]
    decision: str = ""


class ScannedPage(NamedTuple):
    """Where the picture of a page of a ballot is (票页).

    Attributes:
        page: Its number within the ballot, from 1.
        file: The file, relative to the year's folder of scans.
        file_page: Number of the page in the file, from 1.
        digest: SHA-256 of the page's picture.
    """

    page: int
    file: str
    file_page: int
    digest: str


@dataclass(frozen=True)
class ScannedBallot:
    """One ballot as read (票), made of a page of each number.

    Attributes:
        order: 票号, in the order of the scans.
        marks: By 编号 and 测评项目: a grade, blank for 弃权 or `DOUBTFUL`.
        pages: Its pages, in their order; none for a ballot that a person has typed into an earlier workbook.
        typed: What a person has typed over it in an earlier workbook, by header of 录票.
    """

    order: int
    voter_class: VoterClass
    marks: Mapping[tuple[Number, CriterionName], str]
    pages: Sequence[ScannedPage] = ()
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def read(self) -> Mapping[str, str]:
        """What was read, by header of 录票."""
        marks = {mark_header(*choice): mark for choice, mark in self.marks.items()}
        return {TYPING_HEADERS[1]: self.voter_class, **marks}

    @property
    def entries(self) -> Mapping[str, str]:
        """What 录票 has, by header: what a person has typed, else what was read."""
        return {**self.read, **self.typed}


def mark_header(number: Number, criterion: CriterionName) -> str:
    """Header of 录票 for a mark.

    >>> mark_header("V001", "总体评价"), mark_header("V001", "廉洁自律")
    ('V001', 'V001·廉洁自律')
    """
    return secretary_header(number, "" if criterion == OVERALL else criterion)


def page_rows(ballots: Iterable[ScannedBallot]) -> list[list[int | str]]:
    """Rows of `PAGE_SHEET`, the headers first."""
    rows: list[list[int | str]] = [[*PAGE_HEADERS]]
    rows += [[ballot.order, *page] for ballot in ballots for page in ballot.pages]
    return rows


def read_rows(ballots: Sequence[ScannedBallot]) -> list[list[int | str]]:
    """Rows of `READ_SHEET`, the headers first; a ballot that was not read has none."""
    readings = {ballot.order: ballot.read for ballot in ballots if ballot.pages}
    headers = [*dict.fromkeys(header for reading in readings.values() for header in reading)]
    rows: list[list[int | str]] = [[PAGE_HEADERS[0], *headers]]
    rows += [[order, *(reading[header] for header in headers)] for order, reading in readings.items()]
    return rows


@dataclass(frozen=True)
class ScannedContent:
    """The content of a meeting's 读票_<场次>.xlsx.

    Attributes:
        typing: What the empty typing workbook of the meeting has.
        ballots: The ballots read, by 票号.
        doubts: What a person must decide.
    """

    typing: TypingContent
    ballots: Sequence[ScannedBallot]
    doubts: Sequence[DoubtLine]
