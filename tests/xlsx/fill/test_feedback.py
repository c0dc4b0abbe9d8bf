"""What a branch finds in its result workbook."""

import io
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl

from shuzhi_xl.building.templates.feedback import build_feedback_template
from shuzhi_xl.sheets.outgoing.feedback import (
    CHART_SHEET,
    DUTY_LIST,
    PROBLEM_LIST,
    RECTIFICATION_LIST,
    RESULT,
    VOICES,
    FeedbackPlace,
    PartRow,
)
from shuzhi_xl.xlsx.fill.feedback import fill_feedback
from shuzhi_xl.xlsx.fill.remarks import in_lines
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.xlsx.handmade import by_header, parts_of
from tests.xlsx.outgoing import REMARKS, dropdowns, feedback_content, open_cells, opened, shown

FEEDBACK = Workbook.load(build_feedback_template())


def test_result_shows_grade_scores_and_counts() -> None:
    book = opened(fill_feedback(FEEDBACK, feedback_content()))
    assert shown(book, FeedbackPlace.GRADE) == [["较好"]]
    assert shown(book, FeedbackPlace.PARTS)[:2] == [
        ["现场测评", 60, 91.5, 54.9, 89.12],
        ["问卷调查", 40, 87, 34.8, "—"],
    ]
    assert shown(book, FeedbackPlace.COMPOSITE) == [[90.2]]
    assert shown(book, FeedbackPlace.COUNTS)[0] == [
        *("现场测评", "党政领导", "6 (60.00%)", "3 (30.00%)", "1 (10.00%)", "0", "0", "0", "—"),
        91.5,
    ]


def test_withheld_line_shows_why_and_no_count() -> None:
    book = opened(fill_feedback(FEEDBACK, feedback_content()))
    line = shown(book, FeedbackPlace.COUNTS)[1]
    assert line == ["问卷调查", "合计", "不公开（票数少于匿名下限）", *[None] * 6, 87]


def test_a_dash_instead_of_a_mean_and_rounded_scores_are_explained_below() -> None:
    few = replace(feedback_content(), step=Decimal(2), least_for_mean=5)
    rows = [
        [cell.value for cell in row] for row in opened(fill_feedback(FEEDBACK, few))["结果反馈"].iter_rows()
    ]
    lines = [str(row[1]) for row in rows if row[0] == "得分说明" or str(row[1]).startswith("2. 板块平均")]
    assert [line[:8] for line in lines] == ["1. “约”：投", "2. 板块平均“"]


def test_chart_figures_are_written_and_withheld_ones_are_blank() -> None:
    filled = fill_feedback(FEEDBACK, feedback_content())
    assert shown(opened(filled), FeedbackPlace.CHART) == [
        ["现场测评", 60, 30, 10, 0, 0],
        ["问卷调查（无占比）", *[None] * 5],
    ]
    charts = [text.decode() for name, text in parts_of(filled).items() if "charts/chart" in name]
    assert len(charts) == 2
    assert all(f"'{CHART_SHEET}'!" in chart for chart in charts)


def test_parts_are_drawn_beside_the_track_s_mean_as_far_as_there_are_figures() -> None:
    hidden = PartRow("问卷调查", Decimal(40), "不公开", "不公开", None)
    parts = (*feedback_content().parts[:1], hidden)
    book = opened(fill_feedback(FEEDBACK, feedback_content(parts=parts, composite="不公开")))
    assert shown(book, FeedbackPlace.PARTS)[1] == ["问卷调查", 40, "不公开", "不公开", "—"]
    assert shown(book, FeedbackPlace.SCORE) == shown(book, FeedbackPlace.COMPOSITE) == [["不公开"]]
    assert shown(book, FeedbackPlace.COMPARED) == [
        ["现场测评", 91.5, 89.12],
        ["问卷调查", None, None],
        ["综合得分", None, 88.2],
        *[[None, None, None]] * 3,
    ]


def test_the_reason_of_the_grade_is_under_it() -> None:
    book = opened(fill_feedback(FEEDBACK, feedback_content(grade_note="一票否决，评“差”。")))
    assert shown(book, FeedbackPlace.GRADE_NOTE) == [["一票否决，评“差”。"]]
    assert shown(book, FeedbackPlace.GRADE_TITLE) == [["最终等次"]]


def test_last_year_s_grade_is_beside_the_heading_of_this_year_s() -> None:
    book = opened(fill_feedback(FEEDBACK, feedback_content(last_grade="较好（前任）")))
    assert shown(book, FeedbackPlace.GRADE_TITLE) == [["最终等次　　上年：较好（前任）"]]


def test_a_long_reason_is_complete_among_the_texts() -> None:
    note = "按综合得分可评“好”。" + "规则“测评”：好票占 30.10%，不足三分之一，最高评“较好”。" * 6
    book = opened(fill_feedback(FEEDBACK, feedback_content(grade_note=note)))
    assert shown(book, FeedbackPlace.GRADE_NOTE) == [["见下面“三、意见和点评”中的“定等说明”。"]]
    lines = first_page(grade_note=note)
    assert lines[0][0] == "定等说明"
    assert "".join(str(line) for _, line in lines).startswith(note)


