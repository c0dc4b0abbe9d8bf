"""The line over a package's lists that says whose they are: written by 分发, read by 回收."""

import re


def sender(number: str, organisation: str, secretary: str) -> str:
    """The line over a package's lists that says whose they are (报送单位).

    >>> sender("V001", "月溪村党支部", "王一")
    'V001  月溪村党支部  书记：王一'
    """
    return f"{number}  {organisation}  书记：{secretary}"


_SENDER = re.compile(r"(\S+)  .*  书记：.*")


def sender_number(text: str) -> str:
    """编号 that such a line names; ``""`` for any other text.

    >>> sender_number("V001  月溪村党支部  书记：王一"), sender_number("书记：王一")
    ('V001', '')
    """
    found = _SENDER.fullmatch(text)
    return found[1] if found else ""
