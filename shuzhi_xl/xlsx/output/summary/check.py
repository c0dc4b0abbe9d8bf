"""Sheet 核对: every composite recomputed by live formulas, from the counts on 核对票数.

Only SUMPRODUCT, SUMIFS, ROUND, ABS, INDEX and MATCH are used, which Excel, WPS and LibreOffice calculate
identically.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.master.vocabulary import EVERY_CLASS, MISSING_SKIP
from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.recalculation import CheckLine, Recalculation
from shuzhi_xl.sheets.outgoing.summary_content import SummaryContent
from shuzhi_xl.wording.sheets import track_summary as say
from shuzhi_xl.wording.sheets.titles import UNSHOWN, WITHHELD
from shuzhi_xl.xlsx.output.printed_sheet import PrintedBlock, lay_out_rows, put_headers, put_titles
from shuzhi_xl.xlsx.output.summary.counts import find_spans
from shuzhi_xl.xlsx.output.summary.scheme_figures import LEFT, FigurePlacement, place_figures, put_figures
from shuzhi_xl.xlsx.output.summary.tables import finish_sheet
from shuzhi_xl.xlsx.patch.values import BlockValue, Formula, column_letters
from shuzhi_xl.xlsx.style.styles import PALE_GREY, fill, font


def fill_check(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in the scheme's figures, and below them every composite recomputed beside the program's."""
    recalculation = content.recalculation
    columns, at = declared.check_columns(recalculation.weights), place_figures(recalculation)
    put_titles(sheet, content.audit_title, say.CHECK_NOTE, len(columns), centred=False)
    under = put_headers(sheet, columns, at.head)
    put_figures(sheet, recalculation, at)
    lines = _CheckRows(recalculation, at, len(columns))
    rows = [lines.row(line, check) for line, check in enumerate(recalculation.checks, at.head + 2)]
    yield from lay_out_rows(sheet, under, [lines.weights()], content.decimals)
    yield from lay_out_rows(sheet, replace(under, line=at.head + 1), rows, content.decimals)
    for index in range(1, len(columns) + 1):
        weight = sheet.cell(at.head + 1, index)
        weight.font, weight.fill = font(bold=True), fill(PALE_GREY)
    for header in declared.CHECK_FINER:
        index = columns.index(header) + 1
        sheet.cell(at.head + 2, index).number_format = f"0.{'0' * (content.decimals + 2)}"
    sheet.cell(at.head + 2, len(columns)).number_format = _GAP
    sheet.freeze_panes = f"{column_letters(LEFT + 1)}{at.head + 2}"
    finish_sheet(sheet, landscape=True, repeated=f"{at.head}:{at.head + 1}")


_GAP: Final = "0.00#######"
"""Shows a difference in the ninth decimal place."""


class _CheckRows:
    """The rows of 核对 with their formulas; each formula is stored with its value."""

    def __init__(self, content: Recalculation, at: FigurePlacement, width: int) -> None:
        self._content, self._at = content, at
        self._spans = find_spans(content.counts)
        tail = width - len(declared.CHECK_TAIL) + 1
        self._first, self._last = column_letters(LEFT + 1), column_letters(tail - 1)
        self._tail = [column_letters(index) for index in range(tail, width + 1)]

    def weights(self) -> list[BlockValue]:
        """The line of weights (权重) above the branches."""
        # Binary, as every number of a worksheet: differences are compared within 1E-9
        weights = [float(weight) for weight in self._content.weights.values()]
        return [None, declared.WEIGHT, *weights, *[None] * len(self._tail)]

    def row(self, line: int, check: CheckLine) -> list[BlockValue]:
        """One branch: its scores, and formulas for what follows from them."""
        scores = [self._make_score(check, source, score) for source, score in check.scores.items()]
        return [check.number, check.name, *scores, *self._make_results(line, check)]

    def _make_score(self, check: CheckLine, source: str, score: Fraction | None) -> BlockValue:
        """A source's score by formula from its rows of 核对票数; an entered score stays a value."""
        if score is None:
            return check.rounded.get(source, UNSHOWN) if source in check.unshown else None
        if check.unshown or (check.number, source) not in self._spans:
            return float(score)
        first, last = self._spans[check.number, source]
        sheet, is_sum = declared.COUNTS, f'{declared.COUNTS}!E{first}:E{last},"{EVERY_CLASS}"'
        sums = (f"SUMIFS({sheet}!{letter}{first}:{letter}{last},{is_sum})" for letter in "PO")
        return Formula("/".join(sums), float(score))

    def _make_results(self, line: int, check: CheckLine) -> list[BlockValue]:
        weighted, adjustment, after, exact, program, again, _ = (f"{letter}{line}" for letter in self._tail)
        plus = float(check.adjustment)
        if check.composite is None or check.weighted is None:
            return [None, plus, None, None, check.composite, WITHHELD if check.unshown else None, None]
        whole = float(check.weighted + check.adjustment)
        decimals = self._at.decimals.absolute
        # Adding a hair before rounding keeps binary fractions from turning an exact half down.
        # Limited to 0–100 by products: MIN and MAX are not among the functions of this sheet
        limited = f"ROUND(({after}>0)*({after}<100)*{after}+({after}>=100)*100+1E-9,{decimals})"
        return [
            Formula(self._write_weighted_mean(line), float(check.weighted)),
            plus,
            Formula(f"{weighted}+{adjustment}", whole),
            whole,
            check.composite,
            Formula(limited, check.composite),
            # absolute values, so that two differences never cancel
            Formula(f"ABS(ROUND({after}-{exact},9))+ABS(ROUND({again}-{program},{decimals}))", Decimal(0)),
        ]

    def _write_weighted_mean(self, line: int) -> str:
        weights = f"{self._first}${self._at.head + 1}:{self._last}${self._at.head + 1}"
        scores = f"{self._first}{line}:{self._last}{line}"
        skips = self._content.missing_source == MISSING_SKIP
        whole = f'SUMPRODUCT(({scores}<>"")*{weights})' if skips else "100"
        return f"SUMPRODUCT({scores},{weights})/{whole}"
