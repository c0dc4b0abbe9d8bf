"""Sheet 核对: every composite worked out again by live formulas, from the counts on 核对票数.

Only SUMPRODUCT, SUMIFS, ROUND, ABS, INDEX and MATCH are used, which all programs calculate alike.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.master.vocabulary import EVERY_CLASS, MISSING_SKIP
from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.printed_lists import CheckLine, Recalculation, SummaryContent
from shuzhi_xl.wording.sheets import track_summary as say
from shuzhi_xl.wording.sheets.titles import UNSHOWN, WITHHELD
from shuzhi_xl.xlsx.output.printed_sheet import PrintedBlock, head, headline, rows_below
from shuzhi_xl.xlsx.output.summary.counts import spans_of
from shuzhi_xl.xlsx.output.summary.scheme_figures import LEFT, Figures, places_of, put_figures
from shuzhi_xl.xlsx.output.summary.tables import finish
from shuzhi_xl.xlsx.patch.values import BlockValue, Formula, column_letters
from shuzhi_xl.xlsx.style.look import PALE_GREY, fill, font


def check_sheet(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """The scheme's figures, and below them every composite worked out again beside the program's."""
    recalculation = content.recalculation
    columns, at = declared.check_columns(recalculation.weights), places_of(recalculation)
    headline(sheet, content.title, say.CHECK_NOTE, len(columns), centred=False)
    under = head(sheet, columns, at.head)
    put_figures(sheet, recalculation, at)
    lines = _Lines(recalculation, at, len(columns))
    rows = [lines.row(line, check) for line, check in enumerate(recalculation.checks, at.head + 2)]
    yield from rows_below(sheet, under, [lines.weights()], content.places)
    yield from rows_below(sheet, replace(under, line=at.head + 1), rows, content.places)
    for index in range(1, len(columns) + 1):
        weight = sheet.cell(at.head + 1, index)
        weight.font, weight.fill = font(bold=True), fill(PALE_GREY)
    for header in declared.CHECK_FINER:
        index = columns.index(header) + 1
        sheet.cell(at.head + 2, index).number_format = f"0.{'0' * (content.places + 2)}"
    sheet.cell(at.head + 2, len(columns)).number_format = _GAP
    sheet.freeze_panes = f"{column_letters(LEFT + 1)}{at.head + 2}"
    finish(sheet, landscape=True, repeated=f"{at.head}:{at.head + 1}")


_GAP: Final = "0.00#######"
"""A difference in the ninth decimal place is still seen."""


class _Lines:
    """The lines of 核对 with their formulas; each formula stands there with its value."""

    def __init__(self, content: Recalculation, at: Figures, width: int) -> None:
        self._content, self._at = content, at
        self._spans = spans_of(content.counts)
        tail = width - len(declared.CHECK_TAIL) + 1
        self._first, self._last = column_letters(LEFT + 1), column_letters(tail - 1)
        self._tail = [column_letters(index) for index in range(tail, width + 1)]

    def weights(self) -> list[BlockValue]:
        weights = [float(weight) for weight in self._content.weights.values()]
        return [None, declared.WEIGHT, *weights, *[None] * len(self._tail)]

    def row(self, line: int, check: CheckLine) -> list[BlockValue]:
        scores = [self._score(check, source, score) for source, score in check.scores.items()]
        return [check.number, check.name, *scores, *self._again(line, check)]

    def _score(self, check: CheckLine, source: str, score: Fraction | None) -> BlockValue:
        """From its lines of 核对票数; what is entered, not voted, stands as entered."""
        if score is None:
            return UNSHOWN if source in check.unshown else None
        if check.unshown or (check.number, source) not in self._spans:
            return float(score)
        first, last = self._spans[check.number, source]
        sheet, is_sum = declared.COUNTS, f'{declared.COUNTS}!E{first}:E{last},"{EVERY_CLASS}"'
        sums = (f"SUMIFS({sheet}!{letter}{first}:{letter}{last},{is_sum})" for letter in "PO")
        return Formula("/".join(sums), float(score))

    def _again(self, line: int, check: CheckLine) -> list[BlockValue]:
        weighted, adjustment, after, exact, program, again, _ = (f"{letter}{line}" for letter in self._tail)
        plus = float(check.adjustment)
        if check.composite is None or check.weighted is None:
            return [None, plus, None, None, check.composite, WITHHELD if check.unshown else None, None]
        whole = float(check.weighted + check.adjustment)
        places = self._at.places.absolute
        # Adding a hair before rounding keeps binary fractions from turning an exact half down.
        limited = f"ROUND(({after}>0)*({after}<100)*{after}+({after}>=100)*100+1E-9,{places})"
        return [
            Formula(self._weighted(line), float(check.weighted)),
            plus,
            Formula(f"{weighted}+{adjustment}", whole),
            whole,
            check.composite,
            Formula(limited, check.composite),
            # of each its size, so that two differences never cancel
            Formula(f"ABS(ROUND({after}-{exact},9))+ABS(ROUND({again}-{program},{places}))", Decimal(0)),
        ]

    def _weighted(self, line: int) -> str:
        weights = f"{self._first}${self._at.head + 1}:{self._last}${self._at.head + 1}"
        scores = f"{self._first}{line}:{self._last}{line}"
        skips = self._content.missing_source == MISSING_SKIP
        whole = f'SUMPRODUCT(({scores}<>"")*{weights})' if skips else "100"
        return f"SUMPRODUCT({scores},{weights})/{whole}"
