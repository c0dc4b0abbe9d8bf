"""What staff and branches find in the templates as built."""

import re
from collections.abc import Callable

import pytest
from openpyxl.worksheet.properties import PageSetupProperties

from shuzhi_xl.building.templates.feedback import build_feedback_template
from shuzhi_xl.building.templates.package import build_package_template
from shuzhi_xl.building.templates.typing_workbook import build_typing_template
from shuzhi_xl.sheets.outgoing.feedback import (
    DUTY_LIST,
    PROBLEM_LIST,
    RECTIFICATION_HEADERS,
    RECTIFICATION_LIST,
    RESULT,
    FeedbackPlace,
)
from shuzhi_xl.sheets.outgoing.forms import (
    ENTRY,
    GUIDE,
    PACKAGE_SHEETS,
    PAPER_BALLOT,
    SELF_CHECK_HEADERS,
    SELF_CHECK_SHEET,
    SURVEY_HEADERS,
    SURVEY_SHEET,
    FormName,
    PackagePlace,
    TypingPlace,
)
from shuzhi_xl.sheets.outgoing.hidden_sheets import CHOICES_SHEET, IDENTITY_SHEET
from tests.xlsx.handmade import parts_of
from tests.xlsx.outgoing import area_of, dropdowns, open_cells, opened

Build = Callable[[], bytes]
PACKAGE, TYPING, FEEDBACK = build_package_template(), build_typing_template(), build_feedback_template()
ALL = pytest.mark.parametrize("template", [PACKAGE, TYPING, FEEDBACK], ids=["测评表", "录票", "反馈"])
GRADES = '"好,较好,一般,差"'


@pytest.mark.parametrize(
    ("build", "before"),
    [
        (build_package_template, PACKAGE),
        (build_typing_template, TYPING),
        (build_feedback_template, FEEDBACK),
    ],
)
def test_two_builds_are_the_same_bytes(build: Build, before: bytes) -> None:
    assert build() == before


@ALL
def test_a_cell_of_text_has_a_text(template: bytes) -> None:
    """An element that promises one and holds none is for readers to guess at."""
    sheets = (part.decode() for name, part in parts_of(template).items() if name.startswith("xl/worksheets/"))
    texts = [
        cell for sheet in sheets for cell in re.findall(r'<c [^>]*t="inlineStr"[^>]*?(?:/>|>.{0,4})', sheet)
    ]
    assert texts
    assert [cell for cell in texts if not cell.endswith("<is>")] == []


@ALL
def test_no_part_reveals_who_built_it_or_when(template: bytes) -> None:
    about = opened(template).properties
    assert not about.creator
    assert not about.lastModifiedBy
    assert about.created == about.modified


@pytest.mark.parametrize(
    ("template", "visible"),
    [(PACKAGE, PACKAGE_SHEETS), (TYPING, (ENTRY,)), (FEEDBACK, (RESULT, RECTIFICATION_LIST))],
)
def test_people_see_only_the_sheets_meant_for_them(template: bytes, visible: tuple[str, ...]) -> None:
    book = opened(template)
    assert tuple(sheet.title for sheet in book if sheet.sheet_state == "visible") == visible
    assert book[IDENTITY_SHEET].sheet_state == "veryHidden"


@pytest.mark.parametrize(
    ("template", "names"),
    [
        (PACKAGE, [*FormName, *PackagePlace]),
        (TYPING, [FormName.IDENTITY, FormName.CLASSES, *TypingPlace]),
        (FEEDBACK, [FormName.IDENTITY, *FeedbackPlace]),
    ],
)
def test_every_declared_name_leads_somewhere(template: bytes, names: list[str]) -> None:
    book = opened(template)
    assert sorted(book.defined_names) == sorted(names)
    assert all(area_of(book, name)[1].cells for name in names)


@ALL
def test_visible_sheets_are_locked_without_a_password_and_print_on_a4(template: bytes) -> None:
    for sheet in opened(template):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        if sheet.sheet_state == "visible":
            assert sheet.page_setup.paperSize == 9
            assert sheet.page_setup.fitToWidth == 1
            assert sheet.print_area


@pytest.mark.parametrize(
    ("template", "title"), [(PACKAGE, PAPER_BALLOT), (PACKAGE, GUIDE), (FEEDBACK, RESULT)]
)
def test_single_page_sheets_are_fitted_to_one_page(template: bytes, title: str) -> None:
    sheet = opened(template)[title]
    assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
    assert sheet.page_setup.fitToHeight == 1
    assert open_cells(opened(template), title) == set()


def test_package_leaves_only_answer_cells_open() -> None:
    book = opened(PACKAGE)
    assert open_cells(book, ENTRY) == {"D6", "D7"}
    assert open_cells(book, SURVEY_SHEET) == {"B6", "C6", "D6"}
    assert open_cells(book, SELF_CHECK_SHEET) == {f"{col}{row}" for col in "BCDEF" for row in range(5, 17)}


