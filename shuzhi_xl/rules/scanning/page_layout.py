"""Where the boxes of a paper ballot's page lie (版式), as its issued workbook says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shuzhi_xl.sheets.declaration.units import CriterionName, MeetingNumber, Number, VoterClass


class PrintedArea(NamedTuple):
    """A rectangle on a page (测评票) in millimetres, from the upper left corner of the print area.

    Columns and rows are as the workbook says; a printer's scale and margins apply to all areas alike.
    """

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class RowLayout:
    """One row of boxes (测评票): a secretary under one 测评项目.

    Attributes:
        boxes: Its boxes, in the order of the grades (好, 较好, 一般, 差).
    """

    number: Number
    criterion: CriterionName
    boxes: Sequence[PrintedArea]


@dataclass(frozen=True)
class PageLayout:
    """A page of a ballot as issued (测评票).

    Attributes:
        code: What the code on it says.
        page: Its number within the ballot, from 1.
        pages: Pages of the ballot.
        marks: The squares of the four corner marks, by their number 0 to 3, clockwise from the upper left.
        code_area: Where its code is printed.
        number_area: Where 票号 is written by hand; None where the template has no such place.
        rows: Its rows of boxes, from the top.
    """

    code: str
    meeting: MeetingNumber
    voter_class: VoterClass
    page: int
    pages: int
    marks: Mapping[int, PrintedArea]
    code_area: PrintedArea
    number_area: PrintedArea | None
    rows: Sequence[RowLayout]
