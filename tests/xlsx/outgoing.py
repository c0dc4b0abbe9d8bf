"""What fills the workbooks of an invented town, and what openpyxl finds in them."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook as Book
from openpyxl import load_workbook

from shuzhi_xl.sheets.outgoing.feedback import CountRow, FeedbackContent, PartRow
from shuzhi_xl.sheets.outgoing.forms import Candidate, Identity, PackageContent, TypingContent
from shuzhi_xl.xlsx.patch.values import Area

TITLE = "2015年度党组织书记抓基层党建工作述职评议测评表"
SECRETARIES = (
    Candidate("V001", "月溪村党总支部", "赵建国", is_own=True),
    Candidate("V002", "石桥村党总支部", "钱明"),
    Candidate("V003", "青林村党支部", "孙丽华"),
)
CLASSES = ("党政领导", "党代表")
REMARKS = (
    "基层党建工作思路清晰，围绕村级换届和专题教育抓得比较紧，但流动党员管理办法不多，要拿出实招。",
    "上党课次数偏少。",
)


def identity(kind: str) -> Identity:
    return Identity(
        year=2015, form="2015-V001-1", kind=kind, number="V001", track="村、机关", version="1", code="9f3a"
    )


def package_content(**changes: Any) -> PackageContent:
    values: dict[str, Any] = {
        "identity": identity("测评表"),
        "title": TITLE,
        "committee": "中共青溪镇委员会",
        "organisation": "月溪村党总支部",
        "secretary": "赵建国",
        "candidates": SECRETARIES,
        "voter_classes": CLASSES,
        "survey_classes": ("党员", "群众", "企业"),
        "further": (),
        "ballots": 2,
        "surveys": 4,
        "return_by": date(2016, 1, 22),
    }
    return PackageContent(**(values | changes))


def typing_content(**changes: Any) -> TypingContent:
    values: dict[str, Any] = {
        "identity": identity("录票甲"),
        "title": "述职评议测评票录入",
        "meeting": "第一场",
        "hand": "甲",
        "candidates": SECRETARIES,
        "voter_classes": CLASSES,
        "further": (),
        "ballots": 5,
    }
    return TypingContent(**(values | changes))


def feedback_content(**changes: Any) -> FeedbackContent:
    shares = tuple(map(Decimal, ("60.00", "30.00", "10.00", "0.00", "0.00", "0.00")))
    blank = (None,) * 7
    problem = {"问题编号": "W001", "来源": "点评", "问题": "上党课次数偏少", "状态": "未启动"}
    values: dict[str, Any] = {
        "identity": identity("反馈"),
        "title": "2015年度述职评议考核结果反馈",
        "committee": "中共青溪镇委员会",
        "organisation": "月溪村党总支部",
        "secretary": "赵建国",
        "track": "村、机关",
        "counts": (
            CountRow(
                "现场测评",
                "党政领导",
                (6, 3, 1, 0, 0, 0, None),
                (*shares, None),
                Decimal("91.5"),
                "含互评票2张",
            ),
            CountRow("问卷调查", "合计", blank, blank, Decimal(87), "不公开（票数少于匿名下限）"),
        ),
        "chart": {"现场测评": shares[:5], "问卷调查": blank[:5]},
        "parts": (
            PartRow("现场测评", Decimal(60), Decimal("91.5"), Decimal("54.9"), Decimal("89.12")),
            PartRow("问卷调查", Decimal(40), Decimal(87), Decimal("34.8"), None),
        ),
        "adjustment": Decimal("0.5"),
        "composite": Decimal("90.2"),
        "composite_mean": Decimal("88.2"),
        "grade": "较好",
        "opinion": "履行第一责任人职责较好。",
        "remarks": REMARKS,
        "problems": (problem, problem | {"问题编号": "W002", "整改时限": date(2016, 6, 30)}),
    }
    return FeedbackContent(**(values | changes))


def opened(workbook: bytes) -> Book:
    """The workbook as openpyxl reads it."""
    return load_workbook(io.BytesIO(workbook))


def area_of(workbook: Book, name: str) -> tuple[Any, Area]:
    """The sheet and the area of a defined name."""
    title, area = next(iter(workbook.defined_names[name].destinations))
    return workbook[title], Area.parse(area)


def shown(workbook: Book, name: str) -> list[list[Any]]:
    """What stands in the area of a defined name, row by row."""
    sheet, area = area_of(workbook, name)
    return [[cell.value for cell in row] for row in rows_of(sheet, area)]


def rows_of(sheet: Any, area: Area) -> Any:
    """The cells of an area, row by row."""
    return sheet.iter_rows(area.first_row, area.last_row, area.first_col, area.last_col)


def texts(workbook: Book, title: str) -> str:
    """Everything that a sheet shows, as one text."""
    rows = workbook[title].iter_rows(values_only=True)
    return "\n".join(str(value) for row in rows for value in row if value is not None)


def open_cells(workbook: Book, title: str) -> set[str]:
    """The cells of a sheet that protection leaves open."""
    rows = workbook[title].iter_rows()
    return {cell.coordinate for row in rows for cell in row if not cell.protection.locked}


def dropdowns(workbook: Book, title: str) -> dict[str, str]:
    """What the cells of a sheet offer, by address."""
    rules = workbook[title].data_validations.dataValidation
    return {
        cell.coordinate: rule.formula1
        for rule in rules
        for area in rule.sqref.ranges
        for row in rows_of(workbook[title], Area.parse(area.coord))
        for cell in row
        if rule.type == "list"
    }
