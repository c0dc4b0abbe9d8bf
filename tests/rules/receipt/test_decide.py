import random
from collections.abc import Sequence
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.intake.answers import Answers, RectificationReply
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from shuzhi_xl.rules.receipt.vote_rows import ballot_records
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.returned_batches import KEY, Town, answers, ballot, codes, issued

A, B, C = answers("V001", "好", "差"), answers("V001", "好"), answers("V001", "一般", "差", "差")


def town(*forms: str) -> Town:
    return Town([row for form in forms or ("V001",) for row in issued(form, surveys=2)])


def test_a_form_that_comes_back_is_counted_once() -> None:
    office = town()
    assert office.collect(a=A, copy=A) == ({"a": "accepted", "copy": "duplicate"}, [])
    assert office.marks() == [("V001", "好"), ("V001", "差")]
    assert office.forms[0].returned_at is not None
    assert [(row.state, row.returned, row.valid, row.spoiled) for row in office.forms] == [
        ("已收回", 2, 2, 0),
        ("已收回", 0, 0, 0),
    ]


def test_the_same_content_later_is_a_repeat() -> None:
    office = town()
    office.collect(a=A)
    before = office.copy()
    assert office.collect(again=A) == ({"again": "duplicate"}, [])
    assert (office.register, office.marks()) == (before.register, before.marks())


EMPTY = answers("V001")


def test_a_blank_form_is_told_at_once_and_a_filled_one_takes_its_place() -> None:
    office = town()
    fates, findings = office.collect(a=EMPTY)
    assert (fates, codes(findings)) == ({"a": "accepted"}, ["return_blank"])
    assert "发出 3 张票、2 份问卷" in sentence(findings[0])
    assert office.collect(b=A) == ({"b": "accepted"}, [])
    assert office.states("V001") == ["已收回", "已更新"]
    assert office.marks() == [("V001", "好"), ("V001", "差")]
    assert office.collect(again=EMPTY) == ({"again": "duplicate"}, [])
    assert len(office.marks()) == 2


def test_a_blank_form_that_comes_later_changes_nothing() -> None:
    office = town()
    office.collect(a=A)
    fates, findings = office.collect(b=EMPTY)
    assert (fates, codes(findings)) == ({"b": "refused"}, ["blank_beside_filled"])
    assert office.states("V001") == ["已收回", "已更新"]
    assert len(office.marks()) == 2


def test_a_survey_alone_makes_a_form_that_is_not_blank() -> None:
    office = town()
    first, second = answers("V001", surveys="好"), answers("V001", surveys="差")
    assert office.collect(a=first)[1] == []
    assert codes(office.collect(b=second)[1]) == ["contents_differ"]
    assert office.states("V001") == ["待定", "待定"]


def test_a_blank_form_that_the_clerk_has_adopted_is_in_dispute_with_a_filled_one() -> None:
    office = town()
    office.collect(a=EMPTY)
    office.decide(EMPTY, "采用")
    assert codes(office.collect(b=A)[1]) == ["contents_differ"]


def test_a_form_without_votes_to_give_is_never_called_blank() -> None:
    office = Town(issued("V001", count=0))
    assert office.collect(a=EMPTY) == ({"a": "accepted"}, [])


def test_a_dispute_with_a_blank_form_in_an_old_register_is_settled_by_the_next_run() -> None:
    office = town()
    office.collect(a=EMPTY)
    office.collect(b=A)
    office.register = [{**row, "状态": "待定"} for row in office.register]
    office.box.aside, office.box.done = office.box.done, {}
    assert sorted(office.collect()[0].values()) == ["accepted", "refused"]
    assert office.states("V001") == ["已收回", "已更新"]


def test_a_form_that_never_went_out_is_held() -> None:
    fates, findings = town("V002").collect(a=A, copy=A)
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


def test_a_reply_that_goes_back_to_an_older_one_is_told_and_not_applied_again() -> None:
    office = Town(issued("反馈1", "反馈"))
    office.collect(a=REPLY_1)
    office.collect(b=REPLY_2)
    fates, findings = office.collect(c=REPLY_1)
    assert (fates, codes(findings)) == ({"c": "duplicate"}, ["reply_older"])
    fates, findings = office.collect(d=REPLY_2)
    assert (fates, codes(findings)) == ({"d": "duplicate"}, [])


def test_more_survey_rows_than_were_issued_are_held_until_the_number_is_put_right() -> None:
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


