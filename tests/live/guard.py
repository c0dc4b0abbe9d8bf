"""Tells a dead spreadsheet apart from everything else that can go wrong."""

import functools
from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar

from tests.live.launch import SpreadsheetDied, SpreadsheetRefused, load_uno

_Class = TypeVar("_Class", bound=type)
_UNGUARDED = {"__init__", "office"}


def guarded(engine_class: _Class) -> _Class:
    """Make every method and property of a class with an `office` raise SpreadsheetDied once it is dead."""
    for name, member in list(vars(engine_class).items()):
        if name in _UNGUARDED:
            continue
        if isinstance(member, FunctionType):
            setattr(engine_class, name, _watched(member))
        elif isinstance(member, property):
            setattr(engine_class, name, _watched_property(member, _inherited_setter(engine_class, name)))
    return engine_class


def _inherited_setter(engine_class: type, name: str) -> Callable[..., Any] | None:
    """The setter of xlwings' base class, which raises NotImplementedError."""
    above = (vars(base).get(name) for base in engine_class.__mro__[1:])
    return next((base.fset for base in above if isinstance(base, property)), None)


def _watched_property(member: property, inherited: Callable[..., Any] | None) -> property:
    getter, setter = member.fget, member.fset or inherited
    return property(getter and _watched(getter), setter and _watched(setter), doc=member.__doc__)


def _watched(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(self: Any, *args: Any, **keywords: Any) -> Any:
        try:
            return method(self, *args, **keywords)
        except load_uno().getClass("com.sun.star.uno.Exception") as problem:
            # A broken line is seen a moment before the end of the program.
            broken = "isposed" in f"{type(problem).__name__} {problem}"
            if self.office.has_died(5 if broken else 0):
                raise SpreadsheetDied("soffice ended while the workbook was open") from problem
            raise SpreadsheetRefused(str(problem)) from problem  # UNO's own can't pass through a `with`

    return call
