"""匿名: from all workbooks that a town gives out, nobody can work out what was withheld."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.track import track
from shuzhi_xl.rules.results.anonymity import LEAST_BRANCHES, withheld
from shuzhi_xl.sheets.master.results import TALLY, Tally
from shuzhi_xl.sheets.master.scheme_tables import CLASS_WEIGHT, GRADE_STANDARD
from shuzhi_xl.sheets.master.vocabulary import (
    ANNUAL,
    EVERY_CLASS,
    MEETING,
    PACKAGE,
    ROUTINE,
    SOURCES,
    SURVEY,
    VISITS,
)
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from shuzhi_xl.wording.sheets.titles import UNSHOWN, WITHHELD
from tests.jobs.deduction import bounds, interval, opened, possible_marks, table
from tests.year_stages import Files, Place, Stages

FLOOR = 7
COUNTS = ("发出", "收回", "有效", "好", "较好", "一般", "差", "弃权", "作废", "未投")
SHARES = tuple(f"{name}占比" for name in ("好", "较好", "一般", "差", "弃权", "作废", "未投"))


class Town:
    """A town with branches under the floor: what it knows, and what it gave out."""

    def __init__(self, office: Place, floor: int = FLOOR) -> None:
        office.set_values(匿名下限=floor)
        for job in (compute, generate, publish, track):
            assert office.press(job).ok
        self.files: Files = office.files("结果")
        self.sheets = opened(self.files)
        self.tallies = office.rows(TALLY)
        self.packages = packages_of(office)
        self.hidden = withheld(self.tallies, floor, self.packages)
        self.unshown = {
            (number, each) for number, source in self.hidden for each in (source, VISITS, ROUTINE, ANNUAL)
        }
        self.points = [Fraction(each.points) for each in office.rows(GRADE_STANDARD)]
        self.weights = {
            (row.source, row.voter_class): Fraction(row.weight) for row in office.rows(CLASS_WEIGHT)
        }

    def lines(self, number: str, source: str) -> list[Tally]:
        return [each for each in self.tallies if (each.number, each.source) == (number, source)]

    def classes(self, number: str, source: str) -> dict[str, int]:
        """How many ballots of each class came back; the attacker is given even that."""
        return {
            each.voter_class: each.returned or 0
            for each in self.lines(number, source)
            if each.voter_class != EVERY_CLASS
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
            {each: ranked[each] for each in SOURCES},
            {each: Fraction(str(weights[each])) for each in SOURCES},
            Fraction(str(ranked["综合得分"])) - Fraction(str(ranked["加减分"])),
        )


def packages_of(office: Place) -> dict[tuple[str, str], list[int]]:
    """Ballots that each branch's package brought, by 编号 and 票类; its people know how they marked."""
    packages = {row.form for row in office.rows(FORM) if row.kind == PACKAGE}
    found: dict[tuple[str, str], Counter[str]] = {}
    for row in office.rows(BALLOT):
        if row.form in packages and row.form.split("-")[1] != row.number:
            found.setdefault((row.number, row.voter_class), Counter())[row.form] += 1
    return {pair: list(sizes.values()) for pair, sizes in found.items()}


