"""The forms and votes of a random town."""

from collections.abc import Iterator, Sequence
from typing import Final

from shuzhi_xl.sheets.master.vocabulary import FORM_STATES, GRADES
from tests.recount.random_town.draws import CLASSES, Draws, Row, Rows, Tables
from tests.recount.random_town.people import RandomPeople

_MARKS: Final = (*GRADES, "", "作废")


class RandomVotes:
    """Register of forms, ballots and survey answers by table name.

    Args:
        draws: The town's draws.
        people: Whom and where they rate.
        criteria: 测评项目.
    """

    def __init__(self, draws: Draws, people: RandomPeople, criteria: Sequence[str]) -> None:
        self._draws, self._people, self._criteria = draws, people, criteria
        self._favourites: dict[tuple[str, str], str | None] = {}
        self._register: Rows = []
        self._ballot_forms: Rows = []
        self._survey_forms: Rows = []
        self._packages()
        self.tables: Tables = {
            "票单登记": self._register,
            "测评票": self._meeting_votes(),
            "问卷调查": self._survey_votes(),
        }

    def _packages(self) -> None:
        """Forms of the branches' own ballots and surveys, some of them void, lost or still to be decided."""
        for row in self._people.roster:
            if self._draws.peers and self._draws.happens(0.8):
                self._ballot_forms += self._forms(row, "测评表", self._draws.random.randint(1, 3))
            if self._draws.happens(0.9):
                self._survey_forms += self._forms(row, "问卷", self._draws.random.randint(1, 6))

    def _forms(self, branch: Row, kind: str, issued: int) -> Rows:
        states = [self._draws.choose(FORM_STATES) if self._draws.happens(0.06) else "已收回"]
        if states == ["作废"] and self._draws.happens(0.7):
            states.append("已收回")
        forms = [self._form(branch, kind, index, issued, state) for index, state in enumerate(states)]
        if self._draws.happens(0.05):
            blanks = dict.fromkeys(("收回数", "有效数", "作废数", "收回时间"))
            forms.append({**forms[-1], **blanks, "文件指纹": "另一份", "状态": "作废"})
            self._register += [*forms]
            return forms[:-1]
        self._register += forms
        return forms

    def _form(self, branch: Row, kind: str, index: int, issued: int, state: str) -> Row:
        return {
            "表单编号": f"15-{branch['编号']}-{kind}-{index}",
            "种类": kind,
            "编号": branch["编号"],
            "场次": branch["场次"],
            "发出数": issued,
            **dict.fromkeys(("收回数", "有效数"), None if state == "已发出" else issued),
            "作废数": None if state == "已发出" else 0,
            "收回时间": None if state == "已发出" else "2016-01-18",
            "发出时间": "2016-01-05",
            "文件指纹": None if state == "已发出" else f"{branch['编号']}{kind}{index}",
            "状态": state,
        }

    def _meeting_votes(self) -> Rows:
        """Paper ballots up to all seats of a class, and the ballots of the branches' packages."""
        rows: Rows = []
        for (meeting, voter_class), seats in self._people.seats.items():
            cast = (
                seats + (self._draws.happens(0.03) and seats > 0)
                if self._draws.happens(0.3)
                else self._draws.random.randint(0, seats)
            )
            for index in range(cast):
                rows += self._ballot(f"{meeting}{voter_class}{index}", "", meeting, voter_class)
        for form in self._ballot_forms:
            if form["状态"] == "已发出":
                continue
            for index in range(self._draws.random.randint(0, form["发出数"])):
                ballot = f"{form['表单编号']}-{index}"
                rows += self._ballot(ballot, form["表单编号"], form["场次"], self._draws.peers or CLASSES[0])
        return rows

    def _ballot(self, ballot: str, form: str, meeting: str, voter_class: str) -> Iterator[Row]:
        for branch in self._people.roster:
            if branch["场次"] == meeting:
                yield {
                    "票号": ballot,
                    "表单编号": form or None,
                    "场次": meeting,
                    "票类": voter_class,
                    "编号": branch["编号"],
                    **self._marks(branch["编号"]),
                }

    def _survey_votes(self) -> Rows:
        rows: Rows = []
        for form in self._survey_forms:
            if form["状态"] == "已发出":
                continue
            classes = (
                [self._draws.choose(self._draws.respondents)]
                if self._draws.happens(0.3)
                else self._draws.respondents
            )
            answered = (
                form["发出数"] + self._draws.happens(0.02)
                if self._draws.happens(0.3)
                else self._draws.random.randint(0, form["发出数"])
            )
            for order in range(answered):
                rows.append(
                    {
                        "表单编号": form["表单编号"],
                        "编号": form["编号"],
                        "序号": order + 1,
                        "票类": self._draws.choose(classes),
                        **self._marks(form["编号"]),
                    }
                )
        return rows

    def _marks(self, number: str) -> Row:
        """A mark for each 测评项目; some towns and branches are alike, some items are left blank by all."""
        marks: Row = {}
        for criterion in self._criteria:
            key = (criterion, "" if self._draws.uniform else number)
            if key not in self._favourites:
                choices = ("好", "较好", "较好") if self._draws.uniform else ("", None, None, None)
                self._favourites[key] = self._draws.choose(("好", "较好", "一般", "差", *choices))
            usual = self._favourites[key]
            mark = self._draws.choose(_MARKS) if usual is None else usual
            marks[criterion] = mark or None
        return marks
