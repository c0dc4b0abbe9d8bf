from dataclasses import replace
from datetime import date

import pytest

from shuzhi_xl.rules.intake.answers import (
    Answers,
    BallotAnswer,
    RectificationReply,
    SelfCheck,
    SurveyResponse,
)
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from tests.rules.returned_forms import identity

BALLOTS = (
    BallotAnswer(1, "A票", {("V002", "总体评价"): "好", ("V003", "总体评价"): ""}),
    BallotAnswer(2, "B票", {("V002", "总体评价"): "差"}),
)
SURVEYS = (SurveyResponse(1, "党员", {"总体评价": "好"}, "多下基层"),)
PROBLEMS = (SelfCheck("学习不够", due=date(2016, 6, 30)),)
REPLIES = (RectificationReply("W-1", "", "", "", None, "", "整改中", None),)
ANSWERS = Answers(identity(), BALLOTS, SURVEYS, PROBLEMS, REPLIES, {3: "ballot_class_missing"})


def test_the_order_of_rows_and_columns_does_not_matter() -> None:
    turned = BallotAnswer(1, "A票", {("V003", "总体评价"): "", ("V002", "总体评价"): "好"})
    same = replace(ANSWERS, ballots=(BALLOTS[1], turned))
    assert fingerprint(same) == fingerprint(ANSWERS)
    assert len(fingerprint(ANSWERS)) == 16


@pytest.mark.parametrize(
    "change",
    [
        {"ballots": BALLOTS[:1]},
        {"ballots": (BALLOTS[0], replace(BALLOTS[1], voter_class="A票"))},
        {"surveys": (replace(SURVEYS[0], opinion=""),)},
        {"problems": (replace(PROBLEMS[0], due=date(2016, 7, 1)),)},
        {"replies": (replace(REPLIES[0], state="已完成"),)},
        {"held_ballots": {}},
        {"identity": identity(number="V002")},
    ],
)
def test_any_other_answer_has_another_fingerprint(change: dict[str, object]) -> None:
    assert fingerprint(replace(ANSWERS, **change)) != fingerprint(ANSWERS)  # type: ignore[arg-type]
