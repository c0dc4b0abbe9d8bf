"""Reasons why a small text file (方案, 日程) is unusable."""

NO_FILE = "它不是普通文件"
LOCKED = "文件打不开，可能正在别的软件中打开"
NO_UTF_8 = "不是 UTF-8 编码的文字，请用记事本打开，另存时“编码”选 UTF-8"
# Brackets nested by the thousand are a RecursionError of tomllib, numbers of thousands of digits a ValueError
TOO_DEEP = "括号一层套一层，套得太多"
NO_NUMBER = "有的数字或日期不成样子，例如数字有几千位"


def too_large(most: int) -> str:
    """The file is larger than any such file needs to be.

    >>> too_large(1_000_000)
    '文件超过 1 MB，不像是这种文件'
    """
    return f"文件超过 {most // 1_000_000} MB，不像是这种文件"
