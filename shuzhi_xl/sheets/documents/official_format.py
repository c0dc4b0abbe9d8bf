"""The format of official documents (公文格式): clauses of GB/T 9704-2012, their values and their checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

_CLAUSES: Final = "条"
_TWIPS: Final[Mapping[str, Fraction]] = {"毫米": Fraction(7200, 127), "磅": Fraction(20)}
_TEXTS: Final = ("项", "类", "依据", "要求", "核对")

MEASURED: Final = "量"
IN_THE_FILE: Final = "查"
NEEDS_WORD: Final = "看Word"
NOT_PROVABLE: Final = "不能证明"
NOT_MADE: Final = "不做"
PROOFS: Final = (MEASURED, IN_THE_FILE, NEEDS_WORD, NOT_PROVABLE, NOT_MADE)
"""How a clause is checked (核对): on a drawn page, in the file, in Word, not at all; or it is not made."""


@dataclass(frozen=True)
class Clause:
    """A clause of the format (条).

    Attributes:
        item: What it is about (项).
        group: The group of clauses that it is one of (类).
        source: The clause of GB/T 9704-2012 (依据).
        demand: What it asks for (要求).
        proof: How that is checked (核对), one of `PROOFS`.
        value: What documents are built with (值); blank where the kit has nothing to choose.
        unit: The unit of a number (单位).
        remark: What to look for, or why it is not made (说明).
    """

    item: str
    group: str
    source: str
    demand: str
    proof: str
    value: str | Fraction = ""
    unit: str = ""
    remark: str = ""


@dataclass(frozen=True)
class OfficialFormat:
    """The format of official documents (公文格式), by which templates are built and measured.

    Attributes:
        clauses: In the order of the file.
    """

    clauses: Sequence[Clause]

    def __getitem__(self, item: str) -> Clause:
        """The clause of an item (项); an item without a clause is a broken file."""
        (clause,) = (clause for clause in self.clauses if clause.item == item)
        return clause

    def word(self, item: str) -> str:
        """The value of a clause in words (值), for example a typeface."""
        return str(self[item].value)

    def number(self, item: str) -> Fraction:
        """The value of a clause as a number (值), in its own unit."""
        return Fraction(self[item].value)

    def twips(self, item: str) -> int:
        """The length of a clause in twentieths of a point, as Word's files have it (值, 单位)."""
        clause = self[item]
        return round(Fraction(clause.value) * self._unit(clause.unit))

    def _unit(self, unit: str) -> Fraction:
        match unit:
            case "字":
                return (self.number("正文字号") + self.number("字距")) * _TWIPS["磅"]
            case "页码字":
                return self.number("页码字号") * _TWIPS["磅"]
            case _:
                return _TWIPS[unit]


def read_format(content: Mapping[str, Any]) -> OfficialFormat:
    """Read the format of official documents (公文格式).

    Args:
        content: The file 公文格式.toml, parsed.

    Raises:
        ValueError: A clause lacks a text, or is checked in a way that is not one of `PROOFS`.
    """
    return OfficialFormat([_read_clause(entry) for entry in content[_CLAUSES]])


def _read_clause(entry: Mapping[str, Any]) -> Clause:
    item, group, source, demand, proof = (str(entry.get(key, "")) for key in _TEXTS)
    if not (item and group and source and demand) or proof not in PROOFS:
        raise ValueError(f"公文格式.toml：{entry}")
    value = entry.get("值", "")
    # str first: 28.95 as written, not as the nearest binary fraction
    exact = value if isinstance(value, str) else Fraction(str(value))
    return Clause(item, group, source, demand, proof, exact, entry.get("单位", ""), entry.get("说明", ""))
