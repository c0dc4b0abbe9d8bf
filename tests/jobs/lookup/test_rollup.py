"""区县汇总: a folder of masters in, one workbook out."""

import io
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from shuzhi_xl.jobs.lookup.rollup import roll_up_towns, rollup
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.jobs.track import track
from shuzhi_xl.rules.district.town_figures import TownDigest
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT, LOG, OVERVIEW
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.district.folder import Master, TownsFolder
from shuzhi_xl.xlsx.district.read_town import read_town
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.stop_reasons import Stopped
from tests.other_town import other_town, with_settings
from tests.year_stages import BRANCHES, Files, Stages, TownOffice

TIMES = Fraction(5)
PLACE = "区汇总_2015.xlsx"


@pytest.fixture(scope="module")
def towns(stages: Stages) -> Files:
    """Towns at several stages, and files that cannot be taken in."""
    drafted, computed, generated = (
        stages.files(stage)[MASTER_NAME] for stage in ("drafted", "computed", "generated")
    )
    form = next(content for name, content in stages.files("issued").items() if "录票_" in name)
    return {
        "甲镇.xlsm": other_town(drafted, "甲镇党委"),
        "乙镇/总表.xlsm": other_town(generated, "乙镇党委", anonymity_floor=1),
        "乙镇/备份/总表_旧.xlsm": drafted,
        "丙镇.xlsm": other_town(generated, "丙镇党委", anonymity_floor=90),
        "丁镇.xlsm": other_town(computed, "=丁镇党委"),
        "丁镇旧.xlsm": other_town(computed, "戊镇党委", year=2014),
        "己镇.xlsm": with_settings(other_town(drafted, "甲镇党委"), party_committee="中共甲镇委员会"),
        "坏.xlsm": b"PK\x03\x04",
        "名单.xlsx": form,
    }


def put_masters(root: Path, files: Files) -> TownsFolder:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return TownsFolder(root)


Read = Callable[[Path, str], TownDigest]


def read(path: Path, name: str) -> TownDigest:
    return read_town(path, name, TIMES)


def read_once(path: Path, name: str) -> TownDigest:
    """A file's digest; most tests have the same few files."""
    return _digest(path.read_bytes(), name)


@cache
def _digest(content: bytes, name: str) -> TownDigest:
    return read_town(content, name, TIMES)


def shuffled(masters: Sequence[Master], read: Read, seed: int) -> Iterator[TownDigest]:
    """An engine that is done with the files in any order."""
    order = list(masters)
    Random(seed).shuffle(order)  # noqa: S311 -- the same order each time
    return (read(*master) for master in order)


def run(folder: TownsFolder, seed: int = 1, year: int | None = None, read: Read = read_once) -> Outcome:
    progress: list[tuple[int, int]] = []
    outcome = roll_up_towns(
        folder,
        lambda masters: shuffled(masters, read, seed),
        TIMES,
        year,
        lambda *counts: progress.append(counts),
    )
    assert [count for count, _ in progress] == list(range(1, len(folder.masters()) + 1))
    return outcome


def table(root: Path, title: str) -> list[dict[str, Any]]:
    """A sheet's rows; headers of columns in a group carry its name."""
    sheet = openpyxl.load_workbook(root / PLACE)[title]
    rows: list[list[Any]] = [list(row) for row in sheet.iter_rows(values_only=True)]
    top = next(index for index, row in enumerate(rows) if sum(map(bool, row)) > 1)
    grouped = rows[top + 1][0] is None
    names, group = [], ""
    for upper, lower in zip(rows[top], rows[top + 1], strict=True):
        group = upper or group
        names.append(f"{group}{lower or ''}" if grouped else upper)
    return [dict(zip(names, row, strict=True)) for row in rows[top + 1 + grouped :]]


