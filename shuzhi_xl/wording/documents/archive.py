"""Words of an archive's own papers (归档): 卷宗目录 and 封存说明."""

from datetime import datetime
from typing import Final

SHEET: Final = "卷宗目录"
HEADERS: Final = ("序号", "文件", "日期", "页数", "SHA-256 指纹", "来源文件夹")
MASTER_SOURCE: Final = "总表所在的文件夹"
UNKNOWN: Final = "—"
"""Where a file does not tell its number of pages."""


def catalogue_title(year: int) -> str:
    """Headline of 卷宗目录."""
    return f"{year}年度党组织书记述职评议考核卷宗目录"


def catalogue_line(copies: int, scans: int) -> str:
    """Line under the headline: what the columns mean.

    >>> catalogue_line(3, 0)[:13]
    '共 3 件，副本都在本文件'
    """
    rest = f"；扫描件 {scans} 件不复制，只记指纹" if scans else ""
    columns = "日期是文件最后修改的日期；工作簿写表数，看不出页数的写“—”"
    return f"共 {copies + scans} 件，副本都在本文件夹{rest}。{columns}"


def signature(committee: str, contents: str, sealed_on: str) -> tuple[str, ...]:
    """Lines at the foot, to be signed when the catalogue is printed."""
    return f"{CONTENTS}：{contents}", f"{committee}　经办人：　　　　　　监交人：　　　　　", sealed_on


def sheets(count: int) -> str:
    """How many sheets a workbook has."""
    return f"{count} 张表"


def pages(count: int) -> str:
    """How many pages a document has."""
    return f"{count} 页"


YEAR, SEALED_AT, COPIES, SCANS = "年度", "封存时间", "文件", "扫描件"
CONTENTS, TABLES, LOG_END, TOP = "卷宗指纹", "总表内容指纹", "操作日志末行指纹", "总清单指纹"
COLON: Final = "："


def seal_text(lines: dict[str, object]) -> str:
    """The whole of 封存说明; the program reads the lines with a colon again."""
    listed = "\n".join(f"{name}{COLON}{value}" for name, value in lines.items())
    return f"{_HEAD}\n\n{listed}\n\n{_ADVICE}"


def moment_text(moment: datetime) -> str:
    """A time to the second."""
    return moment.isoformat(sep=" ", timespec="seconds")


_HEAD = "封存说明（由程序写成，请不要改动本文件夹里的任何文件）"
_ADVICE = """怎样核对
1. 用本软件：在总表里再按一次“归档”，或输入 shuzhi archive 总表 --verify，逐个列出缺少、改动、多出的文件。
2. 不用本软件：在本文件夹运行 sha256sum -c *.sha256；没有这个命令的电脑，用 certutil -hashfile 文件 SHA256
   逐个算出，与 .sha256 文件中的一行比较。扫描件按“归档”旁边的“扫描”文件夹找。
3. 卷宗指纹是“封存清单”接着“扫描清单”的 SHA-256 的前 16 位，归档时写进了总表的“操作日志”；
   把卷宗目录打印出来签字存档，以后有人连清单一起改动，也对得出来。
保管：总表里有逐张票的评价和表单的密钥，整个文件夹只能在单位内部保管，不要外传。
"""
