"""What withholds a branch's result of a source (暂不采用的成绩), or should be known of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.tally.branch_tally import RatedBranch
from shuzhi_xl.rules.tally.counts import Count
from shuzhi_xl.rules.tally.scores import ItemTally, SourceTally
from shuzhi_xl.rules.tally.source_votes import SourceVotes
from shuzhi_xl.rules.year.cells_to_mend import join_names, locate_first_cell
from shuzhi_xl.sheets.declaration.units import FormNumber, Number, VoterClass
from shuzhi_xl.sheets.master.vocabulary import (
    BY_ELIGIBLE,
    EMPTY_ERROR,
    MEETING,
    OVERALL,
    PACKAGE,
    SURVEY_FORM,
)
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.grading import brought_by

Context = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True)
class TallyError:
    """Something that one branch's result depends on (校验报告); equal errors are reported together.

    Attributes:
        code: Code of the finding.
        at: The cell.
        number: 编号 of the branch.
        context: What else its sentence names.
    """

    code: str
    at: Location
    number: Number
    context: Context = ()


def report_errors(errors: Iterable[TallyError], make: Callable[..., Finding] = blocking) -> list[Finding]:
    """One finding (校验报告) for each cell and reason, naming the organisations that it concerns."""
    equal: dict[tuple[str, Location, Context], list[Number]] = {}
    for error in errors:
        equal.setdefault((error.code, error.at, error.context), []).append(error.number)
    return [
        make(code, at, organisations=join_names(numbers), **dict(context))
        for (code, at, context), numbers in equal.items()
    ]


def find_errors(branch: RatedBranch, tally: SourceTally, votes: SourceVotes) -> Iterator[TallyError]:
    """All that withholds the result of these votes (算法 一)."""
    overall = next(item for item in tally.items if item.criterion == OVERALL)
    yield from _unweighted(branch, overall, votes)
    # Reading has already reported the list: every count against it would be a second, misleading error
    if votes.is_listed:
        yield from _unknown_voters(branch, overall, votes)
        yield from _too_many(branch, overall, votes)


def _unweighted(branch: RatedBranch, overall: ItemTally, votes: SourceVotes) -> Iterator[TallyError]:
    organisation = branch.organisation
    for tally in overall.classes:
        voter_class = tally.voter_class
        # A weight of 0 is a decision, a missing row is not: its votes would silently not count
        if voter_class not in branch.class_weights:
            first = votes.first_vote(organisation.number, voter_class)
            at = first.at("voter_class") if first else _seat_cell(branch, voter_class, votes)
            context = (("value", voter_class), ("track", organisation.track), ("source", branch.source))
            yield TallyError("class_without_weight", at, organisation.number, context)


def _seat_cell(branch: RatedBranch, voter_class: VoterClass, votes: SourceVotes) -> Location:
    """The attendee of that class at the meeting, else the list's first row."""
    seat = votes.first_attendee(branch.organisation.meeting, voter_class)
    return seat.at("voter_class") if seat else locate_first_cell(votes.year, "attendees", "票类")


def _unknown_voters(branch: RatedBranch, overall: ItemTally, votes: SourceVotes) -> Iterator[TallyError]:
    is_unknown = any(tally.count.eligible is None for tally in overall.classes)
    settings = votes.year.settings
    if not (votes.needs_eligible and is_unknown and settings):
        return
    number, meeting = branch.organisation.number, branch.organisation.meeting
    if branch.source != MEETING:
        yield _unknown_respondents(branch, overall)
    # One setting is missing, not a list of people; the message has to point to 互评票类
    elif not votes.voters.peer_class and any(at == meeting for at, _ in votes.voters.shared):
        yield TallyError("peer_class_needed", settings.at("peer_class"), number)
    else:
        at = locate_first_cell(votes.year, "attendees", "场次")
        yield TallyError("eligible_unknown", at, number, (("meeting", meeting),))


def _unknown_respondents(branch: RatedBranch, overall: ItemTally) -> TallyError:
    organisation = branch.organisation
    if len(overall.classes) == 1:
        return TallyError("survey_forms_unknown", organisation.at("surveys"), organisation.number)
    at = branch.track.class_cells.get((branch.source, overall.classes[1].voter_class), Location())
    context = (("track", organisation.track), ("source", branch.source))
    return TallyError("single_class_needed", at, organisation.number, context)