def test_all_towns_are_in_one_workbook_and_every_other_file_has_its_reason(
    towns: Files, tmp_path: Path
) -> None:
    outcome = run(put_masters(tmp_path, towns))
    assert outcome.counts == {"towns": 3, "organisations": 3 * BRANCHES, "left_out": 5}
    assert outcome.outputs == [PLACE]
    assert not outcome.ok
    reasons = {finding.at.file: finding.code for finding in outcome.findings}
    assert reasons == {
        "甲镇.xlsm": "town_twice",
        "己镇.xlsm": "town_twice",
        "丁镇旧.xlsm": "town_other_year",
        "坏.xlsm": "town_unreadable",
        "名单.xlsx": "town_not_master",
    }
    lines = table(tmp_path, "总览")
    assert [line["党委名称"] for line in lines] == ["=丁镇党委", "丙镇党委", "乙镇党委", "合计"]
    assert lines[-1]["党组织参评"] == 3 * BRANCHES
    assert lines[2]["进展到"] == f"生成反馈 {BRANCHES}/{BRANCHES}"
    assert {row["文件"] for row in table(tmp_path, "未并入")} == set(reasons)


def test_the_masters_stay_as_they_are_and_the_result_is_the_same_in_any_order(
    towns: Files, tmp_path: Path
) -> None:
    folder = put_masters(tmp_path, towns)
    run(folder, read=read)
    first = (tmp_path / PLACE).read_bytes()
    for seed in (2, 3):
        (tmp_path / PLACE).unlink()
        run(folder, seed)
        assert (tmp_path / PLACE).read_bytes() == first
    assert all((tmp_path / name).read_bytes() == content for name, content in towns.items())
    assert {path.name for path in tmp_path.iterdir()} == {name.split("/")[0] for name in towns} | {PLACE}


def test_what_must_stay_in_a_town_is_not_in_the_workbook(towns: Files, tmp_path: Path) -> None:
    run(put_masters(tmp_path, towns))
    lines = {line["党委名称"]: line for line in table(tmp_path, "总览")}
    withheld, shown, total = (lines[name] for name in ("丙镇党委", "乙镇党委", "合计"))
    assert isinstance(shown["问卷收回"], int)
    assert {withheld[name] for name in ("测评票收回", "问卷收回")} == {"不显示"}
    assert {total[name] for name in ("测评票收回", "问卷收回")} == {"不显示"}
    assert withheld["综合得分平均"] == shown["综合得分平均"]
    by_town = {line["党委名称"]: line for line in table(tmp_path, "参与情况")}
    assert by_town["丙镇党委"]["问卷收回"] == "不显示"


def test_text_from_other_towns_never_becomes_a_formula(towns: Files, tmp_path: Path) -> None:
    run(put_masters(tmp_path, towns))
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / PLACE).read_bytes()))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_overdue_problems_are_counted_as_the_town_counts_them(stages: Stages, tmp_path: Path) -> None:
    town = stages.open("generated", tmp_path / "甲镇")
    town.set_values(催办日期="2016-12-31")
    town.run_job(track)
    overdue = town.rows(OVERVIEW)[0].problems_overdue
    assert overdue
    run(TownsFolder(tmp_path))
    assert table(tmp_path, "总览")[0]["整改问题逾期"] == overdue
    notes = [row[0].value for row in openpyxl.load_workbook(tmp_path / PLACE)["总览"]["A2:A6"]]
    assert any("2016-12-31" in str(note) for note in notes)


def altered(master: bytes, table: Table[Any], **values: Any) -> bytes:
    """A master into whose table somebody has written by hand, in every row."""
    book, raw = Workbook.load(master), ClosedStore(Path(MASTER_NAME), master).read_table(table)
    for row in raw.rows:
        for header, value in values.items():
            book.set_cell(raw.frame.sheet, raw.frame.at(header, row.line).cell, value)
    return book.to_bytes()


