"""How cells look, and whether they may be changed."""

# Here, properties of xlwings that may be set are read-only, and calls have fewer arguments.
# mypy: disable-error-code="misc, override"

from typing import Any

from xlwings import base_classes, utils

from tests.live.engine_excel import RangeApi
from tests.live.formats import uniform
from tests.live.guard import guarded
from tests.live.launch import Office, SpreadsheetRefused

_HUNDREDTHS_PER_POINT = 2540 / 72
_HIGHEST_ROW = 409.5


@guarded
class CellStyles(base_classes.Range):
    """Formats, links and protection of the cells at `_place` of a sheet."""

    sheet: Any = None  # over the base class's property
    _place: tuple[int, int, int, int]

    @property
    def office(self) -> Office:
        return self.sheet.office  # type: ignore[no-any-return]  # sheets import ranges, not the reverse

    @property
    def api(self) -> RangeApi:
        return RangeApi(self)

    @property
    def uno(self) -> Any:
        row, column, height, width = self._place
        return self.sheet.uno.getCellRangeByPosition(
            column - 1, row - 1, column + width - 2, row + height - 2
        )

    def cell(self, down: int = 0, right: int = 0) -> Any:
        return self.sheet.uno.getCellByPosition(self._place[1] - 1 + right, self._place[0] - 1 + down)

    def refuse_if_protected(self) -> None:
        """On a protected sheet, only unlocked cells take values."""
        if not self.sheet.api.ProtectContents:
            return
        protection = uniform(self.uno, "CellProtection")
        if protection is None or protection.IsLocked:
            raise SpreadsheetRefused(f"{self.sheet.name}!{self.address} is protected")

    def _refuse_new_styles(self) -> None:
        """On a protected sheet, no cell takes a format, not even an unlocked one."""
        if self.sheet.api.ProtectContents:
            raise SpreadsheetRefused(f"{self.sheet.name} is protected, and with it its formats")

    @property
    def number_format(self) -> str | None:
        shared = self.sheet.book.formats.of_cells(self.uno)
        return None if shared is None else shared.code

    @number_format.setter
    def number_format(self, code: str) -> None:
        self._refuse_new_styles()
        self.uno.NumberFormat = self.sheet.book.formats.key(code)

    @property
    def color(self) -> tuple[int, int, int] | None:
        colour = uniform(self.uno, "CellBackColor")
        return None if colour is None or colour < 0 else (colour >> 16 & 255, colour >> 8 & 255, colour & 255)

    @color.setter
    def color(self, colour: Any) -> None:
        self._refuse_new_styles()
        if isinstance(colour, str):
            colour = utils.hex_to_rgb(colour)  # type: ignore[no-untyped-call]  # xlwings
        elif isinstance(colour, int):
            colour = utils.int_to_rgb(colour)  # type: ignore[no-untyped-call]  # xlwings
        self.uno.CellBackColor = -1 if colour is None else (colour[0] << 16) + (colour[1] << 8) + colour[2]

    @property
    def row_height(self) -> float | None:
        rows = self.uno.Rows
        heights = {row.Height for row in rows}
        return round(heights.pop() / _HUNDREDTHS_PER_POINT * 4) / 4 if len(heights) == 1 else None

    @row_height.setter
    def row_height(self, points: float) -> None:
        if not 0 <= points <= _HIGHEST_ROW:
            raise SpreadsheetRefused(f"a row can't be {points} points high")
        self._refuse_new_styles()
        self.uno.Rows.Height = round(points * _HUNDREDTHS_PER_POINT)

    @property
    def hyperlink(self) -> str:
        fields = self.cell().getTextFields()
        if not fields.Count:
            raise SpreadsheetRefused(f"no link in {self.sheet.name}!{self.address}")
        return str(fields.getByIndex(0).URL)

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:  # noqa: ARG002 - no tips here
        self._refuse_new_styles()
        field = self.sheet.book.document.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address, text_to_display
        cell = self.cell()
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)  # noqa: FBT003 - UNO takes no names
