"""Names of the files that staff know by name (文件名)."""

MASTER_NAME = "述职评议考核.xlsm"
ASIDE = "_有问题"
"""The folder below 收回 for files that are held or refused."""


def next_year_place(year: int) -> str:
    """The master of the next year, relative to the folder of this one.

    >>> next_year_place(2016)
    '2016年度/述职评议考核2016.xlsm'
    """
    return f"{year}年度/{MASTER_NAME.replace('.', f'{year}.')}"
