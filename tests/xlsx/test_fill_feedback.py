"""What a branch finds in its result workbook."""

from datetime import datetime

from handmade import parts_of
from outgoing import REMARKS, dropdowns, feedback_content, open_cells, opened, shown, texts

from shuzhi_xl.sheets.forms import CHART_SHEET, RECTIFICATION_LIST, RESULT, FeedbackPlace
from shuzhi_xl.xlsx.build.template_feedback import build_feedback_template
from shuzhi_xl.xlsx.fill_feedback import fill_feedback, in_lines
from shuzhi_xl.xlsx.patch import Workbook

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
        *("现场测评", "党政领导", "6 (60.00%)", "3 (30.00%)", "1 (10.00%)", "0 (0.00%)", "0 (0.00%)"),
        91.5,
    ]


def test_withheld_line_shows_why_and_no_count() -> None:
    book = opened(fill_feedback(FEEDBACK, feedback_content()))
    line = shown(book, FeedbackPlace.COUNTS)[1]
    assert line == ["问卷调查", "合计", "不公开（票数少于匿名下限）", None, None, None, None, 87]


def test_chart_figures_are_written_and_withheld_ones_are_blank() -> None:
    filled = fill_feedback(FEEDBACK, feedback_content())
    assert shown(opened(filled), FeedbackPlace.CHART) == [
        ["现场测评", 60, 30, 10, 0],
        ["问卷调查（无占比）", None, None, None, None],
    ]
    chart = next(text.decode() for name, text in parts_of(filled).items() if "charts/chart" in name)
    assert f"'{CHART_SHEET}'!" in chart


def test_opinion_and_remarks_are_shown_in_full() -> None:
    book = opened(fill_feedback(FEEDBACK, feedback_content()))
    told = "".join(row[0] for row in shown(book, FeedbackPlace.TEXT))
    for words in ("履行第一责任人职责较好。", *REMARKS, "党政领导：含互评票2张"):
        assert words in told
    assert "2016年2月20日" in texts(book, RESULT)


def test_blank_opinion_and_remarks_leave_no_headings() -> None:
    content = feedback_content(opinion="", remarks=(), counts=(), reply_by=None, adjustment=None)
    book = opened(fill_feedback(FEEDBACK, content))
    assert shown(book, FeedbackPlace.TEXT) == [[None]]
    assert shown(book, FeedbackPlace.ADJUSTMENT) == [["—"]]
    assert shown(book, FeedbackPlace.REPLY_BY) == [[None]]


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
    assert in_lines("") == []


def test_column_that_staff_added_to_a_list_stays() -> None:
    template = FEEDBACK.fork()
    present = template.tables[RECTIFICATION_LIST].headers
    template.write_table(RECTIFICATION_LIST, [*present, "督办情况"], [])
    book = opened(fill_feedback(template, feedback_content()))
    assert [cell.value for cell in book[RECTIFICATION_LIST][4]][-2:] == ["完成日期", "督办情况"]
    assert book[RECTIFICATION_LIST]["A6"].value == "W002"