def test_results_or_a_log_altered_by_hand_are_marked_and_reported(towns: Files, tmp_path: Path) -> None:
    honest, second = towns["丙镇.xlsm"], towns["乙镇/总表.xlsm"]
    outcome = run(
        put_masters(
            tmp_path,
            {
                "丙镇.xlsm": honest,
                "乙镇.xlsm": altered(second, APPRAISAL, 综合得分=99, 最终等次="好"),
                "丁镇.xlsm": altered(towns["丁镇.xlsm"], LOG, 结果="完成"),
                "甲镇.xlsm": towns["甲镇.xlsm"],
            },
        )
    )
    assert not outcome.ok
    assert {(finding.at.file, finding.code) for finding in outcome.findings} == {
        ("乙镇.xlsm", "town_results_differ"),
        ("丁镇.xlsm", "town_log_broken"),
    }
    lines = {line["党委名称"]: line["核对"] for line in table(tmp_path, "总览")}
    assert lines == {
        "丙镇党委": "一致",
        "乙镇党委": "结果与票不符",
        "=丁镇党委": "日志被改动",
        "甲镇党委": "未计算",
        "合计": "—",
    }


def test_a_year_may_be_asked_for(towns: Files, tmp_path: Path) -> None:
    outcome = run(put_masters(tmp_path, towns), year=2014)
    assert (outcome.counts["towns"], outcome.outputs) == (1, ["区汇总_2014.xlsx"])


def test_one_town_ahead_of_the_others_does_not_decide_the_year(towns: Files, tmp_path: Path) -> None:
    ahead = with_settings(towns["丁镇.xlsm"], year=2016)
    rest = {name: towns[name] for name in ("丙镇.xlsm", "乙镇/总表.xlsm")}
    outcome = run(put_masters(tmp_path, {"丁镇.xlsm": ahead, **rest}))
    assert (outcome.counts["towns"], outcome.outputs) == (2, [PLACE])
    assert [finding.code for finding in outcome.findings] == ["town_other_year"]


def test_where_as_many_towns_have_another_year_the_clerk_must_say_which(towns: Files, tmp_path: Path) -> None:
    folder = put_masters(tmp_path, {name: towns[name] for name in ("丙镇.xlsm", "丁镇旧.xlsm")})
    with pytest.raises(Stopped) as stop:
        run(folder)
    assert "2014、2015" in stopped(stop.value.code, **stop.value.context)
    assert run(folder, year=2015).counts["towns"] == 1


@pytest.mark.parametrize("year", [None, 2013])
def test_where_no_town_can_be_taken_in_nothing_is_written(
    towns: Files, tmp_path: Path, year: int | None
) -> None:
    names = ("坏.xlsm", "甲镇.xlsm", "己镇.xlsm") if year is None else ("丙镇.xlsm",)
    outcome = run(put_masters(tmp_path, {name: towns[name] for name in names}), year=year)
    assert (outcome.counts["towns"], outcome.counts["left_out"]) == (0, len(names))
    assert "没有汇总" in outcome.summary
    assert not outcome.ok
    assert not outcome.outputs
    assert {path.name for path in tmp_path.iterdir()} == set(names)


def test_a_folder_without_any_master_stops(tmp_path: Path) -> None:
    with pytest.raises(Stopped) as stop:
        run(TownsFolder(tmp_path))
    assert stop.value.code == "no_masters"


def test_the_button_brings_the_folder_beside_the_master_together(generated: TownOffice) -> None:
    outcome = generated.run_job(rollup)
    assert outcome.summary.startswith("没有汇总：总表旁边的文件夹“区县汇总”里还没有总表。")
    folder = generated.root / "区县汇总"
    assert [*folder.iterdir()] == []
    content = generated.master.read_bytes()
    put_masters(folder, {"甲镇/总表.xlsm": content, "坏.xlsm": b"x"})
    outcome = generated.run_job(rollup)
    assert outcome.counts == {"towns": 1, "organisations": BRANCHES, "left_out": 1}
    assert outcome.outputs == [f"区县汇总/{PLACE}"]
    assert (folder / PLACE).is_file()
    assert (folder / "甲镇/总表.xlsm").read_bytes() == content
    assert [(row.file, row.code) for row in generated.rows(CHECK_REPORT)] == [("坏.xlsm", "town_unreadable")]
    assert [row.job for row in generated.rows(LOG)][-1] == "区县汇总"
