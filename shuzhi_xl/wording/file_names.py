"""Names of the files and folders that staff know by name (文件名)."""

import re
from collections.abc import Sequence
from typing import Final

MASTER_NAME = "述职评议考核.xlsm"
ASIDE = "_有问题"
"""The folder below 收回 for files that are held or refused."""
SCAN_FOLDER = "扫描"
"""The folder of pictures of paper ballots, one folder a year below it (扫描件)."""
SECOND_SCAN = "第二遍"
"""The folder within the year's for the second scan of the same ballots (双人录入)."""
_YEAR: Final = re.compile(r"20\d\d")
_NEWER: Final = "(新)"


def year_of_path(parts: Sequence[str]) -> str:
    """The year in whose folder a file is (年度), by its path below 收回 or 述职报告; blank for none.

    >>> year_of_path(("2015", "a.xlsx")), year_of_path(("东片", "2015", "a.xlsx")), year_of_path(("2015",))
    ('2015', '', '')
    """
    return parts[0] if len(parts) > 1 and _YEAR.fullmatch(parts[0]) else ""


def path_within_year(parts: Sequence[str]) -> Sequence[str]:
    """A path below the folder of its year (年度), or below 收回 or 述职报告.

    >>> path_within_year(("2015", "_有问题", "a.xlsx")), path_within_year(("东片", "a.xlsx"))
    (('_有问题', 'a.xlsx'), ('东片', 'a.xlsx'))
    """
    return parts[1:] if year_of_path(parts) else parts


def next_year_place(year: int) -> str:
    """The master of the next year, relative to the folder of this one.

    >>> next_year_place(2016)
    '2016年度/述职评议考核2016.xlsm'
    """
    return f"{year}年度/{MASTER_NAME.replace('.', f'{year}.')}"


def newer_version(place: str) -> str:
    """Place of the newer version of a file that is kept as it is.

    >>> newer_version("发出/2015/通知.docx")
    '发出/2015/通知(新).docx'
    """
    stem, dot, suffix = place.rpartition(".")
    return f"{stem}{_NEWER}{dot}{suffix}"


def first_version(place: str) -> str:
    """Place of the file that was kept, given that of one of its newer versions.

    >>> first_version("发出/2015/通知(新)(新).docx")
    '发出/2015/通知.docx'
    """
    stem, dot, suffix = place.rpartition(".")
    while stem.endswith(_NEWER):
        stem = stem.removesuffix(_NEWER)
    return f"{stem}{dot}{suffix}"
