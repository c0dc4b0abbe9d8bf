"""The empty master as a clerk finds it: sheets, tables, prefilled values, look and paper."""

import io
import re
import zipfile
from typing import Any

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.building.macros.xlwings_settings import SETTINGS_SHEET
from shuzhi_xl.building.master.book import build_master
from shuzhi_xl.building.master.dropdown_lists import LIST_SHEET
from shuzhi_xl.building.master.home_sheet import NEXT_STEP_NAME, TITLE_NAME
from shuzhi_xl.sheets.declaration.column import Kind
from shuzhi_xl.sheets.master.all_sheets import MASTER, SHEET_ORDER, TABLES
from shuzhi_xl.sheets.master.buttons import STEPS
from shuzhi_xl.sheets.master.program_sheets import HOME_SHEET, MOST_TRACKS, PROGRESS_STAGES
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET
from shuzhi_xl.sheets.master.settings import CONFIRMED_KEY, TECHNICAL_KEYS, Settings
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.wording.sheets.titles import NOT_PRINTED
from shuzhi_xl.xlsx.files.shipped import project_folder, read_shipped_master
from shuzhi_xl.xlsx.master.valueless_formulas import find_unread_cells
from shuzhi_xl.xlsx.style.layout import HOME_HEADER_ROWS, PLACEMENTS
from shuzhi_xl.xlsx.textfiles.scheme_folder import list_schemes, load_scheme

ON_TABLES = sorted(PLACEMENTS)
ON_HOME = {table.name for table in HOME_SHEET.tables}
OF_RESULTS = [sheet.title for sheet in MASTER if sheet.group == "结果"]
VISIBLE = [sheet.title for sheet in MASTER if not sheet.hidden]


@pytest.fixture(scope="module")
def package() -> bytes:
    return build_master()


@pytest.fixture(scope="module")
def master(package: bytes) -> Workbook:
    return load_workbook(io.BytesIO(package))


def sheet_of(master: Workbook, table: str) -> Worksheet:
    return master[PLACEMENTS[table].sheet.title]


def test_every_formula_is_stored_with_its_value() -> None:
    unread_cells = find_unread_cells(read_shipped_master())
    assert unread_cells  # there are formulas
    assert [title for title, cells in unread_cells.items() if cells.unvalued or cells.errors] == []


def test_two_builds_are_the_same_bytes(package: bytes) -> None:
    assert build_master() == package


def test_the_declared_sheets_are_in_order(master: Workbook) -> None:
    assert tuple(master.sheetnames) == (*SHEET_ORDER, LIST_SHEET, SETTINGS_SHEET)
    assert [name for name in master.sheetnames if master[name].sheet_state == "visible"] == VISIBLE
    assert master["_密钥"].sheet_state == master[LIST_SHEET].sheet_state == "veryHidden"
    assert master.active is master["新建"]


@pytest.mark.parametrize("name", ON_TABLES)
def test_every_table_has_its_declared_headers(master: Workbook, name: str) -> None:
    worksheet = sheet_of(master, name)
    table = worksheet.tables[name]
    header, *rows = worksheet[table.ref]
    assert table.displayName == name
    assert tuple(cell.value for cell in header) == TABLES[name].headers
    assert tuple(table.column_names) == TABLES[name].headers
    assert rows
    single = PLACEMENTS[name].header_row if PLACEMENTS[name].is_shared else 3
    assert header[0].row == (HOME_HEADER_ROWS[TABLES[name]] if name in ON_HOME else single)


def test_tables_are_below_each_other_each_with_its_caption_and_what_it_says(master: Workbook) -> None:
    worksheet = master["评分设置"]
    assert [worksheet.tables[table.name].ref for table in SCORING_SHEET.tables] == [
        "A4:E8",
        "A14:C15",
        "A25:D26",
        "A37:C38",
        "A44:H45",
    ]
    assert [(worksheet[f"A{row}"].value, worksheet[f"B{row}"].value) for row in (3, 13, 24, 36, 43)] == [
        (table.name, table.hint) for table in SCORING_SHEET.tables
    ]
    assert all(table.hint for table in SCORING_SHEET.tables)


def test_every_shipped_scheme_fits_and_leaves_rows_to_type_in(master: Workbook) -> None:
    schemes = [load_scheme(name, project_folder()) for name in list_schemes(project_folder())]
    for table in SCORING_SHEET.tables:
        spare = table.room - max(len(scheme.records.get(table.name, ())) for scheme in schemes)
        assert 3 <= spare <= 5
        last = PLACEMENTS[table.name].header_row + table.room
        assert master["评分设置"].cell(last, 1).border.bottom.style


def test_no_cell_is_merged(master: Workbook) -> None:
    assert not [name for name in master.sheetnames if master[name].merged_cells.ranges]


def test_title_and_hint_head_every_sheet(master: Workbook) -> None:
    for sheet in MASTER[1:]:
        worksheet = master[sheet.title]
        assert worksheet["A1"].value == sheet.title
        assert worksheet["A1"].hyperlink.location == "'首页'!A1"
        hints = [str(cell.value) for row in worksheet["A1:AA2"] for cell in row]
        assert any(hint.startswith(sheet.hint) for hint in hints)
        assert any(NOT_PRINTED in hint for hint in hints) is not sheet.printed


