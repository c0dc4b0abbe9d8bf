"""Counts what is asked of the spreadsheet; in Excel, each is a call to another process or more (调用次数)."""

import functools
import inspect
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from tests.live import (
    engine,
    engine_books,
    engine_excel,
    engine_names,
    engine_ranges,
    engine_sheets,
    engine_styles,
    engine_tables,
    engine_visible,
)

_MODULES = (
    engine,
    engine_books,
    engine_excel,
    engine_styles,
    engine_names,
    engine_ranges,
    engine_sheets,
    engine_tables,
    engine_visible,
)
_COUNTED_TOO = {"__call__", "__len__", "__iter__"}


@contextmanager
def calls_counted() -> Iterator[Counter[str]]:
    """Calls by class and member, without those that the engine makes itself."""
    count: Counter[str] = Counter()
    inside = [False]

    def counting(member: Callable[..., Any], label: str) -> Callable[..., Any]:
        @functools.wraps(member)
        def call(*args: Any, **keywords: Any) -> Any:
            if inside[0]:
                return member(*args, **keywords)
            inside[0] = True
            count[label] += 1
            try:
                return member(*args, **keywords)
            finally:
                inside[0] = False

        return call

    before: list[tuple[type, str, Any]] = []
    for module in _MODULES:
        _count_members(module, counting, before)
    try:
        yield count
    finally:
        for kind, name, member in before:
            setattr(kind, name, member)


def _count_members(
    module: ModuleType, counting: Callable[..., Any], before: list[tuple[type, str, Any]]
) -> None:
    for title, kind in vars(module).items():
        if not inspect.isclass(kind) or kind.__module__ != module.__name__:
            continue
        for name, member in list(vars(kind).items()):
            if name.startswith("_") and name not in _COUNTED_TOO:
                continue
            label = f"{title}.{name}"
            if inspect.isfunction(member):
                counted: Any = counting(member, label)
            elif isinstance(member, property):
                getter, setter = member.fget, member.fset
                counted = property(
                    getter and counting(getter, label), setter and counting(setter, f"{label}=")
                )
            else:
                continue
            before.append((kind, name, member))
            setattr(kind, name, counted)
