"""A town's year of returned files, for tests: the register, votes, and runs of 回收 over them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.forms.identity import seal_identity, survey_form
from shuzhi_xl.rules.intake.answers import Answers, BallotAnswer, SurveyResponse
from shuzhi_xl.rules.receipt.contents import Arrival, make_arrival
from shuzhi_xl.rules.receipt.decide import decide_all
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from shuzhi_xl.rules.receipt.outcome import Fate, FormOutcome
from shuzhi_xl.rules.receipt.register_rows import ballots_after, register_after, surveys_after
from shuzhi_xl.sheets.declaration.raw_rows import RawRow
from shuzhi_xl.sheets.declaration.row import Frame
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.master.votes import BALLOT, FORM, SURVEY_ANSWER, RegisteredForm
from shuzhi_xl.sheets.outgoing.forms import Identity
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.wording.findings.all import sentence

KEY = b"a town's own key"
NOW = datetime(2016, 1, 21, 9)  # noqa: DTZ001 -- a workbook's times know no zone
FIRST_LINE = 4

Records = Sequence[Mapping[str, Any]]


def identity(form: str, kind: str = "测评表") -> Identity:
    number = form if kind == "测评表" else ""
    return seal_identity(
        KEY, year=2015, form=form, kind=kind, number=number, meeting="H1", track="村", version="1"
    )


def ballot(order: int, mark: str, voter_class: str = "A票") -> BallotAnswer:
    return BallotAnswer(order, voter_class, {("V001", OVERALL): mark, ("V002", OVERALL): mark})


def answers(form: str, *marks: str, kind: str = "测评表", surveys: str = "", **more: Any) -> Answers:
    """Answers of a form: a ballot for each mark, a respondent for each letter of ``surveys``."""
    return Answers(
        identity(form, kind),
        ballots=tuple(ballot(order, mark) for order, mark in enumerate(marks, start=1)),
        surveys=tuple(
            SurveyResponse(order, "群众", {OVERALL: mark}, "") for order, mark in enumerate(surveys, start=1)
        ),
        **more,
    )


def issued(
    form: str, kind: str = "测评表", count: int = 3, surveys: int = 0, **more: Any
) -> list[dict[str, Any]]:
    """The register's rows of a form that went out."""
    base = {"场次": "H1", "发出时间": datetime(2016, 1, 10), "状态": "已发出", **more}  # noqa: DTZ001
    form_row = {
        "表单编号": form,
        "种类": kind,
        "编号": form if kind == "测评表" else None,
        "发出数": count,
        **base,
    }
    survey = {**form_row, "表单编号": survey_form(form), "种类": "问卷", "发出数": surveys}
    return [form_row, survey] if surveys else [form_row]


# Three contents of the form V001 that differ.
A, B, C = answers("V001", "好", "差"), answers("V001", "好"), answers("V001", "一般", "差", "差")


@dataclass
class Box:
    """The files under 收回 by name; ``aside`` and ``done`` name those that were moved."""

    inbox: dict[str, Answers] = field(default_factory=dict)
    aside: dict[str, Answers] = field(default_factory=dict)
    done: dict[str, Answers] = field(default_factory=dict)

    def arrivals(self) -> list[Arrival]:
        fresh = [make_arrival(name, answers_in) for name, answers_in in self.inbox.items()]
        held_arrivals = [
            make_arrival(f"_/{name}", answers_in, was_aside=True) for name, answers_in in self.aside.items()
        ]
        return [*fresh, *held_arrivals]

    @property
    def answers_of(self) -> dict[str, Answers]:
        """Answers of all files, by fingerprint."""
        return {
            fingerprint(answers_in): answers_in for answers_in in (*self.inbox.values(), *self.aside.values())
        }

    def put_away(self, decision: FormOutcome) -> None:
        """Move the files as 回收 does."""
        for recalled in decision.recalled:
            for name, answers_in in list(self.done.items()):
                if (answers_in.identity.form, fingerprint(answers_in)) == recalled:
                    self.aside[name] = self.done.pop(name)
                    break
        for name, fate in decision.fates.items():
            place, file_name = (self.aside, name[2:]) if name.startswith("_/") else (self.inbox, name)
            moved = place.pop(file_name)
            folder = self.aside if fate is Fate.HELD else self.done
            folder[_free(file_name, folder)] = moved


