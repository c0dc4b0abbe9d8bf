"""Rectangles of cells."""

from typing import NamedTuple

from openpyxl.utils import get_column_letter


class Block(NamedTuple):
    """A rectangle of cells, both corners included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def rows(self) -> range:
        return range(self.first_row, self.last_row + 1)

    @property
    def columns(self) -> range:
        return range(self.first_column, self.last_column + 1)

    @property
    def address(self) -> str:
        first = f"${get_column_letter(self.first_column)}${self.first_row}"
        last = f"${get_column_letter(self.last_column)}${self.last_row}"
        return first if first == last else f"{first}:{last}"

    def meets(self, block: "Block") -> bool:
        return not (
            self.last_row < block.first_row
            or block.last_row < self.first_row
            or self.last_column < block.first_column
            or block.last_column < self.first_column
        )


def find_runs(numbers: list[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive numbers."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
