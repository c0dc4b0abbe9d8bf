"""Column widths and column styles of a worksheet (列宽与列样式)."""

from collections.abc import Mapping

from lxml import etree

from shuzhi_xl.xlsx.patch.opc.xml_part import SHEET_ORDER, Element, child, ensure, same_space


def column_style(shell: Element, col: int) -> str | None:
    """The style index of cells that a column has no element for."""
    column = _column(shell, col)
    return None if column is None else column.get("style")


def column_width(shell: Element, col: int) -> float | None:
    """The width of a column, or None where the sheet does not say."""
    column = _column(shell, col)
    width = None if column is None else column.get("width")
    return None if width is None else float(width)


def copy_columns(shell: Element, sources: Mapping[int, int]) -> None:
    """Give columns the width and style of others.

    Args:
        shell: the worksheet's root.
        sources: for each column to be set, the column that it copies; all are read before any is set.
    """
    columns = {col: _column(shell, source) for col, source in sources.items() if source != col}
    if not columns or (child(shell, "cols") is None and not any(at is not None for at in columns.values())):
        return
    _put(shell, {col: None if at is None else _attributes(at) for col, at in columns.items()})


def column_attributes(shell: Element, col: int) -> dict[str, str]:
    """Width, style and the like of a column; nothing where the sheet does not say."""
    column = _column(shell, col)
    return {} if column is None else _attributes(column)


def put_column(shell: Element, col: int, attributes: Mapping[str, str]) -> None:
    """Give a column the style that `column_attributes` returned, perhaps of another sheet."""
    if attributes:
        _put(shell, {col: attributes})


def _put(shell: Element, attributes_of: Mapping[int, Mapping[str, str] | None]) -> None:
    cols = ensure(shell, "cols", SHEET_ORDER)
    # Excel calls overlapping `col` elements damage, so they are split around the replaced columns
    pieces = [piece for at in list(cols) for piece in _without(at, set(attributes_of))]
    pieces += [
        {**attributes, "min": str(col), "max": str(col)}
        for col, attributes in attributes_of.items()
        if attributes
    ]
    for old in list(cols):
        cols.remove(old)
    for piece in sorted(pieces, key=lambda piece: int(piece["min"])):
        etree.SubElement(cols, same_space(shell, "col"), piece)
    # the schema requires at least one `col`
    if not len(cols):
        shell.remove(cols)


def _column(shell: Element, col: int) -> Element | None:
    cols = child(shell, "cols")
    return next(
        (
            at
            for at in (() if cols is None else cols)
            if int(at.get("min", 0)) <= col <= int(at.get("max", 0))
        ),
        None,
    )


def _attributes(at: Element) -> dict[str, str]:
    return {str(key): str(text) for key, text in at.attrib.items()}


def _without(at: Element, replaced: set[int]) -> list[dict[str, str]]:
    first, last = int(at.get("min", 0)), int(at.get("max", 0))
    attributes = _attributes(at)
    pieces = []
    for col in [*sorted(col for col in replaced if first <= col <= last), last + 1]:
        if first < col:
            pieces.append({**attributes, "min": str(first), "max": str(col - 1)})
        first = col + 1
    return pieces
