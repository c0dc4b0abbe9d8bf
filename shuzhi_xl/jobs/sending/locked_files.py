"""Files encrypted for their reader (送件加密): what locks each branch's files, and the passwords."""

from collections.abc import Iterable, Mapping

from shuzhi_xl.rules.documents.sending.password_list import make_password_list
from shuzhi_xl.rules.forms.passwords import password_of
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.fill.filling import Filling
from shuzhi_xl.xlsx.fill.locked import Lock
from shuzhi_xl.xlsx.output.printed_lists import build_list


def make_locks(year: Year, key: bytes, numbers: Iterable[Number]) -> Mapping[Number, Lock]:
    """What the files of some branches are encrypted with; nothing where 送件加密 is not 是."""
    settings = year.settings
    if settings is None or not settings.is_encrypted:
        return {}
    return {number: Lock(password_of(key, settings.year, number), key) for number in numbers}


def password_list(year: Year, locks: Mapping[Number, Lock]) -> list[Filling]:
    """The list of these passwords, a workbook that stays inside; none without passwords."""
    if not locks or year.settings is None:
        return []
    number = year.settings.year
    content = make_password_list(year, number, {branch: lock.password for branch, lock in locks.items()})
    return [Filling(f"结果/{number}/内部_密码清单.xlsx", build_list, "", content)]
