"""Two different contents of one form wait (待定) until the clerk has adopted one (采用)."""

from tests.rules.returned_batches import A, B, C, Town, codes, issued, town_awaiting


def test_two_contents_are_both_held_until_the_clerk_decides() -> None:
    office = town_awaiting()
    office.collect(a=A)
    fates, findings = office.collect(b=B)
    assert (fates, codes(findings), office.marks()) == ({"b": "held"}, ["contents_differ"], [])
    assert office.states("V001") == office.states("V001-问") == ["待定", "待定"]
    assert {row.returned for row in office.forms} == {None}

    fates, findings = office.collect()
    assert fates == {"_/a": "held", "_/b": "held"}  # the counted one came back from 已处理

    office.decide(B)
    fates, findings = office.collect()
    assert (fates, codes(findings)) == ({"_/a": "refused", "_/b": "accepted"}, ["content_void"])
    assert office.marks() == [("V001", "好")]
    assert office.states("V001") == ["作废", "采用"]
    assert [row.valid for row in office.forms if row.form == "V001"] == [None, 1]
    assert office.collect(late=B, other=A)[0] == {"late": "duplicate", "other": "refused"}


def test_a_choice_is_ignored_while_the_second_content_is_still_open() -> None:
    office = town_awaiting()
    office.collect(a=A, b=B)
    office.decide(B, rest="待定")
    assert set(office.collect()[0].values()) == {"held"}
    assert office.marks() == []


def test_a_reversed_choice_counts_the_second_content_and_never_both() -> None:
    office = town_awaiting()
    office.collect(a=A, b=B)
    office.decide(B)
    office.collect()
    office.decide(A)
    fates, findings = office.collect()
    assert (fates, codes(findings), office.marks()) == ({}, ["adopted_file_missing"], [])
    assert office.collect()[0] == {"_/a": "accepted"}
    assert office.marks() == [("V001", "好"), ("V001", "差")]


def test_the_clerk_may_write_returned_instead_of_adopted() -> None:
    office = town_awaiting()
    office.collect(a=A, b=B)
    office.decide(B, "已收回")
    assert office.collect()[0]["_/b"] == "accepted"
    assert office.marks() == [("V001", "好")]


def test_a_content_that_is_set_back_to_issued_waits_for_its_file() -> None:
    office = town_awaiting()
    office.collect(a=A, b=B)
    office.decide(B, "已发出")
    office.box.aside.clear()
    assert office.collect() == ({}, [])
    assert office.collect(b=B)[0] == {"b": "accepted"}


def test_a_chosen_content_with_too_many_ballots_is_still_held() -> None:
    office = Town(issued("V001", count=2))
    office.collect(b=B, c=C)
    office.decide(C)
    assert codes(office.collect()[1]) == ["content_void", "more_than_issued"]
    assert office.marks() == []


def test_a_third_content_reopens_the_choice() -> None:
    office = town_awaiting()
    office.collect(a=A, b=B)
    office.decide(B)
    office.collect()
    assert office.collect(c=C)[0] == {"c": "held"}
    assert (office.states("V001"), office.marks()) == (["作废", "待定", "待定"], [])


def test_a_form_whose_contents_are_all_void_does_not_count() -> None:
    office = town_awaiting()
    office.collect(a=A)
    office.register = [{**row, "状态": "作废"} for row in office.register] + issued("V001")
    assert office.collect(a2=A)[0] == {"a2": "refused"}
    assert office.marks() == []
    assert office.states("V001") == ["作废", "已发出"]