def test_the_whole_workbook_is_printed_without_the_sheets_of_thousands_of_rows(master: Workbook) -> None:
    short = {sheet.title for sheet in MASTER if not sheet.printed}
    assert short == {"测评票", "问卷调查", "测评统计", "评定依据", "操作日志"}
    assert {title for title in master.sheetnames if str(master[title].print_area).endswith("$2")} == short
    assert not [title for title in short if master[title].print_title_rows]
    # Of whole columns Excel prints no blank pages
    assert master["基本设置"].print_area == "'基本设置'!$A$1:$C$1048576"


def test_no_number_is_given_in_advance_but_in_the_column_of_recommendations(master: Workbook) -> None:
    recommended = PLACEMENTS["基本设置"].letter("建议值")
    assert {("基本设置", recommended)} == {
        (name, cell.column_letter)
        for name in SHEET_ORDER
        for row in master[name].iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }


def test_settings_are_listed_with_their_notes_and_no_value(master: Workbook) -> None:
    rows = list(master["基本设置"].iter_rows(min_row=4, max_col=3, values_only=True))
    values = {CONFIRMED_KEY: "否"}
    assert rows == [
        (column.header, values.get(column.header), column.hint) for column in Settings.columns().values()
    ]


def test_the_technical_settings_are_folded_below_the_tick_with_their_reasons(master: Workbook) -> None:
    worksheet = master["基本设置"]
    names = [cell.value for cell in worksheet["A"]]
    folded = [name for row, name in enumerate(names, 1) if worksheet.row_dimensions[row].outlineLevel == 1]
    assert tuple(folded) == TECHNICAL_KEYS
    assert all(worksheet.row_dimensions[names.index(name) + 1].hidden for name in folded)
    assert worksheet.row_dimensions[names.index(CONFIRMED_KEY) + 1].collapsed
    outline = worksheet.sheet_properties.outlinePr
    assert outline is not None
    assert not outline.summaryBelow
    assert all(worksheet.cell(names.index(name) + 1, 5).value for name in folded)


def test_the_page_of_a_new_year_names_every_shipped_scheme_and_what_it_is(master: Workbook) -> None:
    page = master["新建"]
    names, notes = ([page.cell(row, col).value for row in range(4, 10)] for col in (1, 3))
    assert names == ["年度", "党委名称", "方案", "会议日期一", "会议日期二", "会议日期三"]
    schemes = list_schemes(project_folder())
    lines = str(notes[2]).split("\n")[1:]
    assert [line.partition("：")[0] for line in lines] == schemes
    assert all(line.partition("：")[2] for line in lines)
    (offer,) = (rule for rule in page.data_validations.dataValidation if "B6" in str(rule.sqref))
    assert offer.formula1 == f'"{",".join(schemes)}"'
    assert page.row_dimensions[6].height >= 14 * len(lines)


def test_grades_first_criterion_and_stages_are_named_in_advance(master: Workbook) -> None:
    scoring = master["评分设置"]
    assert [tuple(cell.value for cell in row) for row in scoring["A5:C8"]] == [
        ("全部", grade, None) for grade in GRADES
    ]
    assert [scoring["A38"].value, scoring["B38"].value] == ["总体评价", None]
    home = PLACEMENTS["进度"]
    stages = [master["首页"].cell(home.first_row + order, home.first_col).value for order in range(11)]
    assert tuple(stages) == PROGRESS_STAGES


def test_formats_follow_the_kind_in_cells_and_in_whole_columns(master: Workbook) -> None:
    expected = {Kind.TEXT: "@", Kind.YES_NO: "@", Kind.WHOLE: "0", Kind.DAY: "yyyy-mm-dd"}
    for name in set(ON_TABLES) - {*ON_HOME, "基本设置", "新建"}:
        worksheet, place = sheet_of(master, name), PLACEMENTS[name]
        for col, column in enumerate(place.table.columns, start=place.first_col):
            letter = get_column_letter(col)
            shown = worksheet[f"{letter}{place.first_row}"].number_format
            last_row = worksheet[f"{letter}{place.header_row + place.table.room}"]
            rest = last_row if place.is_shared else worksheet.column_dimensions[letter]
            assert shown == rest.number_format
            assert shown == expected.get(column.kind, shown)


def test_columns_have_room_for_their_headers(master: Workbook) -> None:
    for name in set(ON_TABLES) - ON_HOME:
        worksheet, place = sheet_of(master, name), PLACEMENTS[name]
        for header in place.table.headers:
            assert worksheet.column_dimensions[place.letter(header)].width >= 2 * len(header) + 3


def test_required_and_computed_headers_are_highlighted(master: Workbook) -> None:
    worksheet, place = master["日程安排"], PLACEMENTS["日程安排"]
    colours = {
        header: worksheet[f"{place.letter(header)}3"].fill.fgColor.rgb[2:]
        for header in ("工作任务", "备注", "状态")
    }
    assert len(set(colours.values())) == 3


