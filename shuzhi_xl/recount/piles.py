"""Piles of votes (一叠票): marks counted by organisation, source, class and item, and the eligible voters."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.recount.inputs import Inputs
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import (
    ABSTENTION,
    ADOPTED,
    BY_ELIGIBLE,
    BY_VALID,
    GRADES,
    MEETING,
    OVERALL,
    PACKAGE,
    RETURNED,
    SPOILED,
    SURVEY,
    SURVEY_FORM,
    VOID,
)
from shuzhi_xl.sheets.master.votes import BALLOT, SURVEY_ANSWER, Ballot, SurveyAnswer

MARKS = (*GRADES, ABSTENTION, SPOILED)


@dataclass(frozen=True)
class Pile:
    """Marks of one class for one secretary and item, and the number of eligible votes (应到), if known."""

    marks: Mapping[str, int]
    eligible: int | None = None

    @property
    def valid(self) -> int:
        """Votes for one of the grades (有效)."""
        return sum(self.marks.get(grade, 0) for grade in GRADES)

    @property
    def cast(self) -> int:
        """Votes handed in, with blank and spoiled ones (收回)."""
        return self.valid + self.marks.get(ABSTENTION, 0) + self.marks.get(SPOILED, 0)

    @property
    def overfull(self) -> bool:
        """Whether more votes were cast than there are eligible ones."""
        return self.eligible is not None and self.cast > self.eligible

    @property
    def not_cast(self) -> int | None:
        """Votes that could have been cast but were not (未投); None when that is not known."""
        return None if self.eligible is None or self.overfull else self.eligible - self.cast

    def denominator(self, choice: str) -> int | None:
        """The divisor of shares and scores under 有效票, 收回票 or 应到人数; None when unknown."""
        if choice == BY_ELIGIBLE:
            return None if self.overfull else self.eligible
        return self.valid if choice == BY_VALID else self.cast


def merge_piles(piles: Iterable[Pile]) -> Pile:
    """All classes as one pile (合计); its eligible are known when those of every class are."""
    marks: Counter[str] = Counter()
    eligible: list[int | None] = []
    for pile in piles:
        marks.update(pile.marks)
        eligible.append(pile.eligible)
    numbers = [number for number in eligible if number is not None]
    return Pile(marks, sum(numbers) if len(numbers) == len(eligible) else None)


@dataclass(frozen=True)
class Votes:
    """All votes that count.

    Attributes:
        marks: Numbers of marks by 编号, 来源, 票类 and 项目.
        ballots: Different ballots (测评票) counted.
        answers: Survey answers (问卷) counted.
        unsure: 编号 and 来源 of which votes came by an unknown form or from another meeting.
    """

    marks: Mapping[tuple[str, str, str, str], Counter[str]]
    ballots: int
    answers: int
    unsure: AbstractSet[tuple[str, str]]

    @cached_property
    def classes(self) -> Mapping[tuple[str, str], set[str]]:
        """票类 that have votes, by 编号 and 来源."""
        by_source: dict[tuple[str, str], set[str]] = {}
        for number, source, voter_class, _ in self.marks:
            by_source.setdefault((number, source), set()).add(voter_class)
        return by_source


def count_votes(inputs: Inputs) -> tuple[Votes, list[Finding]]:
    """Count the marks of live forms for 参评 organisations; unknown marks in added columns are findings."""
    ballots, answers = list(_select_ballots(inputs)), list(_select_answers(inputs))
    kinds: Sequence[tuple[str, str, Sequence[Ballot | SurveyAnswer]]] = (
        (MEETING, BALLOT.name, ballots),
        (SURVEY, SURVEY_ANSWER.name, answers),
    )
    marks: dict[tuple[str, str, str, str], Counter[str]] = {}
    findings: list[Finding] = []
    for source, table, rows in kinds:
        for row in rows:
            for criterion in inputs.criteria:
                mark = _mark(row, criterion.name)
                if mark in MARKS:
                    key = row.number, source, row.voter_class, criterion.name
                    marks.setdefault(key, Counter())[mark] += 1
                else:
                    findings.append(
                        _report_unknown_mark(
                            inputs.frames[table].at(criterion.name, row.line), mark, criterion.name
                        )
                    )
    unsure = set(_find_unsure_votes(inputs))
    # A ballot has a row for each secretary on it
    return Votes(marks, len({row.ballot for row in ballots}), len(answers), unsure), findings


def _mark(row: Ballot | SurveyAnswer, criterion: str) -> str:
    mark = row.overall if criterion == OVERALL else clean(row.others.get(criterion))
    # A ballot exists once its 票类 is filled in; a blank mark on it is 弃权
    return mark or ABSTENTION


def _report_unknown_mark(at: Location, mark: str, criterion: str) -> Finding:
    choices = "、".join((*GRADES, SPOILED))
    return blocking("not_a_choice", at, value=mark, header=criterion, choices=choices)


def _live_forms(inputs: Inputs) -> set[str]:
    """Forms whose votes count; the empty number means votes entered without a form."""
    entered = (row for row in inputs.forms if row.returned is not None or not row.fingerprint)
    # Of two contents of one form neither counts until the clerk has chosen 采用 for one of them
    return {"", *(row.form for row in entered if row.state in (RETURNED, ADOPTED))}


def _find_unsure_votes(inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Votes on 参评 organisations that are not counted because their origin is unknown."""
    form_numbers, live, appraised = (
        {"", *(row.form for row in inputs.forms)},
        _live_forms(inputs),
        inputs.appraised,
    )
    for row in inputs.ballots:
        # A ballot of another meeting: its voters are not those whom this organisation faced
        if row.number in appraised and row.form in live and not _is_at_own_meeting(row, inputs):
            yield row.number, MEETING
    sources: Sequence[tuple[str, Sequence[Ballot | SurveyAnswer]]] = (
        (MEETING, inputs.ballots),
        (SURVEY, inputs.surveys),
    )
    for source, rows in sources:
        for vote in rows:
            if vote.number in appraised and vote.form not in form_numbers:
                yield vote.number, source


