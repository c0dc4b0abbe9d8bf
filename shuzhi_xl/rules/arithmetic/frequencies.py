"""How often combinations of texts occur (频数): a dozen of them, or millions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

_MANY = 2_000_000
"""From so many votes on pandas saves more than it takes to load; docs/decisions/0009 has the figures."""

Sizes = Iterable[tuple[Any, int]]
"""How often each combination of texts stands side by side."""


def how_often(*columns: Sequence[str]) -> Sizes:
    """How often each combination occurs, counted in the quicker way (docs/decisions/0009)."""
    # By length alone: both give the same counts, in an order that no caller uses
    if len(columns[0]) >= _MANY:
        return marks_in_columns(*columns)
    return Counter(zip(*columns, strict=True)).items()


def marks_in_columns(*columns: Sequence[str]) -> Sizes:
    """How often each combination stands side by side in very long columns, by pandas (docs/decisions/0009).

    >>> sorted(marks_in_columns(["V1", "V2", "V1"], ["好", "差", "好"]))
    [(('V1', '好'), 2), (('V2', '差'), 1)]
    """
    import pandas as pd  # noqa: PLC0415 -- loading it costs a town's click more than it would save

    # as objects, because turning ten million texts into pandas' own kind of text takes longer than counting
    texts = {order: pd.Series(column, dtype=object) for order, column in enumerate(columns)}
    sizes = pd.DataFrame(texts).value_counts(sort=False)
    return zip(sizes.index.tolist(), sizes.tolist(), strict=True)
