"""后交的为准: a corrected return replaces the earlier one where the clerk has said so; nothing is guessed."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from shuzhi_xl.rules.receipt.vote_rows import ballot_records
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.returned_batches import KEY, A, B, C, Town, answers, codes, issued, town_awaiting

BLANK = answers("V001")
MARKS = {name: ballot_records(content, KEY) for name, content in {"A": A, "B": B, "C": C, "": BLANK}.items()}


def town(*, by_setting: bool = True, **more: Any) -> Town:
    """A town in which the last content counts, by the setting or by the form's own row."""
    mark: dict[str, Any] = {} if by_setting else {"后交的为准": "是"}
    return Town(issued("V001", surveys=2, **mark), last_counts=by_setting, **more)


def later(office: Town) -> Town:
    office.now += timedelta(hours=1)
    return office


def numbers(office: Town) -> list[tuple[str, int | None]]:
    return [(row.state, row.returned) for row in office.forms if row.form == "V001"]


@pytest.mark.parametrize("by_setting", [True, False], ids=["setting", "row"])
def test_a_later_content_replaces_the_earlier_one_and_nothing_flips_back(by_setting: bool) -> None:
    office = town(by_setting=by_setting)
    office.collect(a=A)
    fates, findings = later(office).collect(b=B)
    assert (fates, codes(findings)) == ({"b": "accepted"}, ["return_replaced"])
    assert "计入这一份（测评票 1 张、问卷 0 份），原来的（测评票 2 张、问卷 0 份）标为“已更新”" in sentence(
        findings[0]
    )
    assert (office.ballots, numbers(office)) == (MARKS["B"], [("已更新", None), ("已收回", 1)])
    before = office.copy()
    assert later(office).collect() == ({}, [])
    fates, findings = office.collect(again=A, copy=B)
    assert (fates, codes(findings)) == ({"again": "duplicate", "copy": "duplicate"}, ["return_older"])
    assert (office.register, office.ballots) == (before.register, before.ballots)
    assert later(office).collect(c=C)[0] == {"c": "accepted"}
    assert office.ballots == MARKS["C"]
    assert office.states("V001") == ["已收回", "已更新", "已更新"]


def test_without_the_clerks_word_both_wait_and_the_word_decides_what_waits() -> None:
    office = town_awaiting()
    office.collect(a=A)
    _, findings = later(office).collect(b=B)
    assert "也可以在“后交的为准”选“是”" in sentence(findings[0])
    assert later(office).collect()[0] == {"_/a": "held", "_/b": "held"}
    office.register = [{**office.register[0], "后交的为准": "是"}, *office.register[1:]]
    fates, findings = later(office).collect()
    assert (fates, codes(findings)) == ({"_/a": "duplicate", "_/b": "accepted"}, ["return_replaced"])
    assert (office.ballots, office.states("V001")) == (MARKS["B"], ["已收回", "已更新"])


def test_a_row_may_except_its_form_from_the_setting() -> None:
    office = Town(issued("V001", surveys=2, 后交的为准="否"), last_counts=True)
    office.collect(a=A)
    assert codes(later(office).collect(b=B)[1]) == ["contents_differ"]
    assert office.ballots == []


def test_two_contents_of_one_run_have_no_order_until_a_third_comes() -> None:
    office = town()
    _, findings = office.collect(a=A, b=B)
    assert codes(findings) == ["contents_differ", "contents_differ"]
    assert "也可以" not in sentence(findings[0])
    assert later(office).collect()[0] == {"_/a": "held", "_/b": "held"}
    fates, findings = later(office).collect(c=C)
    assert fates == {"_/a": "duplicate", "_/b": "duplicate", "c": "accepted"}
    assert (office.ballots, codes(findings)) == (MARKS["C"], ["return_replaced"])


def test_two_new_contents_beside_a_counted_one_wait_with_it() -> None:
    office = town()
    office.collect(a=A)
    assert later(office).collect(b=B, c=C)[0] == {"b": "held", "c": "held"}
    assert (office.ballots, office.states("V001")) == ([], ["待定", "待定", "待定"])


def test_a_blank_form_never_outranks_a_filled_one() -> None:
    office = town()
    office.collect(a=A)
    fates, findings = later(office).collect(b=BLANK)
    assert (fates, codes(findings), office.ballots) == ({"b": "refused"}, ["blank_beside_filled"], MARKS["A"])
    assert later(office).collect(c=C, d=answers("V001", held_ballots={}))[0] == {
        "c": "accepted",
        "d": "duplicate",
    }
    assert office.ballots == MARKS["C"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (answers("V001", "好", surveys="好"), answers("V001", "差")),
        (answers("V001", "好", surveys="好"), answers("V001", surveys="差")),
    ],
    ids=["no questionnaires", "no ballots"],
)
def test_a_content_that_lacks_a_part_waits(first: Answers, second: Answers) -> None:
    office = town()
    office.collect(a=first)
    assert codes(later(office).collect(b=second)[1]) == ["contents_differ"]
    assert (office.ballots, office.surveys) == ([], [])


