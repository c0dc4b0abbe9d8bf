"""Python objects as COM objects of Excel's kind: members, type information, Excel's errors."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pythoncom
import winerror
from win32com.server import util
from win32com.server.exception import COMException
from win32com.server.policy import BasicWrapPolicy

from tests.windows.excel.typelib import Member, describe_interface

_REFUSED = -2146827284  # 0x800A03EC, VBA's error 1004
_VALUE, _NEW_ENUM = pythoncom.DISPID_VALUE, pythoncom.DISPID_NEWENUM
_SET = pythoncom.DISPATCH_PROPERTYPUT | pythoncom.DISPATCH_PROPERTYPUTREF


class Refused(COMException):  # type: ignore[misc]  # pywin32 has no types
    """Excel's refusal: error 1004 of VBA, which COM passes on as an exception with the number 0x800A03EC.

    Source: learn.microsoft.com/office/vba, "Application-defined or object-defined error".
    """

    def __init__(self, description: str, scode: int = _REFUSED) -> None:
        super().__init__(description=description, scode=scode, source="Microsoft Excel")


class CallRejected(Exception):  # noqa: N818 -- named like COM's own words for it
    """COM's refusal while Excel is busy (RPC_E_CALL_REJECTED): the call does not reach the object."""


class ExcelObject:
    """An object of Excel's; its public members are those of the Python class.

    A Python property is a property of Excel's. A method is one of Excel's too, or, if its name is in
    `indexed`, a property with arguments. `Item` is the default member.

    Attributes:
        interface: The interface's name.
        iid: Its number; an invented one where nothing depends on it.
        indexed: Names of properties that take arguments.
        members: The members, with their numbers.
        description: The type information, once somebody has asked for it.
    """

    interface = ""
    iid = ""
    indexed: tuple[str, ...] = ("Item",)
    members: tuple[Member, ...] = ()
    description: Any = None

    def __init_subclass__(cls) -> None:
        cls.members, cls.description = describe_members(cls), None

    def before_call(self) -> None:
        """Called before each member; may refuse."""

    def elements(self) -> Sequence["ExcelObject"]:
        """The elements, in order, if it is a collection."""
        raise COMException(scode=winerror.DISP_E_MEMBERNOTFOUND)


class ExcelPolicy(BasicWrapPolicy):  # type: ignore[misc]  # pywin32 has no types
    """How pywin32 passes calls on to an `ExcelObject`."""

    def _getdispid_(self, name: str, flags: int) -> int:  # noqa: ARG002 -- pywin32's signature
        for member in self._obj_.members:
            if member.name.lower() == name.lower():
                return int(member.dispid)
        raise COMException(scode=winerror.DISP_E_UNKNOWNNAME)

    def _GetTypeInfoCount_(self) -> int:  # noqa: N802 -- pywin32's name
        return 1

    def _GetTypeInfo_(self, index: int, lcid: int) -> tuple[int, Any]:  # noqa: ARG002, N802 -- as above
        return 0, _describe(type(self._obj_))

    def _Invoke_(self, *call: Any) -> Any:  # noqa: N802 -- pywin32's name
        try:
            return super()._Invoke_(*call)
        except CallRejected:
            # Alone, as COM returns it; as an exception it would come with another number
            return winerror.RPC_E_CALL_REJECTED

    def _invokeex_(  # noqa: PLR0917 -- pywin32's signature
        self, dispid: int, lcid: int, flags: int, arguments: Any, names: Any, provider: Any
    ) -> Any:
        del lcid, names, provider
        target = self._obj_
        target.before_call()
        if dispid == _NEW_ENUM:
            elements = [to_com(element) for element in target.elements()]
            return util.NewEnum(elements, iid=pythoncom.IID_IEnumVARIANT)
        member = _member(type(target), dispid)
        if flags & _SET:
            return setattr(target, member.name, from_com(arguments[0]))
        content = getattr(target, member.name)
        if (
            isinstance(content, ExcelObject) and arguments
        ):  # such as Cells(1, 1): arguments of the default member
            return to_com(content.Item(*map(from_com, arguments)))  # type: ignore[attr-defined]
        return to_com(
            content(*map(from_com, arguments)) if _is_called(type(target), member.name) else content
        )


def to_com(value: Any) -> Any:
    """A value as COM takes it: objects wrapped, numbers as floats."""
    if isinstance(value, ExcelObject):
        return util.wrap(value, usePolicy=ExcelPolicy)
    return value


def from_com(value: Any) -> Any:
    """An argument: objects of this stand-in unwrapped, an argument left out as None."""
    if isinstance(value, pythoncom.TypeIIDs[pythoncom.IID_IDispatch]):
        return util.unwrap(value)
    return value


def describe_members(owner: type[ExcelObject]) -> tuple[Member, ...]:
    """The members of a class, with their numbers."""
    names = [name for name in dir(owner) if name[0].isupper()]
    return tuple(_describe_member(owner, name, number) for number, name in enumerate(names, start=1))


def _describe_member(owner: type[ExcelObject], name: str, number: int) -> Member:
    member = inspect.getattr_static(owner, name)
    dispid = _VALUE if name == "Item" else number
    if not callable(member):
        is_settable = not isinstance(member, property) or member.fset
        kinds = (pythoncom.INVOKE_PROPERTYGET, pythoncom.INVOKE_PROPERTYPUT)[: 2 if is_settable else 1]
        return Member(name, dispid, kinds, (), 0)
    parameters = list(inspect.signature(member).parameters.values())[1:]
    kind = pythoncom.INVOKE_PROPERTYGET if name in owner.indexed else pythoncom.INVOKE_FUNC
    optional = sum(parameter.default is not parameter.empty for parameter in parameters)
    return Member(name, dispid, (kind,), tuple(parameter.name for parameter in parameters), optional)


def _member(owner: type[ExcelObject], dispid: int) -> Member:
    for member in owner.members:
        if member.dispid == dispid:
            return member
    raise COMException(scode=winerror.DISP_E_MEMBERNOTFOUND)


def _is_called(owner: type[ExcelObject], name: str) -> bool:
    return isinstance(inspect.getattr_static(owner, name), Callable)  # type: ignore[arg-type]


def _describe(owner: type[ExcelObject]) -> Any:
    if owner.description is not None:
        return owner.description
    iid = owner.iid or f"{{{uuid5(NAMESPACE_OID, owner.interface)}}}"
    owner.description = describe_interface(owner.interface, iid, owner.members)
    return owner.description
