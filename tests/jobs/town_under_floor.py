"""A town with branches under the anonymity floor (匿名下限): what it knows and what it gave out."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.track import track
from shuzhi_xl.rules.results.anonymity import withheld
from shuzhi_xl.sheets.master.results import TALLY, Tally
from shuzhi_xl.sheets.master.scheme_tables import CLASS_WEIGHT, GRADE_STANDARD
from shuzhi_xl.sheets.master.vocabulary import (
    ANNUAL,
    EVERY_CLASS,
    PACKAGE,
    ROUTINE,
    SOURCES,
    VISITS,
)
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from tests.jobs.deduction import bounds, opened, table
from tests.year_stages import Files, TownOffice

FLOOR = 7


class Town:
    """A town with branches under the floor: what it knows, and what it gave out."""

    def __init__(self, office: TownOffice, floor: int = FLOOR) -> None:
        office.set_values(匿名下限=floor)
        for job in (compute, generate, publish, track):
            assert office.run_job(job).ok
        self.files: Files = office.files("结果")
        self.sheets = opened(self.files)
        self.tallies = office.rows(TALLY)
        self.packages = packages_of(office)
        self.hidden = withheld(self.tallies, floor, self.packages)
        self.unshown = {
            (number, other_source)
            for number, source in self.hidden
            for other_source in (source, VISITS, ROUTINE, ANNUAL)
        }
        self.points = [Fraction(row.points) for row in office.rows(GRADE_STANDARD)]
        self.weights = {
            (row.source, row.voter_class): Fraction(row.weight) for row in office.rows(CLASS_WEIGHT)
        }

    def lines(self, number: str, source: str) -> list[Tally]:
        return [tally for tally in self.tallies if (tally.number, tally.source) == (number, source)]

    def classes(self, number: str, source: str) -> dict[str, int]:
        """How many ballots of each class came back; the attacker is given even that."""
        return {
            tally.voter_class: tally.returned or 0
            for tally in self.lines(number, source)
            if tally.voter_class != EVERY_CLASS
        }

    def parts(self) -> Iterator[tuple[str, dict[str, object]]]:
        """Lines of each branch's 结果反馈 that say what its composite is made of, by 编号."""
        for sheet in self.sheets:
            if sheet[1] == "结果反馈":
                number = sheet[0].split("反馈_")[1].split("_")[0]
                for row in table([sheet], "结果反馈", "来源", "本人得分")[: len(SOURCES)]:
                    yield number, row

    def bounds(self, number: str, source: str) -> tuple[Fraction, Fraction]:
        """Bounds of a score that is not shown, from the composite and everything else in 汇总 and 核对."""
        (ranked,) = (row for row in table(self.sheets, "汇总", "编号", source) if row["编号"] == number)
        weights = next(row for row in table(self.sheets, "核对", "编号", source) if row["编号"] is None)
        return bounds(
            source,
            {source_name: ranked[source_name] for source_name in SOURCES},
            {source_name: Fraction(str(weights[source_name])) for source_name in SOURCES},
            Fraction(str(ranked["综合得分"])) - Fraction(str(ranked["加减分"])),
        )


def packages_of(office: TownOffice) -> dict[tuple[str, str], list[int]]:
    """Ballots that each branch's package brought, by 编号 and 票类; its people know how they marked."""
    packages = {row.form for row in office.rows(FORM) if row.kind == PACKAGE}
    sizes_by_pair: dict[tuple[str, str], Counter[str]] = {}
    for row in office.rows(BALLOT):
        if row.form in packages and row.form.split("-")[1] != row.number:
            sizes_by_pair.setdefault((row.number, row.voter_class), Counter())[row.form] += 1
    return {pair: list(sizes.values()) for pair, sizes in sizes_by_pair.items()}
