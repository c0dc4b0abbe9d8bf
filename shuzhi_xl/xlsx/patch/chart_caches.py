"""Charts keep a copy of the figures they show; copies of cells that were written are dropped (图表缓存)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, descendants, local, parse, serialise
from shuzhi_xl.xlsx.patch.values import Area
from shuzhi_xl.xlsx.patch.workbook_part import NamePlace, areas

# dlblRangeCache: labels taken from cells (Excel 2013); lvl: charts of Excel 2016 (chartEx)
_CACHES: Final = ("numCache", "strCache", "multiLvlStrCache", "dlblRangeCache", "lvl")


def chart_parts(parts: Parts, workbook: str, sheets: Sequence[str]) -> list[str]:
    """All charts of a workbook, those on chart sheets included."""
    owners = [*sheets, *parts.related(workbook, "chartsheet")]
    drawings = [drawing for owner in owners for drawing in parts.related(owner, "drawing")]
    charts = [
        chart
        for drawing in drawings
        for kind in ("chart", "chartEx")
        for chart in parts.related(drawing, kind)
    ]
    return list(dict.fromkeys(charts))


def without_stale_caches(
    content: bytes, written_in: Mapping[str, Sequence[Area]], names: Mapping[str, NamePlace]
) -> bytes:
    """A chart part without its copies of written cells; Excel reads the figures afresh on opening.

    Args:
        content: the part's text.
        written_in: the areas written, by sheet.
        names: the workbook's defined names.
    """
    if not _keeps_copies(content):
        return content
    root = parse(content)
    stale = [cache for formula, cache in _caches(root) if _touched(formula, written_in, names)]
    for cache in stale:
        parent = cache.getparent()
        if parent is not None:
            parent.remove(cache)
    # a chart whose copies all stay is not serialised again: its part must stay bit for bit
    return serialise(root) if stale else content


@lru_cache(maxsize=64)  # the charts of a template are those of all that is made from it
def _keeps_copies(content: bytes) -> bool:
    return any(cache.encode() in content for cache in _CACHES)


def _caches(root: Element) -> Iterator[tuple[str, Element]]:
    for formula in descendants(root, "f"):
        parent = formula.getparent()
        for sibling in () if parent is None else parent:
            if local(sibling) in _CACHES:
                yield formula.text or "", sibling


def _touched(formula: str, written_in: Mapping[str, Sequence[Area]], names: Mapping[str, NamePlace]) -> bool:
    places = areas(formula)
    if not places or all(sheet not in written_in for sheet, _ in places):
        # Excel writes a workbook-level name in a chart with a prefix, such as [0]!名称
        name = names.get(formula.rpartition("!")[2])
        places = [name] if name else places
    if not places:
        return True  # a computed name: better no copy than one that may be stale
    return any(area.meets(changed) for sheet, area in places for changed in written_in.get(sheet, ()))
