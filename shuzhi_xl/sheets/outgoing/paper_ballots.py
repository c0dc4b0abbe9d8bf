"""A meeting's paper ballots (测评票_<场次>.xlsx): pages to print, and where each box lies on them.

The template has one page, 样张, which is copied for every page of every 票类. A name that leads to a place of
样张 leads to the same place of page 3 with ``_3`` after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from shuzhi_xl.sheets.declaration.units import CriterionName, Number, VoterClass

PAPER_TEMPLATE: Final = "测评票.xlsx"
PRINTING_SHEET, SPECIMEN = PAPER_SHEETS = ("印制说明", "样张")
LAYOUT_SHEET: Final = "_版式"
ROWS_ON_PAGE: Final = 20
"""Rows of one page: of 10 mm each, beneath what must be said above them, they fill A4."""
CODE_PICTURE: Final = "测评票_二维码"
"""Name of the picture on 样张 in whose place each page has its own code."""
MARK_PICTURES: Final = tuple(f"测评票_定位{number}" for number in range(1, 5))
"""Names of the pictures of the corner marks, clockwise from the upper left."""
NUMBER_HINT: Final = "票号"
"""How the hint beside the place for 票号 begins."""
ORDER_HEADERS: Final = ("票类", "每张票", "应到", "备用", "应印份数", "建议用纸", "工作表")
PAGE_HEADERS: Final = ("编码", "场次", "票类", "页", "选项所在的名称")
LINE_HEADERS: Final = ("页", "行", "编号", "测评项目")


class PaperPlace(StrEnum):
    """Defined names (名称) of the template of paper ballots."""

    ORDER_TITLE = "印制_标题"
    ORDER_MEETING = "印制_会议"
    ORDERS = "印制_清单"
    CLASS = "测评票_票类"
    COMMITTEE = "测评票_党委"
    TITLE = "测评票_标题"
    MEETING = "测评票_会议"
    PAGE = "测评票_页码"
    SECRETARIES = "测评票_名单"
    BOXES = "测评票_选项"
    CODE = "测评票_编码"
    SMALL = "测评票_小字"
    SMALLEST = "测评票_最小字"
    UNUSED = "测评票_空行"
    PAGES = "版式_页"
    LINES = "版式_行"


@dataclass(frozen=True)
class BallotLine:
    """One row of boxes on a page: a secretary under one 测评项目 (测评票)."""

    order: int
    number: Number
    name: str
    secretary: str
    criterion: CriterionName


@dataclass(frozen=True)
class BallotPage:
    """A page of the ballot of one 票类; all voters of the class have the same (测评票).

    Attributes:
        sheet: Title of its sheet.
        page: Its number within the ballot, from 1.
        pages: Pages of the ballot.
        code: What the code on it says (`rules/forms/ballot_codes.py`).
    """

    voter_class: VoterClass
    sheet: str
    page: int
    pages: int
    code: str
    lines: Sequence[BallotLine]


class PrintOrder(NamedTuple):
    """How often the ballot of one 票类 is to be printed (印制说明): one row under `ORDER_HEADERS`."""

    voter_class: VoterClass
    pages: str
    eligible: str
    spare: str
    copies: str
    paper: str
    sheets: str


@dataclass(frozen=True)
class PaperBallotContent:
    """The content of the workbook with a meeting's paper ballots (测评票; 通知 附).

    Attributes:
        title: Headline of the ballots, after the notice's annex.
        order_title: Headline of 印制说明.
        committee: 党委名称.
        meeting: 场次.
        meeting_line: 场次, day and place as the ballots show them.
        orders: What to print, by 票类.
        pages: All pages, in the order of their sheets.
    """

    title: str
    order_title: str
    committee: str
    meeting: str
    meeting_line: str
    orders: Sequence[PrintOrder]
    pages: Sequence[BallotPage]


@dataclass(frozen=True)
class JoinedBallots:
    """The paper ballots of several meetings of a track, to be printed from one workbook (测评票).

    Attributes:
        order_title: Headline of 印制说明.
        track_line: The track and its meetings, below it.
        orders: What to print, by meeting and 票类.
        meetings: The ballots of each meeting; no two of their sheets have one title.
    """

    order_title: str
    track_line: str
    orders: Sequence[PrintOrder]
    meetings: Sequence[PaperBallotContent]
