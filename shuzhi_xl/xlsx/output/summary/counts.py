"""Sheet 核对票数: live formulas from the counts to the score of every 票类 and 测评项目."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.master.vocabulary import BY_ELIGIBLE, BY_RETURNED, EMPTY_SKIP, EMPTY_ZERO, EVERY_CLASS
from shuzhi_xl.sheets.outgoing import track_summary as declared
from shuzhi_xl.sheets.outgoing.recalculation import CountLine, Recalculation
from shuzhi_xl.sheets.outgoing.summary_content import SummaryContent
from shuzhi_xl.wording.sheets import track_summary as say
from shuzhi_xl.xlsx.output.printed_sheet import (
    HEAD,
    PrintedBlock,
    cover_cells,
    emphasise,
    lay_out_rows,
    put_headers,
    put_titles,
)
from shuzhi_xl.xlsx.output.summary.scheme_figures import FigurePlacement, place_figures
from shuzhi_xl.xlsx.output.summary.tables import finish_sheet
from shuzhi_xl.xlsx.patch.values import KEEP, BlockValue, Formula

_FIRST: Final = HEAD + 1
_COUNTS, _COUNTED, _SCORED = 6, 8, 3
"""Column of the first count; number of counts with the denominator; number of score columns after them."""
_DENOMINATORS: Final = {BY_ELIGIBLE: "L{0}", BY_RETURNED: "F{0}+G{0}+H{0}+I{0}+J{0}+K{0}"}
_VALID: Final = "F{0}+G{0}+H{0}+I{0}"


def find_spans(lines: Sequence[CountLine]) -> Mapping[tuple[str, str], tuple[int, int]]:
    """First and last row on 核对票数 of each organisation and source."""
    spans: dict[tuple[str, str], tuple[int, int]] = {}
    for row, line in enumerate(lines, start=_FIRST):
        key = line.number, line.source
        spans[key] = spans.get(key, (row, row))[0], row
    return spans


def fill_counts(sheet: Worksheet, content: SummaryContent) -> Iterator[PrintedBlock]:
    """Fill in the counts and the score of every 票类 and 测评项目."""
    columns, recalculation = declared.COUNT_COLUMNS, content.recalculation
    put_titles(sheet, content.audit_title, say.COUNTS_NOTE, len(columns), centred=False)
    under = put_headers(sheet, columns)
    _cover_withheld(sheet, recalculation.counts)
    yield from lay_out_rows(sheet, under, list(_make_rows(recalculation)), content.decimals)
    emphasise(sheet, str(under.body(len(recalculation.counts))), f'$E{_FIRST}="{EVERY_CLASS}"')
    sheet.freeze_panes = f"C{_FIRST}"
    finish_sheet(sheet, landscape=True)


def _cover_withheld(sheet: Worksheet, lines: Sequence[CountLine]) -> None:
    by_note: dict[str, list[int]] = {}
    for row, line in enumerate(lines, start=_FIRST):
        if line.note:
            by_note.setdefault(line.note, []).append(row)
    for note, rows in by_note.items():
        cover_cells(sheet, rows, range(_COUNTS, _COUNTS + _COUNTED + _SCORED), note)


def _make_rows(content: Recalculation) -> Iterator[list[BlockValue]]:
    at, first = place_figures(content), _FIRST
    for row, line in enumerate(content.counts, start=_FIRST):
        of = (line.number, line.name, line.source, line.criterion, line.voter_class)
        yield [*of, *_make_figures(content, at, line, range(first, row + 1))]
        if line.voter_class == EVERY_CLASS:
            first = row + 1


def _make_figures(
    content: Recalculation, at: FigurePlacement, line: CountLine, rows: range
) -> list[BlockValue]:
    """Counts and formulas of a line; it is the last of the given rows of its 测评项目."""
    row = rows[-1]
    # These cells are covered already, with the reason why they are withheld
    if line.score is None:
        return [KEEP] * (_COUNTED + _SCORED)
    product = Formula(f"N{row}*O{row}", float(line.score * line.weight))
    score, weight = float(line.score), float(line.weight)
    if line.voter_class == EVERY_CLASS:
        return [*[None] * _COUNTED, *_write_sum_formulas(content, at, rows, score, weight), product]
    return [*line.counts, *_write_class_formulas(content, at, line, row), product]


def _write_class_formulas(
    content: Recalculation, at: FigurePlacement, line: CountLine, row: int
) -> list[BlockValue]:
    """分母, 得分 and 权重 of a 票类; a class without votes scores 0, and under 折算 has no weight."""
    whole = _DENOMINATORS.get(content.denominator, _VALID).format(row)
    points = f"SUMPRODUCT(F{row}:I{row},{at.of(declared.POINTS)})"
    label = declared.class_weight(line.source)
    weight = f"INDEX({at.of(label)},MATCH(E{row},{at.of(label, names=True)},0))"
    used = f"{weight}*(M{row}>0)" if content.empty_class == EMPTY_SKIP else weight
    # A class without a weight row would make MATCH return #N/A
    is_known = line.voter_class in content.class_weights.get(line.source, {})
    return [
        Formula(whole, line.denominator),
        # The divisor 0 becomes 1: neither #DIV/0! nor an IF
        Formula(f"{points}/(M{row}+(M{row}=0))", float(line.score or 0)),
        Formula(used, float(line.weight)) if is_known else 0,
    ]


def _write_sum_formulas(
    content: Recalculation, at: FigurePlacement, rows: range, score: float, weight: float
) -> list[BlockValue]:
    """得分 and 权重 of a 测评项目, in the last of the rows, from the lines of its 票类 above.

    An item without any valid mark has no weight; under 计零 its classes keep theirs, so its marks are summed.
    """
    first, last, row = rows[0], rows[-1] - 1, rows[-1]
    weights = f"SUMPRODUCT(O{first}:O{last})"
    names = at.of(declared.ITEM_WEIGHT, names=True)
    item_weight = f"INDEX({at.of(declared.ITEM_WEIGHT)},MATCH(D{row},{names},0))"
    marked = weights
    if content.empty_class == EMPTY_ZERO:
        scored = f"SUMPRODUCT((M{first}:M{last}>0)*O{first}:O{last})"
        marked = f"({scored}+SUMPRODUCT(F{first}:I{last}))"
    return [
        Formula(f"SUMPRODUCT(P{first}:P{last})/({weights}+({weights}=0))", score),
        Formula(f"{item_weight}*({marked}>0)", weight),
    ]
