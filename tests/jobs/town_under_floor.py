"""A town with branches under the anonymity floor (匿名下限): what it knows and what it gave out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
    GRADES,
    MEETING,
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
        # A department's package has copies of them, which test_handover.py shows
        results = office.files("结果")
        self.files: Files = {place: results[place] for place in results if place.endswith((".xlsx", ".docx"))}
        self.sheets = opened(self.files)
        self.tallies = office.rows(TALLY)
        self.floor = floor
        self.package_marks = package_marks_of(office)
        self.packages = {
            pair: [size for size, _ in of_forms] for pair, of_forms in self.package_marks.items()
        }
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
            self.step(number),
        )

    def step(self, number: str) -> Fraction:
        """The step to which the branch's page says that scores are rounded; 0 where it does not."""
        pages = [
            rows for place, title, rows in self.sheets if f"反馈_{number}_" in place and title == "结果反馈"
        ]
        words = " ".join(str(value) for rows in pages for row in rows for value in row if value)
        sentence = re.search(r"取到 ([\d.]+) 分的整数倍", words)
        return Fraction(sentence[1]) if sentence else Fraction(0)

    def shown(self, number: str, source: str) -> object:
        """What 汇总 shows of a score."""
        (ranked,) = (row for row in table(self.sheets, "汇总", "编号", source) if row["编号"] == number)
        return ranked[source]

    def groups(self, number: str, source: str) -> Iterator[tuple[str, tuple[int, Sequence[int]]]]:
        """Groups of few votes: the class, how many ballots somebody knows of it, and how these are marked."""
        for voter_class, returned in self.classes(number, source).items():
            if 0 < returned < self.floor:
                yield voter_class, (0, ())
            for size, marks in self.package_marks.get((number, voter_class), ()) if source == MEETING else ():
                if 0 < returned - size < self.floor:
                    yield voter_class, (size, marks)


def package_marks_of(office: TownOffice) -> dict[tuple[str, str], list[tuple[int, Sequence[int]]]]:
    """Ballots that each branch's package brought, by 编号 and 票类, and how many have each grade."""
    packages = {row.form for row in office.rows(FORM) if row.kind == PACKAGE}
    marks_by_pair: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    for row in office.rows(BALLOT):
        if row.form in packages and row.form.split("-")[1] != row.number:
            of_forms = marks_by_pair.setdefault((row.number, row.voter_class), {})
            of_forms.setdefault(row.form, Counter())[row.overall] += 1
    return {
        pair: [(marks.total(), [marks[grade] for grade in GRADES]) for marks in of_forms.values()]
        for pair, of_forms in marks_by_pair.items()
    }
