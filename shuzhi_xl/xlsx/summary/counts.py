"""Sheet 核对票数: from the counts to the score of every 票类 and 测评项目, by live formulas."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets import summary as declared
from shuzhi_xl.sheets.outputs import CountLine, Recalculation, SummaryContent
from shuzhi_xl.sheets.vocabulary import BY_ELIGIBLE, BY_RETURNED, EMPTY_SKIP, EVERY_CLASS
from shuzhi_xl.wording import track_summary as say
from shuzhi_xl.xlsx.cells import KEEP, BlockValue, Formula
from shuzhi_xl.xlsx.paper import HEAD, Block, head, headline, rows_below, set_apart, underscore
from shuzhi_xl.xlsx.summary.scheme_figures import Figures, places_of
from shuzhi_xl.xlsx.summary.tables import finish

_FIRST: Final = HEAD + 1
_COUNTS, _COUNTED = 6, 8
"""Column of the first count; with the denominator there are so many."""
_DENOMINATORS: Final = {BY_ELIGIBLE: "L{0}", BY_RETURNED: "F{0}+G{0}+H{0}+I{0}+J{0}+K{0}"}
_VALID: Final = "F{0}+G{0}+H{0}+I{0}"


def spans_of(lines: Sequence[CountLine]) -> Mapping[tuple[str, str], tuple[int, int]]:
    """First and last row on 核对票数 of each organisation and source."""
    spans: dict[tuple[str, str], tuple[int, int]] = {}
    for row, line in enumerate(lines, start=_FIRST):
        key = line.number, line.source
        spans[key] = spans.get(key, (row, row))[0], row
    return spans


def counts_sheet(sheet: Worksheet, content: SummaryContent) -> Iterator[Block]:
    """The counts, and from them the score of every 票类 and 测评项目."""
    columns, told = declared.COUNT_COLUMNS, content.recalculation
    headline(sheet, content.title, say.COUNTS_NOTE, len(columns), centred=False)
    under = head(sheet, columns)
    _silence(sheet, told.counts)
    yield from rows_below(sheet, under, list(_rows(told)), content.places)
    underscore(sheet, str(under.body(len(told.counts))), f'$E{_FIRST}="{EVERY_CLASS}"')
    sheet.freeze_panes = f"C{_FIRST}"
    finish(sheet, landscape=True)


def _silence(sheet: Worksheet, lines: Sequence[CountLine]) -> None:
    by_note: dict[str, list[int]] = {}
    for row, line in enumerate(lines, start=_FIRST):
        if line.note:
            by_note.setdefault(line.note, []).append(row)
    for note, rows in by_note.items():
        set_apart(sheet, rows, range(_COUNTS, _COUNTS + _COUNTED), note)


def _rows(content: Recalculation) -> Iterator[list[BlockValue]]:
    at, first = places_of(content), _FIRST
    for row, line in enumerate(content.counts, start=_FIRST):
        of = [line.number, line.name, line.source, line.criterion, line.voter_class]
        product = Formula(f"N{row}*O{row}", float(line.score * line.weight))
        if line.note:
            yield [*of, *[KEEP] * _COUNTED, float(line.score), float(line.weight), product]
        elif line.voter_class == EVERY_CLASS:
            sums = _sum_formulas(at, line, first, row - 1)
            yield [*of, *[None] * _COUNTED, *sums, product]
        else:
            yield [*of, *line.counts, *_class_formulas(content, at, line, row), product]
            continue
        first = row + 1


def _class_formulas(content: Recalculation, at: Figures, line: CountLine, row: int) -> list[BlockValue]:
    """分母, 得分 and 权重 of a 票类; one without votes scores 0, and under 折算 has no weight."""
    whole = _DENOMINATORS.get(content.denominator, _VALID).format(row)
    points = f"SUMPRODUCT(F{row}:I{row},{at.of(declared.POINTS)})"
    label = declared.class_weight(line.source)
    weight = f"INDEX({at.of(label)},MATCH(E{row},{at.of(label, names=True)},0))"
    used = f"{weight}*(M{row}>0)" if content.empty_class == EMPTY_SKIP else weight
    is_known = line.voter_class in content.class_weights.get(line.source, {})
    return [
        Formula(whole, line.denominator),
        Formula(f"{points}/(M{row}+(M{row}=0))", float(line.score)),
        Formula(used, float(line.weight)) if is_known else 0,
    ]


def _sum_formulas(at: Figures, line: CountLine, first: int, last: int) -> list[BlockValue]:
    """得分 and 权重 of a 测评项目 from the lines of its 票类 above."""
    weights = f"SUMPRODUCT(O{first}:O{last})"
    products = f"SUMPRODUCT(P{first}:P{last})"
    names = at.of(declared.ITEM_WEIGHT, names=True)
    weight = f"INDEX({at.of(declared.ITEM_WEIGHT)},MATCH(D{last + 1},{names},0))"
    return [
        Formula(f"{products}/({weights}+({weights}=0))", float(line.score)),
        Formula(f"{weight}*({weights}>0)", float(line.weight)),
    ]