def _is_at_own_meeting(row: Ballot, inputs: Inputs) -> bool:
    return inputs.appraised[row.number].meeting in ("", row.meeting)


def _select_ballots(inputs: Inputs) -> Iterator[Ballot]:
    live, appraised = _live_forms(inputs), inputs.appraised
    package_of = {row.form: row.number for row in inputs.forms if row.kind == PACKAGE}
    for row in inputs.ballots:
        # 回避: the entries of a branch's own package about its own secretary are no votes
        is_own = inputs.settings.own_excluded and package_of.get(row.form) == row.number
        if row.form in live and row.number in appraised and not is_own and _is_at_own_meeting(row, inputs):
            yield row


def _select_answers(inputs: Inputs) -> Iterator[SurveyAnswer]:
    live, appraised = _live_forms(inputs), inputs.appraised
    return (row for row in inputs.surveys if row.form in live and row.number in appraised)


class SeatCount:
    """The number of eligible voters (应到): seats at meetings, ballots and survey sheets issued."""

    def __init__(self, inputs: Inputs) -> None:
        self._peer_class = inputs.settings.peer_class
        self._own_excluded = inputs.settings.own_excluded
        self._seats: Counter[tuple[str, str]] = Counter()
        for row in inputs.attendees:
            # A row of 参会人员 is one person unless 人数 makes it a group
            self._seats[row.meeting, row.voter_class] += 1 if row.count is None else row.count
        self._listed = {meeting for meeting, _ in self._seats}
        self._packages = _count_issued(inputs, PACKAGE)
        self._package_classes = _classes_in_packages(inputs)
        self._surveys = _count_issued(inputs, SURVEY_FORM)
        self._meeting_of = {row.number: row.meeting for row in inputs.organisations}

    def at_meeting(self, organisation: Organisation, voter_class: str) -> int | None:
        """Eligible voters of a class at the organisation's meeting; None when the master does not say.

        A class that the meeting's list does not name has none. Branches' ballots may be of any class unless
        互评票类 names theirs.
        """
        meeting = organisation.meeting
        if not self._peer_class and (meeting, voter_class) in self._package_classes:
            return None
        sent = self._issued_ballots(meeting) if voter_class == self._peer_class else {}
        if not sent and meeting not in self._listed:
            return None
        # Under 回避 a branch's own ballots are no votes for its secretary, so they are not eligible either
        own_ballots = sent.get(organisation.number, 0) if self._own_excluded else 0
        return self._seats[meeting, voter_class] + sum(sent.values()) - own_ballots

    def classes(self, organisation: Organisation) -> set[str]:
        """票类 that may vote at the organisation's meeting."""
        meeting = organisation.meeting
        peers = {self._peer_class} if self._peer_class and self._issued_ballots(meeting) else set()
        return peers | {voter_class for place, voter_class in self._seats if place == meeting}

    def _issued_ballots(self, meeting: str) -> dict[str, int]:
        """Ballots issued to the branches of a meeting, by 编号."""
        return {
            number: issued
            for number, issued in self._packages.items()
            if issued and meeting and self._meeting_of.get(number) == meeting
        }

    def of_survey(self, organisation: Organisation, classes: int) -> int | None:
        """Survey sheets issued to the organisation; known for a class only when there is just one."""
        return self._surveys.get(organisation.number) if classes == 1 else None


def _classes_in_packages(inputs: Inputs) -> set[tuple[str, str]]:
    """场次 and 票类 of votes that came in by live packages."""
    packages = {row.form for row in inputs.forms if row.kind == PACKAGE and row.state != VOID}
    return {(row.meeting, row.voter_class) for row in inputs.ballots if row.form in packages}


def _count_issued(inputs: Inputs, kind: str) -> dict[str, int]:
    """发出数 by 编号 of forms that are not void; a second content of a form is no second form."""
    totals: dict[str, int] = {}
    form_numbers: set[str] = set()
    for row in inputs.forms:
        if row.kind == kind and row.state != VOID and row.form not in form_numbers:
            form_numbers.add(row.form)
            totals[row.number] = totals.get(row.number, 0) + row.issued
    return totals
