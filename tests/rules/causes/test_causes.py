"""Findings of one cause are one line that says how many there are, whom they concern and what to do."""

from collections.abc import Sequence

import pytest

from shuzhi_xl.findings import Cause, Finding, Location, blocking, notice
from shuzhi_xl.rules.causes.group import group_causes
from shuzhi_xl.rules.causes.subjects import Subjects
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.wording.causes.cause_line import cause_sentence
from shuzhi_xl.wording.causes.sentences import CAUSES
from shuzhi_xl.wording.findings.all import SENTENCES
from tests.rules.editable_town import BOOK, Change, change, read, setting, town


def causes_of(*changes: Change) -> list[Cause]:
    year, errors = read(*changes)
    return group_causes([*errors, *check_year(year)], Subjects(year, BOOK).subject_of)


def lines_of(causes: Sequence[Cause]) -> list[tuple[str, int, str]]:
    return [(cause.first.code, cause.count, cause_sentence(cause)) for cause in causes]


def test_gaps_of_one_column_are_one_line() -> None:
    causes = causes_of(change("组织名册", 0, 书记姓名=None), change("组织名册", 1, 书记姓名=None))
    assert lines_of(causes)[0] == (
        "required_blank",
        2,
        "“书记姓名”还没有填写，请补填。涉及 2 个：V1 月溪村党总支、V2 柳岸村党支部。",
    )


def test_gaps_of_several_settings_are_one_line() -> None:
    causes = causes_of(setting("计票分母", None), setting("同分处理", None))
    assert lines_of(causes) == [
        ("required_blank", 2, "这几项还没有填写，请补填。涉及 2 个：计票分母、同分处理。")
    ]


def test_another_column_is_another_line() -> None:
    causes = causes_of(change("组织名册", 0, 书记姓名=None, 板块=None))
    assert [cause.count for cause in causes if cause.first.code == "required_blank"] == [1, 1]


def test_one_finding_keeps_its_own_sentence() -> None:
    (cause,) = causes_of(setting("计票分母", None))
    assert cause_sentence(cause) == "“计票分母”还没有填写，请补填。"


def test_a_notice_never_joins_what_is_blocking() -> None:
    findings = [blocking("no_final_grade", Location()), notice("no_final_grade", Location())]
    assert len(group_causes(findings, lambda _: "")) == 2


def test_many_are_named_in_part_and_counted_in_full() -> None:
    numbers = [f"C{number:03}" for number in range(1, 25)]
    findings = [notice("routine_blank", Location(), header="日常工作", number=number) for number in numbers]
    (cause,) = group_causes(findings, lambda finding: finding.context["number"])
    assert cause_sentence(cause) == (
        "“日常工作”还没有填，该来源计入综合得分，请补填。涉及 24 个：C001、C002、C003、C004、C005、C006……"
    )


@pytest.mark.parametrize(
    ("finding", "subject"),
    [
        (notice("x", Location(BOOK, "组织名册", "F5")), "V2 柳岸村党支部"),
        (notice("x", Location("收回.xlsx", "测评表", "B4"), number="V1"), "V1 月溪村党总支"),
        (notice("x", Location("收回.xlsx", "测评表", "B4"), number="X9"), "收回.xlsx"),
        (notice("x", Location(BOOK, "评议会议", "C4")), "M1"),
        (notice("x", Location(BOOK, "组织名册", "F99")), ""),
        (notice("x", Location(BOOK, "组织名册", "")), ""),
        (notice("x", Location(BOOK, "操作日志", "A4")), ""),
    ],
)
def test_whom_a_finding_concerns(finding: Finding, subject: str) -> None:
    assert Subjects(town(), BOOK).subject_of(finding) == subject


def test_a_typing_workbook_is_known_by_its_form() -> None:
    year = town(change("票单登记", 0, 编号=None), change("票单登记", 1, 编号="X9"))
    subjects = Subjects(year, BOOK)
    assert subjects.subject_of(notice("x", Location(BOOK, "票单登记", "A4"))) == year.forms[0].form
    assert subjects.subject_of(notice("x", Location(BOOK, "票单登记", "A5"))) == "X9"


def test_every_sentence_of_a_cause_belongs_to_a_finding() -> None:
    assert not CAUSES.keys() - SENTENCES.keys()


def test_what_differs_is_left_out() -> None:
    findings = [notice("closed_before_done", Location(), value=day, done="2016-03-01") for day in "12"]
    (cause,) = group_causes(findings, lambda _: "")
    assert cause_sentence(cause) == "销号日期（……）早于完成日期（2016-03-01），请改正。共 2 处。"


def test_figures_of_a_report_are_one_line_whatever_the_column() -> None:
    recounted = [
        notice("report_recounted", Location(BOOK, "述职报告"), number="V1", header=header)
        for header in ("总字数", "成绩字数")
    ]
    (cause,) = group_causes(recounted, lambda _: "V1 月溪村党总支部")
    assert cause_sentence(cause).endswith("请改回。共 2 处，涉及 1 个：V1 月溪村党总支部。")


def test_a_single_finding_names_whom_it_concerns_unless_its_sentence_or_file_does() -> None:
    def line(subject: str, file: str = BOOK) -> str:
        finding = notice("not_returned", Location(file), kind="问卷", form="15-01-1-问")
        return cause_sentence(group_causes([finding], lambda _: subject)[0])

    assert line("V1 月溪村党总支部").endswith("请催交。涉及：V1 月溪村党总支部。")
    assert line("").endswith("请催交。")
    assert line("东片/V1 表.xlsx", "2015/东片/V1 表.xlsx").endswith("请催交。")
