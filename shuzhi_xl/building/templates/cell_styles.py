"""Styles of cells shared by all workbooks going out (单元格样式): fonts, fills, boxes."""

from dataclasses import dataclass, replace
from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

SONG, HEI, FANG, YAHEI = "宋体", "黑体", "仿宋", "微软雅黑"
RED: Final = "9C1C1C"
INK: Final = "262626"
GREY: Final = "6B6B6B"
_LINE: Final = Side(style="thin", color="A6A6A6")
_BLACK: Final = Side(style="thin", color="000000")
BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
BLACK_BOX: Final = Border(left=_BLACK, right=_BLACK, top=_BLACK, bottom=_BLACK)
RULES_ONLY: Final = Border(top=_LINE, bottom=_LINE)
UNDERLINE: Final = Border(bottom=Side(style="medium", color=RED))


@dataclass(frozen=True)
class CellStyle:
    """The style of a cell (样式), and whether it is unlocked for an answer on a protected sheet."""

    face: str = SONG
    size: float = 11
    bold: bool = False
    color: str = INK
    fill: str = ""
    border: Border | None = None
    across: str = "left"
    wrap: bool = False
    rotation: int = 0
    number_format: str = "General"
    open: bool = False

    def on(self, cell: Any) -> None:
        """Give a cell this style."""
        cell.font = Font(name=self.face, size=self.size, bold=self.bold, color=self.color)
        if self.fill:
            cell.fill = PatternFill("solid", fgColor=self.fill)
        if self.border:
            cell.border = self.border
        cell.alignment = Alignment(self.across, "center", wrap_text=self.wrap, text_rotation=self.rotation)
        cell.number_format = self.number_format
        cell.protection = Protection(locked=not self.open)


TITLE: Final = CellStyle(HEI, 18, color=RED, across="center")
SUBTITLE: Final = CellStyle(SONG, 11, color=GREY, across="center")
LINE: Final = CellStyle(SONG, 11)
HINT: Final = CellStyle(SONG, 10, color=GREY, wrap=True)
HEADING: Final = CellStyle(HEI, 12, color=RED, border=UNDERLINE)
HEADER: Final = CellStyle(HEI, 10.5, fill="F3E9E7", border=BOX, across="center", wrap=True)
BODY: Final = CellStyle(SONG, 10.5, border=BOX, wrap=True)
MIDDLE: Final = replace(BODY, across="center", wrap=False)
ANSWER: Final = CellStyle(SONG, 11, fill="FFFBE8", border=BOX, across="center", open=True)
WORDS: Final = replace(ANSWER, across="left", wrap=True, size=10.5)
DAY: Final = replace(ANSWER, size=10.5, number_format="yyyy-mm-dd")
LOCKED: Final = CellStyle(SONG, 11, color=GREY, fill="D0D0D0", border=BOX, across="center")
