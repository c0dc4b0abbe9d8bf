"""One row of a worksheet and its cells as they are in the file (行与单元格)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape  # that of xml.sax.saxutils loads a web client


@dataclass(frozen=True)
class Cell:
    """One cell of a row as it is in the file.

    Attributes:
        raw: its whole element.
        attributes: of the element.
        result: what follows the formula inside the element.
        filled: whether it shows or computes anything.
        formula: the attributes of its formula; None when it has none.
        formula_text: the formula's own text.
    """

    raw: bytes
    attributes: Mapping[str, str] = field(default_factory=dict)
    result: bytes = b""
    filled: bool = False
    formula: Mapping[str, str] | None = None
    formula_text: str = ""

    @property
    def style(self) -> str | None:
        """The index of its style."""
        return self.attributes.get("s")


@dataclass
class RowPart:
    """One row, opened for changes: its attributes, its cells by column, and what follows them."""

    number: int
    attributes: dict[str, str]
    cells: dict[int, Cell]
    rest: bytes = b""

    def around(self, inside: bytes, first_col: int, last_col: int) -> list[bytes]:
        """The text of its cells with new text for some columns."""
        cells_before = [self.cells[col].raw for col in sorted(self.cells) if col < first_col]
        right = [self.cells[col].raw for col in sorted(self.cells) if col > last_col]
        return [*cells_before, inside, *right]

    def to_xml(self, prefix: str) -> bytes:
        """The row's element."""
        cells = (self.cells[col].raw for col in sorted(self.cells))
        return row_xml(prefix, self.number, self.attributes, cells, self.rest)


def row_xml(
    prefix: str, number: int, attributes: Mapping[str, str], cells: Iterable[bytes], rest: bytes = b""
) -> bytes:
    """A row's element; ``spans`` is left out, being a hint that is no longer true."""
    marks = [f" {key}={_quoted(text)}" for key, text in attributes.items() if key not in ("r", "spans")]
    tag = f'<{prefix}row r="{number}"{"".join(marks)}'
    inner = b"".join(cells) + rest
    return f"{tag}>".encode() + inner + f"</{prefix}row>".encode() if inner else f"{tag}/>".encode()


def moved_cell(prefix: str, cell: Cell, place: str) -> Cell:
    """A cell as it reads at another address; its formula keeps its text and covers this cell alone."""
    marks = {"r": place, **{key: text for key, text in cell.attributes.items() if key != "r"}}
    inner = cell.result
    if cell.formula is not None:
        array = {"t": "array", "ref": place} if cell.formula.get("t") == "array" else {}
        f = f"{_tag(f'{prefix}f', array)}>{escape(cell.formula_text, quote=False)}</{prefix}f>"
        inner = f.encode() + inner
    raw = f"{_tag(f'{prefix}c', marks)}>".encode() + inner + f"</{prefix}c>".encode()
    return replace(cell, raw=raw, attributes=marks)


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    r"""An attribute's text; its line ends and tabs must not be taken for blanks.

    >>> _quoted('a "b"\n')
    '"a &quot;b&quot;&#10;"'
    """
    return f'"{escape(text).translate(_SPACES)}"'


# XML 1.0, 3.3.3: a reader makes blanks of them unless they are references
_SPACES = {ord(sign): f"&#{ord(sign)};" for sign in "\t\n\r"}


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    return f"<{name}{attributes_xml(attributes)}"


def attributes_xml(attributes: Mapping[str, str]) -> str:
    """Attributes as text of an element's tag, with the blank before each."""
    return "".join(f" {key}={_quoted(text)}" for key, text in attributes.items())
