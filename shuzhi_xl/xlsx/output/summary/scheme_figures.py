"""The scheme's figures above 核对 (参数), to which the formulas refer."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.recalculation import Recalculation
from shuzhi_xl.wording.sheets import track_summary as say
from shuzhi_xl.xlsx.output.printed_sheet import HEAD, ROW, put_value
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.style.styles import PALE_BLUE, fill, font, frame, style_caption

LEFT: Final = len(declared.CHECK_COLUMNS)
"""Column of the labels; the figures begin beside it."""


@dataclass(frozen=True)
class FigurePlacement:
    """The position of the scheme's figures on 核对 (参数): names in one row, values below.

    Attributes:
        names: Area of the names, by label.
        values: Area of the values, by label.
        decimals: The cell of 小数位数.
        head: Row of the headers of the composites.
    """

    names: Mapping[str, Area]
    values: Mapping[str, Area]
    decimals: Area
    head: int

    def of(self, label: str, *, names: bool = False) -> str:
        """A label's values, or their names, as formulas on another sheet refer to them."""
        return f"{declared.CHECK}!{(self.names if names else self.values)[label].absolute}"


def collect_figures(content: Recalculation) -> Mapping[str, Mapping[str, Fraction]]:
    """The scheme's figures by label."""
    return {
        declared.POINTS: content.points,
        **{declared.class_weight(source): weights for source, weights in content.class_weights.items()},
        declared.ITEM_WEIGHT: content.criteria,
    }


def place_figures(content: Recalculation) -> FigurePlacement:
    """Place the scheme's figures on 核对."""
    names, values, line = {}, {}, HEAD
    for label, figures in collect_figures(content).items():
        last = LEFT + max(len(figures), 1)
        names[label] = Area(line, LEFT + 1, line, last)
        values[label] = Area(line + 1, LEFT + 1, line + 1, last)
        line += 2
    return FigurePlacement(names, values, Area(line, LEFT + 1, line, LEFT + 1), line + 3)


def put_figures(sheet: Worksheet, content: Recalculation, at: FigurePlacement) -> None:
    """Put every figure into a separate cell, its name above."""
    for label, figures in collect_figures(content).items():
        style_caption(put_value(sheet, at.names[label].first_row, LEFT, label))
        for col, (name, value) in enumerate(figures.items(), start=LEFT + 1):
            _put_box(sheet, at.names[label].first_row, col, name)
            _put_box(sheet, at.values[label].first_row, col, float(value))
    style_caption(put_value(sheet, at.decimals.first_row, LEFT, declared.DECIMALS))
    _put_box(sheet, at.decimals.first_row, LEFT + 1, content.decimals)
    method = say.check_method(content.denominator, content.empty_class, content.missing_source)
    style_caption(put_value(sheet, at.decimals.first_row + 1, LEFT, declared.METHOD))
    cell = put_value(sheet, at.decimals.first_row + 1, LEFT + 1, method)
    cell.font, cell.alignment = font(), Alignment(vertical="center")
    for row in range(HEAD, at.decimals.first_row + 2):
        sheet.row_dimensions[row].height = ROW


def _put_box(sheet: Worksheet, line: int, col: int, value: str | float) -> None:
    cell = put_value(sheet, line, col, value)
    cell.font, cell.border = font(bold=isinstance(value, str)), frame()
    cell.alignment = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
    if isinstance(value, str):
        cell.fill = fill(PALE_BLUE)
