"""The template of the sheet carried along on visits (调研记录表)."""

from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.building.documents.tables import PaperCell, PaperColumn, TableRow
from shuzhi_xl.sheets.documents.official_format import OfficialFormat

_COLUMNS: Final = (
    PaperColumn("编号", 17),
    PaperColumn("党组织和书记", 40, "left"),
    PaperColumn("日期", 19),
    PaperColumn("方式", 19),
    PaperColumn("参加人数", 13),
    *(PaperColumn(grade, 11) for grade in ("好", "较好", "一般", "差")),
    PaperColumn("评分", 12),
    PaperColumn("情况摘要", 46, "left"),
    PaperColumn("列入问题", 14),
)
_HEIGHT: Final = 20


def build_visit_sheet(official_format: OfficialFormat) -> bytes:
    """Build the template of 调研记录表, with the columns of 座谈调研, so that it is typed in as it is."""
    paper = Paper(official_format, landscape=True)
    paper.title("{{ 年度 }}年度党组织书记抓基层党建工作调研记录表")
    paper.body(
        "{{ 场次 }}（{{ 板块 }}）。方式：{{ 方式 }}。好、较好、一般、差填人数；直接打分的填评分（0至100），"
        "两种填一种。情况摘要要列入问题清单的，“列入问题”填是。调研后录入总表“座谈调研”。",
        keep_next=True,
    )
    subject = PaperCell(["{{ 行.组织名称 }}", "{{ 行.书记姓名 }}"])
    row: TableRow = ("{{ 行.编号 }}", subject, *[""] * (len(_COLUMNS) - 2))
    paper.table(_COLUMNS, ["{%tr for 行 in 调研对象 %}", row, "{%tr endfor %}"], height=_HEIGHT)
    paper.body("调研人（签字）：＿＿＿＿＿＿＿＿")
    return paper.to_bytes()
