"""Sheet 新建: the page on which a blank master opens; it asks what only the office knows."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shuzhi_xl.sheets.declaration.fields import day, text, whole
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import Sheet, Table

_MEETING = "的评议会哪一天开。没有定的空着，以后填在“评议会议”。"


class NewYearLine(Row):
    """One line of the page (新建): what is asked, and the answer."""

    name: str = text("项目", "问的是什么，请勿改动。", required=True, width=18)
    # Text, whatever is asked: each line has a kind of its own, which `NewYear` declares
    value: str = text("填写", "请按右侧说明填写。", width=26)
    note: str = text("说明", width=92)


class NewYear(Row):
    """What only the office knows of its new year (新建); each field is one line of the page."""

    year: Annotated[int, Field(ge=2000, le=2100)] = whole(
        "年度", "考核年度，四位数，如 2015。", required=True
    )
    party_committee: str = text("党委名称", "写在各表标题上的党委全称。", required=True)
    scheme: str = text(
        "方案", "评分方案，从下拉列表中选；拿不准的选“通知框架”，以后随时可以改。各方案是：", required=True
    )
    # 通知 二 has three tracks, and 通知 四、3 lets each choose the day of its meeting
    first_meeting: date | None = day("会议日期一", f"第一个板块（村、机关、事业单位）{_MEETING}")
    second_meeting: date | None = day("会议日期二", f"第二个板块（居民区）{_MEETING}")
    third_meeting: date | None = day("会议日期三", f"第三个板块（公司、企业）{_MEETING}")

    @property
    def meeting_days(self) -> tuple[date | None, ...]:
        """Days of the tracks' meetings (会议日期), in the order of the tracks; None where not fixed yet."""
        return self.first_meeting, self.second_meeting, self.third_meeting


NEW_YEAR = Table("新建", NewYearLine, key=("name",), since=2)
NEW_YEAR_SHEET = Sheet(
    "新建",
    "填好这几项，按“新建”（标题右边，功能区也有），其余各表就按通知填好。在用的总表按“新建”，另做下一年的总表。",
    (NEW_YEAR,),
    group="设置",
    landscape=False,
)