@pytest.fixture(scope="module")
def town(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(stages.open("decided", tmp_path_factory.mktemp("published")))


def test_small_classes_of_meetings_and_surveys_are_planted(town: Town) -> None:
    assert len([each for each in town.hidden if each[1] == MEETING]) >= 4
    assert len([each for each in town.hidden if each[1] == SURVEY]) >= 3
    assert len({(each.number, each.source) for each in town.tallies} - town.hidden) >= 10


def test_whoever_knows_one_package_cannot_subtract_it_from_what_is_told(
    stages: Stages, tmp_path: Path
) -> None:
    """Of the rest of a class as many are left as the floor asks for, wherever its counts are told."""
    floor = 4
    town = Town(stages.open("decided", tmp_path), floor)
    rows = table(town.sheets, "测评统计", "编号", "来源", "票类", "收回")
    told = {
        (str(row["编号"]), str(row["票类"])): int(str(row["收回"]))
        for row in rows
        if row["来源"] == MEETING and row["票类"] != EVERY_CLASS and row["收回"] is not None
    }
    left = [returned - size for pair, returned in told.items() for size in town.packages.get(pair, ())]
    assert left
    assert not [each for each in left if 0 < each < floor]
    assert {number for number, _ in town.hidden - withheld(town.tallies, floor, {})} >= {"J001", "Q001"}


def test_no_count_and_no_share_of_a_withheld_source_is_in_any_table(town: Town) -> None:
    rows = table(town.sheets, "测评统计", "编号", "来源", "发出")
    assert {(row["编号"], row["来源"]) for row in rows if row["编号"]} >= town.hidden
    for row in rows:
        figures = [row[header] for header in (*COUNTS, *SHARES)]
        if (row["编号"], row["来源"]) in town.hidden:
            assert [each for each in figures if each is not None] == [WITHHELD]
            assert row["得分"] is None
        elif row["编号"]:
            assert isinstance(row["收回"], int)


def test_a_branchs_own_workbook_shows_no_votes_of_a_withheld_source(town: Town) -> None:
    for number, source in town.hidden:
        classes = {each.voter_class for each in town.lines(number, source)}
        rows = [
            row
            for place, _, found in town.sheets
            if f"反馈_{number}_" in place
            for row in found
            if source in row and classes & set(row)
        ]
        assert len(rows) == len(classes)
        for row in rows:
            assert WITHHELD in row
            assert not any(re.search(r"\d+ \(|%", str(value)) for value in row)


def test_no_share_that_a_rule_saw_is_told(town: Town) -> None:
    for title in ("汇总", "研究定等"):
        shown = table(town.sheets, title, "编号", "触发规则")
        words = [row["触发规则"] for row in shown if _in(row, town, MEETING)]
        assert any("占比（不显示）" in str(each) for each in words)
        assert not any(re.search(r"占比（[^）]*\d", str(each)) for each in words)
    assert any(
        re.search(r"占比（[^）]*\d", str(row["触发规则"])) for row in shown if not _in(row, town, MEETING)
    )


def _in(row: Mapping[str, object], town: Town, source: str) -> bool:
    return (row["编号"], source) in town.hidden


def test_totals_less_what_is_shown_tell_nothing(town: Town) -> None:
    """The only figure that sums over branches is left out where one of its branches is withheld."""
    for place, title, rows in town.sheets:
        if title == "工作总结":
            of = Path(place).stem.removeprefix("汇总_")
            in_track = {each.number for each in town.tallies if each.track == of}
            is_few = any((number, SURVEY) in town.hidden for number in in_track)
            (shown,) = (row[1] for row in rows if row[0] == "收回问卷")
            assert (shown == WITHHELD) is is_few


def test_no_score_and_no_contribution_of_what_is_not_shown_is_in_any_table(town: Town) -> None:
    for title in ("汇总", "核对"):
        told = {row["编号"]: row for row in table(town.sheets, title, "编号", *SOURCES)}
        for number, source in town.unshown:
            assert not isinstance(told[number][source], int | float), (title, number, source)
    parts = list(town.parts())
    assert {(number, str(row["来源"])) for number, row in parts} > town.unshown
    for number, row in parts:
        is_hidden = (number, row["来源"]) in town.unshown
        assert (row["本人得分"] == row["计入综合分"] == UNSHOWN) is is_hidden, (number, row)


def test_a_track_mean_is_that_of_the_scores_shown(town: Town) -> None:
    """With one more score in it, the mean less the others would be that score."""
    tracks = {each.number: each.track for each in town.tallies}
    ranked = table(town.sheets, "汇总", "编号", *SOURCES)
    for number, part in town.parts():
        of_track = [row for row in ranked if tracks.get(str(row["编号"])) == tracks[number]]
        scores = [row[str(part["来源"])] for row in of_track]
        shown = [Fraction(str(each)) for each in scores if isinstance(each, int | float)]
        if isinstance(part["板块平均"], int | float):
            assert abs(sum(shown, Fraction(0)) / len(shown) - Fraction(str(part["板块平均"]))) <= Fraction(
                1, 100
            )
        else:
            assert len(shown) < LEAST_BRANCHES


def test_the_check_sheet_still_adds_up_where_it_is_told(town: Town) -> None:
    rows = [row for row in table(town.sheets, "核对", "编号", "差异") if row["编号"]]
    assert {row["差异"] for row in rows if row["公式重算"] != WITHHELD} == {0}
    assert sum(row["公式重算"] == WITHHELD for row in rows) < len(rows)


def test_the_composite_leaves_every_small_class_open(town: Town) -> None:
    """Even who knows how many ballots of each class came back cannot tell its marks from what is shown."""
    for number, source in sorted(town.hidden):
        returned = town.classes(number, source)
        weights = {each: town.weights[source, each] for each in returned}
        small = min(returned, key=lambda each: returned[each])
        agree, every = possible_marks(small, returned, weights, town.points, town.bounds(number, source))
        assert 2 <= agree <= every


def test_the_score_itself_would_give_small_classes_away(town: Town) -> None:
    """Why it is not shown: with two decimals it fits only one way of marking, for some at least."""
    told = 0
    for row in town.tallies:
        if (row.number, row.source) in town.hidden and row.voter_class == EVERY_CLASS:
            returned = town.classes(row.number, row.source)
            weights = {each: town.weights[row.source, each] for each in returned}
            small = min(returned, key=lambda each: returned[each])
            printed = interval([float(row.score or 0)], Fraction(1, 100))
            told += possible_marks(small, returned, weights, town.points, printed)[0] == 1
    assert told > 0


def test_the_heat_map_shows_no_share_of_a_withheld_source(town: Town) -> None:
    """Withheld cells hold words and no number, so that no colour scale can tell them either."""
    shown = 0
    for place, title, rows in town.sheets:
        if title == "等次占比":
            groups = {source: rows[3].index(source) for source in (MEETING, SURVEY)}
            for row in rows[5:]:
                for source, first in groups.items():
                    figures = [each for each in row[first : first + 4] if each is not None]
                    if (row[1], source) in town.hidden:
                        assert figures == [UNSHOWN], place
                    shown += all(isinstance(each, int | float) for each in figures)
    assert shown >= 10


def test_charts_keep_no_figures_and_draw_only_composites_and_counts_of_grades(town: Town) -> None:
    drawn = set()
    for place, content in town.files.items():
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                if "charts/chart" in name and "/汇总_" in f"/{place}":
                    text = parts.read(name).decode()
                    assert not re.search(r"numCache|strCache|<(?:\w+:)?v>", text), place
                    drawn |= {each.partition("!")[0] for each in re.findall(r"f>('[^<]+)<", text)}
    assert drawn == {"'得分图'", "'等次分布'"}


def test_turnout_tells_nothing_of_a_withheld_meeting_or_survey(town: Town) -> None:
    """What came back in a class of a meeting is what each secretary there was rated by."""
    told = 0
    for place, title, rows in town.sheets:
        if title == "参与情况":
            track = Path(place).stem.removeprefix("汇总_")
            members = {each.number for each in town.tallies if each.track == track}
            meeting, survey = (
                any((number, source) in town.hidden for number in members) for source in (MEETING, SURVEY)
            )
            top = next(at for at, row in enumerate(rows) if row[0] == "编号")
            for row in rows[4:top]:
                if row[0] and (survey if row[0] == SURVEY else meeting):
                    assert [each for each in row[2:] if each is not None] == [WITHHELD]
            for row in rows[top + 1 :]:
                is_sum = row[1] == EVERY_CLASS
                if meeting:
                    assert row[2:5] == (WITHHELD, None, None)
                if survey if is_sum else (row[0], SURVEY) in town.hidden:
                    assert row[5:8] == (WITHHELD, None, None)
                else:
                    told += isinstance(row[6], int)
    assert told >= 5


def test_the_counts_to_recalculate_from_are_those_that_are_told(town: Town) -> None:
    rows = table(town.sheets, "核对票数", "编号", "来源", "票类")
    found = {(row["编号"], row["来源"]) for row in rows if row["编号"]}
    assert found == {(each.number, each.source) for each in town.tallies}
    for row in rows:
        figures = [row[header] for header in ("好", "较好", "一般", "差", "弃权", "作废", "应到", "分母")]
        if (row["编号"], row["来源"]) in town.hidden:
            assert [each for each in figures if each is not None] == [WITHHELD]
            assert row["票类"] == EVERY_CLASS
            assert (row["得分"], row["权重"]) == (None, None)
        elif row["票类"] != EVERY_CLASS:
            assert isinstance(row["分母"], int)


def test_no_reason_for_a_grade_tells_a_withheld_share(town: Town) -> None:
    words = [
        str(row["变动的原因"])
        for row in table(town.sheets, "等次变动", "编号", "变动的原因")
        if _in(row, town, MEETING)
    ]
    assert not any(re.search(r"占比 \d", each) for each in words)


def test_no_formula_of_a_summary_holds_a_figure_of_its_own(town: Town) -> None:
    """What a cell does not show, its formula does not either: it holds references and a few plain numbers."""
    for place, content in town.files.items():
        if "/汇总_" in f"/{place}":
            for sheet in openpyxl.load_workbook(io.BytesIO(content)):
                for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                    bare = re.sub(r"\$?[A-Z]+\$?\d+|1E-9|\"[^\"]*\"", "", str(cell.value))
                    assert set(re.findall(r"\d+", bare)) <= {"0", "1", "9", "100"}, cell


MAKER = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|cp:lastPrinted|dc:title)>[^<]+<")
MOMENT = re.compile(rb"<dcterms:(?:created|modified)[^>]*>([^<]*)<")


def test_no_workbook_tells_who_made_it_or_when(town: Town) -> None:
    moments = set()
    for place, content in town.files.items():
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            named = set(parts.namelist())
            core = parts.read("docProps/core.xml") if "docProps/core.xml" in named else b""
            assert "docProps/custom.xml" not in named, place
            assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}, place
        assert not MAKER.search(core), place
        moments |= set(MOMENT.findall(core))
    assert len(moments) <= 1
