"""What follows from another finding is silent, and never hides that something is blocking."""

from hypothesis import given
from hypothesis import strategies as st

from shuzhi_xl.findings import Finding, Location, Severity, blocking, is_blocked, notice
from shuzhi_xl.rules.causes.follow_on import CONSEQUENCES, drop_consequences


def subject_of(finding: Finding) -> str:
    return str(finding.context.get("number", ""))


def codes(*findings: Finding) -> list[str]:
    return [finding.code for finding in drop_consequences(findings, subject_of)]


SCORING = Location("", "评分设置", "D4")


def test_a_blank_weight_explains_the_sum() -> None:
    blank, total = blocking("required_blank", SCORING, header="权重"), blocking("weights_not_100", SCORING)
    assert codes(blank, total) == ["required_blank"]
    assert codes(total) == ["weights_not_100"]


def test_another_blank_does_not() -> None:
    blank = blocking("required_blank", SCORING, header="综合分下限")
    assert len(codes(blank, blocking("weights_not_100", SCORING))) == 2


def test_only_for_the_same_subject() -> None:
    uncounted = notice("report_uncounted", Location(), number="C001")
    assert codes(
        uncounted,
        notice("report_unjudged", Location(), number="C001"),
        notice("report_unjudged", Location(), number="C002"),
    ) == ["report_uncounted", "report_unjudged"]


def test_a_cause_without_a_subject_silences_nothing() -> None:
    assert len(codes(notice("report_uncounted", Location()), notice("report_short", Location()))) == 2


def test_what_blocks_stays_where_its_cause_does_not_block() -> None:
    undecided = notice("form_undecided", Location(), number="C001")
    open_votes = blocking("votes_of_open_form", Location(), number="C001")
    assert len(codes(undecided, open_votes)) == 2


def test_no_effect_is_a_cause_of_another() -> None:
    effects = {(code, rule.effect_header) for rule in CONSEQUENCES for code in rule.effects}
    assert not effects & {(rule.cause, rule.header) for rule in CONSEQUENCES}


def test_a_meeting_is_not_asked_for_its_voters_while_a_group_is_not_counted() -> None:
    group = blocking("group_uncounted", Location("", "参会人员", "F4"))
    voters, day = (
        blocking("required_blank", Location("", "评议会议", cell), header=header)
        for cell, header in (("F4", "应到人数"), ("C4", "会议日期"))
    )
    assert drop_consequences([group, voters, day], subject_of) == [group, day]
    assert drop_consequences([voters], subject_of) == [voters]


def test_a_meeting_without_attendees_is_not_asked_for_its_voters() -> None:
    place = Location("", "评议会议", "A4")
    voters = blocking("required_blank", place, header="应到人数", number="M1")
    voters_elsewhere = blocking("required_blank", place, header="应到人数", number="M2")
    attendees = blocking("attendees_missing", place, number="M1")
    assert drop_consequences([attendees, voters, voters_elsewhere], subject_of) == [
        attendees,
        voters_elsewhere,
    ]
    assert len(codes(notice("attendees_missing", place, number="M1"), voters)) == 2


CODES = sorted({code for consequence in CONSEQUENCES for code in (consequence.cause, *consequence.effects)})


@given(
    st.lists(
        st.builds(
            lambda code, severity, number: Finding(
                code, SCORING, severity, {"number": number, "header": "权重"}
            ),
            st.sampled_from(CODES),
            st.sampled_from(Severity),
            st.sampled_from(["", "C001", "C002"]),
        )
    )
)
def test_whether_anything_blocks_never_changes(findings: list[Finding]) -> None:
    remaining = drop_consequences(findings, subject_of)
    assert is_blocked(remaining) == is_blocked(findings)
    assert bool(remaining) == bool(findings)
