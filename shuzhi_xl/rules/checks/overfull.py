"""More ballots of a class than the meeting has voters (票多于应到), reported before any score is computed."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.checks.lookups import LIVE, is_complete
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.tally.admission import form_states
from shuzhi_xl.rules.tally.electorate import electorate
from shuzhi_xl.rules.year.cells_to_mend import locate_first_cell
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.master.vocabulary import TYPING_A, TYPING_B
from shuzhi_xl.sheets.outgoing.forms import ENTRY
from shuzhi_xl.sheets.reading.year import Year

Pile = tuple[str, str]
"""场次 and 票类."""
Votes = Counter[tuple[str, str, str]]
"""Votes by 场次, 票类 and the 编号 rated."""


def check_ballots_within_voters(year: Year) -> Iterator[Finding]:
    """A meeting has at most as many ballots of a class as voters of it (测评票, 参会人员; 通知 四、3)."""
    for pile, context in _find_overfull(year, _count_entered(year)).items():
        yield blocking("ballots_exceed_voters", _locate_pile(year, pile), **context)


def check_typed_within_voters(
    year: Year, counted: Iterable[Answers], withdrawn: Collection[str], files: Mapping[str, Location]
) -> Iterator[Finding]:
    """The same check (通知 四、3) of the ballots that a run of 回收 enters, while the typist is present.

    Args:
        year: The year before the run.
        counted: Answers of the forms that the run enters.
        withdrawn: Forms whose votes it takes out.
        files: The file of each form.
    """
    forms = {answers.identity.form: answers for answers in counted}
    typed: dict[Pile, Location] = {}
    votes: Votes = Counter()
    for form, answers in forms.items():
        meeting = answers.identity.meeting
        for ballot in answers.ballots:
            votes.update(
                (meeting, ballot.voter_class, number) for number in {number for number, _ in ballot.marks}
            )
        if answers.identity.kind in (TYPING_A, TYPING_B):
            at = Location(files[form].file, ENTRY)
            typed |= {(meeting, ballot.voter_class): at for ballot in answers.ballots}
    if typed:
        # A form that is returned again replaces its votes in 测评票; both together would be double
        votes += _count_entered(year, {*forms, *withdrawn})
        for pile, context in _find_overfull(year, votes).items():
            if pile in typed:
                yield blocking("ballots_exceed_voters", typed[pile], **context)


def remove_reported(tallied: Iterable[Finding], checks: Iterable[Finding]) -> list[Finding]:
    """Findings of the checks without those on piles of ballots (测评票) that 计算 reports too."""
    reported = {_pile_of(finding) for finding in tallied if finding.code == "votes_exceed_eligible"}
    return [
        finding
        for finding in checks
        if finding.code != "ballots_exceed_voters" or _pile_of(finding) not in reported
    ]


def _pile_of(finding: Finding) -> Pile:
    return finding.context["meeting"], finding.context["voter_class"]


def _count_entered(year: Year, without: Collection[str] = ()) -> Votes:
    """Votes in 测评票 that count."""
    live = {form for form, state in form_states(year).items() if state in LIVE}
    # 表单编号 may be blank: votes entered by hand count, too
    counting = {"", *live}.difference(without)
    names = ("form", "meeting", "voter_class", "number")
    rows = zip(*(column(year.ballots, name) for name in names), strict=True)
    return Counter(
        (meeting, voter_class, number) for form, meeting, voter_class, number in rows if form in counting
    )


def _find_overfull(year: Year, votes: Votes) -> dict[Pile, dict[str, object]]:
    """Piles with more votes on one secretary than there are voters, with the context of each finding."""
    # An attendee who could not be read may be the voter who seems to be missing
    if not votes or not is_complete(year, "attendees"):
        return {}
    # One ballot rates many secretaries, so the one with most votes decides, not the sum
    highest: dict[Pile, int] = {}
    for (meeting, voter_class, _), count in votes.items():
        highest[meeting, voter_class] = max(count, highest.get((meeting, voter_class), 0))
    voters = electorate(year)
    contexts = {}
    for (meeting, voter_class), count in sorted(highest.items()):
        eligible = voters.of_class(meeting, voter_class)
        if eligible is not None and count > eligible:
            contexts[meeting, voter_class] = _context(meeting, voter_class, count, eligible)
    return contexts


def _context(meeting: str, voter_class: str, count: int, eligible: int) -> dict[str, object]:
    return {"value": count, "eligible": eligible, "meeting": meeting, "voter_class": voter_class}


def _locate_pile(year: Year, pile: Pile) -> Location:
    """The first attendee of the class at the meeting, else the list's first row."""
    rows = (attendee for attendee in year.attendees if (attendee.meeting, attendee.voter_class) == pile)
    row = next(rows, None)
    return row.at("voter_class") if row else locate_first_cell(year, "attendees", "票类")
