"""Documents that show every part of the official format where a ruler can be laid on it."""

from collections.abc import Mapping
from typing import Final

from shuzhi_xl.building.documents.format_file import load_format
from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperColumn

FORMAT: Final = load_format()
OFFICE: Final = "中共某某市某某区某某镇委员会"
DATE: Final = "2026年11月8日"
LONG_NAME: Final = "党组织书记抓基层党建工作述职评议考核等次名单以及整改落实方案汇总表"
HEADERS: Final = ("序号", "党组织", "等次")
ROWS: Final = 60
PUSHED: Final = range(18, 22)
"""Lines before a heading or a signature, of the 22 of a page."""
TITLE: Final = "述职评议考核结果的通报"
HEADING: Final = "一、总体情况"
_WIDTHS: Final = (16, 100, 40)


def full_pages() -> bytes:
    """One paragraph without a mark that covers three pages."""
    paper = Paper(FORMAT)
    paper.body("国" * 28 * 22 * 3)
    return paper.to_bytes()


def all_parts() -> bytes:
    """Every part once, then a table of three pages as an attachment."""
    paper = Paper(FORMAT)
    paper.title("关于某某镇党组织书记抓基层党建工作", TITLE)
    paper.addressee("各党组织：")
    paper.heading(1, HEADING)
    paper.body("国" * 60)
    paper.body("国" * 10, lead="（一）现场测评。")
    paper.body("特此通报。")
    paper.attachment_note("测评表", LONG_NAME)
    paper.signature(OFFICE, DATE)
    paper.attachment("测评表", "2")
    columns = [PaperColumn(name, width) for name, width in zip(HEADERS, _WIDTHS, strict=True)]
    paper.table(columns, [(str(order), "某某村党总支", "好") for order in range(ROWS)])
    return paper.to_bytes()


def heading_pushed(lines: int) -> bytes:
    """A heading that so many lines push towards the end of a page."""
    paper = Paper(FORMAT)
    paper.body("国" * (28 * lines - 2))
    paper.heading(1, HEADING)
    paper.body("国" * 80)
    return paper.to_bytes()


def signature_pushed(lines: int) -> bytes:
    """A signature that so many lines push towards the end of a page."""
    paper = Paper(FORMAT)
    paper.body("国" * (28 * lines - 2))
    paper.body("特此通报。")
    paper.signature(OFFICE, DATE)
    return paper.to_bytes()


def lying() -> bytes:
    """A page lying on its side, with a table as wide as it may be."""
    paper = Paper(FORMAT, landscape=True)
    paper.table([PaperColumn("项", 20), PaperColumn("意见", 205, "left")], [("1", "国" * 200)])
    return paper.to_bytes()


def rulers() -> Mapping[str, bytes]:
    """All of them, by name."""
    pushed = {f"标题推后{lines}行": heading_pushed(lines) for lines in PUSHED}
    signed = {f"署名推后{lines}行": signature_pushed(lines) for lines in PUSHED}
    return {"满页": full_pages(), "各部分": all_parts(), "横页": lying(), **pushed, **signed}
