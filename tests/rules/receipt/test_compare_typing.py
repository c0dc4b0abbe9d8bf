from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.intake.answers import Answers, BallotAnswer
from shuzhi_xl.rules.receipt.compare_typing import compare_typing
from tests.rules.returned_forms import codes, identity


def ballot(order: int, *marks: str, voter_class: str = "A票") -> BallotAnswer:
    return BallotAnswer(
        order, voter_class, {(f"V{n:03}", "总体评价"): m for n, m in enumerate(marks, start=1)}
    )


def hands(
    first_ballots: list[BallotAnswer], right: list[BallotAnswer], held_ballots: dict[int, str] | None = None
) -> list[Answers]:
    first = Answers(identity("录票甲", ""), ballots=tuple(first_ballots))
    return [first, Answers(identity("录票乙", ""), ballots=tuple(right), held_ballots=held_ballots or {})]


def test_equal_ballots_count_once_whatever_their_order() -> None:
    first, two = ballot(1, "好"), ballot(2, "差")
    agreed, findings = compare_typing(*hands([first, two], [two, first]))
    assert (sorted(agreed), findings) == ([1, 2], [])


def test_a_differing_ballot_is_held_and_both_marks_are_named() -> None:
    agreed, findings = compare_typing(*hands([ballot(1, "好", "")], [ballot(1, "差", "好")]))
    assert agreed == frozenset()
    assert codes(findings) == ["typed_differently"]
    assert findings[0].severity is Severity.BLOCKING
    assert findings[0].context["differences"] == "V001甲“好”乙“差”；V002甲“弃权”乙“好”"


def test_a_differing_class_is_named() -> None:
    _, findings = compare_typing(*hands([ballot(1, "好")], [ballot(1, "好", voter_class="B票")]))
    assert findings[0].context["differences"] == "票类甲“A票”乙“B票”"


def test_a_column_that_only_one_has_is_named() -> None:
    _, findings = compare_typing(*hands([ballot(1, "好", "")], [ballot(1, "好")]))
    assert findings[0].context["differences"] == "V002甲“弃权”乙“（无此列）”"


def test_many_differences_are_counted() -> None:
    _, findings = compare_typing(*hands([ballot(1, *["好"] * 12)], [ballot(1, *["差"] * 12)]))
    assert findings[0].context["differences"].endswith("等共 12 处")


def test_a_ballot_that_one_did_not_type_is_held() -> None:
    agreed, findings = compare_typing(*hands([ballot(1, "好")], [ballot(2, "好")]))
    assert agreed == frozenset()
    assert [(finding.code, finding.context["order"], finding.context["hand"]) for finding in findings] == [
        ("typed_once", 1, "乙"),
        ("typed_once", 2, "甲"),
    ]


def test_a_ballot_held_in_one_typing_waits_for_it() -> None:
    agreed, findings = compare_typing(*hands([ballot(1, "好")], [], {1: "ballot_class_missing"}))
    assert agreed == frozenset()
    assert (codes(findings), findings[0].context["hand"]) == (["typed_held_once"], "乙")
