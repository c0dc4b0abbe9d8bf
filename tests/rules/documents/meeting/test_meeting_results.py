"""现场测评结果: what each secretary may learn of the votes right after the count."""

from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.documents.meeting.meeting_results import make_meeting_results
from shuzhi_xl.rules.grading.compute_year import compute_year
from shuzhi_xl.sheets.documents.meeting_results import MEETING_RESULT, MeetingResultContent
from tests.rules.computed_town import NUMBERS, town
from tests.rules.small_town import (
    answers,
    attendees,
    class_weights,
    form,
    meeting,
    organisation,
    source_weights,
    votes,
)


def results(
    settings: dict[str, Any] | None = None, **tables: Any
) -> tuple[dict[str, MeetingResultContent], list[Finding]]:
    year = town(settings, **tables)
    result, _ = compute_year(year)
    assert result is not None
    contents, findings = make_meeting_results(year, result)
    return dict(contents), findings


def test_a_slip_has_the_votes_of_each_class_of_all_and_their_shares() -> None:
    contents, findings = results()
    (content,) = contents.values()
    assert findings == []
    assert (content.meeting, content.lead_department, content.denominator) == ("M1", "组织科", "有效票")
    slip = content.slips[1]
    assert (slip.organisation, slip.secretary, slip.is_shown) == ("V002村党支部", "书记V002", True)
    assert [tuple(line.values().values()) for line in slip.lines] == [
        ("A票", "0", "3", "0", "0", "0", "0", "3"),
        ("B票", "3", "0", "0", "0", "0", "0", "1"),
        ("合计", "3", "3", "0", "0", "0", "0", "4"),
        ("占比", "50.00%", "50.00%", "0.00%", "0.00%", "—", "—", "—"),
    ]
    assert [slip.organisation for slip in content.slips] == [f"{number}村党支部" for number in NUMBERS]
    assert MEETING_RESULT.content is MeetingResultContent


def test_a_slip_of_few_votes_shows_none() -> None:
    contents, _ = results()
    slip = contents["M1"].slips[-1]
    assert (slip.organisation, slip.is_shown, slip.lines) == ("V005村党支部", False, ())


def test_one_class_is_one_line() -> None:
    contents, _ = results(
        class_weights=class_weights("现场测评", A票=1) + class_weights("问卷调查", 群众=1),
        attendees=[attendees("A票", 6)],
        ballots=[row for number in NUMBERS for row in votes(number, "A票", 好=3)],
    )
    assert [line.subject for line in contents["M1"].slips[0].lines] == ["合计", "占比"]


def test_slips_wait_for_the_last_ballot_that_is_out() -> None:
    for forms, count in [
        ([form("T1", "", "录票甲", state="已发出", 场次="M1")], 1),
        ([form("T1", "", "录票甲", state="待定", 场次="M1")], 1),
        ([form("P1", "V001", "测评表", state="已发出"), form("P2", "V002", "测评表", state="待定")], 2),
    ]:
        contents, (finding,) = results(forms=forms)
        assert contents == {}
        assert (finding.code, finding.context["forms"]) == ("meeting_result_waits", count)


def test_forms_that_bring_no_ballots_of_the_meeting_are_not_waited_for() -> None:
    forms = [
        form("T2", "", "录票甲", state="已发出", 场次="M2"),
        form("P1", "V001", "测评表", issued=0, state="已发出"),
        form("S1", "V001", "问卷", state="已发出"),
        form("T3", "", "录票甲", state="作废", 场次="M1"),
        form("P9", "V999", "测评表", state="已发出"),
    ]
    contents, findings = results(forms=forms)
    assert (list(contents), findings) == (["M1"], [])


def test_a_meeting_that_was_not_counted_has_no_slips() -> None:
    contents, findings = results(ballots=[], forms=[form("T1", "", "录票甲", state="已发出", 场次="M1")])
    assert (contents, findings) == ({}, [])


def test_votes_that_are_in_doubt_are_not_fed_back() -> None:
    ballots = [row for number in NUMBERS[:2] for row in votes(number, "A票", 好=3)]
    contents, _ = results(ballots=[*ballots, *votes("V002", "A票", 好=9)])
    assert [slip.organisation for slip in contents["M1"].slips] == ["V001村党支部"]


def test_a_survey_that_is_still_out_must_not_be_given_away_later() -> None:
    open_survey = {
        "organisations": [organisation(number, 问卷份数=4) for number in NUMBERS],
        "surveys": [],
    }
    only_votes = source_weights(现场测评=50, 问卷调查=50)

    def is_shown(settings: dict[str, Any] | None = None, **tables: Any) -> bool:
        contents, _ = results(settings, **{**open_survey, **tables})
        return contents["M1"].slips[0].is_shown

    # Few answers would be the composite less the meeting's score
    assert not is_shown(source_weights=only_votes)
    assert is_shown(source_weights=only_votes, surveys=answers("V001", "群众", 好=3))
    assert not is_shown(source_weights=only_votes, surveys=answers("V001", "群众", 好=1))
    assert is_shown(source_weights=source_weights(现场测评=100, 问卷调查=0))
    # With an entered score, that is what 反馈 hides; without it there is no composite
    assert is_shown(routine=[])
    assert not is_shown({"缺项处理": "按其余来源折算"}, routine=[])
    assert is_shown({"缺项处理": "按其余来源折算"})
    assert is_shown(source_weights=only_votes, organisations=[organisation(number) for number in NUMBERS])


def test_meetings_have_slips_of_their_own() -> None:
    contents, _ = results(
        organisations=[organisation("V001"), organisation("V002", 场次="M2")],
        meetings=[meeting(), meeting("M2")],
        ballots=[*votes("V001", "A票", 好=3), *votes("V002", "A票", "M2", 较好=3)],
        surveys=[],
    )
    assert {number: [slip.secretary for slip in content.slips] for number, content in contents.items()} == {
        "M1": ["书记V001"],
        "M2": ["书记V002"],
    }
