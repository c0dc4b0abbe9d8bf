"""Replies to a feedback (反馈): the last one is current."""

from datetime import datetime

from shuzhi_xl.rules.intake.answers import Answers, RectificationReply
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from tests.rules.returned_batches import Town, answers, codes, issued


def test_a_return_to_an_older_reply_is_reported_and_not_applied_again() -> None:
    office = Town(issued("反馈1", "反馈"))
    office.collect(a=REPLY_1)
    office.collect(b=REPLY_2)
    fates, findings = office.collect(c=REPLY_1)
    assert (fates, codes(findings)) == ({"c": "duplicate"}, ["reply_older"])
    fates, findings = office.collect(d=REPLY_2)
    assert (fates, codes(findings)) == ({"d": "duplicate"}, [])


def reply(progress: str) -> Answers:
    row = RectificationReply("V001-1", "王一", "李二", "", None, progress, "整改中", None)
    return answers("反馈1", kind="反馈", replies=(row,))


REPLY_1, REPLY_2 = reply("已开两次会"), reply("已完成一半")


def test_successive_replies_to_a_feedback_are_all_accepted() -> None:
    office = Town(issued("反馈1", "反馈"))
    assert office.collect(one=REPLY_1)[0] == {"one": "accepted"}
    assert office.collect(two=REPLY_2, again=REPLY_1)[0] == {"two": "accepted", "again": "duplicate"}


def test_only_the_last_of_successive_replies_is_registered_as_returned() -> None:
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