def _free(name: str, names_taken: Mapping[str, Answers]) -> str:
    return name if name not in names_taken else _free(f"{name}'", names_taken)


@dataclass
class Town:
    """The three tables that 回收 writes, and the folder 收回."""

    register: Records
    ballots: Records = ()
    surveys: Records = ()
    double_typing: bool = False
    last_counts: bool = False
    now: datetime = NOW
    box: Box = field(default_factory=Box)
    _register_rows: tuple[Records, list[RegisteredForm]] = field(default=((), []), repr=False, compare=False)

    def collect(self, **files: Answers) -> tuple[dict[str, str], list[Finding]]:
        """Drop files in and run 回收; the fate of every file by name, and what was said."""
        self.box.inbox |= files
        arrivals = self.box.arrivals()
        answers_of = self.box.answers_of
        decision = decide_all(
            self.forms,
            arrivals,
            answers_of,
            double_typing=self.double_typing,
            last_counts=self.last_counts,
        )
        assert sorted(decision.fates) == sorted(arrival.name for arrival in arrivals)
        assert all("{" not in sentence(finding) for finding in decision.findings)
        self._enter(decision, decision.counted_answers(answers_of))
        self.box.put_away(decision)
        return {name: fate.value for name, fate in decision.fates.items()}, [*decision.findings]

    def _enter(self, decision: FormOutcome, counted: Mapping[str, Answers]) -> None:
        register, ballots, surveys = self.register, self.ballots, self.surveys
        self.register = register_after(raw(FORM, register), decision, self.now, {})
        entered, replaced = counted.values(), decision.replaced
        self.ballots = ballots_after(raw(BALLOT, ballots), replaced, entered, KEY)
        self.surveys = surveys_after(raw(SURVEY_ANSWER, surveys), replaced, entered, KEY)

    @property
    def forms(self) -> list[RegisteredForm]:
        # Read again only after a change: a property looks at the same register many times
        if self._register_rows[0] != self.register:
            rows, errors = parse_table(FORM, raw(FORM, self.register))
            assert errors == []
            self._register_rows = self.register, rows
        return self._register_rows[1]

    def decide(self, adopted: Answers, state: str = "采用", rest: str = "作废") -> None:
        """The clerk sets the state of one content of a form, and that of its others."""
        form, content = adopted.identity.form, fingerprint(adopted)
        self.register = [
            {**row, "状态": state if row["文件指纹"] == content else rest} if row["表单编号"] == form else row
            for row in self.register
        ]

    def states(self, form: str) -> list[str]:
        return sorted(row.state for row in self.forms if row.form == form)

    def marks(self) -> list[tuple[str, str]]:
        """Form and mark of every ballot for V001."""
        return sorted((row["表单编号"], row["总体评价"]) for row in self.ballots if row["编号"] == "V001")

    def copy(self) -> "Town":
        box = Box(dict(self.box.inbox), dict(self.box.aside), dict(self.box.done))
        return replace(self, box=box)


def town_awaiting(*forms: str) -> Town:
    """A town that has sent out these forms, each with a survey; V001 by default."""
    return Town([row for form in forms or ("V001",) for row in issued(form, surveys=2)])


def raw(table: Table[Any], records: Records) -> RawTable:
    headers = tuple(dict.fromkeys([*table.headers, *(header for record in records for header in record)]))
    rows = tuple(RawRow(line, record) for line, record in enumerate(records, start=FIRST_LINE))
    return RawTable(table, Frame("总表.xlsm", table.name, dict.fromkeys(headers, "A")), headers, rows)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]
