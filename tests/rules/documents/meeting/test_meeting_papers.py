"""会议材料: who signs in, who speaks in which order, what is counted, what is noted on visits."""

from typing import Any

from shuzhi_xl.rules.documents.meeting.agenda import make_agenda
from shuzhi_xl.rules.documents.meeting.count_report import make_count_report
from shuzhi_xl.rules.documents.meeting.script import make_script
from shuzhi_xl.rules.documents.meeting.sign_in import make_sign_in
from shuzhi_xl.rules.documents.meeting.visit_sheet import make_visit_sheet
from shuzhi_xl.sheets.documents.meeting_papers import (
    AGENDA,
    COUNT_REPORT,
    SCRIPT,
    SIGN_IN,
    VISIT_SHEET,
)
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.small_town import attendees, meeting, organisation, year_of

ORGANISATIONS = [
    organisation("V001"),
    organisation("V002", 述职形式="书面"),
    organisation("V003"),
    organisation("V004", 场次="M2"),
    organisation("V005", 参评="否", 不参评原因="新任"),
]
HALL = meeting(地点="会堂", 主持人="王一", 监票人="李二", 计票人="赵三")


def seat(name: str, voter_class: str, **more: Any) -> dict[str, Any]:
    return {"场次": "M1", "姓名": name, "身份类别": "镇党代表", "票类": voter_class, **more}


def papers_year(settings: dict[str, Any] | None = None, **tables: Any) -> tuple[Year, Settings]:
    defaults = {
        "organisations": ORGANISATIONS,
        "meetings": [HALL, meeting("M2")],
        "attendees": [
            seat("钱四", "B票"),
            attendees("A票", 2),
            seat("孙五", "B票"),
            attendees("B票", 9, "M2"),
        ],
    }
    year = year_of(settings, **{**defaults, **tables})
    assert year.settings is not None
    return year, year.settings


def test_every_seat_has_a_line_to_sign_by_class() -> None:
    year, settings = papers_year()
    content = make_sign_in(year, settings, year.meetings[0])
    assert len(content.attendees) == 10
    lines = [(line.order, line.name, line.role, line.voter_class) for line in content.attendees[:4]]
    assert lines == [
        ("1", "钱四", "镇党代表", "B票"),
        ("2", "孙五", "镇党代表", "B票"),
        ("3", "", "A票代表（其他）", "A票"),
        ("4", "", "A票代表（其他）", "A票"),
    ]
    assert content.eligible == "10人（B票2人、A票2人）"
    assert [line.secretary for line in content.secretaries] == ["书记V001", "书记V002", "书记V003"]
    assert SIGN_IN.content is type(content)


def test_those_who_are_expected_and_not_listed_have_lines_without_a_name() -> None:
    year, settings = papers_year(
        attendees=[attendees("A票", 2)], meetings=[meeting(应到人数=3), meeting("M2")]
    )
    content = make_sign_in(year, settings, year.meetings[0])
    assert [line.role for line in content.attendees] == ["A票代表（其他）", "A票代表（其他）", ""]
    assert content.eligible == "3人（A票2人）"


def test_while_nobody_is_listed_no_class_has_a_number() -> None:
    year, settings = papers_year(attendees=[])
    content = make_sign_in(year, settings, year.meetings[0])
    assert (len(content.attendees), content.eligible) == (10, "10人")
    assert [line.eligible for line in make_count_report(year, settings, year.meetings[0]).classes] == [""] * 3
    assert make_script(year, settings, year.meetings[0]).eligible == "10"


def test_a_mistyped_number_of_people_fills_no_disk() -> None:
    year, settings = papers_year(attendees=[attendees("A票", 10**12)])
    assert len(make_sign_in(year, settings, year.meetings[0]).attendees) == 1000


def test_those_who_report_in_person_speak_in_the_order_of_the_roster() -> None:
    year, settings = papers_year()
    content = make_agenda(year, settings, year.meetings[0])
    assert [(line.order, line.organisation) for line in content.speakers] == [
        ("1", "V001村党支部"),
        ("2", "V003村党支部"),
    ]
    assert [(line.order, line.secretary) for line in content.writers] == [("1", "书记V002")]
    assert content.speaking == "2位书记现场述职，1位书记书面述职"
    assert (content.held_on, content.place, content.chair, content.debriefs_to) == (
        "2016年1月20日",
        "会堂",
        "王一",
        "镇党委",
    )
    assert content.values()["现场述职"] == [line.values() for line in content.speakers]
    assert set(AGENDA.lines) <= set(AGENDA.content.placeholders())


def test_what_is_not_entered_yet_is_a_line_to_write_on() -> None:
    year, settings = papers_year(meetings=[meeting(), meeting("M2")], tracks=[])
    content = make_script(year, settings, year.meetings[0])
    blanks = {content.place, content.chair, content.scrutineer, content.teller}
    assert blanks == {"＿＿＿＿＿＿"}
    assert content.debriefs_to == ""


def test_the_chair_calls_every_speaker_and_names_the_next() -> None:
    year, settings = papers_year()
    content = make_script(year, settings, year.meetings[0])
    assert content.calls == [
        "首先，请V001村党支部书记书记V001同志述职，请书记V003同志做准备。",
        "最后，请V003村党支部书记书记V003同志述职。",
    ]
    assert (content.secretaries, content.eligible, content.voter_classes) == ("3", "4", "A票、B票")
    assert (content.further, content.writing) == ("", "V002村党支部书记书记V002同志")
    assert SCRIPT.template == "公文/主持词.docx"


def test_a_meeting_of_written_reports_has_no_speakers() -> None:
    year, settings = papers_year(
        organisations=[organisation("V001", 述职形式="书面")],
        criteria=[{"项目": "总体评价", "权重": 50}, {"项目": "廉洁自律", "权重": 50}],
    )
    content = make_script(year, settings, year.meetings[0])
    assert (content.calls, content.is_spoken, content.is_written) == ([], False, True)
    assert content.further == "廉洁自律"


def test_the_count_has_a_line_for_each_class_of_paper_ballots_and_their_sum() -> None:
    year, settings = papers_year()
    content = make_count_report(year, settings, year.meetings[0])
    lines = [(line.voter_class, line.eligible) for line in content.classes]
    assert lines == [("A票", "2"), ("B票", "2"), ("合计", "4")]
    assert COUNT_REPORT.lines["各类票"] is type(content.classes[0])


def test_ballots_that_branches_send_in_are_not_counted_in_the_hall() -> None:
    year, settings = papers_year({"互评票类": "B票"})
    lines = make_count_report(year, settings, year.meetings[0]).classes
    assert [(line.voter_class, line.eligible) for line in lines] == [("A票", "2"), ("合计", "2")]
    assert make_script(year, settings, year.meetings[0]).voter_classes == "A票"


def test_visits_are_noted_for_every_secretary_of_the_meeting() -> None:
    year, settings = papers_year()
    content = make_visit_sheet(year, settings, year.meetings[0])
    assert [line.number for line in content.secretaries] == ["V001", "V002", "V003"]
    assert content.ways == "座谈会、个别谈话、实地察看、随机调研、其他"
    assert VISIT_SHEET.name == "调研记录表"


def test_a_meeting_without_secretaries_has_empty_lists() -> None:
    year, settings = papers_year(organisations=[organisation("V004", 场次="M2")])
    hall = year.meetings[0]
    assert make_sign_in(year, settings, hall).secretaries == []
    assert make_visit_sheet(year, settings, hall).secretaries == []
    assert make_script(year, settings, hall).secretaries == "0"
    assert make_agenda(year, settings, hall).speaking == ""
