"""The votes on one organisation in one source, with all that must hold before they are scored."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.scheme.model import TrackPolicy
from shuzhi_xl.rules.tally.admissible_votes import Vote
from shuzhi_xl.rules.tally.counts import Count, Counts, total
from shuzhi_xl.rules.tally.electorate import Electorate
from shuzhi_xl.rules.year.cells_to_mend import join_names, locate_first_cell
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.master.organisations_and_meetings import Attendee, Organisation
from shuzhi_xl.sheets.master.vocabulary import MEETING, OVERALL, PACKAGE, SURVEY_FORM
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.grading import brought_by


@dataclass(frozen=True)
class BranchVotes:
    """Votes on one organisation in one source (来源).

    Attributes:
        organisation: Who is rated.
        source: 现场测评 or 问卷调查.
        classes: 票类, in the order of 票类权重, then others.
        counts: Counts by 测评项目 and 票类, with eligible voters as far as known.
        eligible: Eligible voters of all classes together, or None.
    """

    organisation: Organisation
    source: str
    classes: tuple[str, ...]
    counts: Mapping[str, Mapping[str, Count]]
    eligible: int | None

    def whole(self, criterion: str) -> Count:
        """All classes together (合计)."""
        found = total(self.counts[criterion].values())
        return Count(found.grades, found.abstention, found.spoiled, self.eligible)


def branch_votes(
    organisation: Organisation,
    source: str,
    track: TrackPolicy,
    voters: Electorate,
    counts: Mapping[str, Counts],
) -> BranchVotes | None:
    """The votes on one organisation, or None when it has none in this source.

    For 问卷调查 the eligible voters are the questionnaires issued; of a class only if it is the only one.

    Args:
        organisation: Who is rated.
        source: 现场测评 or 问卷调查.
        track: The scheme of its track.
        voters: The year's eligible voters.
        counts: The source's votes by 测评项目.
    """
    number = organisation.number
    voted = sorted(counts[OVERALL].get(number, ()))
    if not voted:
        return None
    expected = [*track.class_weights.get(source, {})]
    if source == MEETING:
        classes = tuple(dict.fromkeys([*expected, *voters.classes(organisation), *voted]))
        known = {of: voters.at_meeting(organisation, of) for of in classes}
        eligible = None if None in known.values() else sum(each or 0 for each in known.values())
    else:
        classes = tuple(dict.fromkeys([*expected, *voted]))
        eligible = voters.surveys.get(number)
        known = dict.fromkeys(classes, eligible if len(classes) == 1 else None)
    by_class = {
        criterion: {of: _with_voters(found.get(number, {}).get(of), known[of]) for of in classes}
        for criterion, found in counts.items()
    }
    return BranchVotes(organisation, source, classes, by_class, eligible)


def _with_voters(found: Count | None, eligible: int | None) -> Count:
    count = found or Count()
    return Count(count.grades, count.abstention, count.spoiled, eligible)


@dataclass(frozen=True)
class SourceFault:
    """Something that withholds one organisation's result of a source; faults alike are told together."""

    code: str
    at: Location
    number: str
    context: tuple[tuple[str, str | int], ...] = ()


def told(faults: Iterable[SourceFault], make: Callable[..., Finding] = blocking) -> list[Finding]:
    """One finding for each cell and reason, naming the organisations that it withholds or concerns."""
    alike: dict[tuple[str, Location, tuple[tuple[str, str | int], ...]], list[str]] = {}
    for each in faults:
        alike.setdefault((each.code, each.at, each.context), []).append(each.number)
    return [
        make(code, at, organisations=join_names(numbers), **dict(context))
        for (code, at, context), numbers in alike.items()
    ]


@dataclass(frozen=True)
class Scene:
    """What the checks of a source's votes look at besides the votes.

    Attributes:
        year: The year.
        voters: Its eligible voters.
        rows: All votes of the source that count.
        needs_eligible: Scores or shares are taken of the eligible voters.
        is_listed: The lists of eligible voters could be read whole; if not, reading has told so.
    """

    year: Year
    voters: Electorate
    rows: Sequence[Vote]
    needs_eligible: bool
    is_listed: bool

    def first_vote(self, source: BranchVotes, voter_class: str) -> Vote | None:
        """First vote of a class on the organisation."""
        index = self._first_votes.get((source.organisation.number, voter_class))
        return None if index is None else self.rows[index]

    @cached_property
    def _first_votes(self) -> Mapping[tuple[str, str], int]:
        voted = zip(column(self.rows, "number"), column(self.rows, "voter_class"), strict=True)
        return _first(voted)

    def first_attendee(self, meeting: str, voter_class: str) -> Attendee | None:
        """First row of 参会人员 of a class at a meeting."""
        index = self._first_attendees.get((meeting, voter_class))
        return None if index is None else self.year.attendees[index]

    @cached_property
    def _first_attendees(self) -> Mapping[tuple[str, str], int]:
        return _first((each.meeting, each.voter_class) for each in self.year.attendees)

    def forms_of_class(self, source: BranchVotes, voter_class: str) -> Counter[str]:
        """How many votes of a class on the organisation each form brought; ``""`` where there is no form."""
        names = ("form", "number", "voter_class")
        together = zip(*(column(self.rows, name) for name in names), strict=True)
        wanted = source.organisation.number, voter_class
        return Counter(form for form, *pair in together if tuple(pair) == wanted)


