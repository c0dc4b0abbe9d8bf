"""Track summaries: their sheets, charts and looks, and what may not be in them."""

import io
import re
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.rules.results.track_summary import make_summary_content
from shuzhi_xl.sheets.outgoing.summary_content import SummaryContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import UNSHOWN, WITHHELD
from shuzhi_xl.xlsx.output.summary.book import build_audit, build_summary
from tests.rules.computed_town import NUMBERS, computed, decided, earlier, town
from tests.rules.small_town import grades, organisation
from tests.xlsx.handmade import parts_of, values

READ = ["汇总", "得分图", "等次分布", "等次变动", "等次占比", "参与情况", "工作总结"]
AUDITED = ["核对", "核对票数", "测评统计"]
QUOTA = grades(("好", 100, 85, 20), ("较好", 80, 80, None), ("一般", 60, 60, None), ("差", 0, 0, None))


def content_of(year: Year) -> SummaryContent:
    return make_summary_content(year, *computed(year), "村")


@cache
def content() -> SummaryContent:
    """V005 has few voters, and the committee has decided on all."""
    return content_of(decided(*NUMBERS, settings={"匿名下限": 3}, grades=QUOTA))


@cache
def summary() -> bytes:
    return build_summary(content())


@cache
def audit() -> bytes:
    return build_audit(content())


def opened(data: bytes, sheet: str) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data))[sheet]


def column(data: bytes, sheet: str, header: str) -> list[Any]:
    """Values below a header."""
    rows = values(data, sheet)
    top, col = next((at, row.index(header)) for at, row in enumerate(rows) if header in row)
    return [row[col] for row in rows[top + 1 :]]


def test_the_sheets_are_in_working_order_with_the_ranking_first() -> None:
    assert openpyxl.load_workbook(io.BytesIO(summary())).sheetnames == READ
    assert openpyxl.load_workbook(io.BytesIO(audit())).sheetnames == AUDITED


def test_the_first_page_shows_the_result_at_a_glance() -> None:
    rows = values(summary(), "汇总")
    assert rows[0][0] == content().title
    assert rows[1][0] == "云溪镇党委"
    sentence = "参评 5 个。最终等次：好 0 个（名额 1 个）、较好 3 个、一般 1 个、差 1 个。"
    assert str(rows[2][0]).startswith(sentence)
    assert column(summary(), "汇总", "名次") == [1, 1, 3, 4, 5]
    sheet = opened(summary(), "汇总")
    assert sheet.print_area == "'汇总'!$A$1:$M$9"
    assert [cell.value for cell in sheet[4]][12:] == ["最终等次", "触发规则", "研究等次", "调整理由"]


def test_three_years_are_a_sheet_of_their_own_where_an_earlier_one_is_known() -> None:
    earlier_grades = [earlier(2014, "V001", "差", score=55), earlier(2013, "V002", "好", "前任")]
    data = build_summary(content_of(decided(*NUMBERS, earlier_grades=earlier_grades)))
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == [*READ[:5], "历年对照", *READ[5:]]
    row = next(row for row in values(data, "历年对照") if row[0] == "V001")
    assert row[2:8] == ["书记V001", "", "", 55, "差", 89]
    sheet = opened(data, "历年对照")
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["E5:E9", "G5:G9", "I5:I9"]
    assert sheet.print_title_rows == "$1:$4"


@pytest.mark.parametrize("title", [*READ, *AUDITED])
def test_every_sheet_prints_on_a4_one_page_wide_with_page_numbers(title: str) -> None:
    sheet = opened(audit() if title in AUDITED else summary(), title)
    page = sheet.page_setup
    assert (page.paperSize, page.fitToWidth) == (9, 1)
    fitting: Any = sheet.sheet_properties.pageSetUpPr
    assert fitting.fitToPage
    footer: Any = sheet.oddFooter
    assert "&P" in footer.center.text
    assert title == "得分图" or sheet.print_title_rows


def charts(data: bytes) -> dict[str, str]:
    return {name: text.decode() for name, text in parts_of(data).items() if "charts/chart" in name}


def test_the_charts_are_native_in_chinese_and_contain_no_figures() -> None:
    chart_parts = charts(summary())
    assert len(chart_parts) == 2
    for text in chart_parts.values():
        assert "Cache" not in text
        assert re.findall(r'<(?:\w+:)?delete val="(\d)"', text) == ["0", "0"]
        assert re.search(r"<(?:\w+:)?t>[\u4e00-\u9fff]", text)
    ranges = re.findall(r"<(?:\w+:)?f>('[^<]+)<", "".join(chart_parts.values()))
    assert {area.partition("!")[0] for area in ranges} == {"'得分图'", "'等次分布'"}


@pytest.mark.parametrize("branches", [1, 5, 40])
def test_the_chart_of_composites_grows_with_the_track(branches: int) -> None:
    line = content().scores[0]
    data = build_summary(replace(content(), scores=[line] * branches))
    (chart_texts,) = [text for text in charts(data).values() if "'得分图'" in text]
    ends = set(re.findall(r"\$5:\$[A-Z]+\$(\d+)", chart_texts))
    assert ends == ({str(4 + branches)} if branches > 1 else set())
    anchors = [text for name, text in parts_of(data).items() if "drawings/drawing" in name]
    last = max(int(row) for row in re.findall(rb"<(?:\w+:)?row>(\d+)<", anchors[0]))
    assert last >= 4 + branches
    assert str(opened(data, "得分图").print_area).endswith(f"$J${last}")


