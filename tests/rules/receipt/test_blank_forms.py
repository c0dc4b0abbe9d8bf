"""A form that comes back without any vote."""

from shuzhi_xl.wording.findings.all import sentence
from tests.rules.returned_batches import A, Town, answers, codes, issued, town_awaiting

EMPTY = answers("V001")


def test_a_blank_form_is_reported_at_once_and_replaced_by_a_filled_one() -> None:
    office = town_awaiting()
    fates, findings = office.collect(a=EMPTY)
    assert (fates, codes(findings)) == ({"a": "accepted"}, ["return_blank"])
    assert "发出 3 张票、2 份问卷" in sentence(findings[0])
    assert office.collect(b=A) == ({"b": "accepted"}, [])
    assert office.states("V001") == ["已收回", "已更新"]
    assert office.marks() == [("V001", "好"), ("V001", "差")]
    assert office.collect(again=EMPTY) == ({"again": "duplicate"}, [])
    assert len(office.marks()) == 2


def test_a_blank_form_that_comes_later_changes_nothing() -> None:
    office = town_awaiting()
    office.collect(a=A)
    fates, findings = office.collect(b=EMPTY)
    assert (fates, codes(findings)) == ({"b": "refused"}, ["blank_beside_filled"])
    assert office.states("V001") == ["已收回", "已更新"]
    assert len(office.marks()) == 2


def test_a_survey_alone_makes_a_form_that_is_not_blank() -> None:
    office = town_awaiting()
    first, second = answers("V001", surveys="好"), answers("V001", surveys="差")
    assert office.collect(a=first)[1] == []
    assert codes(office.collect(b=second)[1]) == ["contents_differ"]
    assert office.states("V001") == ["待定", "待定"]


def test_an_adopted_blank_form_is_in_dispute_with_a_filled_one() -> None:
    office = town_awaiting()
    office.collect(a=EMPTY)
    office.decide(EMPTY, "采用")
    assert codes(office.collect(b=A)[1]) == ["contents_differ"]


def test_a_form_without_votes_to_give_is_never_called_blank() -> None:
    office = Town(issued("V001", count=0))
    assert office.collect(a=EMPTY) == ({"a": "accepted"}, [])


def test_the_next_run_decides_a_dispute_with_a_blank_form_in_an_old_register() -> None:
    office = town_awaiting()
    office.collect(a=EMPTY)
    office.collect(b=A)
    office.register = [{**row, "状态": "待定"} for row in office.register]
    office.box.aside, office.box.done = office.box.done, {}
    assert sorted(office.collect()[0].values()) == ["accepted", "refused"]
    assert office.states("V001") == ["已收回", "已更新"]
