from shuzhi_xl.rules.intake.answers import Answers, BallotAnswer, SurveyResponse
from shuzhi_xl.rules.receipt.vote_rows import ballot_records, survey_records
from tests.rules.returned_batches import KEY, answers, ballot


def test_a_ballot_gives_a_row_for_each_secretary_under_one_number() -> None:
    rows = ballot_records(answers("V001", "好"), KEY)
    assert [(row["票号"], row["编号"], row["票类"], row["场次"], row["总体评价"]) for row in rows] == [
        ("V001-001", "V001", "A票", "H1", "好"),
        ("V001-001", "V002", "A票", "H1", "好"),
    ]


def test_an_abstention_is_blank_and_further_items_have_their_column() -> None:
    marks = {("V001", "总体评价"): "", ("V001", "廉洁自律"): "差", ("V002", "廉洁自律"): ""}
    (first, second) = ballot_records(
        Answers(answers("V001").identity, ballots=(BallotAnswer(1, "A票", marks),)), KEY
    )
    assert (first["总体评价"], first["廉洁自律"]) == (None, "差")
    assert (second["总体评价"], second["廉洁自律"]) == (None, None)


def test_rows_do_not_follow_the_order_of_the_ballots_but_repeat() -> None:
    many = Answers(
        answers("V001").identity,
        ballots=tuple(ballot(order, "好" if order < 20 else "差") for order in range(40)),
    )
    rows = [row["总体评价"] for row in ballot_records(many, KEY)][::2]
    assert sorted(rows) == ["好"] * 20 + ["差"] * 20
    assert rows != ["好"] * 20 + ["差"] * 20
    assert ballot_records(many, KEY) == ballot_records(many, KEY)
    assert ballot_records(many, KEY) != ballot_records(many, b"another key")


def test_a_survey_gives_a_row_for_each_respondent() -> None:
    response = SurveyResponse(7, "群众", {"总体评价": "较好", "廉洁自律": "作废"}, "多下村")
    (row,) = survey_records(Answers(answers("V001").identity, surveys=(response,)), KEY)
    assert [
        row[header] for header in ("表单编号", "编号", "序号", "票类", "总体评价", "廉洁自律", "意见建议")
    ] == [
        "V001-问",
        "V001",
        1,
        "群众",
        "较好",
        "作废",
        "多下村",
    ]