def test_each_composite_is_under_its_grade_in_one_column_for_all_grades() -> None:
    rows = [row[11:] for row in values(summary(), "得分图")[3:9]]
    assert rows[0][:5] == ["组织名称", "好", "较好", "一般", "差"]
    assert [sum(isinstance(cell, float) for cell in row) for row in rows[1:]] == [1] * 5
    (chart,) = (text for text in charts(summary()).values() if "'得分图'" in text)
    # Excel takes a workbook with labels outside of stacked bars for damaged
    assert (chart.count('val="stacked"'), chart.count('val="outEnd"')) == (1, 0)
    open_year = build_summary(content_of(town(settings={"匿名下限": 3, "同分处理": "报错"}, grades=QUOTA)))
    assert values(open_year, "得分图")[3][11:] == ["组织名称", "好", "较好", "一般", "差", "未定"]


def test_the_heat_map_has_a_scale_for_each_column_and_leaves_withheld_cells_grey() -> None:
    sheet = opened(summary(), "等次占比")
    scales = [rule for place in sheet.conditional_formatting for rule in place.rules]
    assert [rule.type for rule in scales] == ["colorScale"] * 8
    row = next(row for row in sheet.iter_rows(min_row=6) if row[1].value == "V005")
    assert [cell.value for cell in row[3:7]] == [UNSHOWN, None, None, None]
    assert {cell.fill.fill_type for cell in row[3:7]} == {"solid"}
    assert all(isinstance(cell.value, int | float) for cell in row[7:11])
    other_row = next(row for row in sheet.iter_rows(min_row=6) if row[1].value == "V003")
    assert {cell.fill.fill_type for cell in other_row[3:7]} == {None}


def test_the_styles_of_the_other_rows_do_not_come_from_a_withheld_first_row() -> None:
    hidden = content_of(decided(*NUMBERS, settings={"匿名下限": 4}))
    sheet = opened(build_audit(hidden), "测评统计")
    rows = list(sheet.iter_rows(min_row=5))
    apart = [row[7].value == WITHHELD or row[6].value == WITHHELD for row in rows]
    assert apart[0]
    assert not apart[-1]
    assert rows[-1][7].fill.fill_type is None


def test_shifts_are_as_high_as_their_reasons() -> None:
    shifts = [
        replace(content().shifts[0], reasons=["某条规则的说明，写得比较长，一行放不下，要占两行才行。"] * 3)
    ]
    sheet = opened(build_summary(replace(content(), shifts=shifts)), "等次变动")
    assert str(sheet["F5"].value).count("\n") == 2
    assert sheet.row_dimensions[5].height >= 3 * 15
    none = opened(build_summary(replace(content(), shifts=[])), "等次变动")
    assert str(none["A2"].value).startswith("全部按综合得分定等次")


def formula_sheets(data: bytes) -> set[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    }


def test_text_from_outside_never_becomes_a_formula() -> None:
    hostile = content_of(town(organisations=[organisation("V001", 组织名称="=1+1", 书记姓名="=2")]))
    data, checked = build_summary(hostile), build_audit(hostile)
    assert formula_sheets(data) == set()
    assert formula_sheets(checked) == {"核对", "核对票数"}
    assert "=1+1" in column(checked, "核对", "组织名称")
    assert column(data, "汇总", "组织名称") == ["=1+1"]


def test_numbers_are_shown_to_the_places_of_the_settings() -> None:
    shown = {
        opened(build_summary(replace(content(), decimals=decimals)), "汇总")["K5"].number_format
        for decimals in (0, 3)
    }
    assert shown == {"0", "0.000"}


def test_an_empty_track_still_gives_a_summary() -> None:
    year = decided(*NUMBERS)
    empty = make_summary_content(year, *computed(year), "机关")
    data = build_summary(empty)
    assert len(values(build_audit(empty), "核对票数")) == 4
    assert len(values(data, "汇总")) == 4
    assert len(charts(data)) == 1


def test_two_builds_are_the_same_to_the_byte() -> None:
    assert build_summary(content()) == summary()
    assert build_audit(content()) == audit()


def test_a_withheld_check_says_so_and_has_no_formula() -> None:
    rows = {row[0].value: row for row in opened(audit(), "核对").iter_rows()}
    assert str(rows["V001"][-1].value).startswith("=ABS(ROUND")
    texts = [cell.value for cell in rows["V005"]]
    assert texts[2:5] == [UNSHOWN, pytest.approx(66.67, abs=0.01), UNSHOWN]
    assert texts[5:] == [None, 1, None, None, 89, WITHHELD, None]
    assert not any(cell.data_type == "f" for cell in rows["V005"])


def test_withheld_counts_and_what_follows_from_them_are_not_in_the_lines_of_counts() -> None:
    row = next(row for row in values(audit(), "核对票数") if row[0] == "V005" and WITHHELD in row)
    assert row[2:] == ["现场测评", "", "合计", WITHHELD, *[""] * 10]


def test_formulas_have_their_values() -> None:
    rows = [row for row in values(audit(), "核对")[-5:] if row[0] != "V005"]
    assert len(rows) == 4
    for row in rows:
        assert row[-1] == 0
        assert row[-2] == row[-3]
