"""Formulas as Excel writes them, in English and A1 notation, to and from LibreOffice's tokens."""

from typing import Any

from tests.live.launch import load_uno

_EVERY_FUNCTION = 0x7FFFFFFF
_PREFIXES = ("_xlfn._xlws.", "_xlfn.")


class Formulas:
    """Reads and prints the formulas of one workbook."""

    def __init__(self, document: Any) -> None:
        uno = load_uno()
        mapper = document.createInstance("com.sun.star.sheet.FormulaOpCodeMapper")
        self._parser = document.createInstance("com.sun.star.sheet.FormulaParser")
        language = uno.getConstantByName("com.sun.star.sheet.FormulaLanguage.XL_ENGLISH")
        self._parser.OpCodeMap = mapper.getAvailableMappings(language, _EVERY_FUNCTION)
        self._parser.FormulaConvention = uno.getConstantByName("com.sun.star.sheet.AddressConvention.XL_A1")

    def set(self, cell: Any, formula: str) -> None:
        text = formula.removeprefix("=")
        for prefix in _PREFIXES:
            text = text.replace(prefix, "")
        cell.setTokens(self._parser.parseFormula(text, cell.CellAddress))

    def get(self, cell: Any) -> str:
        """The formula of a cell, or its content where it has none."""
        tokens = cell.getTokens() if cell.Type.value == "FORMULA" else ()
        if not tokens:
            return str(cell.getFormula()).removeprefix("'")
        return "=" + str(self._parser.printFormula(tokens, cell.CellAddress))

    def tokens(self, formula: str, cell: Any) -> Any:
        return self._parser.parseFormula(formula.removeprefix("="), cell)

    def print(self, tokens: Any, cell: Any) -> str:
        return "=" + str(self._parser.printFormula(tokens, cell))
