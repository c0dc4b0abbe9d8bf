"""Votes that single packages brought (各支部交来的票): the branch's own people know these votes."""

from collections.abc import Mapping, Sequence

from shuzhi_xl.rules.arithmetic.frequencies import how_often
from shuzhi_xl.rules.tally.admission import Vote
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.long_tables import column
from shuzhi_xl.sheets.declaration.units import MeetingNumber, Number
from shuzhi_xl.sheets.master.results import Tally
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, EVERY_CLASS, GRADES, MEETING, PACKAGE, RETURNED
from shuzhi_xl.sheets.reading.year import Year

PackageVotes = Mapping[Pair, Sequence[int]]
"""Votes that single packages brought, by 编号 of the rated organisation and 票类."""


PackageMarks = Mapping[Pair, Sequence[tuple[int, int]]]
"""Votes that single packages brought, and how many of them are valid, in the same way."""


def package_marks(year: Year, votes: Sequence[Vote]) -> PackageMarks:
    """Votes of single packages, and the valid ones, among those of a meeting (匿名下限; 算法 七).

    Args:
        year: The year; its register says which forms are packages.
        votes: The votes.
    """
    packages = {row.form for row in year.forms if row.kind == PACKAGE}
    sizes: dict[Pair, dict[str, tuple[int, int]]] = {}
    if packages and votes:
        names = ("number", "voter_class", "form", "overall")
        for (number, voter_class, form, mark), size in how_often(*(column(votes, name) for name in names)):
            # Votes typed from paper are mixed before they are counted, so no group of people knows its own
            if form in packages:
                of_form = sizes.setdefault((number, voter_class), {})
                votes_of, valid = of_form.get(form, (0, 0))
                of_form[form] = votes_of + size, valid + (size if mark in GRADES else 0)
    return {pair: list(of_form.values()) for pair, of_form in sizes.items()}


def count_votes(marks: PackageMarks) -> PackageVotes:
    """The same without the valid votes (匿名下限; 算法 七)."""
    return {pair: [size for size, _ in of_forms] for pair, of_forms in marks.items()}


def registered_votes(year: Year, settings: Settings, tallies: Sequence[Tally]) -> PackageVotes:
    """The same from 票单登记 alone, where the votes themselves are not read.

    Without 互评票类 it is unknown in which class a package's ballots came in: each class is taken for it.

    Args:
        year: The year; its votes may be missing.
        settings: Its settings.
        tallies: Rows of 测评统计.
    """
    meeting_of = {organisation.number: organisation.meeting for organisation in year.appraised}
    brought: dict[MeetingNumber, list[tuple[Number, int]]] = {}
    for row in year.forms:
        if row.kind == PACKAGE and row.state in (RETURNED, ADOPTED) and row.valid:
            brought.setdefault(meeting_of.get(row.number, ""), []).append((row.number, row.valid))
    return {
        (row.number, row.voter_class): [
            size
            for number, size in brought.get(meeting_of.get(row.number, ""), ())
            if not (settings.own_excluded and number == row.number)
        ]
        for row in tallies
        if row.source == MEETING and row.voter_class != EVERY_CLASS
        if row.voter_class == settings.peer_class or not settings.peer_class
    }
