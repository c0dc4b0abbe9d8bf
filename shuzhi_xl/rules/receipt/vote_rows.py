"""From understood answers to rows of 测评票 and 问卷调查, shuffled so that no order identifies a voter."""

from shuzhi_xl.rules.arithmetic.shuffling import shuffle_by_key
from shuzhi_xl.rules.forms.identity import survey_form
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.master.votes import Ballot, SurveyAnswer

_NUMBER = Ballot.columns()["number"].header
_ORDER, _CLASS, _OPINION = (
    SurveyAnswer.columns()[name].header for name in ("order", "voter_class", "opinion")
)


def ballot_records(answers: Answers, key: bytes) -> list[Record]:
    """Rows of 测评票, one for each ballot and secretary; a ballot's number (票号) follows the shuffle."""
    form, meeting = answers.identity.form, answers.identity.meeting
    records: list[Record] = []
    # By number first: the same content in another order of columns gives the same rows.
    ballots = sorted(answers.ballots, key=lambda ballot: ballot.order)
    for index, ballot in enumerate(shuffle_by_key(ballots, key, form), start=1):
        values = {"form": form, "meeting": meeting, "voter_class": ballot.voter_class}
        # Numbered after the shuffle: the number in the package would show in which order people voted
        same = Ballot.recorded({"ballot": f"{form}-{index:03d}", **values})
        marks: dict[str, dict[str, str | None]] = {}
        for (number, criterion), mark in sorted(ballot.marks.items()):
            # 弃权 is a blank cell in 测评票, as on paper; 作废 is written out
            marks.setdefault(number, {})[criterion] = mark or None
        records += [{**same, _NUMBER: number, **row_marks} for number, row_marks in marks.items()]
    return records


def survey_records(answers: Answers, key: bytes) -> list[Record]:
    """Rows of 问卷调查, one for each respondent."""
    form, number = survey_form(answers.identity.form), answers.identity.number
    same = SurveyAnswer.recorded({"form": form, "number": number})
    # By number before the shuffle, for the same content must give the same rows
    responses = sorted(answers.surveys, key=lambda response: response.order)
    return [
        {
            **same,
            _ORDER: index,
            _CLASS: response.voter_class,
            _OPINION: response.opinion or None,
            **{criterion: mark or None for criterion, mark in response.marks.items()},
        }
        for index, response in enumerate(shuffle_by_key(responses, key, form), start=1)
    ]
