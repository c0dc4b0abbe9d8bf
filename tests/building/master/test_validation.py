"""What the empty master lets people enter, what it tells them, and what it colours."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.macros.xlwings_settings import SENTENCES
from shuzhi_xl.building.master.book import build_master
from shuzhi_xl.building.master.dropdown_lists import LIST_SHEET
from shuzhi_xl.building.master.home_sheet import NEXT_STEP_NAME, TITLE_NAME
from shuzhi_xl.building.master.validation import validate
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER, TABLES
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.xlsx.style.conditional_formats import TRACKING_DAY
from shuzhi_xl.xlsx.style.layout import PLACEMENTS
from shuzhi_xl.xlsx.textfiles.scheme_folder import list_schemes


@pytest.fixture(scope="module")
def master() -> Workbook:
    return load_workbook(io.BytesIO(build_master()))


def sheet_of(master: Workbook, table: str) -> Worksheet:
    return master[PLACEMENTS[table].sheet.title]


def rules_at(worksheet: Worksheet, cell: str) -> list[DataValidation]:
    return [rule for rule in worksheet.data_validations.dataValidation if cell in rule.sqref]


def only_rule(master: Workbook, table: str, header: str, row: int) -> DataValidation:
    place = PLACEMENTS[table]
    (rule,) = rules_at(sheet_of(master, table), f"{place.letter(header)}{row}")
    return rule


def paints(worksheet: Worksheet, cell: str) -> list[tuple[str, str]]:
    """Formula and background of every conditional format on a cell."""
    return [
        (rule.formula[0], rule.dxf.fill.bgColor.rgb[2:] if rule.dxf.fill else "")
        for area in worksheet.conditional_formatting
        if cell in area.cells
        for rule in area.rules
        if rule.type == "expression"
    ]


def setting_row(header: str) -> int:
    headers = [column.header for column in Settings.columns().values()]
    return PLACEMENTS["基本设置"].first_row + headers.index(header)


def test_each_setting_offers_its_own_choices(master: Workbook) -> None:
    worksheet = master["基本设置"]
    for row, column in enumerate(Settings.columns().values(), start=4):
        offered = [rule.formula1 for rule in rules_at(worksheet, f"B{row}") if rule.type == "list"]
        if column.choices:
            assert offered == [f'"{",".join(column.choices)}"']
    (year,) = rules_at(worksheet, f"B{setting_row('年度')}")
    assert (year.type, year.formula1, year.formula2) == ("whole", "2000", "2100")
    (day,) = rules_at(worksheet, f"B{setting_row('基准日期')}")
    assert day.type == "date"
    assert worksheet[f"B{setting_row('基准日期')}"].number_format == "yyyy-mm-dd"


def test_the_name_of_the_scheme_offers_the_shipped_ones_and_takes_any_other(master: Workbook) -> None:
    (rule,) = rules_at(master["基本设置"], f"B{setting_row('方案名称')}")
    assert rule.type == "list"
    assert (rule.formula1 or "").strip('"').split(",") == list_schemes(Path())
    assert not rule.showErrorMessage


def test_only_required_settings_show_as_missing(master: Workbook) -> None:
    worksheet = master["基本设置"]
    for row, column in enumerate(Settings.columns().values(), start=4):
        yellow = (f"LEN(TRIM(B{row}))=0", "FFF4C2")
        assert (yellow in paints(worksheet, f"B{row}")) == column.required


def every_rule(master: Workbook) -> Iterator[DataValidation]:
    for name in SHEET_ORDER:
        yield from master[name].data_validations.dataValidation


def test_messages_and_lists_keep_within_the_limits_of_excel(master: Workbook) -> None:
    for rule in every_rule(master):
        assert 0 < len(rule.promptTitle or "") <= 32
        assert 0 < len(rule.prompt or "") <= 255
        assert len(rule.formula1 or "") <= 257
        assert not rule.showErrorMessage or 0 < len(rule.error or "") <= 225


def test_every_dropdown_leads_to_an_existing_list(master: Workbook) -> None:
    names = {rule.formula1 or "" for rule in every_rule(master) if rule.type == "list"}
    followed = {name for name in names if not name.startswith('"')}
    assert followed == set(master.defined_names) - {TITLE_NAME, NEXT_STEP_NAME, TRACKING_DAY, *SENTENCES}


def test_no_conditional_format_names_another_sheet(master: Workbook) -> None:
    """Excel 2007 refuses such a workbook; a defined name may lead there."""
    formats = (area for sheet in master.worksheets for area in sheet.conditional_formatting)
    formulas = [formula for area in formats for rule in area.rules for formula in rule.formula]
    assert formulas
    assert [formula for formula in formulas if "!" in formula] == []


def test_a_list_ends_with_its_last_entry(master: Workbook) -> None:
    cells = "'评议会议'!$A$4:$A$3000"
    assert master.defined_names["下拉_评议会议_场次"].attr_text == (
        f"'评议会议'!$A$4:INDEX({cells},MAX(1,COUNTA({cells})))"
    )


def test_a_list_of_organisations_has_their_numbers_until_the_names_are_written(master: Workbook) -> None:
    numbers, names = (f"'组织名册'!${letter}$4" for letter in "AQ")
    text = master.defined_names["下拉_组织名册_编号"].attr_text
    assert text.startswith(f"IF(COUNTA({names}:")
    assert f"=0,{numbers}:INDEX(" in text
    assert f",{names}:INDEX(" in text


def test_a_list_ends_above_the_next_table(master: Workbook) -> None:
    place, below = PLACEMENTS["票类权重"], PLACEMENTS["测评项目"]
    assert f"'评分设置'!$C${place.first_row}:$C${below.caption_row})" in str(master[LIST_SHEET]["C2"].value)
    assert master["评分设置"].cell(below.caption_row, 3).value is None
    for header in place.table.headers:
        assert only_rule(master, "票类权重", header, place.last_row)
        assert rules_at(master["评分设置"], f"{place.letter(header)}{below.caption_row}") == []


def test_all_tracks_is_the_first_choice_where_it_is_allowed(master: Workbook) -> None:
    assert (
        only_rule(master, "来源权重", "板块", PLACEMENTS["来源权重"].first_row).formula1
        == "下拉_板块设置_板块_全部"
    )
    first = master.defined_names["下拉_板块设置_板块_全部"].attr_text.split(":")[0]
    letter = re.sub(r"[^A-Z]", "", first.split("!")[1])
    assert master[LIST_SHEET][f"{letter}2"].value == "全部"


@pytest.mark.parametrize("row", [4, 3000])
def test_rows_typed_later_have_the_same_dropdown(master: Workbook, row: int) -> None:
    assert only_rule(master, "组织名册", "组织类型", row).formula1 == '"村,居民区,机关,事业单位,公司,企业"'


def test_ballots_have_dropdowns_far_down(master: Workbook) -> None:
    assert only_rule(master, "测评票", "总体评价", 60_000).formula1 == '"好,较好,一般,差,作废"'


def test_a_wrong_choice_is_refused_politely(master: Workbook) -> None:
    rule = only_rule(master, "组织名册", "述职形式", 4)
    assert (rule.showErrorMessage, rule.errorStyle) == (True, "stop")
    assert rule.error == "这里只能填：现场、书面。请从下拉列表中选择。"


def test_what_another_sheet_does_not_list_yet_may_still_be_entered(master: Workbook) -> None:
    rule = only_rule(master, "组织名册", "场次", 4)
    assert (rule.formula1, rule.errorStyle) == ("下拉_评议会议_场次", "warning")


@pytest.mark.parametrize(("table", "header"), [("参会人员", "身份类别"), ("板块设置", "组织类型")])
def test_several_values_in_one_cell_are_never_blocked(master: Workbook, table: str, header: str) -> None:
    rule = only_rule(master, table, header, 4)
    assert not rule.showErrorMessage
    assert "“、”" in (rule.prompt or "")


def test_what_the_program_writes_on_open_sheets_is_closed_to_typing(master: Workbook) -> None:
    rule = only_rule(master, "日程安排", "状态", 4)
    assert (rule.type, rule.formula1, rule.errorStyle or "stop") == ("custom", "FALSE", "stop")


def test_a_choice_with_a_comma_cannot_become_a_list() -> None:
    column = TABLES["组织名册"].column("述职形式")
    broken = type(column)(column.header, column.kind, choices=("甲,乙",))
    with pytest.raises(ValueError, match="comma"):
        validate(broken, "A4:A5")


@pytest.mark.parametrize(
    ("table", "cell", "formula"),
    [
        ("日程安排", "A4", '$H4="已逾期"'),
        ("组织名册", "B9", '$I4="否"'),
        ("票单登记", "A4", '$N4="待定"'),
        ("校验报告", "F4", '$A4="须改"'),
        ("综合评定", "A4", 'AND($O4<>"",$O4<>$M4)'),
        ("组织名册", "B4", "AND(COUNTA($A4:$Q4)>0,LEN(TRIM(B4))=0)"),
    ],
)
def test_colours_follow_the_content(master: Workbook, table: str, cell: str, formula: str) -> None:
    assert formula in [text for text, _ in paints(sheet_of(master, table), cell)]


def test_overdue_problems_are_judged_by_the_reference_day(master: Workbook) -> None:
    (overdue,) = [text for text, _ in paints(master["整改清单"], "A4") if TRACKING_DAY in text]
    reminder, reference = (
        f"INDEX('基本设置'!$B$4:$B$200,MATCH(\"{name}\",'基本设置'!$A$4:$A$200,0))"
        for name in ("催办日期", "基准日期")
    )
    day = TRACKING_DAY
    assert master.defined_names[day].attr_text == f"IF(ISNUMBER({reminder}),{reminder},{reference})"
    assert overdue == (f'AND(ISNUMBER($I4),ISNUMBER({day}),$I4<{day},$K4<>"已完成",$K4<>"已销号")')


def test_a_recommended_value_is_blue_until_the_party_committee_has_confirmed_it(master: Workbook) -> None:
    sheet = master["基本设置"]
    ((formula, color),) = [
        paint
        for paint in paints(sheet, f"B{setting_row('计票分母')}")
        if "建议值" not in paint[0] and "D4" in paint[0]
    ]
    assert color == "DCE9F7"
    assert formula.startswith('AND($B4<>"",$B4&""=$D4&"",INDEX(')
    assert formula.endswith('MATCH("已由党委研究确认",$A$4:$A$200,0))="否")')