def test_only_sheets_of_the_program_are_protected(master: Workbook) -> None:
    assert {sheet.title for sheet in MASTER if master[sheet.title].protection.sheet} == {
        sheet.title for sheet in MASTER if sheet.protected
    }
    assert not master["综合评定"].protection.password


def test_the_decision_stays_open_on_the_protected_sheet(master: Workbook) -> None:
    worksheet, place = master["综合评定"], PLACEMENTS["综合评定"]
    for header in place.table.headers:
        letter = place.letter(header)
        is_open = header in place.sheet.open_columns
        assert worksheet[f"{letter}4"].protection.locked is not is_open
        assert worksheet.column_dimensions[letter].protection.locked is not is_open
        assert (worksheet[f"{letter}4"].fill.fill_type is None) == is_open


def test_only_the_widest_sheets_need_a3(master: Workbook) -> None:
    wide = {sheet.title for sheet in master if sheet.page_setup.paperSize == 8}
    assert wide == {"测评统计", "综合评定", "整改清单"}


def test_tables_below_each_other_are_printed_on_one_page_of_a4(master: Workbook) -> None:
    setup = master["评分设置"].page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToHeight) == (9, "portrait", 1)
    assert master["评分设置"].freeze_panes == "A3"


def test_every_sheet_prints_one_page_wide_with_page_numbers(master: Workbook) -> None:
    for sheet in MASTER[1:]:
        worksheet = master[sheet.title]
        assert worksheet.page_setup.paperSize in {8, 9}
        assert worksheet.page_setup.orientation == ("landscape" if sheet.landscape else "portrait")
        fitted = (worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight)
        single = len(sheet.tables) == 1
        assert fitted == ((1, 0) if single else (1, 1))
        assert worksheet.print_title_rows == ("$1:$3" if sheet.printed and single else None)
        assert "第 &P 页 共 &N 页" in str(worksheet.oddFooter)
        assert re.fullmatch("[A-Z]4" if single else "A3", worksheet.freeze_panes or "")


def test_home_names_the_steps_in_working_order(master: Workbook) -> None:
    labels = [cell.value for cell in master["首页"]["B4:H4"][0]]
    assert labels == [f"{order}　{step.caption}" for order, step in enumerate(STEPS, start=1)]
    assert not any(cell.value for cell in master["首页"]["B5:H5"][0])
    assert master["首页"]["B1"].value == "述职评议考核"
    assert master.defined_names[TITLE_NAME].attr_text == "'首页'!$B$1"


def test_home_leads_to_every_visible_sheet(master: Workbook) -> None:
    cells = [cell for row in master["首页"].iter_rows() for cell in row]
    links = [
        (cell.value, cell.hyperlink.location)
        for cell in cells
        if cell.hyperlink and not cell.hyperlink.target
    ]
    assert sorted(links) == sorted((name, f"'{name}'!A1") for name in VISIBLE[1:])
    assert [name for name, _ in links if name in OF_RESULTS] == OF_RESULTS


def test_home_shows_progress_as_bars(master: Workbook) -> None:
    bars = [
        str(area.sqref)
        for area in master["首页"].conditional_formatting
        for rule in area.rules
        if rule.type == "dataBar"
    ]
    assert bars == ["E16:E26"]


def test_charts_of_home_show_a_table_that_keeps_its_place(master: Workbook) -> None:
    """A written table of varying length would leave the charts behind."""
    place, rows = PLACEMENTS["板块进展"], MOST_TRACKS
    whole = master["首页"].tables["板块进展"].ref
    assert whole == place.ref(rows)
    home: Any = master["首页"]
    shown = [
        (series.tx.strRef.f, series.cat.strRef.f, series.val.numRef.f)
        for chart in home._charts
        for series in chart.series
    ]
    first, last = place.first_row, place.first_row + rows - 1
    assert shown == [
        (
            place.absolute(header, first - 1, first - 1),
            place.absolute("板块", first, last),
            place.absolute(header, first, last),
        )
        for header in ("已收回", "待定", "未收回", "已销号", "未逾期", "已逾期")
    ]


def test_home_keeps_to_one_page(master: Workbook) -> None:
    home = master["首页"]
    assert (home.page_setup.fitToWidth, home.page_setup.fitToHeight, home.page_setup.paperSize) == (1, 1, 9)
    assert home.print_area == f"'首页'!$A$1:$H${home.max_row}"
    assert home[master.defined_names[NEXT_STEP_NAME].attr_text.split("!")[1].replace("$", "")].value


def children(package: bytes, part: str) -> list[Any]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return list(etree.fromstring(opened.read(part)))


def test_codes_bear_no_green_corners(package: bytes) -> None:
    roster = children(package, f"xl/worksheets/sheet{SHEET_ORDER.index('组织名册') + 1}.xml")
    names = [etree.QName(child).localname for child in roster]
    assert names.index("ignoredErrors") < names.index("tableParts")
    (ignored,) = roster[names.index("ignoredErrors")]
    assert "A4:A3000" in ignored.get("sqref").split()