def test_package_asks_for_grades_and_classes_by_dropdown() -> None:
    book = opened(PACKAGE)
    assert dropdowns(book, ENTRY) == {"D6": FormName.CLASSES, "D7": GRADES}
    assert dropdowns(book, SURVEY_SHEET) == {"B6": FormName.SURVEY_CLASSES, "C6": GRADES}
    assert book[CHOICES_SHEET].sheet_state == "veryHidden"


def test_tables_have_the_declared_headers() -> None:
    package, feedback = opened(PACKAGE), opened(FEEDBACK)
    assert package[SURVEY_SHEET].tables[SURVEY_SHEET].column_names == [*SURVEY_HEADERS]
    assert package[SELF_CHECK_SHEET].tables[SELF_CHECK_SHEET].column_names == [*SELF_CHECK_HEADERS]
    rectification = feedback[RECTIFICATION_LIST].tables[RECTIFICATION_LIST]
    assert rectification.column_names == [*RECTIFICATION_HEADERS]
    assert {PROBLEM_LIST, DUTY_LIST} <= {*feedback[PROBLEM_LIST].tables, *feedback[DUTY_LIST].tables}


def test_the_three_lists_of_the_notice_are_on_one_page() -> None:
    sheet = opened(FEEDBACK)[RECTIFICATION_LIST]
    assert [sheet[cell].value for cell in ("A3", "D3", "F3")] == [
        PROBLEM_LIST,
        DUTY_LIST,
        RECTIFICATION_LIST,
    ]
    assert sheet["A1"].value == "问题清单、责任清单、整改清单"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert not any(opened(FEEDBACK)[title].print_area for title in (PROBLEM_LIST, DUTY_LIST))


def test_typing_leads_from_answer_to_answer_by_keyboard() -> None:
    book = opened(TYPING)
    assert book[ENTRY].protection.selectLockedCells
    assert open_cells(book, ENTRY) == {"B10", "D10"}
    assert book[ENTRY].freeze_panes == "D10"


def test_only_a_missing_class_is_orange_while_typing() -> None:
    """Rows are banded in grey, so that no row looks as if its 票类 were missing from the start."""
    rules = opened(build_typing_template())[ENTRY].conditional_formatting
    fills = {rule.formula[0]: rule.dxf.fill.bgColor.rgb[-6:] for area in rules for rule in area.rules}
    (signal,) = (fill for formula, fill in fills.items() if '$B10=""' in formula)
    (band,) = (fill for formula, fill in fills.items() if "MOD" in formula)
    red, green, blue = (band[at : at + 2] for at in (0, 2, 4))
    assert red == green == blue
    assert signal[:2] > signal[4:]


def test_rectification_answers_are_open_and_checked() -> None:
    book = opened(FEEDBACK)
    assert open_cells(book, RECTIFICATION_LIST) == {f"{column}5" for column in "DEFGHIJ"}
    assert dropdowns(book, RECTIFICATION_LIST) == {"I5": '"未启动,整改中,已完成"'}
    days = [rule for rule in book[RECTIFICATION_LIST].data_validations.dataValidation if rule.type == "date"]
    assert str(days[0].sqref) == "G5 J5"


def test_a_typist_can_say_that_a_mark_on_paper_is_spoiled() -> None:
    """Left blank it would be an abstention."""
    assert dropdowns(opened(TYPING), ENTRY)["D10"] == '"好,较好,一般,差,作废"'


def test_charts_show_the_named_figures_although_they_are_hidden() -> None:
    charts = [text.decode() for name, text in parts_of(FEEDBACK).items() if "charts/chart" in name]
    for place, series in ((FeedbackPlace.COMPARED, 2), (FeedbackPlace.CHART, 5)):
        sheet, area = area_of(opened(FEEDBACK), place)
        first = f"'{sheet.title}'!$B${area.first_row}:$B${area.last_row}"
        (chart,) = (chart for chart in charts if first in chart)
        assert chart.count("<ser>") == series
        assert '<plotVisOnly val="0"' in chart


def test_shares_differ_in_black_and_white() -> None:
    charts = [text.decode() for name, text in parts_of(FEEDBACK).items() if "charts/chart" in name]
    (shares,) = (chart for chart in charts if "percentStacked" in chart)
    patterns = re.findall(r'prst="(\w+)"', shares)
    assert len(set(patterns)) == len(patterns) == 3
    for series in shares.split("<ser>")[1:]:
        figures = series.partition("<dLbls>")[2]
        assert ('<a:srgbClr val="FFFFFF"' in figures.partition("<txPr>")[0]) is ("pattFill" in series)


def test_what_leaves_the_house_has_the_typefaces_of_a_document() -> None:
    book = opened(FEEDBACK)
    page, lists = book["结果反馈"], book["整改清单"]
    assert [page[cell].font.name for cell in ("A1", "A3", "A2")] == ["宋体", "黑体", "仿宋"]
    assert (page["A1"].font.sz, page["A1"].font.b) == (18, True)
    assert [lists[cell].font.name for cell in ("A1", "A4", "A5")] == ["宋体", "黑体", "仿宋"]
