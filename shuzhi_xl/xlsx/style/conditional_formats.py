"""Conditional formats (条件格式): colours for missing, late, overruled and uncounted content."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final, NamedTuple

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.findings import Severity
from shuzhi_xl.sheets.declaration.column import YES_NO, Column
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.sheets.master.vocabulary import (
    AVERAGE,
    CLOSED,
    DONE,
    FAIRLY_GOOD,
    GOOD,
    PENDING,
    POOR,
    SCHEDULE_STATES,
    UPDATED,
    VOID,
)
from shuzhi_xl.xlsx.style.layout import PLACEMENTS, TablePlacement
from shuzhi_xl.xlsx.style.styles import PALE_YELLOW


class Paint(NamedTuple):
    """Background and text colour (底色、字色) of a highlighted cell; either may be empty."""

    back: str = ""
    ink: str = ""

    def rule(self, formula: str) -> Rule:
        """Make the conditional format that paints where the formula is true."""
        style = DifferentialStyle(
            font=Font(color=self.ink) if self.ink else None,
            # In a conditional format, Excel shows bgColor even of a solid fill; other programs read fgColor
            fill=PatternFill("solid", fgColor=self.back, bgColor=self.back) if self.back else None,
        )
        return Rule(type="expression", dxf=style, formula=[formula])


ALARM: Final = Paint("FBDADA", "9B1C1F")
WARNING: Final = Paint("FFEFB8", "7A4B00")
WAITING: Final = Paint("FFDDB8", "8A4200")
SETTLED: Final = Paint("E2F1E4", "2F5D3A")
FADED: Final = Paint("", "9AA1AB")
CHANGED: Final = Paint("DCE6F5", "1F3F66")
MISSING: Final = Paint(PALE_YELLOW)
RECOMMENDED: Final = Paint("DCE9F7")

TRACKING_DAY: Final = "整改_判断日"
"""Name of the reference day of rectification: a conditional format may not refer to another sheet."""

_NEAR, _LATE, _FINISHED = SCHEDULE_STATES[2:]
GRADE_PAINTS: Final = {
    GOOD: Paint("D5EBD8", "2F5D3A"),
    FAIRLY_GOOD: Paint("DCE6F5", "1F3F66"),
    AVERAGE: WARNING,
    POOR: ALARM,
}
"""Colours of the grades (等次)."""
# Whole rows are coloured by the words of one column.
_ROW_PAINTS: Final[Mapping[tuple[str, str], Mapping[str, Paint]]] = {
    ("日程安排", "状态"): {_LATE: ALARM, _NEAR: WARNING, _FINISHED: SETTLED},
    ("组织名册", "参评"): {YES_NO[1]: FADED},
    ("票单登记", "状态"): {PENDING: WAITING, VOID: FADED, UPDATED: FADED},
    ("整改清单", "状态"): {CLOSED: FADED},
    ("校验报告", "级别"): {Severity.BLOCKING: ALARM, Severity.NOTICE: WARNING},
}
_GRADE_COLUMNS: Final = {
    "综合评定": ("建议等次", "研究等次", "最终等次", "上年等次"),
    "历年等次": ("等次",),
    "结果公布": ("最终等次",),
    "名额核对": ("等次",),
}


def add_highlights(sheet: Worksheet, place: TablePlacement) -> None:
    """Add all conditional formats of a table (条件格式), the most urgent first: it wins a conflict."""
    for cells, rule in (
        *_make_grade_rules(place),
        *_make_missing_rules(place),
        *_make_table_rules(place),
        *_make_row_rules(place),
    ):
        sheet.conditional_formatting.add(cells, rule)


def _make_grade_rules(place: TablePlacement) -> Iterator[tuple[str, Rule]]:
    for header in _GRADE_COLUMNS.get(place.table.name, ()):
        for grade, paint in GRADE_PAINTS.items():
            yield place.cells(header), paint.rule(f'{_cell_of(place, header)}="{grade}"')


def _make_table_rules(place: TablePlacement) -> Iterator[tuple[str, Rule]]:
    if place.table is SETTING:
        yield place.cells("取值"), RECOMMENDED.rule(_write_unconfirmed_condition(place))
    if place.table.name == "整改清单":
        yield place.body(), ALARM.rule(_write_overdue_condition(place))
    if place.table.name == "综合评定":
        decided, reason, day = (_cell_of(place, header) for header in ("研究等次", "调整理由", "研究日期"))
        changed = f'{decided}<>"",{decided}<>{_cell_of(place, "建议等次")}'
        yield place.cells("调整理由"), MISSING.rule(f"AND({changed},LEN(TRIM({reason}))=0)")
        yield place.cells("研究日期"), MISSING.rule(f'AND({decided}<>"",LEN(TRIM({day}))=0)')
        yield place.body(), CHANGED.rule(f"AND({changed})")
    if place.table.name == "名额核对":
        remaining = _cell_of(place, "剩余名额")
        yield place.body(), ALARM.rule(f"AND(ISNUMBER({remaining}),{remaining}<0)")


def _write_unconfirmed_condition(place: TablePlacement) -> str:
    """Write the condition that a setting has its 建议值 and the party committee has not confirmed it yet."""
    value, advice = _cell_of(place, "取值"), _cell_of(place, "建议值")
    # As texts: a number that a scheme brought as text is the recommended one too
    is_advice = f'{value}<>"",{value}&""={advice}&""'
    # Without the sheet's name, which no conditional format of Excel 2007 may contain
    tick = _write_setting_formula("is_confirmed").replace(f"{quote_sheetname(place.sheet.title)}!", "")
    return f'AND({is_advice},{tick}="{YES_NO[1]}")'


def _write_overdue_condition(place: TablePlacement) -> str:
    due, state = _cell_of(place, "整改时限"), _cell_of(place, "状态")
    open_still = f'{state}<>"{DONE}",{state}<>"{CLOSED}"'
    return f"AND(ISNUMBER({due}),ISNUMBER({TRACKING_DAY}),{due}<{TRACKING_DAY},{open_still})"


def write_tracking_day() -> str:
    """Write the formula for 催办日期 in 基本设置, or 基准日期 where that is blank."""
    # 催办日期 apart from 基准日期, so that a reminder on a later day changes no grade
    reminder, reference = (_write_setting_formula(name) for name in ("reminder_day", "reference_day"))
    return f"IF(ISNUMBER({reminder}),{reminder},{reference})"


def _write_setting_formula(name: str) -> str:
    settings = PLACEMENTS[SETTING.name]
    keys, values = (settings.absolute(column.header, last=200) for column in SETTING.columns[:2])
    return f'INDEX({values},MATCH("{Settings.columns()[name].header}",{keys},0))'


def _make_row_rules(place: TablePlacement) -> Iterator[tuple[str, Rule]]:
    for (table, header), paints in _ROW_PAINTS.items():
        if table == place.table.name:
            for word, paint in paints.items():
                yield place.body(), paint.rule(f'{_cell_of(place, header)}="{word}"')


def _make_missing_rules(place: TablePlacement) -> Iterator[tuple[str, Rule]]:
    """Rules for required cells that are still blank in a row with any content."""
    # 基本设置 requires by row, not by column: `make_missing_setting_rule`
    if place.table.program_only or place.table is SETTING:
        return
    first, last = get_column_letter(place.first_col), get_column_letter(place.last_col)
    anything = f"COUNTA(${first}{place.first_row}:${last}{place.first_row})>0"
    for start, stop in _find_required_runs(place):
        cells = f"{start}{place.first_row}:{stop}{place.last_row}"
        # LEN(TRIM()), because a cell with spaces only is missing too
        yield cells, MISSING.rule(f"AND({anything},LEN(TRIM({start}{place.first_row}))=0)")


def _find_required_runs(place: TablePlacement) -> Iterator[tuple[str, str]]:
    """First and last letters of neighbouring required columns."""
    marked = enumerate(place.table.columns, start=place.first_col)
    for required, run in groupby(marked, key=lambda pair: _must_be_typed(pair[1])):
        cols = [get_column_letter(col) for col, _ in run]
        if required:
            yield cols[0], cols[-1]


def _must_be_typed(column: Column) -> bool:
    return column.required and not column.computed and not column.derived


def make_missing_setting_rule(cell: str) -> Rule:
    """Make the rule for a required setting that is still blank (必填而未填)."""
    return MISSING.rule(f"LEN(TRIM({cell}))=0")


def _cell_of(place: TablePlacement, header: str) -> str:
    return f"${place.letter(header)}{place.first_row}"
