"""A notice that the clerk marks 已阅 stays quiet until its facts change; what is 须改 never does."""

from collections.abc import Sequence

from shuzhi_xl.findings import Cause, Finding, Location, blocking, notice
from shuzhi_xl.rules.causes.acknowledged import (
    count_vain_marks,
    finding_print,
    line_prints,
    read_marks,
    separate_acknowledged,
)
from shuzhi_xl.sheets.master.program_sheets import CheckReport


def subject_of(finding: Finding) -> str:
    return str(finding.context.get("number", ""))


def gap(number: str, *, line: int = 4, header: str = "日常工作") -> Finding:
    context = {"number": number, "header": header, "line": line, "choices": ("甲", "乙")}
    return notice("routine_blank", Location("", "日常年度", f"B{line}"), **context)


def listed(cause: Cause, *marked: int) -> list[CheckReport]:
    """The lines of a cause in 校验报告, of which some are marked."""
    prints = line_prints(cause, subject_of)
    return [
        CheckReport.of(severity="提醒", prints=text, acknowledged=index in marked)
        for index, text in enumerate(prints)
    ]


def quiet(findings: Sequence[Finding], marks: frozenset[str]) -> list[str]:
    return [subject_of(finding) for finding in separate_acknowledged(findings, subject_of, marks)[1]]


def test_a_fingerprint_is_of_the_facts_and_not_of_the_row() -> None:
    assert finding_print(gap("C001"), "C001") == finding_print(gap("C001", line=9), "C001")
    assert finding_print(gap("C001"), "C001") != finding_print(gap("C001", header="年度考核"), "C001")
    assert finding_print(gap("C001"), "C001") != finding_print(gap("C001"), "C002")


def test_a_marked_cause_is_quiet_in_all_its_places() -> None:
    gaps = [gap("C001"), gap("C002")]
    marks = read_marks([], listed(Cause(tuple(gaps)), 0))
    assert quiet(gaps, marks) == ["C001", "C002"]
    # A third one is new
    assert quiet([*gaps, gap("C003")], marks) == ["C001", "C002"]


def test_one_place_can_be_marked_alone() -> None:
    gaps = [gap("C001"), gap("C002")]
    assert quiet(gaps, read_marks([], listed(Cause(tuple(gaps)), 2))) == ["C002"]


def test_a_single_finding_is_its_own_line() -> None:
    cause = Cause((gap("C001"),))
    assert quiet([gap("C001", line=7)], read_marks([], listed(cause, 0))) == ["C001"]


def test_a_cleared_mark_is_taken_back_and_others_stay() -> None:
    gaps = [gap("C001"), gap("C002")]
    earlier = read_marks([], listed(Cause(tuple(gaps)), 0))
    other_mark = finding_print(gap("C009"), "C009")
    assert quiet(gaps, read_marks({*earlier, other_mark}, listed(Cause(tuple(gaps))))) == []
    assert other_mark in read_marks({*earlier, other_mark}, listed(Cause(tuple(gaps))))


def test_what_is_blocking_cannot_be_marked() -> None:
    line = CheckReport.of(severity="须改", prints="", acknowledged=True)
    assert read_marks([], [line]) == frozenset()
    assert count_vain_marks([line, *listed(Cause((gap("C001"),)), 0)]) == 1
    must = blocking("routine_blank", Location("", "日常年度", "B4"), **gap("C001").context)
    assert quiet([must], frozenset({finding_print(must, "C001")})) == []


def test_lines_of_earlier_versions_have_no_fingerprint() -> None:
    assert read_marks([], [CheckReport.of(severity="提醒", acknowledged=True)]) == frozenset()
