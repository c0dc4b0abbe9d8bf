"""催办函: problems as in the 催办 workbook; reports and forms that are due and have not come."""

from datetime import date

from shuzhi_xl.rules.documents.results.papers_letter import make_papers_letters
from shuzhi_xl.rules.documents.results.rectification_letter import make_rectification_letters
from shuzhi_xl.rules.rectification.reminders import make_reminders
from shuzhi_xl.sheets.documents.letters import PapersLetter
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.editable_town import Change, added, change, town

OFFICE = "组织人事科"
DAY = date(2016, 3, 31)  # 基准日期 of the town
MEETING_DAY = date(2016, 1, 20)
REMINDED = added("基本设置", 0, 名称="催办日期", 取值=date(2016, 1, 28))


def papers(year: Year, today: date = DAY) -> dict[str, PapersLetter]:
    assert year.settings is not None
    return make_papers_letters(year, year.settings, today)


def lines(letter: PapersLetter) -> list[tuple[str, str, str, str]]:
    return [(line.order, line.organisation, line.secretary, line.papers) for line in letter.lines]


def test_a_letter_lists_the_problems_of_the_reminder_in_its_order() -> None:
    year = town(
        added("整改清单", 0, 问题编号="V1-2", 整改时限=date(2016, 1, 31), 进展="在做"),
        added("整改清单", 0, 问题编号="V1-3", 整改时限=date(2016, 4, 1)),
        added("整改清单", 0, 问题编号="V1-4", 整改时限=None),
    )
    assert year.settings is not None
    letters = make_rectification_letters(year, year.settings)
    reminders = make_reminders(year, year.settings)
    assert letters.keys() == reminders.keys() == {OFFICE}
    letter = letters[OFFICE]
    assert [(line.organisation, line.number, line.problem) for line in letter.lines] == [
        tuple(row[1:4]) for row in reminders[OFFICE].rows
    ]
    assert [(line.state, line.due, line.progress) for line in letter.lines] == [
        ("已逾期\n60天", "2016年1月31日", "在做"),
        ("即将到期", "2016年4月1日", ""),
    ]
    assert letter.overview == (
        "截至2016年3月31日，未销号的问题中，已逾期1个、即将到期1个、未到期1个、未定时限1个。"
        "需要抓紧整改的2个问题"
    )
    assert letter.day == "2016年3月31日"


def report_missing(index: int) -> Change:
    return change("述职报告", index, 提交日期=None)


def form_out(index: int) -> Change:
    counts = dict.fromkeys(("收回数", "有效数", "作废数", "收回时间", "文件指纹"))
    return change("票单登记", index, 状态="已发出", **counts)


def test_nothing_is_missing_from_a_finished_year() -> None:
    assert papers(town()) == {}


def test_reports_and_forms_that_have_not_come_are_listed_by_department() -> None:
    typing = added(
        "票单登记", 0, 表单编号="L1", 种类="录票甲", 编号=None, 场次="M1", 状态="已发出", 收回时间=None
    )
    year = town(report_missing(0), report_missing(2), form_out(0), form_out(3), form_out(4), typing, REMINDED)
    letters = papers(year)
    assert lines(letters[OFFICE]) == [
        ("1", "月溪村党总支", "沈一", "述职报告、测评表、问卷"),
        ("2", "柳岸村党支部", "顾二", "问卷"),
        ("3", "述职评议会（M1）", "", "录票工作簿（甲）"),
    ]
    assert letters[OFFICE].overview == "述职报告1份、测评表1份、问卷2份、录票工作簿（甲）1份"
    assert lines(letters["综合经济党委"]) == [("1", "星河公司党支部", "陆三", "述职报告")]
    assert letters[OFFICE].day == "2016年1月28日"


def test_a_letter_without_a_day_of_reminding_has_a_blank() -> None:
    assert papers(town(report_missing(0)))[OFFICE].day == "＿＿＿＿年＿＿月＿＿日"


def test_nothing_is_demanded_before_its_time() -> None:
    stage = added("日程安排", 0, 序号=3, 阶段="述职报告", 截止日期=date(2016, 1, 15))
    year = town(stage, report_missing(0), form_out(0))
    assert papers(year, date(2016, 1, 15)) == {}
    assert lines(papers(year, date(2016, 1, 16))[OFFICE])[0][3] == "述职报告"
    assert lines(papers(year, MEETING_DAY)[OFFICE])[0][3] == "述职报告、测评表"


def test_a_report_is_not_asked_for_because_its_row_cannot_be_read() -> None:
    assert papers(town(change("述职报告", 0, 总字数="很多"))) == {}


def test_who_is_no_longer_appraised_is_asked_for_nothing() -> None:
    excluded = change("组织名册", 0, 参评="否", 不参评原因="并入他处")
    assert papers(town(excluded, report_missing(0), form_out(0))) == {}


def test_a_form_that_no_grade_waits_for_is_not_asked_for() -> None:
    graded = [change("综合评定", index, 最终等次="好") for index in range(3)]
    typing = added(
        "票单登记", 0, 表单编号="L1", 种类="录票甲", 编号=None, 场次="M1", 状态="已发出", 收回时间=None
    )
    assert lines(papers(town(*graded, form_out(0), typing, report_missing(1)))[OFFICE]) == [
        ("1", "柳岸村党支部", "顾二", "述职报告"),
    ]
