"""How areas that span a table's rows follow when the table grows, shrinks or changes columns (区域随动)."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from shuzhi_xl.xlsx.patch.sheet.moved_formulas import with_moved_columns
from shuzhi_xl.xlsx.patch.values import Area


@dataclass(frozen=True)
class Stretch:
    """What a table's or block's data rows were and became.

    Attributes:
        old: the data area before.
        new: the data area now.
        columns: where each column went, its own copies included; a column that is not named stayed.
        ends: last rows that moved, old row to new row.
        filled_below: whether any cell of an area is filled; asked before an area is cut.
    """

    old: Area
    new: Area
    columns: Mapping[int, Sequence[int]] = field(default_factory=dict)
    ends: Mapping[int, int] = field(default_factory=dict)
    filled_below: Callable[[Area], bool] = lambda _area: False

    @property
    def moves(self) -> bool:
        """Whether any area can lie elsewhere now."""
        ends = any(new != old for old, new in self.ends.items())
        return ends or self.old != self.new or any(tuple(new) != (old,) for old, new in self.columns.items())

    @property
    def key(self) -> Hashable:
        """Everything that decides where areas go; None where it also depends on filled cells."""
        if any(new < old for old, new in self.ends.items()):
            return None
        columns = tuple((old, *new) for old, new in self.columns.items())
        return self.old, self.new, columns, tuple(self.ends.items())

    def follow(self, area: Area) -> list[Area]:
        """Where an area lies now; empty when its columns are gone."""
        # an area of only some data rows was set by staff and stays where it is
        if not (area.first_row <= self.old.first_row and area.last_row >= self.old.last_row):
            return [area]
        if area.last_col < self.old.first_col or area.first_col > self.old.last_col:
            return [area]
        last_row = self._last_row(area)
        spans = _runs(self._columns(area))
        return [Area(area.first_row, first, last_row, last) for first, last in spans]

    def follow_text(self, text: str) -> str:
        """A list of areas as ``sqref`` writes it, after the change.

        >>> Stretch(Area(4, 1, 4, 3), Area(4, 1, 9, 3), ends={4: 9}).follow_text("B4 E4:F4")
        'B4:B9 E4:F4'
        """
        places = [Area.read(word) for word in text.split()]
        moved = [new for place in places if place for new in self.follow(place)]
        return text if moved == places or None in places else " ".join(map(str, moved))

    def follow_formula(self, formula: str) -> str:
        """A rule's formula whose references on its own sheet follow moved columns.

        Only the columns change: a rule's rows count from the first row it applies to, which stays.

        >>> Stretch(Area(4, 1, 9, 5), Area(4, 1, 9, 6), {5: (6,)}).follow_formula('AND($E4="好",单!E4=1)')
        'AND($F4="好",单!E4=1)'
        """
        moved = {old: new[0] for old, new in self.columns.items() if new and new[0] != old}
        if not moved:
            return formula
        return with_moved_columns(formula, moved)

    def _last_row(self, area: Area) -> int:
        if area.last_row not in self.ends:
            # an area that ends below the table is never cut
            return max(area.last_row, self.new.last_row)
        last = self.ends[area.last_row]
        # an area shrinks over blank cells only: filled ones below are not the table's
        if last < area.last_row and self.filled_below(area._replace(first_row=last + 1)):
            return area.last_row
        return last

    def _columns(self, area: Area) -> Iterable[int]:
        cols = range(area.first_col, area.last_col + 1)
        if not self.columns:
            return cols
        return sorted({new for col in cols for new in self.columns.get(col, (col,))})


def _runs(columns: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for col in columns:
        if runs and runs[-1][1] == col - 1:
            runs[-1] = (runs[-1][0], col)
        else:
            runs.append((col, col))
    return runs