def test_a_part_that_was_missing_may_come_later() -> None:
    office = town()
    office.collect(a=answers("V001", "好"))
    assert later(office).collect(b=answers("V001", "好", surveys="好"))[0] == {"b": "accepted"}
    assert len(office.surveys) == 1


def test_what_the_clerk_adopted_is_not_replaced() -> None:
    office = town()
    office.collect(a=A, b=B)
    office.decide(B)
    later(office).collect()
    assert office.ballots == MARKS["B"]
    assert codes(later(office).collect(c=C)[1]) == ["contents_differ"]


def test_a_content_with_too_many_votes_is_held_and_the_counted_one_stays() -> None:
    office = town()
    office.collect(a=A)
    many = answers("V001", "好", "好", "好", "好")
    for _ in range(2):
        fates, findings = later(office).collect(**{"b": many} if "b" not in office.box.aside else {})
        assert ([*fates.values()], codes(findings)) == (["held"], ["more_than_issued"])
        assert (office.ballots, office.states("V001")) == (MARKS["A"], ["已收回"])
    assert later(office).collect(c=C)[0] == {"_/b": "held", "c": "accepted"}
    assert office.ballots == MARKS["C"]
    # Now it fits, but whether it came before the one that counts is known no more
    office.register = [{**row, "发出数": 9} for row in office.register]
    assert codes(later(office).collect()[1]) == ["contents_differ"]


def test_surplus_that_waited_before_the_clerks_word_is_not_what_counts() -> None:
    office = town_awaiting()
    office.collect(a=A)
    later(office).collect(b=answers("V001", "好", "好", "好", "好"))
    office.last_counts = True
    assert set(later(office).collect()[0].values()) == {"held"}
    assert office.states("V001") == ["待定", "待定"]


def test_a_content_whose_file_is_missing_is_fetched_before_anything_is_decided() -> None:
    office = town_awaiting()
    office.collect(a=A)
    later(office).collect(b=B)
    office.last_counts = True
    for name in ("a", "b"):
        files, office.box.aside = dict(office.box.aside), dict(office.box.aside)
        office.box.done[name] = office.box.aside.pop(name)
        assert set(later(office).copy().collect()[0].values()) == {"held"}
        office.box.aside = files
        del office.box.done[name]
    assert later(office).collect()[0] == {"_/a": "duplicate", "_/b": "accepted"}


def test_the_last_content_may_already_count() -> None:
    office = town_awaiting()
    office.collect(a=A)
    office.last_counts = True
    later(office).collect(b=B)
    office.register = [
        {**row, "状态": "待定"} if row["文件指纹"] == fingerprint(A) else row for row in office.register
    ]
    office.box.aside["a"] = office.box.done.pop("a")
    fates, findings = later(office).collect()
    assert (fates, codes(findings)) == ({"_/a": "duplicate"}, ["return_replaced"])
    assert findings[0].at.sheet == "票单登记"
    assert (office.ballots, office.states("V001")) == (MARKS["B"], ["已收回", "已更新"])


def test_the_clerk_may_go_back_to_the_earlier_content() -> None:
    office = town()
    office.collect(a=A)
    later(office).collect(b=B)
    office.decide(A)
    later(office).collect()
    assert later(office).collect()[0] == {"_/a": "accepted"}
    assert (office.ballots, office.states("V001")) == (MARKS["A"], ["作废", "采用"])


CONTENTS = (A, B, C, BLANK)


@settings(deadline=None, max_examples=100)
@given(order=st.lists(st.integers(0, 3), min_size=1, max_size=6), repeated=st.integers(0, 5))
def test_of_contents_that_come_one_by_one_the_last_new_filled_one_counts(
    order: list[int], repeated: int
) -> None:
    office = town()
    for run, index in enumerate(order):
        later(office).collect(**{f"f{run}": CONTENTS[index]})
        before = office.copy()
        assert later(office).collect() == ({}, [])
        assert (office.register, office.ballots) == (before.register, before.ballots)
    filled = [index for index in dict.fromkeys(order) if CONTENTS[index] is not BLANK]
    assert office.ballots == ballot_records(CONTENTS[filled[-1]] if filled else BLANK, KEY)
    before = office.copy()
    later(office).collect(again=CONTENTS[order[repeated % len(order)]])
    assert office.ballots == before.ballots
    assert len(office.box.done) == len(order) + 1
