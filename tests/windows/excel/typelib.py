"""Type libraries, as Excel's objects have one: from it, pywin32 knows members and the names of arguments."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import pythoncom
import pywintypes

_VARIANT, _VOID = 12, 24  # VARENUM
_IN, _OPTIONAL = 1, 16  # PARAMFLAG
_DISPATCH, _STDCALL = pythoncom.FUNC_DISPATCH, 4


class Member(NamedTuple):
    """A member of a dispatch interface.

    Attributes:
        name: Its name.
        dispid: Its number.
        kinds: How it may be invoked (INVOKEKIND): a method, or a property that is read and perhaps set.
        parameters: Names of its parameters.
        optional: How many of them, at the end, may be left out.
    """

    name: str
    dispid: int
    kinds: tuple[int, ...]
    parameters: tuple[str, ...]
    optional: int


def describe_interface(name: str, iid: str, members: Sequence[Member]) -> Any:
    """Make the type information (ITypeInfo) of a dispatch interface."""
    path = str(Path(mkdtemp()) / f"{name}.tlb")
    library = pythoncom.CreateTypeLib2(pythoncom.SYS_WIN32 + 2, path)  # SYS_WIN64
    description = library.CreateTypeInfo(name, pythoncom.TKIND_DISPATCH)
    description.SetGuid(pywintypes.IID(iid))
    for index, (member, kind) in enumerate(_functions(members)):
        description.AddFuncDesc(index, _describe_function(member, kind))
        # The new value of a property has no name
        parameters = () if kind == pythoncom.INVOKE_PROPERTYPUT else member.parameters
        description.SetFuncAndParamNames(index, (member.name, *parameters))
    description.LayOut()
    library.SaveAllChanges()
    return pythoncom.LoadTypeLib(path).GetTypeInfo(0)


def _functions(members: Sequence[Member]) -> Iterator[tuple[Member, int]]:
    return ((member, kind) for member in members for kind in member.kinds)


def _describe_function(member: Member, kind: int) -> Any:
    is_set = kind == pythoncom.INVOKE_PROPERTYPUT
    required = len(member.parameters) - member.optional
    flags = [_IN if index < required else _IN | _OPTIONAL for index in range(len(member.parameters))]
    function = pythoncom.FUNCDESC()
    function.memid, function.invkind = member.dispid, kind
    function.funckind, function.callconv = _DISPATCH, _STDCALL
    function.args = [(_VARIANT, flag, None) for flag in ([_IN] if is_set else flags)]
    function.cParamsOpt = 0 if is_set else member.optional
    function.rettype = (_VOID if is_set else _VARIANT, 0, None)
    return function
