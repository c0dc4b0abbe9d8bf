"""The whole year of a small invented town, played as `shuzhi demo` plays it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from shuzhi_xl.demo.demo_result import DemoResult, FolderTaken
from shuzhi_xl.demo.demo_year import play_year
from shuzhi_xl.demo.play.office import Office
from shuzhi_xl.demo.town.town import invent
from shuzhi_xl.demo.verdict.audit import find_lost_or_doubled_votes
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.track import track
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM, PUBLICATION
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.textfiles.scheme_folder import DEMO_SCHEME, load_scheme

BRANCHES = 12


@dataclass(frozen=True)
class Played:
    result: DemoResult
    files: Mapping[str, str]


def _play(folder: Path) -> Played:
    """Play without an office program, so that the test does not wait for one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "")
        result = play_year(folder, BRANCHES)
    return Played(
        result, {path.relative_to(folder).as_posix(): _hash(path) for path in folder.rglob("*.xls*")}
    )


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return _play(tmp_path_factory.mktemp("one") / "演示")


@pytest.fixture
def result(played: Played) -> DemoResult:
    return played.result


def office(result: DemoResult) -> Office:
    return Office(result.folder, "00", lambda stage, count, total: None)  # noqa: ARG005 -- nobody is watching


def test_exactly_the_planted_errors_are_found(result: DemoResult) -> None:
    assert result.differences == []
    assert result.blocked == []
    assert result.ok
    findings = Counter(finding.code for finding in result.findings)
    assert findings == {"not_returned": 2, "identity_other_year": 1, "mark_unreadable": 1}


def test_everything_was_made(result: DemoResult) -> None:
    counts = {output.title: output.count for output in result.closing_lines}

    assert counts["发给支部的工作簿"] == counts["各支部的结果反馈"] == counts["评出等次的党组织"] == BRANCHES
    assert counts["会议纸质票的录票工作簿"] == counts["各板块汇总"] == counts["各板块公布表"] == 3
    assert counts["各板块核对"] == 3
    # A source of few votes on whose marks all were of one mind shows no score at all (算法 七)
    assert counts["其中每项得分都写出的（准确数或约数）"] == 9
    assert counts["整改清单上的问题"] > counts["其中已销号"] > 0


def test_the_closing_table_lists_every_planted_error(result: DemoResult) -> None:
    text = " ".join(need.title for need in result.needs)

    for word in ("两次", "没有交表", "错字", "去年", "另存", "没有销号"):
        assert word in text


def test_every_branch_has_a_final_grade_and_is_published(result: DemoResult) -> None:
    appraisals, published = office(result).rows(APPRAISAL), office(result).rows(PUBLICATION)

    assert all(appraisal.final_grade for appraisal in appraisals)
    assert {(publication.name, publication.final_grade) for publication in published} == {
        (appraisal.name, appraisal.final_grade) for appraisal in appraisals
    }


def test_the_committee_changed_some_grades_with_a_reason(result: DemoResult) -> None:
    changed = [appraisal for appraisal in office(result).rows(APPRAISAL) if appraisal.decided_grade]

    assert changed
    assert all(
        appraisal.decision_reason and appraisal.final_grade == appraisal.decided_grade
        for appraisal in changed
    )


def test_branches_reported_and_the_clerk_closed(result: DemoResult) -> None:
    states = Counter(problem.state for problem in office(result).rows(PROBLEM))

    assert states["已销号"] > 0
    assert states["整改中"] > 0
    assert not states["已完成"]


def test_nothing_waits_in_the_folder_of_returned_files(result: DemoResult) -> None:
    waiting = [path for path in (result.folder / "收回").rglob("*.xlsx") if "_已处理" not in path.parts]

    assert waiting == []


@pytest.mark.parametrize("job", [check, distribute, collect, compute, generate, publish, track])
def test_every_later_command_ends_well(result: DemoResult, job: Callable[[JobContext], Outcome]) -> None:
    later = office(result)
    later.clock.turn_to(date(2016, 4, 1))

    assert later.run(job).ok


def test_the_same_seed_gives_the_same_workbooks(played: Played, tmp_path: Path) -> None:
    assert _play(tmp_path / "演示").files == played.files


def test_a_vote_that_went_another_way_is_noticed(result: DemoResult) -> None:
    town = invent(1, BRANCHES, load_scheme(DEMO_SCHEME, result.folder))
    first = town.replies["C001"]
    turned = replace(
        first.surveys[0], marks={OVERALL: "差" if first.surveys[0].marks[OVERALL] != "差" else "好"}
    )
    changed_town = replace(
        town, replies={**town.replies, "C001": replace(first, surveys=(turned, *first.surveys[1:]))}
    )

    assert find_lost_or_doubled_votes(office(result), town) == []
    assert [difference.where for difference in find_lost_or_doubled_votes(office(result), changed_town)] == [
        "C001",
        "C001",
    ]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "我的文件.txt").write_text("勿动", encoding="utf-8")

    with pytest.raises(FolderTaken):
        play_year(tmp_path, 4)

    assert not (tmp_path / MASTER_NAME).exists()