def test_a_template_restyled_before_there_was_a_reason_is_filled_without_it() -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_feedback_template()))
    del book.defined_names[FeedbackPlace.GRADE_NOTE]
    saved = io.BytesIO()
    book.save(saved)
    old = saved.getvalue()
    filled = opened(fill_feedback(Workbook.load(old), feedback_content(grade_note="一票否决，评“差”。")))
    assert "一票否决" not in str([cell.value for row in filled[RESULT].iter_rows() for cell in row])


def first_page(**content: Any) -> list[list[Any]]:
    """What stands below the table of counts."""
    sheet = opened(fill_feedback(FEEDBACK, feedback_content(**content)))[RESULT]
    rows = [[cell.value for cell in row[:2]] for row in sheet.iter_rows(min_row=25)]
    return rows[rows.index(["三、意见和点评", None]) + 1 :]


def test_remarks_are_on_the_first_page() -> None:
    page = first_page(polled=["活动偏少。"])
    assert [label for label, _ in page if label] == [
        "综合评价意见",
        "现场点评",
        "群众评议",
        "说明",
        "问题整改",
    ]
    assert "".join(line for _, line in page).startswith("履行第一责任人职责较好。1. " + REMARKS[0] + "2. ")
    assert page[-1][1] == "列入问题 2 个：点评 2。请填好“整改清单”，把本工作簿发回。"


def test_no_remarks_leave_only_the_tasks() -> None:
    page = first_page(opinion="", remarks=(), counts=(), problems=())
    assert page == [["问题整改", "没有列入整改的问题。"]]


def test_many_remarks_are_shown_in_full_on_a_separate_sheet() -> None:
    remarks = [f"{order}：{REMARKS[0]}" for order in range(20)]
    filled = fill_feedback(FEEDBACK, feedback_content(remarks=remarks))
    book = opened(filled)
    assert book[VOICES].sheet_state == "visible"
    assert [row[2].value for row in book[VOICES].iter_rows(min_row=6, max_row=25)] == remarks
    assert book[VOICES].print_area == f"'{VOICES}'!$A$1:$C$26"
    page = first_page(remarks=remarks)
    shown_here = sum(line.partition(". ")[0].isdecimal() for _, line in page)
    assert f"另有 {20 + 1 - shown_here} 条，全文见“意见和点评”。" in [line for _, line in page]
    assert 25 < len(page) <= 28
    assert opened(fill_feedback(FEEDBACK, feedback_content()))[VOICES].sheet_state == "hidden"


def test_rows_of_the_lists_are_as_high_as_their_text() -> None:
    problem = feedback_content().problems[0]
    long = {**problem, "问题": "阵地建设要加强。" * 20}
    book = opened(fill_feedback(FEEDBACK, feedback_content(problems=(problem, long))))
    for title, lines in ((PROBLEM_LIST, 5), (DUTY_LIST, 6), (RECTIFICATION_LIST, 9)):
        sheet = book[title]
        assert sheet.sheet_format.customHeight
        assert sheet.sheet_format.defaultRowHeight >= 30
        assert (sheet.row_dimensions[5].height, sheet.row_dimensions[6].height) == (None, lines * 16.5)


def test_lists_show_the_problems_and_stay_open_for_answers() -> None:
    book = opened(fill_feedback(FEEDBACK, feedback_content()))
    sheet = book[RECTIFICATION_LIST]
    assert [cell.value for cell in sheet[5]][:3] == ["W001", "点评", "上党课次数偏少"]
    assert sheet["G6"].value == datetime(2016, 6, 30)  # noqa: DTZ001  as openpyxl reads a day
    assert open_cells(book, RECTIFICATION_LIST) == {
        f"{column}{row}" for column in "DEFGHIJ" for row in (5, 6)
    }
    assert dropdowns(book, RECTIFICATION_LIST)["I6"] == '"未启动,整改中,已完成"'
    assert book["责任清单"].tables["责任清单"].ref == "A4:D6"


def test_no_problem_leaves_the_lists_blank() -> None:
    book = opened(fill_feedback(FEEDBACK, feedback_content(problems=())))
    assert {cell.value for cell in book[RECTIFICATION_LIST][5]} == {None}


def test_lines_break_before_they_are_too_wide_but_not_before_a_comma() -> None:
    lines = in_lines("支部换届按期完成，班子团结。\n制度落实到位", width=16)
    assert lines == ["支部换届按期完成，", "班子团结。", "制度落实到位"]
    assert in_lines("", width=16) == []


def test_column_that_staff_added_to_a_list_stays() -> None:
    template = FEEDBACK.fork()
    present = template.tables[RECTIFICATION_LIST].headers
    template.write_table(RECTIFICATION_LIST, by_header([*present, "督办情况"], []))
    book = opened(fill_feedback(template, feedback_content()))
    assert [cell.value for cell in book[RECTIFICATION_LIST][4]][-2:] == ["完成日期", "督办情况"]
    assert book[RECTIFICATION_LIST]["A6"].value == "W002"
