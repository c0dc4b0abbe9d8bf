"""匿名: from all workbooks that a town gives out, nobody can work out what was withheld."""

import io
import re
import zipfile
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from shuzhi_xl.rules.results.anonymity import LEAST_BRANCHES, withheld
from shuzhi_xl.sheets.master.vocabulary import (
    BALLOT_SOURCES,
    EVERY_CLASS,
    MEETING,
    SOURCES,
    SURVEY,
)
from shuzhi_xl.wording.sheets.titles import UNSHOWN, WITHHELD
from tests.jobs.deduction import interval, possible_marks, table
from tests.jobs.town_under_floor import Town
from tests.year_stages import Stages

COUNTS = ("发出", "收回", "有效", "好", "较好", "一般", "差", "弃权", "作废", "未投")
SHARES = tuple(f"{name}占比" for name in ("好", "较好", "一般", "差", "弃权", "作废", "未投"))


@pytest.fixture(scope="module")
def town(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(stages.open("decided", tmp_path_factory.mktemp("published")))


def test_small_classes_of_meetings_and_surveys_are_planted(town: Town) -> None:
    assert len([pair for pair in town.hidden if pair[1] == MEETING]) >= 4
    assert len([tally for tally in town.hidden if tally[1] == SURVEY]) >= 3
    assert len({(tally.number, tally.source) for tally in town.tallies} - town.hidden) >= 10


def test_the_votes_of_one_package_cannot_be_subtracted_from_the_disclosed_figures(
    stages: Stages, tmp_path: Path
) -> None:
    """Of the rest of a class as many are left as the floor asks for, wherever its counts are shown."""
    floor = 4
    town = Town(stages.open("decided", tmp_path), floor)
    rows = table(town.sheets, "测评统计", "编号", "来源", "票类", "收回")
    returned_by_pair = {
        (str(row["编号"]), str(row["票类"])): int(str(row["收回"]))
        for row in rows
        if row["来源"] == MEETING and row["票类"] != EVERY_CLASS and row["收回"] is not None
    }
    remainders = [
        returned - size for pair, returned in returned_by_pair.items() for size in town.packages.get(pair, ())
    ]
    assert remainders
    assert not [number_ for number_ in remainders if 0 < number_ < floor]
    assert {number for number, _ in town.hidden - withheld(town.tallies, floor, {})} >= {"J001", "Q001"}


def test_all_workbooks_and_documents_of_the_results_are_looked_at(town: Town) -> None:
    kinds = {Path(place).stem.partition("_")[0] for place in town.files}
    assert {"反馈", "汇总", "核对", "公布", "整改跟踪", "研究定等", "发送清单"} <= kinds
    assert {"现场测评结果", "反馈意见书", "定等结果通报"} <= kinds


def test_no_count_and_no_share_of_a_withheld_source_is_in_any_table(town: Town) -> None:
    rows = table(town.sheets, "测评统计", "编号", "来源", "发出")
    assert {(row["编号"], row["来源"]) for row in rows if row["编号"]} >= town.hidden
    for row in rows:
        figures = [row[header] for header in (*COUNTS, *SHARES)]
        if (row["编号"], row["来源"]) in town.hidden:
            assert [figure for figure in figures if figure is not None] == [WITHHELD]
            assert row["得分"] is None
        elif row["编号"]:
            assert isinstance(row["收回"], int)


def test_the_workbook_of_a_branch_shows_no_votes_of_a_withheld_source(town: Town) -> None:
    for number, source in town.hidden:
        classes = {tally.voter_class for tally in town.lines(number, source)}
        rows = [
            row
            for place, _, title in town.sheets
            if f"反馈_{number}_" in place
            for row in title
            if source in row and classes & set(row)
        ]
        assert len(rows) == len(classes)
        for row in rows:
            assert WITHHELD in row
            assert not any(re.search(r"\d+ \(|%", str(value)) for value in row)


def test_no_share_that_a_rule_used_is_disclosed(town: Town) -> None:
    for title in ("汇总", "研究定等"):
        shown = table(town.sheets, title, "编号", "触发规则")
        words = [row["触发规则"] for row in shown if _in(row, town, MEETING)]
        assert any(f"占比（{UNSHOWN}）" in str(word) for word in words)
        assert not any(re.search(r"票占 \d|占比（[^）]*\d", str(word)) for word in words)
    assert any(re.search(r"票占 \d", str(row["触发规则"])) for row in shown if not _in(row, town, MEETING))


def _in(row: Mapping[str, object], town: Town, source: str) -> bool:
    return (row["编号"], source) in town.hidden


def test_totals_less_the_shown_figures_reveal_no_votes(town: Town) -> None:
    """The only figure that sums over branches is left out where one of its branches is withheld."""
    for place, title, rows in town.sheets:
        if title == "工作总结":
            of = Path(place).stem.removeprefix("汇总_")
            in_track = {tally.number for tally in town.tallies if tally.track == of}
            is_few = any((number, SURVEY) in town.hidden for number in in_track)
            (shown,) = (row[1] for row in rows if row[0] == "收回问卷")
            assert (shown == WITHHELD) is is_few


def test_no_score_and_no_contribution_of_what_is_not_shown_is_in_any_table(town: Town) -> None:
    for title in ("汇总", "核对"):
        rows_by_number = {row["编号"]: row for row in table(town.sheets, title, "编号", *SOURCES)}
        for number, source in town.unshown:
            figure, shown = rows_by_number[number][source], town.shown(number, source)
            if source in BALLOT_SOURCES or isinstance(shown, str):
                # With all decimals of a worksheet it would be more than what was found to be safe
                assert figure == shown, (title, number, source)
    parts = list(town.parts())
    assert {(number, str(row["来源"])) for number, row in parts} > town.unshown
    for number, row in parts:
        source = str(row["来源"])
        assert row["本人得分"] == town.shown(number, source)
        is_word = isinstance(row["本人得分"], str)
        assert is_word <= ((number, source) in town.unshown), (number, row)
        assert isinstance(row["计入综合分"], str) is is_word
        assert (row["本人得分"] == UNSHOWN) is (row["计入综合分"] == UNSHOWN)


def test_scores_are_shown_together_or_not_at_all(town: Town) -> None:
    """The votes' own score and the entered ones are of one step; some branches show all, some none."""
    kinds = set()
    for number in {number for number, _ in town.hidden}:
        words = {
            str(figure).partition(" ")[0]
            for of, source in town.unshown
            if of == number and isinstance(figure := town.shown(number, source), str)
        }
        assert len(words) <= 1
        kinds |= words or {"exact"}
    assert {UNSHOWN, "exact"} <= kinds


def test_what_is_added_to_the_composite_tells_no_more_than_the_rounded_score(town: Town) -> None:
    for number, row in town.parts():
        if (number, row["来源"]) in town.hidden and isinstance(row["本人得分"], int | float):
            expected = Fraction(str(row["本人得分"])) * Fraction(str(row["权重（%）"])) / 100
            assert abs(expected - Fraction(str(row["计入综合分"]))) <= Fraction(1, 200)


def test_a_track_mean_is_that_of_the_scores_shown(town: Town) -> None:
    """With one more score in it, the mean less the others would be that score."""
    tracks = {tally.number: tally.track for tally in town.tallies}
    ranked = table(town.sheets, "汇总", "编号", *SOURCES)
    for number, part in town.parts():
        of_track = [
            row
            for row in ranked
            if tracks.get(str(row["编号"])) == tracks[number] and not _in(row, town, str(part["来源"]))
        ]
        scores = [row[str(part["来源"])] for row in of_track]
        shown = [Fraction(str(score)) for score in scores if isinstance(score, int | float)]
        if isinstance(part["板块平均"], int | float):
            assert abs(sum(shown, Fraction(0)) / len(shown) - Fraction(str(part["板块平均"]))) <= Fraction(
                1, 100
            )
        else:
            assert len(shown) < LEAST_BRANCHES


def test_the_check_sheet_still_adds_up_where_it_is_disclosed(town: Town) -> None:
    rows = [row for row in table(town.sheets, "核对", "编号", "差异") if row["编号"]]
    assert {row["差异"] for row in rows if row["公式重算"] != WITHHELD} == {0}
    assert sum(row["公式重算"] == WITHHELD for row in rows) < len(rows)


def test_the_composite_leaves_every_small_class_open(town: Town) -> None:
    """Even who knows how many ballots of each class came back cannot tell its marks from what is shown."""
    groups = 0
    for number, source in sorted(town.hidden):
        returned = town.classes(number, source)
        weights = {voter_class: town.weights[source, voter_class] for voter_class in returned}
        score = town.bounds(number, source)
        for small, package in town.groups(number, source):
            agree, every = possible_marks(small, returned, weights, town.points, score, package=package)
            assert 3 <= agree <= every, (number, source, small, package)
            groups += 1
    assert groups >= len(town.hidden)


def test_the_score_itself_would_give_small_classes_away(town: Town) -> None:
    """Why it is not shown: with two decimals it fits only one way of marking, for some at least."""
    unique_solutions = 0
    for row in town.tallies:
        if (row.number, row.source) in town.hidden and row.voter_class == EVERY_CLASS:
            returned = town.classes(row.number, row.source)
            weights = {voter_class: town.weights[row.source, voter_class] for voter_class in returned}
            small = min(returned, key=lambda voter_class: returned[voter_class])
            printed = interval([float(row.score or 0)], Fraction(1, 100))
            unique_solutions += possible_marks(small, returned, weights, town.points, printed)[0] == 1
    assert unique_solutions > 0


def test_the_heat_map_shows_no_share_of_a_withheld_source(town: Town) -> None:
    """Withheld cells hold words and no number, so that no colour scale can tell them either."""
    shown = 0
    for place, title, rows in town.sheets:
        if title == "等次占比":
            groups = {source: rows[3].index(source) for source in (MEETING, SURVEY)}
            for row in rows[5:]:
                for source, first in groups.items():
                    figures = [figure for figure in row[first : first + 4] if figure is not None]
                    if (row[1], source) in town.hidden:
                        assert figures == [UNSHOWN], place
                    shown += all(isinstance(figure, int | float) for figure in figures)
    assert shown >= 10


def test_charts_keep_no_figures_and_draw_only_composites_and_counts_of_grades(town: Town) -> None:
    chart_sources = set()
    for place, content in town.files.items():
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                if "charts/chart" in name and "/汇总_" in f"/{place}":
                    text = parts.read(name).decode()
                    assert not re.search(r"numCache|strCache|<(?:\w+:)?v>", text), place
                    chart_sources |= {
                        reference.partition("!")[0] for reference in re.findall(r"f>('[^<]+)<", text)
                    }
    assert chart_sources == {"'得分图'", "'等次分布'"}


def test_turnout_reveals_no_votes_of_a_withheld_meeting_or_survey(town: Town) -> None:
    """What came back in a class of a meeting is what each secretary there was rated by."""
    shown_turnouts = 0
    for place, title, rows in town.sheets:
        if title == "参与情况":
            track = Path(place).stem.removeprefix("汇总_")
            members = {tally.number for tally in town.tallies if tally.track == track}
            meeting, survey = (
                any((number, source) in town.hidden for number in members) for source in (MEETING, SURVEY)
            )
            top = next(at for at, row in enumerate(rows) if row[0] == "编号")
            for row in rows[4:top]:
                if row[0] and (survey if row[0] == SURVEY else meeting):
                    assert [figure for figure in row[2:] if figure is not None] == [WITHHELD]
            for row in rows[top + 1 :]:
                is_sum = row[1] == EVERY_CLASS
                if meeting:
                    assert row[2:5] == (WITHHELD, None, None)
                if survey if is_sum else (row[0], SURVEY) in town.hidden:
                    assert row[5:8] == (WITHHELD, None, None)
                else:
                    shown_turnouts += isinstance(row[6], int)
    assert shown_turnouts >= 5


def test_the_counts_to_recalculate_from_are_the_disclosed_ones(town: Town) -> None:
    rows = table(town.sheets, "核对票数", "编号", "来源", "票类")
    pairs = {(row["编号"], row["来源"]) for row in rows if row["编号"]}
    assert pairs == {(tally.number, tally.source) for tally in town.tallies}
    for row in rows:
        figures = [row[header] for header in ("好", "较好", "一般", "差", "弃权", "作废", "应到", "分母")]
        if (row["编号"], row["来源"]) in town.hidden:
            assert [figure for figure in figures if figure is not None] == [WITHHELD]
            assert row["票类"] == EVERY_CLASS
            assert (row["得分"], row["权重"]) == (None, None)
        elif row["票类"] != EVERY_CLASS:
            assert isinstance(row["分母"], int)


def test_no_reason_for_a_grade_reveals_a_withheld_share(town: Town) -> None:
    words = [
        str(row["变动的原因"])
        for row in table(town.sheets, "等次变动", "编号", "变动的原因")
        if _in(row, town, MEETING)
    ]
    assert not any(re.search(r"占比 \d", word) for word in words)


def test_no_formula_of_a_summary_contains_a_literal_figure(town: Town) -> None:
    """What a cell does not show, its formula does not either: it holds references and a few plain numbers."""
    for place, content in town.files.items():
        if "/汇总_" in f"/{place}":
            for sheet in openpyxl.load_workbook(io.BytesIO(content)):
                for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                    bare = re.sub(r"\$?[A-Z]+\$?\d+|1E-9|\"[^\"]*\"", "", str(cell.value))
                    assert set(re.findall(r"\d+", bare)) <= {"0", "1", "9", "100"}, cell


MAKER = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy|cp:lastPrinted|dc:title)>[^<]+<")
MOMENT = re.compile(rb"<dcterms:(?:created|modified)[^>]*>([^<]*)<")


def test_no_file_reveals_who_made_it_or_when(town: Town) -> None:
    moments = set()
    for place, content in town.files.items():
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            core = parts.read("docProps/core.xml") if "docProps/core.xml" in names else b""
            assert "docProps/custom.xml" not in names, place
            assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}, place
        # A document is by the office, whose name is on it
        assert place.endswith(".docx") or not MAKER.search(core), place
        moments |= set(MOMENT.findall(core))
    assert len(moments) <= 1