def _first(pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for index, pair in enumerate(pairs):
        found.setdefault(pair, index)
    return found


def faults(votes: BranchVotes, track: TrackPolicy, scene: Scene) -> Iterator[SourceFault]:
    """All that withholds the result of these votes."""
    yield from _unweighted(votes, track, scene)
    if scene.is_listed:
        yield from _unknown_voters(votes, track, scene)
        yield from _too_many(votes, scene)


def _unweighted(votes: BranchVotes, track: TrackPolicy, scene: Scene) -> Iterator[SourceFault]:
    weights = track.class_weights.get(votes.source, {})
    for voter_class in votes.classes:
        if voter_class not in weights:
            first = scene.first_vote(votes, voter_class)
            at = first.at("voter_class") if first else _seat_cell(votes, voter_class, scene, "voter_class")
            context = (("value", voter_class), ("track", votes.organisation.track), ("source", votes.source))
            yield SourceFault("class_without_weight", at, votes.organisation.number, context)


def _seat_cell(votes: BranchVotes, voter_class: str, scene: Scene, name: str) -> Location:
    """The attendee of that class at the meeting, else the list's first row."""
    seat = scene.first_attendee(votes.organisation.meeting, voter_class)
    return seat.at(name) if seat else locate_first_cell(scene.year, "attendees", "票类")


def _unknown_voters(votes: BranchVotes, track: TrackPolicy, scene: Scene) -> Iterator[SourceFault]:
    unknown = any(each.eligible is None for each in votes.counts[OVERALL].values())
    settings = scene.year.settings
    if not (scene.needs_eligible and unknown and settings):
        return
    number, meeting = votes.organisation.number, votes.organisation.meeting
    if votes.source != MEETING:
        yield _unknown_respondents(votes, track)
    elif not scene.voters.peer_class and any(at == meeting for at, _ in scene.voters.shared):
        yield SourceFault("peer_class_needed", settings.at("peer_class"), number)
    else:
        at = locate_first_cell(scene.year, "attendees", "场次")
        yield SourceFault("eligible_unknown", at, number, (("meeting", meeting),))


def _unknown_respondents(votes: BranchVotes, track: TrackPolicy) -> SourceFault:
    organisation = votes.organisation
    if len(votes.classes) == 1:
        return SourceFault("survey_forms_unknown", organisation.at("surveys"), organisation.number)
    at = track.class_cells.get((votes.source, votes.classes[1]), Location())
    context = (("track", organisation.track), ("source", votes.source))
    return SourceFault("single_class_needed", at, organisation.number, context)


def _too_many(votes: BranchVotes, scene: Scene) -> Iterator[SourceFault]:
    if votes.source != MEETING:
        whole = votes.whole(OVERALL)
        if whole.overfull:
            brought = sum((scene.forms_of_class(votes, of) for of in votes.classes), Counter[str]())
            yield _overfull(votes, "、".join(votes.classes), whole, _form_cell(votes, scene), brought)
        return
    for voter_class, count in votes.counts[OVERALL].items():
        if count.overfull:
            brought = scene.forms_of_class(votes, voter_class)
            seat = _seat_cell(votes, voter_class, scene, "voter_class")
            at = _odd_form(brought, voter_class, scene) or seat
            yield _overfull(votes, voter_class, count, at, brought)


def _odd_form(brought: Iterable[str], voter_class: str, scene: Scene) -> Location | None:
    """The first form that brought the class though it is not of its kind: packages bring 互评票类 alone."""
    is_peer = voter_class == scene.voters.peer_class
    rows = (row for row in scene.year.forms if row.form in brought)
    return next((row.at("form") for row in rows if (row.kind == PACKAGE) != is_peer), None)


def _form_cell(votes: BranchVotes, scene: Scene) -> Location:
    forms = scene.year.forms_of[votes.organisation.number]
    return next(each for each in forms if each.kind == SURVEY_FORM).at("issued")


def _overfull(
    votes: BranchVotes, voter_class: str, count: Count, at: Location, brought: Mapping[str, int]
) -> SourceFault:
    context = (
        ("value", count.returned),
        ("eligible", count.eligible or 0),
        ("voter_class", voter_class),
        ("source", votes.source),
        ("meeting", votes.organisation.meeting),
        ("forms", join_names([brought_by(form, size) for form, size in sorted(brought.items())])),
    )
    return SourceFault("votes_exceed_eligible", at, votes.organisation.number, context)