def test_held_ballots_count_towards_the_number_issued_and_are_registered_as_left_out() -> None:
    held_answers = answers("V001", "好", held_ballots={2: "ballot_class_missing"})
    office = Town(issued("V001", count=2))
    office.collect(a=held_answers)
    assert [(row.returned, row.valid, row.spoiled) for row in office.forms] == [(2, 1, 1)]
    assert Town(issued("V001", count=1)).collect(a=held_answers)[0] == {"a": "held"}


def test_two_contents_are_both_held_and_the_clerk_decides() -> None:
    office = town()
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


def test_one_of_two_chosen_while_the_other_is_still_open_decides_nothing() -> None:
    office = town()
    office.collect(a=A, b=B)
    office.decide(B, rest="待定")
    assert set(office.collect()[0].values()) == {"held"}
    assert office.marks() == []


def test_a_changed_mind_brings_the_other_content_in_and_never_both() -> None:
    office = town()
    office.collect(a=A, b=B)
    office.decide(B)
    office.collect()
    office.decide(A)
    fates, findings = office.collect()
    assert (fates, codes(findings), office.marks()) == ({}, ["adopted_file_missing"], [])
    assert office.collect()[0] == {"_/a": "accepted"}
    assert office.marks() == [("V001", "好"), ("V001", "差")]


def test_the_clerk_may_write_returned_where_adopted_was_meant() -> None:
    office = town()
    office.collect(a=A, b=B)
    office.decide(B, "已收回")
    assert office.collect()[0]["_/b"] == "accepted"
    assert office.marks() == [("V001", "好")]


def test_a_content_that_is_set_back_to_issued_waits_for_its_file() -> None:
    office = town()
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
    office = town()
    office.collect(a=A, b=B)
    office.decide(B)
    office.collect()
    assert office.collect(c=C)[0] == {"c": "held"}
    assert (office.states("V001"), office.marks()) == (["作废", "待定", "待定"], [])


def test_when_every_content_is_void_but_the_form_is_not_nothing_counts() -> None:
    office = town()
    office.collect(a=A)
    office.register = [{**row, "状态": "作废"} for row in office.register] + issued("V001")
    assert office.collect(a2=A)[0] == {"a2": "refused"}
    assert office.marks() == []
    assert office.states("V001") == ["作废", "已发出"]


def test_a_form_whose_state_and_files_stand_still_stays_as_it_is() -> None:
    office = town()
    assert office.collect() == ({}, [])
    assert office.states("V001") == ["已发出"]


def reply(progress: str) -> Answers:
    row = RectificationReply("V001-1", "王一", "李二", "", None, progress, "整改中", None)
    return answers("反馈1", kind="反馈", replies=(row,))


REPLY_1, REPLY_2 = reply("已开两次会"), reply("已完成一半")


def test_replies_to_a_feedback_are_taken_one_after_the_other() -> None:
    office = Town(issued("反馈1", "反馈"))
    assert office.collect(one=REPLY_1)[0] == {"one": "accepted"}
    assert office.collect(two=REPLY_2, again=REPLY_1)[0] == {"two": "accepted", "again": "duplicate"}


def test_of_replies_that_came_one_after_the_other_only_the_last_stands_as_returned() -> None:
    office = Town(issued("反馈1", "反馈"))
    office.collect(one=REPLY_1)
    office.collect(two=REPLY_2)
    office.collect(three=reply("已全部完成"))
    assert [(row.state, row.returned) for row in office.forms] == [
        ("已更新", None),
        ("已更新", None),
        ("已收回", 0),
    ]
    before = office.copy()
    assert office.collect() == ({}, [])
    assert office.register == before.register


def test_a_register_with_two_returned_replies_keeps_the_later_one_at_the_next_run() -> None:
    office = Town(issued("反馈1", "反馈"))
    office.collect(one=REPLY_1)
    office.collect(two=REPLY_2)
    early, late = datetime(2016, 2, 1), datetime(2016, 3, 1)  # noqa: DTZ001 -- a workbook's times know no zone
    office.register = [
        {**row, "状态": "已收回", "收回时间": late if row["文件指纹"] == fingerprint(REPLY_1) else early}
        for row in office.register
    ]
    office.collect()
    assert {row.fingerprint: row.state for row in office.forms} == {
        fingerprint(REPLY_1): "已收回",
        fingerprint(REPLY_2): "已更新",
    }


def test_a_feedback_whose_last_reply_is_void_is_void() -> None:
    office = Town(issued("反馈1", "反馈"))
    office.collect(one=REPLY_1)
    office.collect(two=REPLY_2)
    office.register = [{**row, "状态": "作废"} if row["状态"] == "已收回" else row for row in office.register]
    fates, findings = office.collect(three=reply("已全部完成"))
    assert (fates, codes(findings)) == ({"three": "refused"}, ["form_void"])


