"""Which returned content (回收) counts once, is held, refused or a repeat."""

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from shuzhi_xl.rules.receipt.vote_rows import ballot_records
from tests.rules.returned_batches import KEY, A, B, Town, answers, ballot, codes, issued, town_awaiting


def test_a_form_that_comes_back_is_counted_once() -> None:
    office = town_awaiting()
    assert office.collect(a=A, copy=A) == ({"a": "accepted", "copy": "duplicate"}, [])
    assert office.marks() == [("V001", "好"), ("V001", "差")]
    assert office.forms[0].returned_at is not None
    assert [(row.state, row.returned, row.valid, row.spoiled) for row in office.forms] == [
        ("已收回", 2, 2, 0),
        ("已收回", 0, 0, 0),
    ]


def test_the_same_content_later_is_a_repeat() -> None:
    office = town_awaiting()
    office.collect(a=A)
    before = office.copy()
    assert office.collect(again=A) == ({"again": "duplicate"}, [])
    assert (office.register, office.marks()) == (before.register, before.marks())


def test_a_form_that_never_went_out_is_held() -> None:
    fates, findings = town_awaiting("V002").collect(a=A, copy=A)
    assert fates == {"a": "held", "copy": "duplicate"}
    assert codes(findings) == ["form_unregistered"]


def test_a_void_form_is_refused() -> None:
    office = Town(issued("V001", 状态="作废"))
    fates, findings = office.collect(a=A)
    assert (fates, codes(findings)) == ({"a": "refused"}, ["form_void"])
    assert office.marks() == []


def test_more_ballots_than_were_issued_are_held() -> None:
    office = Town(issued("V001", count=1))
    fates, findings = office.collect(a=A)
    assert (fates, codes(findings), office.marks()) == ({"a": "held"}, ["more_than_issued"], [])
    assert (findings[0].value, findings[0].severity) == ("2", Severity.BLOCKING)


def test_more_survey_rows_than_were_issued_are_held_until_the_number_is_corrected() -> None:
    office = Town(issued("V001", surveys=1))
    surveys_in = answers("V001", "好", surveys="好差")
    fates, findings = office.collect(a=surveys_in)
    assert (fates, codes(findings), office.marks()) == ({"a": "held"}, ["more_surveys_than_issued"], [])
    assert office.surveys == []
    office.register = [{**row, "发出数": 2} if row["种类"] == "问卷" else row for row in office.register]
    assert office.collect()[0] == {"_/a": "accepted"}
    assert len(office.surveys) == 2


def test_a_survey_that_was_never_issued_is_held() -> None:
    office = Town(issued("V001"))
    assert codes(office.collect(a=answers("V001", "好", surveys="好"))[1]) == ["more_surveys_than_issued"]


def test_held_ballots_count_towards_the_number_issued_and_are_registered_as_spoiled() -> None:
    held_answers = answers("V001", "好", held_ballots={2: "ballot_class_missing"})
    office = Town(issued("V001", count=2))
    office.collect(a=held_answers)
    assert [(row.returned, row.valid, row.spoiled) for row in office.forms] == [(2, 1, 1)]
    assert Town(issued("V001", count=1)).collect(a=held_answers)[0] == {"a": "held"}


def test_a_form_without_a_new_state_or_file_is_unchanged() -> None:
    office = town_awaiting()
    assert office.collect() == ({}, [])
    assert office.states("V001") == ["已发出"]


def test_a_content_marked_as_replaced_counts_no_more() -> None:
    office = town_awaiting()
    office.collect(a=A)
    office.decide(A, "已更新")
    assert office.collect(b=B)[0] == {"b": "accepted"}
    assert office.marks() == [("V001", "好")]
    assert office.collect(a=A)[0] == {"a": "duplicate"}
    assert office.marks() == [("V001", "好")]


def test_the_order_of_the_columns_of_a_form_does_not_matter() -> None:
    first_ballot, two = ballot(1, "好"), ballot(2, "差")
    first, right = answers("V001", "好", "差"), answers("V001")
    turned = type(right)(right.identity, ballots=(two, first_ballot))
    assert fingerprint(first) == fingerprint(turned)
    assert ballot_records(first, KEY) == ballot_records(turned, KEY)
