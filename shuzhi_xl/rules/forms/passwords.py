"""Passwords of the files that are encrypted for one branch (送件加密, 基本设置)."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from shuzhi_xl.rules.forms.identity import LETTERS, identity_code
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation

_GROUPS, _IN_GROUP = 3, 4
# Opening a file takes as long for each password as in Excel; so many fit into what a file may take
_MOST_TRIED: Final = 4


def password_of(key: bytes, year: int, number: Number) -> str:
    """The password of all files for a branch in a year (送件加密): the same at every run, not to be guessed.

    Twelve of 24 letters are 55 bits; with the 10,000 hashes of each attempt nobody tries them all.

    Args:
        key: The master's key, which never leaves it.
        year: 年度.
        number: 编号 of the branch.

    >>> password_of(b"k", 2015, "V001"), password_of(b"k", 2015, "V002")
    ('AVAJ-KW9G-AT4H', 'KY3G-A4KW-CNGN')
    """
    value = int(identity_code(key, ["password", year, number]), 16)
    letters = ""
    for _ in range(_GROUPS * _IN_GROUP):
        value, digit = divmod(value, len(LETTERS))
        letters += LETTERS[digit]
    return "-".join(letters[start : start + _IN_GROUP] for start in range(0, len(letters), _IN_GROUP))


def find_branches_in(name: str, organisations: Iterable[Organisation]) -> list[Number]:
    """编号 of the branches whose 编号 or 组织名称 is in the name of a file, the longest first; the first few.

    An encrypted file shows nothing of its identity, and trying every branch's password would take too long.

    Args:
        name: The file, perhaps renamed.
        organisations: 组织名册.
    """
    text = _plain(name)
    matches = {
        organisation.number: max(map(len, words))
        for organisation in organisations
        if (words := [word for word in _names_of(organisation) if _is_word_of(word, text)])
    }
    return sorted(matches, key=lambda number: -matches[number])[:_MOST_TRIED]


def _names_of(organisation: Organisation) -> list[str]:
    return [_plain(organisation.number), _plain(organisation.name)]


def _plain(text: str) -> str:
    """Text as it is compared: a Mac decomposes characters, and people change the case."""
    return unicodedata.normalize("NFC", text).casefold()


def _is_word_of(word: str, text: str) -> bool:
    """Whether a word is in a text, and not only as part of another number or Latin word.

    >>> _is_word_of("v1", "反馈_v1_青溪村"), _is_word_of("v1", "反馈_v12_青溪村")
    (True, False)
    """
    # An expression for each branch of each file took a minute and a half for 1,000 branches
    return word in text and re.search(rf"(?<![0-9a-z]){re.escape(word)}(?![0-9a-z])", text) is not None
