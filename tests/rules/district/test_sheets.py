from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.rules.district.combine import make_district
from shuzhi_xl.rules.district.sheets import district_content
from shuzhi_xl.rules.district.town_checks import TownChecks
from shuzhi_xl.rules.district.town_figures import SourceTurnout, TownDigest
from shuzhi_xl.sheets.outgoing.district import DistrictSheet
from tests.invented_towns import digest

TIMES = Fraction(3)
DAMAGED = TownDigest("x", None, blocking("town_unreadable", Location("x"), reason="文件已损坏，读不出来"))


def sheets(*digests: TownDigest) -> dict[str, DistrictSheet]:
    district = make_district(digests, 2015, TIMES)
    content = district_content(district, TIMES)
    assert content.title == "2015年度党组织书记抓基层党建工作述职评议考核区县汇总"
    assert all(len(row) == len(sheet.columns) for sheet in content.sheets for row in sheet.rows)
    return {sheet.title: sheet for sheet in content.sheets}


def records(sheet: DistrictSheet) -> list[dict[str, Any]]:
    names = [f"{group}{column.header}" for group, columns in sheet.groups for column in columns]
    return [dict(zip(names, map(str, row), strict=True)) for row in (*sheet.rows, sheet.total) if row]


def test_the_line_of_a_town_has_all_its_figures() -> None:
    line, total = records(sheets(digest("a"))["总览"])
    assert line == {
        "党委名称": "a镇党委",
        "党组织总数": "12",
        "党组织参评": "10",
        "已交报告": "9",
        "测评票发出": "40",
        "测评票收回": "38",
        "测评票回收率%": "95.0",
        "问卷发出": "200",
        "问卷收回": "150",
        "问卷回收率%": "75.0",
        **{f"最终等次（个）{grade}": count for grade, count in zip(GRADES, "4420", strict=True)},
        **dict(zip(SHARES, ("40.0", "40.0", "20.0", "0.0"), strict=True)),
        "综合得分平均": "85.12",
        "综合得分中位数": "86.00",
        "整改问题总数": "30",
        "整改问题未销号": "21",
        "整改问题逾期": "3",
        "进展到": "整改销号 2/9",
        "核对": "一致",
    }
    unsaid = {"党委名称": "合计", "综合得分平均": "—", "综合得分中位数": "—", "进展到": "—", "核对": "—"}
    assert total == {**line, **unsaid}


GRADES = ("好", "较好", "一般", "差")
SHARES = tuple(f"最终等次占比（%）{grade}" for grade in GRADES)


def overdue_note(*days: date) -> str:
    towns = [digest(f"{order}", tracking_day=day) for order, day in enumerate(days)]
    return sheets(*towns)["总览"].notes[-1].partition("：")[2]


def test_the_overview_names_the_days_on_which_problems_are_overdue() -> None:
    april, may = date(2016, 4, 28), date(2016, 5, 3)
    assert overdue_note(april, april) == "都是 2016-04-28。"
    assert overdue_note(may, april, april) == "2016-04-28（2 个镇）、2016-05-03（1 个镇）。"
    many = [date(2016, 6, day) for day in range(1, 6)]
    assert overdue_note(*many) == "最早 2016-06-01，最晚 2016-06-05。"


def test_shares_add_up_to_100() -> None:
    line = records(sheets(digest("a", grades=(1, 1, 1, 0)))["总览"])[0]
    assert sum(Decimal(line[name]) for name in SHARES) == 100


def test_an_unknown_figure_is_a_dash() -> None:
    young = digest(
        "a",
        stage=None,
        appraised=0,
        reports=0,
        grades=(0, 0, 0, 0),
        by_type=(),
        mean=None,
        median=None,
        ballots=SourceTurnout(0, 0, is_counted=True),
        surveys=SourceTurnout(30, None, is_counted=False),
    )
    made_sheets = sheets(young)
    line = records(made_sheets["总览"])[0]
    assert {line[name] for name in (*SHARES, "综合得分平均", "进展到", "测评票回收率%")} == {"—"}
    assert line["问卷收回"] == "未计算"
    assert made_sheets["参与情况"].rows[0][3] == "—"
    assert not made_sheets["各类型等次"].rows


def test_where_one_towns_number_stays_inside_the_sum_does_too() -> None:
    counted_town = digest("b", surveys=SourceTurnout(100, None, is_counted=True))
    first, second, total = records(sheets(digest("a"), counted_town)["总览"])
    assert [line["问卷收回"] for line in (first, second, total)] == ["150", "不显示", "不显示"]
    assert [line["测评票收回"] for line in (first, second, total)] == ["38", "38", "76"]
    assert (second["问卷回收率%"], total["问卷发出"], total["问卷回收率%"]) == ("—", "300", "—")


def test_an_outlier_is_listed_with_its_limits_and_marked_on_the_overview() -> None:
    towns = [digest(f"a{extra}", mean=Fraction(80 + extra)) for extra in range(5)]
    odd = digest("b", mean=Fraction(60))
    made_sheets = sheets(*towns, odd)
    (line,) = records(made_sheets["离群提示"])
    assert line == {
        "党委名称": "b镇党委",
        "编号": "",
        "组织名称": "",
        "与谁相比": "各镇",
        "指标": "综合得分平均",
        "数值": "60.00",
        "偏向": "偏低",
        "通常的范围中位数": "81.50",
        "通常的范围MAD": "1.50",
        "通常的范围下限": "77.00",
        "通常的范围上限": "86.00",
    }
    assert "3 倍" in made_sheets["离群提示"].notes[0]
    ((row, column),) = made_sheets["总览"].marked
    assert made_sheets["总览"].rows[row][column] == Decimal("60.00")
    assert made_sheets["总览"].columns[column].header == "平均"
    high = sheets(*towns, digest("b", mean=Fraction(95)))["离群提示"]
    assert records(high)[0]["偏向"] == "偏高"


def test_a_town_whose_master_was_altered_is_marked() -> None:
    doubtful = digest("b", checks=TownChecks(2, are_results_current=False))
    overview = sheets(digest("a"), doubtful)["总览"]
    assert [line["核对"] for line in records(overview)] == ["一致", "日志被改动；结果与票不符", "—"]
    ((row, column),) = overview.marked
    assert (overview.rows[row][0], overview.columns[column].header) == ("b镇党委", "核对")


def test_without_outliers_the_sheet_says_so() -> None:
    made_sheets = sheets(digest("a"))
    assert made_sheets["离群提示"].notes[-1] == "没有与多数相差很远的镇和党组织。"
    assert made_sheets["未并入"].notes == ("所有文件都已并入。",)


def test_files_left_out_are_listed_with_what_to_do() -> None:
    made_sheets = sheets(digest("a"), digest("b", "a镇党委"), DAMAGED, digest("c"))
    rows = made_sheets["未并入"].rows
    assert [row[:3] for row in rows] == [["a", "a镇党委", 2015], ["b", "a镇党委", 2015], ["x", "", ""]]
    assert "另有：b" in rows[0][3]
    assert "已损坏" in rows[2][3]
    assert [row[0] for row in made_sheets["总览"].rows] == ["c镇党委"]
