"""A workbook or document that is encrypted for its reader as soon as it is made (加密的送件)."""

from collections.abc import Callable
from typing import NamedTuple

from shuzhi_xl.xlsx.fill.filling import Filling


class Lock(NamedTuple):
    """What a file is encrypted with.

    Attributes:
        password: What its reader must enter.
        key: The office's secret, from which all that has to be unpredictable follows.
    """

    password: str
    key: bytes


class _Locked(NamedTuple):
    make: Callable[..., bytes]
    content: object
    lock: Lock


def lock_filling(filling: Filling, lock: Lock | None) -> Filling:
    """The same file, encrypted, by the process that makes it; without a lock the file as it is."""
    if lock is None:
        return filling
    return filling._replace(make=_make_locked, content=_Locked(filling.make, filling.content, lock))


def _make_locked(*arguments: object) -> bytes:
    from shuzhi_xl.xlsx.files.encryption import encrypt  # noqa: PLC0415 -- loads slowly, for encrypted files only

    *template, locked = arguments
    if not isinstance(locked, _Locked):
        raise TypeError("made by lock_filling only")
    return encrypt(locked.make(*template, locked.content), *locked.lock)
