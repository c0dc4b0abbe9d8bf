"""What a branch finds in the workbooks that were filled for it, also when staff restyled the template."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from shuzhi_xl.building.templates.package import build_package_template
from shuzhi_xl.building.templates.typing_workbook import build_typing_template
from shuzhi_xl.sheets.outgoing.forms import (
    ENTRY,
    GUIDE,
    MARK_KEYS,
    PAPER_BALLOT,
    SELF_CHECK_SHEET,
    SURVEY_SHEET,
    Candidate,
    FormName,
    PackagePlace,
    TypingPlace,
)
from shuzhi_xl.sheets.outgoing.hidden_sheets import IDENTITY_SHEET
from shuzhi_xl.xlsx.fill.package import fill_package
from shuzhi_xl.xlsx.fill.typing_workbook import fill_typing
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing, Workbook
from tests.xlsx.handmade import package, parts_of
from tests.xlsx.outgoing import (
    SECRETARIES,
    TITLE,
    area_of,
    dropdowns,
    identity,
    open_cells,
    opened,
    package_content,
    shown,
    texts,
    typing_content,
)
from tests.xlsx.restyled import moved, with_logo

PACKAGE = Workbook.load(build_package_template())
TYPING = Workbook.load(build_typing_template())
GRADES = '"好,较好,一般,差"'


# ---------------------------------------------------------------- package


def test_entry_has_a_row_a_secretary_and_a_column_a_ballot() -> None:
    book = opened(fill_package(PACKAGE, package_content()))
    rows = [[cell.value for cell in row] for row in book[ENTRY]["A5:E9"]]
    assert rows == [
        ["编号", "组织名称", "书记姓名", "第1票", "第2票"],
        ["票类", None, None, None, None],
        ["V001", "月溪村党总支部", "赵建国", None, None],
        ["V002", "石桥村党总支部", "钱明", None, None],
        ["V003", "青林村党支部", "孙丽华", None, None],
    ]


def test_entry_is_open_for_classes_and_marks_but_not_for_the_own_secretary() -> None:
    book = opened(fill_package(PACKAGE, package_content()))
    assert open_cells(book, ENTRY) == {"D6", "E6", "D8", "E8", "D9", "E9"}
    offered = dropdowns(book, ENTRY)
    assert {offered[cell] for cell in ("D6", "E6")} == {FormName.CLASSES}
    assert {offered[cell] for cell in ("D8", "E8", "D9", "E9")} == {GRADES}
    assert book[ENTRY]["D7"].fill.fgColor.rgb != book[ENTRY]["D8"].fill.fgColor.rgb


def test_entry_counts_the_ballots_typed() -> None:
    filled = fill_package(PACKAGE, package_content())
    sheet, area = area_of(opened(filled), PackagePlace.ENTRY_TYPED)
    assert sheet[str(area)].value == f"=COUNTA({PackagePlace.ENTRY_CLASSES})"
    assert load_workbook(io.BytesIO(filled), data_only=True)[ENTRY][str(area)].value == 0
    assert shown(opened(filled), PackagePlace.ENTRY_CLASSES) == [[None, None]]


def test_entry_prints_all_its_columns_and_repeats_its_headers() -> None:
    sheet = opened(fill_package(PACKAGE, package_content(ballots=9)))[ENTRY]
    assert sheet.print_area == f"'{ENTRY}'!$A$1:$L$9"
    assert sheet.print_title_rows == "$5:$6"


def test_dropdowns_offer_the_classes_of_the_town() -> None:
    book = opened(fill_package(PACKAGE, package_content()))
    assert shown(book, FormName.CLASSES) == [["党政领导"], ["党代表"]]
    assert shown(book, FormName.SURVEY_CLASSES) == [["党员"], ["群众"], ["企业"]]


def test_paper_ballot_has_four_boxes_a_secretary_on_one_page() -> None:
    many = [Candidate(f"V{number:03}", "青林村党支部", "孙丽华") for number in range(1, 61)]
    sheet = opened(fill_package(PACKAGE, package_content(candidates=many)))[PAPER_BALLOT]
    assert sheet["A1"].value == TITLE
    assert [cell.value for cell in sheet[7]][3:] == ["好", "较好", "一般", "差"]
    assert [cell.value for cell in sheet[67]] == ["V060", "青林村党支部", "孙丽华", None, None, None, None]
    assert sheet.print_area == f"'{PAPER_BALLOT}'!$A$1:$G$67"
    assert sheet.page_setup.fitToHeight == 1


def test_paper_ballot_strikes_out_the_own_secretary_and_asks_for_no_voter() -> None:
    book = opened(fill_package(PACKAGE, package_content()))
    assert shown(book, PackagePlace.PAPER_SECRETARIES)[0][3:] == ["／"] * 4
    assert shown(book, PackagePlace.PAPER_SECRETARIES)[1][3:] == [None] * 4
    assert "投票人" not in texts(book, PAPER_BALLOT)
    assert "□ 党政领导" in texts(book, PAPER_BALLOT)


def test_further_criteria_have_their_own_boxes_columns_and_survey_answers() -> None:
    book = opened(fill_package(PACKAGE, package_content(further=("廉洁自律",))))
    assert shown(book, PackagePlace.PAPER_CRITERIA)[0][::4] == ["总体评价", "廉洁自律"]
    assert shown(book, PackagePlace.PAPER_GRADES) == [["好", "较好", "一般", "差"] * 2]
    headers = [["第1票", "第1票·廉洁自律", "第2票", "第2票·廉洁自律"]]
    assert shown(book, PackagePlace.ENTRY_BALLOTS) == headers
    assert {"D6", "E8", "F6", "G9"} <= open_cells(book, ENTRY)
    assert not {"E6", "G6"} & open_cells(book, ENTRY)
    names = ["序号", "票类", "总体评价", "廉洁自律", "意见建议"]
    assert [cell.value for cell in book[SURVEY_SHEET][5]] == names
    assert dropdowns(book, SURVEY_SHEET)["D9"] == GRADES
    assert "E9" in open_cells(book, SURVEY_SHEET)


def test_many_further_criteria_are_named_on_paper_instead() -> None:
    book = opened(fill_package(PACKAGE, package_content(further=("甲项", "乙项", "丙项"))))
    assert shown(book, PackagePlace.PAPER_GRADES) == [["好", "较好", "一般", "差"]]
    assert "甲项、乙项、丙项" in shown(book, PackagePlace.PAPER_NOTE)[0][0]


def test_without_ballots_the_sheets_of_ballots_are_left_out() -> None:
    content = package_content(ballots=0)
    book = opened(fill_package(PACKAGE, content))
    shown_sheets = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert shown_sheets == [GUIDE, SURVEY_SHEET, SELF_CHECK_SHEET]
    for title in (PAPER_BALLOT, ENTRY):
        assert not book[title].print_area
        secretaries = [
            candidate.secretary
            for candidate in content.candidates
            if candidate.secretary != content.secretary
        ]
        assert not any(name in texts(book, title) for name in secretaries)
    assert "不发测评票" in texts(book, GUIDE)
    assert open_cells(book, ENTRY) == set()
    assert "第1票" not in texts(book, ENTRY)
    assert "不用填写" in texts(book, ENTRY)


def test_survey_has_a_row_a_respondent() -> None:
    book = opened(fill_package(PACKAGE, package_content()))
    sheet = book[SURVEY_SHEET]
    assert sheet.tables[SURVEY_SHEET].ref == "A5:D9"
    assert [cell.value for cell in sheet["A"]][5:] == [1, 2, 3, 4]
    assert dropdowns(book, SURVEY_SHEET)["B9"] == FormName.SURVEY_CLASSES
    assert "问卷[票类]" in texts(book, SURVEY_SHEET)


def test_guide_and_self_check_say_for_whom_and_until_when() -> None:
    book = opened(fill_package(PACKAGE, package_content()))
    for words in (TITLE, "月溪村党总支部", "赵建国", "测评票 2 张，问卷 4 份", "2016年1月22日"):
        assert words in texts(book, GUIDE)
    assert "月溪村党总支部" in texts(book, SELF_CHECK_SHEET)


def test_without_a_day_the_guide_refers_to_the_notice() -> None:
    book = opened(fill_package(PACKAGE, package_content(return_by=None)))
    assert "按通知要求的时间发回" in texts(book, GUIDE)


def test_the_identity_is_rows_of_label_and_value() -> None:
    sheet = opened(fill_package(PACKAGE, package_content()))[IDENTITY_SHEET]
    assert [*sheet.iter_rows(values_only=True)] == [*identity("测评表").record().items()]


def test_filling_leaves_the_template_and_gives_the_same_bytes_again() -> None:
    before = PACKAGE.to_bytes()
    assert fill_package(PACKAGE, package_content()) == fill_package(PACKAGE, package_content())
    assert PACKAGE.to_bytes() == before


# ---------------------------------------------------------------- typing workbook


def test_typing_has_a_numbered_row_a_ballot_and_a_column_a_secretary() -> None:
    book = opened(fill_typing(TYPING, typing_content()))
    assert [cell.value for cell in book[ENTRY][8]] == ["票号", "票类", "已评", "V001", "V002", "V003"]
    assert [cell.value for cell in book[ENTRY][9]][3:] == ["赵建国", "钱明", "孙丽华"]
    assert [row[0] for row in shown(book, TypingPlace.BALLOTS)] == [1, 2, 3, 4, 5]
    assert open_cells(book, ENTRY) == {f"{column}{row}" for column in "BDEF" for row in range(10, 15)}
    assert set(dropdowns(book, ENTRY)) == open_cells(book, ENTRY)
    spare = opened(fill_typing(TYPING, typing_content(spare=3)))
    assert [row[0] for row in shown(spare, TypingPlace.BALLOTS)] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_typing_counts_the_ballots_of_each_class_beside_its_voters() -> None:
    book = opened(fill_typing(TYPING, typing_content(voters={"党政领导": 3, "党代表": 2})))
    ((formula,),) = shown(book, TypingPlace.CLASSES_TYPED)
    assert formula.startswith('="党政领导 "&COUNTIF(录票_票类,"党政领导")&"/应到 3"')
    cached = load_workbook(io.BytesIO(fill_typing(TYPING, typing_content())), data_only=True)
    assert shown(cached, TypingPlace.CLASSES_TYPED) == [["党政领导 0　党代表 0"]]
    older = opened(build_typing_template())
    del older.defined_names[TypingPlace.CLASSES_TYPED]
    out = io.BytesIO()
    older.save(out)
    assert "COUNTIF" not in texts(opened(fill_typing(Workbook.load(out.getvalue()), typing_content())), ENTRY)


def test_typing_says_which_keys_are_grades_and_refuses_none() -> None:
    sheet = opened(fill_typing(TYPING, typing_content()))[ENTRY]
    assert MARK_KEYS in sheet["A4"].value
    (validation,) = (rule for rule in sheet.data_validations.dataValidation if "D10" in rule.sqref)
    assert not validation.showErrorMessage


def test_typing_counts_ballots_and_the_marks_of_each() -> None:
    book = opened(fill_typing(TYPING, typing_content()))
    assert shown(book, TypingPlace.TYPED) == [[f"=COUNTA({TypingPlace.CLASSES})"]]
    assert len(shown(book, TypingPlace.CLASSES)) == 5
    assert [len(row) for row in shown(book, TypingPlace.MARKS)] == [3] * 5
    assert all(TypingPlace.MARKS in row[2] for row in shown(book, TypingPlace.BALLOTS))


def test_typing_has_columns_for_further_criteria() -> None:
    book = opened(fill_typing(TYPING, typing_content(further=("廉洁自律",))))
    assert shown(book, TypingPlace.SECRETARIES)[0][:3] == ["V001", "V001·廉洁自律", "V002"]
    assert shown(book, TypingPlace.NAMES)[0][:3] == ["赵建国", "赵建国", "钱明"]


def test_typing_names_its_meeting_and_typist() -> None:
    book = opened(fill_typing(TYPING, typing_content()))
    for words in ("第一场", "录入人：甲", "最多 5 张，另备 0 行"):
        assert words in texts(book, ENTRY)


# ---------------------------------------------------------------- restyled templates


@pytest.mark.parametrize("title", [ENTRY, PAPER_BALLOT, GUIDE])
def test_moved_block_is_filled_where_its_names_lead(title: str) -> None:
    template = Workbook.load(moved(build_package_template(), title, rows=3, columns=2))
    book = opened(fill_package(template, package_content()))
    plain = opened(fill_package(PACKAGE, package_content()))
    assert [[cell.value for cell in row][2:] for row in book[title].iter_rows(min_row=4)] == [
        [cell.value for cell in row] for row in plain[title].iter_rows()
    ]
    assert len(open_cells(book, title)) == len(open_cells(plain, title))
    assert texts(book, "联系方式") == "联系电话：12345678"


def test_logo_shape_and_extra_sheet_stay_bit_for_bit() -> None:
    restyled = with_logo(
        moved(build_package_template(), ENTRY, rows=3, columns=2), "xl/worksheets/sheet2.xml"
    )
    filled = parts_of(fill_package(Workbook.load(package(dict(restyled))), package_content()))
    changed_parts = {name for name in restyled if filled[name] != restyled[name]}
    sheets = {f"xl/worksheets/sheet{number}.xml" for number in range(1, 8)}
    assert changed_parts <= {*sheets, "xl/workbook.xml", "xl/tables/table1.xml"}
    assert set(filled) == set(restyled)
    assert b"<drawing " in filled["xl/worksheets/sheet2.xml"]


@pytest.mark.parametrize(
    "name", [PackagePlace.ENTRY_SECRETARIES, FormName.IDENTITY, PackagePlace.PAPER_TITLE]
)
def test_a_missing_name_is_named(name: str) -> None:
    book = opened(build_package_template())
    del book.defined_names[name]
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(PlaceMissing) as missing:
        fill_package(Workbook.load(out.getvalue()), package_content())
    assert missing.value.name == name


def test_a_missing_table_is_named() -> None:
    book = opened(build_package_template())
    del book[SURVEY_SHEET].tables[SURVEY_SHEET]
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(PlaceMissing, match=SURVEY_SHEET):
        fill_package(Workbook.load(out.getvalue()), package_content())


# ---------------------------------------------------------------- what packages share


def test_a_package_is_the_same_whichever_were_filled_before_it() -> None:
    candidates = [
        tuple(replace(secretary, is_own=secretary.number == number) for secretary in SECRETARIES)
        for number in ("V001", "V002", "")
    ]
    contents = [
        package_content(candidates=candidate, ballots=ballots, surveys=surveys, further=further)
        for candidate in candidates
        for ballots, surveys in ((2, 4), (2, 9), (0, 0))
        for further in ((), ("廉洁自律",))
    ]
    template = build_package_template()
    alone = [fill_package(Workbook.load(template), content) for content in contents]
    together = Workbook.load(template)
    assert [fill_package(together, content) for content in reversed(contents)] == alone[::-1]
    different = {
        (content.candidates if content.ballots else (), content.surveys, content.further)
        for content in contents
    }
    assert len(set(alone)) == len(different)
