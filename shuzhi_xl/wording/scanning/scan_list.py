"""Words of the list of scanned pages (读票清单)."""

from typing import Final

SHEET: Final = "逐页"
HEADERS: Final = (
    "文件",
    "页",
    "结果",
    "场次",
    "票类",
    "票面第几页",
    "票号",
    "存疑行数",
    "原因",
    "票上手写的票号",
)
WIDTHS: Final = (34, 6, 12, 10, 12, 10, 7, 9, 44, 16)
COUNT_SHEET: Final = "逐场"
COUNT_HEADERS: Final = (
    "场次",
    "票类",
    "应到",
    "实到",
    "发出",
    "读出",
    "有存疑的票",
    "读出比应到多",
)
COUNT_WIDTHS: Final = (12, 14, 8, 8, 8, 8, 12, 14)
MEASURE_SHEET: Final = "量得"
MEASURE_HEADERS: Final = ("项目", "数值", "说明")
MEASURE_WIDTHS: Final = (30, 12, 60)
COUNT_LINE: Final = (
    "实到按全场登记，没有分票类的，只在合计行写；空着的是没有登记。多出的、不足的，请对照签到表和纸质票查明。"
)
"""Line under the headline of 逐场."""
MEASURE_LINE: Final = "这次读票用的界限，和各格量得的墨迹有多少落在各段；界限由程序定，不能改。"
"""Line under the headline of 量得."""
TOTAL: Final = "合计"


def list_title(year: int) -> str:
    """Headline of the list of pages."""
    return f"{year}年度测评票读票清单"


def page_line(pages: int, fates: str) -> str:
    """Line under the headline of 逐页: the pages and their sum.

    >>> page_line(5, "读出 4 + 空白 1")
    '内部资料，请勿外传。共 5 页 = 读出 4 + 空白 1。“文件”和“页”是“扫描”文件夹里的位置。'
    """
    return f"内部资料，请勿外传。共 {pages} 页 = {fates}。“文件”和“页”是“扫描”文件夹里的位置。"


SECTION: Final = "格数：格内的墨迹，折合全黑的平方毫米；空格和有记号的格应分在两头，中间的少"
"""What a section of the histogram is."""


def section(start: float, end: float | None) -> str:
    """A section of the histogram.

    >>> section(0.25, 0.5), section(16, None)
    ('墨迹 0.25 到 0.5', '墨迹 16 以上')
    """
    return f"墨迹 {start:g} 到 {end:g}" if end is not None else f"墨迹 {start:g} 以上"
