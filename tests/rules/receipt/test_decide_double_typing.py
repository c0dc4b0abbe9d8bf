"""Two people's typing of one meeting's ballots: compared, corrected, disputed, never counted twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhi_xl.rules.intake.answers import Answers
from tests.rules.returned_batches import Town, answers, codes, issued

JIA, YI = answers("录甲", "好", "差", kind="录票甲"), answers("录乙", "好", "差", kind="录票乙")
YI_WRONG = answers("录乙", "好", "好", kind="录票乙")
YI_WORSE = answers("录乙", "差", "好", kind="录票乙")
JIA_WRONG = answers("录甲", "一般", "差", kind="录票甲")


def pair(count: int = 3) -> Town:
    return Town([*issued("录甲", "录票甲", count), *issued("录乙", "录票乙", count)], double_typing=True)


def test_two_equal_hands_count_once() -> None:
    office = pair()
    assert office.collect(a=JIA, b=YI) == ({"a": "accepted", "b": "accepted"}, [])
    assert office.marks() == [("录甲", "好"), ("录甲", "差")]
    assert office.collect(copy=JIA, copy2=YI)[0] == {"copy": "duplicate", "copy2": "duplicate"}
    assert office.collect(copy=JIA)[0] == {"copy": "duplicate"}
    assert office.collect() == ({}, [])
    assert office.marks() == [("录甲", "好"), ("录甲", "差")]


JIA_BLANK, YI_BLANK = answers("录甲", kind="录票甲"), answers("录乙", kind="录票乙")


def test_two_blank_typings_are_reported_at_once_and_replaced_by_filled_ones() -> None:
    office = pair()
    fates, findings = office.collect(a=JIA_BLANK, b=YI_BLANK)
    assert (fates, codes(findings)) == ({"a": "accepted", "b": "accepted"}, ["return_blank"])
    assert office.collect(a=JIA, b=YI) == ({"a": "accepted", "b": "accepted"}, [])
    assert office.marks() == [("录甲", "好"), ("录甲", "差")]


def test_a_blank_typing_that_comes_later_changes_nothing() -> None:
    office = pair()
    office.collect(a=JIA, b=YI)
    fates, findings = office.collect(c=JIA_BLANK)
    assert (fates, codes(findings)) == ({"c": "refused"}, ["blank_beside_filled"])
    assert office.marks() == [("录甲", "好"), ("录甲", "差")]


def test_a_blank_typing_beside_a_filled_one_of_the_same_typist_is_ignored() -> None:
    fates, findings = pair().collect(a=JIA, b=YI, c=JIA_BLANK)
    assert fates == {"a": "accepted", "b": "accepted", "c": "refused"}
    assert codes(findings) == ["blank_beside_filled"]


def test_one_typing_waits_for_the_second() -> None:
    office = pair()
    fates, findings = office.collect(a=JIA, copy=JIA)
    assert (fates, codes(findings)) == ({"a": "held", "copy": "duplicate"}, ["other_typing_missing"])
    assert office.marks() == []
    assert office.collect(b=YI)[0] == {"_/a": "accepted", "b": "accepted"}
    assert office.marks() == [("录甲", "好"), ("录甲", "差")]


def test_ballots_that_differ_are_held_and_a_corrected_workbook_replaces_the_held_one() -> None:
    office = pair()
    fates, findings = office.collect(a=JIA, b=YI_WRONG)
    assert (fates, codes(findings)) == ({"a": "held", "b": "held"}, ["typed_differently"])
    assert office.marks() == [("录甲", "好")]
    assert [(row.returned, row.valid, row.spoiled) for row in office.forms] == [(2, 1, 1)] * 2
    before = office.copy()
    assert set(office.collect()[0].values()) == {"held"}
    assert (office.register, office.marks()) == (before.register, before.marks())

    fates, findings = office.collect(better=YI)
    assert fates == {"_/a": "accepted", "_/b": "refused", "better": "accepted"}
    assert codes(findings) == ["typing_replaced"]
    assert office.marks() == [("录甲", "好"), ("录甲", "差")]
    assert [(row.returned, row.valid, row.spoiled) for row in office.forms] == [(2, 2, 0)] * 2


def test_a_held_workbook_that_is_corrected_in_its_folder_is_compared_again() -> None:
    office = pair()
    office.collect(a=JIA, b=YI_WRONG)
    office.box.aside["b"] = YI
    assert office.collect()[0] == {"_/a": "accepted", "_/b": "accepted"}


def test_a_typing_removed_for_correction_leaves_the_second_waiting() -> None:
    office = pair()
    office.collect(a=JIA, b=YI_WRONG)
    del office.box.aside["b"]
    assert office.collect()[0] == {"_/a": "held"}
    assert office.marks() == [("录甲", "好")]
    assert office.collect(b=YI)[0] == {"_/a": "accepted", "b": "accepted"}


def test_a_corrected_first_version_replaces_the_waiting_one() -> None:
    office = pair()
    office.collect(old=JIA_WRONG)
    assert office.collect(new=JIA)[0] == {"_/old": "refused", "new": "held"}
    assert office.collect(b=YI)[0] == {"_/new": "accepted", "b": "accepted"}


def test_two_new_versions_at_once_are_never_guessed_between() -> None:
    office = pair()
    fates, findings = office.collect(a=JIA, b=YI, c=YI_WRONG)
    assert set(fates.values()) == {"held"}
    assert sorted(codes(findings)) == ["contents_differ", "contents_differ", "other_typing_missing"]
    assert set(office.collect()[0].values()) == {"held"}
    assert office.marks() == []
    office.decide(YI)
    assert office.collect()[0] == {"_/a": "accepted", "_/b": "accepted", "_/c": "refused"}
    assert office.marks() == [("录甲", "好"), ("录甲", "差")]
    assert office.states("录乙") == ["作废", "采用"]


def test_a_corrected_typing_is_kept_while_the_second_is_undecided() -> None:
    office = pair()
    office.collect(a=JIA_WRONG, b=YI_WORSE)
    fates, _ = office.collect(better=JIA, c=YI, d=YI_WRONG)
    assert fates == {"_/a": "refused", "_/b": "held", "better": "held", "c": "held", "d": "held"}
    assert (office.states("录甲"), office.states("录乙")) == (["已收回"], ["待定"] * 3)
    office.decide(YI)
    office.collect()
    assert office.marks() == [("录甲", "好"), ("录甲", "差")]


def test_another_version_after_both_agreed_withdraws_and_asks() -> None:
    office = pair()
    office.collect(a=JIA, b=YI)
    fates, findings = office.collect(c=YI_WORSE)
    assert (fates, codes(findings), office.marks()) == ({"c": "held"}, ["contents_differ"], [])
    assert {row.returned for row in office.forms} == {None}
    office.decide(YI)
    assert office.collect()[0] == {"_/a": "accepted", "_/b": "accepted", "_/c": "refused"}
    assert office.marks() == [("录甲", "好"), ("录甲", "差")]


def test_a_chosen_version_without_its_file_is_asked_for() -> None:
    office = pair()
    office.collect(a=JIA, b=YI)
    office.collect(c=YI_WORSE)
    office.decide(YI)
    office.box.done, office.box.aside = {**office.box.done, **office.box.aside}, {}
    fates, findings = office.collect()
    assert (fates, codes(findings)) == ({}, ["adopted_file_missing"] * 2)
    assert office.collect()[0] == {"_/a": "accepted", "_/b": "accepted"}


def test_more_typed_ballots_than_were_issued_are_held() -> None:
    office = pair(1)
    fates, findings = office.collect(a=JIA, b=YI_WRONG)
    assert (fates, codes(findings)) == ({"a": "held", "b": "held"}, ["more_than_issued"] * 2)
    assert (findings[0].value, office.marks()) == ("2", [])


def test_a_ballot_that_only_one_typist_entered_counts_towards_the_number_issued() -> None:
    longer = answers("录乙", "好", "差", "好", kind="录票乙")
    assert codes(pair(2).collect(a=JIA, b=longer)[1]) == ["more_than_issued"] * 2


def test_both_hands_are_compared_even_after_double_typing_was_switched_off() -> None:
    office = pair()
    office.double_typing = False
    office.collect(a=JIA, b=YI)
    assert office.marks() == [("录甲", "好"), ("录甲", "差")]


def test_a_single_typing_workbook_is_a_form_like_any_other() -> None:
    office = Town(issued("录甲", "录票甲"))
    assert office.collect(a=JIA)[0] == {"a": "accepted"}
    assert office.collect(b=JIA_WRONG)[0] == {"b": "held"}


def test_the_first_typing_waits_while_the_second_is_void() -> None:
    office = Town([*issued("录甲", "录票甲"), *issued("录乙", "录票乙", 状态="作废")], double_typing=True)
    fates, findings = office.collect(a=JIA, b=YI)
    assert fates == {"a": "held", "b": "refused"}
    assert codes(findings) == ["form_void", "other_typing_missing"]


typed = st.lists(st.sampled_from([JIA, JIA_WRONG, YI, YI_WRONG, YI_WORSE]), max_size=3)


@settings(deadline=None, max_examples=100)
@given(batches=st.lists(typed, min_size=1, max_size=4))
def test_only_ballots_that_both_typists_entered_identically_count(batches: list[list[Answers]]) -> None:
    office = pair()
    marks_by_form: dict[str, set[tuple[int, str]]] = {"录甲": set(), "录乙": set()}
    for number, batch in enumerate(batches):
        office.collect(**{f"f{number}{index}": ballot for index, ballot in enumerate(batch)})
        for answers_typed in batch:
            marks = {(ballot.order, ballot.marks["V001", "总体评价"]) for ballot in answers_typed.ballots}
            marks_by_form[answers_typed.identity.form] |= marks
        agreed = {mark for _, mark in marks_by_form["录甲"] & marks_by_form["录乙"]}
        assert {mark for _, mark in office.marks()} <= agreed
        assert len(office.marks()) <= 2
        before = office.copy()
        office.collect()
        assert (office.register, office.marks()) == (before.register, before.marks())
