"""The sender line above the lists of a package (报送单位): written by 分发, read by 回收."""

import re
from collections.abc import Iterable
from typing import Any


def sender(number: str, organisation: str, secretary: str) -> str:
    """The sender line of a branch (报送单位).

    >>> sender("V001", "月溪村党支部", "王一")
    'V001  月溪村党支部  书记：王一'
    """
    return f"{number}  {organisation}{_SECRETARY}{secretary}"


# 回收 compares it with the identity: a package whose lists are of another branch is held
_SECRETARY = "  书记："
_SENDER = re.compile(rf"(\S+)  .*{_SECRETARY}.*")


def senders_named(cells: Iterable[Any]) -> set[str]:
    """The 编号 in the sender lines among some cells.

    >>> senders_named(["V001  月溪村党支部  书记：王一", "书记：王一", 1])
    {'V001'}
    """
    lines = [cell for cell in cells if isinstance(cell, str) and _SECRETARY in cell]
    return {match[1] for match in map(_SENDER.fullmatch, lines) if match}