def test_a_content_marked_as_replaced_counts_no_more() -> None:
    office = town()
    office.collect(a=A)
    office.decide(A, "已更新")
    assert office.collect(b=B)[0] == {"b": "accepted"}
    assert office.marks() == [("V001", "好")]
    assert office.collect(a=A)[0] == {"a": "duplicate"}
    assert office.marks() == [("V001", "好")]


def test_two_replies_at_once_are_held() -> None:
    office = Town(issued("反馈1", "反馈"))
    fates, findings = office.collect(one=REPLY_1, two=REPLY_2, copy=REPLY_2)
    assert fates == {"one": "held", "two": "duplicate", "copy": "held"}
    assert codes(findings) == ["replies_differ", "replies_differ"]


def test_a_reply_declared_void_is_refused() -> None:
    office = Town(issued("反馈1", "反馈"))
    office.collect(one=REPLY_1)
    office.register = [*office.register, {**office.register[0], "文件指纹": "other"}]
    office.decide(REPLY_1, "作废", rest="已收回")
    assert office.collect(again=REPLY_1)[0] == {"again": "refused"}


FORMS = ("V001", "V002", "V003")
CONTENTS = {
    form: [answers(form, "好", "差", surveys="好"), answers(form, "好"), answers(form)] for form in FORMS
}
BLANK = 2  # the content without any vote; one with votes comes before it
files = st.lists(st.tuples(st.sampled_from(FORMS), st.integers(0, 2)), max_size=7)
batches = st.lists(files, min_size=1, max_size=4)


def run_of(batch: Sequence[tuple[str, int]], label: str) -> dict[str, Answers]:
    return {f"{label}{index}": CONTENTS[form][content] for index, (form, content) in enumerate(batch)}


@settings(deadline=None, max_examples=150)
@given(batches=batches, seed=st.randoms(use_true_random=False))
def test_whatever_order_names_and_runs_every_content_counts_once_or_waits(
    batches: list[list[tuple[str, int]]], seed: random.Random
) -> None:
    split, whole = town("V001", "V002"), town("V001", "V002")  # V003 never went out
    for number, batch in enumerate(batches):
        split.collect(**run_of(batch, f"f{number}"))
    everything = [file for batch in batches for file in batch]
    seed.shuffle(everything)
    whole.collect(**run_of(everything, "x"))
    assert (split.ballots, split.surveys) == (whole.ballots, whole.surveys)
    assert [split.states(form) for form in FORMS] == [whole.states(form) for form in FORMS]
    for form in ("V001", "V002"):
        different = sorted({content for form_of_content, content in everything if form_of_content == form})
        different = [content for content in different if content != BLANK] or different
        if len(different) == 1:
            expected = ballot_records(CONTENTS[form][different[0]], KEY)
            assert [row for row in split.ballots if row["表单编号"] == form] == expected
        else:
            assert form not in {row["表单编号"] for row in split.ballots}

    before = split.copy()
    split.collect(**run_of(everything, "again"))
    assert (split.ballots, split.surveys) == (before.ballots, before.surveys)
    settled = split.copy()
    split.collect()
    assert (split.register, split.ballots, split.surveys) == (
        settled.register,
        settled.ballots,
        settled.surveys,
    )

    for office in (split, whole):
        for form in ("V001", "V002"):
            different = sorted(
                {content for form_of_content, content in everything if form_of_content == form}
            )
            if len(different) > 1:
                office.decide(CONTENTS[form][different[0]])
        office.collect()
    assert (split.ballots, split.surveys) == (whole.ballots, whole.surveys)
    contents_chosen = {
        form: min((c for form_of_content, c in everything if form_of_content == form), default=None)
        for form in ("V001", "V002")
    }
    expected_marks = [
        (form, ballot.marks["V001", "总体评价"])
        for form, content in contents_chosen.items()
        if content is not None
        for ballot in CONTENTS[form][content].ballots
    ]
    assert split.marks() == sorted(expected_marks)


def test_the_columns_order_of_a_form_changes_nothing() -> None:
    first_ballot, two = ballot(1, "好"), ballot(2, "差")
    first, right = answers("V001", "好", "差"), answers("V001")
    turned = type(right)(right.identity, ballots=(two, first_ballot))
    assert fingerprint(first) == fingerprint(turned)
    assert ballot_records(first, KEY) == ballot_records(turned, KEY)
