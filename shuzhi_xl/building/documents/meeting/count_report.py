"""The template of the paper on which the count is written and signed (计票报告单)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperCell, PaperColumn, TableRow
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_WRITTEN: Final = ("实到", "发出", "收回", "有效", "作废")
_COUNTS: Final = (PaperColumn("票类", 36), *(PaperColumn(header, 20) for header in ("应到", *_WRITTEN)))
_SIGNATURES: Final = (PaperColumn("", 30), PaperColumn("", 46), PaperColumn("", 30), PaperColumn("", 50))
_HEIGHT: Final = 10.5


def build_count_report(official_format: OfficialFormat) -> bytes:
    """Build the template of 计票报告单; the counts are written by hand when the ballots are counted."""
    paper = Paper(official_format)
    paper.title("{{ 年度 }}年度党组织书记抓基层党建工作", "述职评议会计票报告单")
    paper.body("场次：{{ 场次 }}（{{ 板块 }}）")
    paper.body("时间：{{ 会议日期 }}　地点：{{ 地点 }}", keep_next=True)
    row = ("{{ 行.票类 }}", "{{ 行.应到 }}", *[""] * len(_WRITTEN))
    paper.table(_COUNTS, ["{%tr for 行 in 各类票 %}", row, "{%tr endfor %}"], height=_HEIGHT)
    paper.body(
        "收回的票等于有效票加作废票。只有对个别书记的评价作废的，仍是有效票；整张看不清、无法计票的才是作废票。"
        "收回的票不多于发出的票，现场测评有效；多于发出的票，这场测评先不计，"
        "查明原因后由{{ 党委名称 }}确定。",
        keep_next=True,
    )
    paper.blank()
    people = ("监票人", "{{ 监票人 }}"), ("计票人", "{{ 计票人 }}"), ("主持人", "{{ 主持人 }}")
    signatures: list[TableRow] = [(role, name, "签字", "") for role, name in people]
    # In the table, whose rows stay on one page: the time alone on the next page says nothing
    signatures.append(("时间", PaperCell("＿＿＿＿年＿＿月＿＿日＿＿时＿＿分", len(_SIGNATURES) - 1)))
    paper.table(_SIGNATURES, signatures, header=False, height=_HEIGHT)
    return paper.to_bytes()