def _too_many(branch: RatedBranch, overall: ItemTally, votes: SourceVotes) -> Iterator[TallyError]:
    number = branch.organisation.number
    if branch.source != MEETING:
        if overall.count.overfull:
            classes = [tally.voter_class for tally in overall.classes]
            brought = sum((votes.forms_of_class(number, of) for of in classes), Counter[FormNumber]())
            yield _overfull(branch, "、".join(classes), overall.count, _form_cell(branch, votes), brought)
        return
    for tally in overall.classes:
        if tally.count.overfull:
            brought = votes.forms_of_class(number, tally.voter_class)
            seat = _seat_cell(branch, tally.voter_class, votes)
            # The form first: if a package brought another class, 参会人员 is right
            at = _odd_form(brought, tally.voter_class, votes) or seat
            yield _overfull(branch, tally.voter_class, tally.count, at, brought)


def _odd_form(brought: Iterable[FormNumber], voter_class: VoterClass, votes: SourceVotes) -> Location | None:
    """The first form that brought the class though it is not of its kind: packages bring 互评票类 alone."""
    is_peer = voter_class == votes.voters.peer_class
    rows = (row for row in votes.year.forms if row.form in brought)
    return next((row.at("form") for row in rows if (row.kind == PACKAGE) != is_peer), None)


def _form_cell(branch: RatedBranch, votes: SourceVotes) -> Location:
    forms = votes.year.forms_of[branch.organisation.number]
    return next(form for form in forms if form.kind == SURVEY_FORM).at("issued")


def _overfull(
    branch: RatedBranch,
    voter_class: VoterClass,
    count: Count,
    at: Location,
    brought: Mapping[FormNumber, int],
) -> TallyError:
    context = (
        ("value", count.returned),
        ("eligible", count.eligible or 0),
        ("voter_class", voter_class),
        ("source", branch.source),
        ("meeting", branch.organisation.meeting),
        ("forms", join_names([brought_by(form, size) for form, size in sorted(brought.items())])),
    )
    return TallyError("votes_exceed_eligible", at, branch.organisation.number, context)


def find_empty_classes(branch: RatedBranch, tally: SourceTally, policy: Policy) -> Iterator[TallyError]:
    """空票类处理 = 报错: a class with weight but without votes withholds the score if it is needed."""
    number, source = branch.pair
    is_needed = branch.track.source_weights.get(source) or source in branch.track.indicators
    # Not needed, not withheld: 报错 must not stop a track for a figure that no grade depends on
    if policy.settings.empty_class != EMPTY_ERROR or not is_needed:
        return
    for item in tally.items:
        for of_class in item.classes if item.weight else ():
            if of_class.weight and of_class.score is None:
                at = branch.track.class_cells[source, of_class.voter_class]
                context = (("value", of_class.voter_class), ("source", source), ("criterion", item.criterion))
                yield TallyError("class_empty", at, number, context)


def find_silent_effects(
    branch: RatedBranch, tally: SourceTally, policy: Policy, year: Year
) -> Iterator[TallyError]:
    """What a score does not show by itself: a class that counts 0, a 测评项目 that is left out."""
    number, source = branch.pair
    if not branch.track.source_weights.get(source):
        return
    is_of_eligible = policy.settings.denominator == BY_ELIGIBLE
    # Only under 应到人数 has such a class a denominator: it scores 0 and lowers the result unseen
    for of_class in tally.items[0].classes if is_of_eligible else ():
        if of_class.weight and of_class.score is not None and not of_class.count.returned:
            at = branch.track.class_cells[source, of_class.voter_class]
            context = (("value", of_class.voter_class), ("source", source))
            yield TallyError("class_not_cast", at, number, context)
    cells = {row.name: row.at("weight") for row in year.criteria}
    for item in tally.items if tally.score is not None else ():
        if item.weight and item.score is None:
            context = (("value", item.criterion), ("source", source))
            yield TallyError("criterion_unmarked", cells[item.criterion], number, context)
