"""The arithmetic on a report's counts."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhi_xl.rules.debrief.limits import (
    ReportLimits,
    achievement_share,
    find_faults,
    focus_items,
    parse_share_limit,
    parts_exceed_whole,
    read_limits,
    review_row,
)
from shuzhi_xl.sheets.master.office_entries import DebriefReport
from tests.rules.editable_town import setting, town

LIMITS = ReportLimits(1500, 2500, Fraction(100, 3), Fraction(20))


def report(whole: int | None, achievements: int | None, problems: int | None, **more: Any) -> DebriefReport:
    answers = {"covers_focus": True, "includes_self": True, **more}
    return DebriefReport(
        number="V1",
        characters=whole,
        achievement_characters=achievements,
        problem_characters=problems,
        **answers,
    )


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("1/3", Fraction(100, 3)),
        ("１／３", Fraction(100, 3)),
        ("33%", 33),
        ("33", 33),
        ("0", 0),
        ("0.5%", Fraction(1, 2)),
        ("0.5％", Fraction(1, 2)),
        ("100", 100),
        ("101", None),
        ("-1", None),
        ("4/3", None),
        ("1/0", None),
        ("0.33", None),
        ("2015-01-03", None),
        ("三分之一", None),
    ],
)
def test_shares_as_people_write_them(text: str, share: Fraction | None) -> None:
    assert parse_share_limit(text) == share


def test_limits_come_from_the_settings() -> None:
    settings = town().settings
    assert settings
    assert read_limits(settings) == LIMITS


@pytest.mark.parametrize("name", ["成绩占比上限", "问题占比下限"])
def test_no_limits_while_a_share_cannot_be_read(name: str) -> None:
    settings = town(setting(name, "若干")).settings
    assert settings
    assert read_limits(settings) is None


@pytest.mark.parametrize(
    ("report", "codes"),
    [
        (report(2100, 700, 420), []),  # exactly a third, exactly a fifth
        (report(2100, 701, 420), ["report_praises"]),
        (report(2100, 700, 419), ["report_spares"]),
        (report(1499, 400, 400), ["report_short"]),
        (report(2501, 400, 600), ["report_long"]),
        (report(2100, 700, 420, covers_focus=False), ["report_misses_focus"]),
        (report(2100, 700, 420, includes_self=False), ["report_misses_self"]),
        (report(0, 0, 0), ["report_short"]),
    ],
)
def test_a_report_with_faults_goes_back(report: DebriefReport, codes: list[str]) -> None:
    assert [fault.code for fault in find_faults(report, LIMITS)] == codes
    assert review_row(report, LIMITS) == ("退回修改" if codes else "通过")


ASKING = replace(LIMITS, asks_focus=True)


@pytest.mark.parametrize(
    ("blank", "limits", "verdict"),
    [
        ({"covers_focus": None, "includes_self": None}, LIMITS, "通过"),
        ({"covers_focus": None}, ASKING, ""),
        ({"includes_self": None}, ASKING, "通过"),
        ({"includes_self": None, "file": "V1.docx"}, LIMITS, ""),
        ({"covers_focus": None, "includes_self": False}, ASKING, "退回修改"),
    ],
)
def test_a_blank_answer_is_not_judged_and_never_no(
    blank: Mapping[str, Any], limits: ReportLimits, verdict: str
) -> None:
    assert review_row(report(2100, 700, 420, **blank), limits) == verdict


@pytest.mark.parametrize(("text", "items"), [("党建责任、发展党员；作风", 3), ("、", 0), (None, 0)])
def test_main_points_are_asked_for_when_there_are_any(text: str | None, items: int) -> None:
    settings = town(setting("报告重点内容", text)).settings
    assert settings
    assert len(focus_items(settings)) == items
    limits = read_limits(settings)
    assert limits
    assert limits.asks_focus == (items > 0)


@pytest.mark.parametrize(
    "uncounted",
    [report(None, 1, 1), report(2000, None, 1), report(2000, 1, None), report(2000, 1500, 501)],
)
def test_no_verdict_before_the_counts_are_right(uncounted: DebriefReport) -> None:
    assert review_row(uncounted, LIMITS) == ""
    assert find_faults(uncounted, LIMITS) == []


def test_parts_are_compared_only_with_a_complete_whole() -> None:
    assert parts_exceed_whole(report(10, 11, None))
    assert not parts_exceed_whole(report(None, 11, None))


@pytest.mark.parametrize(
    ("report", "share"),
    [
        (report(3, 1, 0), Decimal("33.33")),
        (report(3, 2, 0), Decimal("66.67")),
        (report(800, 1, 0), Decimal("0.13")),  # 0.125 rounds up
        (report(0, 0, 0), None),
        (report(None, 1, 0), None),
        (report(10, None, 0), None),
    ],
)
def test_achievement_share(report: DebriefReport, share: Decimal | None) -> None:
    assert achievement_share(report) == share


@given(st.integers(1, 10_000), st.integers(0, 10_000))
def test_the_limit_holds_exactly_not_rounded(whole: int, part: int) -> None:
    codes_found = {fault.code for fault in find_faults(report(whole, min(part, whole), 0), LIMITS)}
    assert ("report_praises" in codes_found) == (3 * min(part, whole) > whole)
