"""The bench on a town of six branches, in one process: it still runs, and all ways give the same answers."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from shuzhi_xl.wording.file_names import MASTER_NAME
from tests.bench.bench_documents import compare_texts
from tests.bench.bench_rounds import Round, stages
from tests.bench.bench_tables import stage_table
from tests.bench.bench_ways import documenting, sizes, ways
from tests.bench.bench_year import CLICKS, play, prepare
from tests.bench.measurement import Cost, Work

BRANCHES = 6


def at_once(task: Callable[..., Work], *arguments: Any) -> Cost:
    """Like `measured`, but in this process and by no clock."""
    task(*arguments)()
    return Cost(1.0, 1.0, 1.0)


@pytest.mark.soak
def test_the_bench_runs_and_all_ways_agree(tmp_path: Path) -> None:
    year = tmp_path / "year"
    prepare(tmp_path, BRANCHES)
    result = Round(BRANCHES, [play(tmp_path, year, at_once)], sizes=sizes(tmp_path, year))
    assert set(result.years[0]) == set(CLICKS)
    for order, way in enumerate(ways(tmp_path, year, BRANCHES, at_once)):
        if "UNO" in way.label:
            continue  # takes too long to start for each run of the tests
        output = tmp_path / f"{order}.xlsx"
        result.gone.append((way, [at_once(way.task, output, *way.arguments)]))
        if "下限" not in way.label:
            AGREES[way.stage](year, output)
    texts: dict[str, list[str]] = {}
    for order, way in enumerate(documenting(tmp_path, year, BRANCHES, at_once)):
        at_once(way.task, tmp_path / f"documents{order}", *way.arguments)
        compare_texts(tmp_path / f"documents{order}", texts)
    assert len(texts) == 2 * BRANCHES
    titles = [stage_table(stage).partition("，")[0] for stage in stages(result)]
    assert titles == ["**分发", "**回收", "**计算", "**生成", "**全年（八次按钮）"]


def same_workbooks(year: Path, output: Path) -> None:
    expected = {path.name: path for path in year.rglob("*.xlsx") if path.parent.name[0] != "_"}
    for path in output.iterdir():
        actual = load_workbook(path)
        for sheet in load_workbook(expected[path.name]):
            if sheet.sheet_state == "visible":
                assert [*actual[sheet.title].values] == [*sheet.values]
                assert charts(actual[sheet.title]) == charts(sheet)


def same_votes(year: Path, output: Path) -> None:
    expected = rows(year / MASTER_NAME, "测评票", 3)
    assert marks(rows(output, "测评票")) == marks(expected)
    assert len(rows(output, "问卷调查")) == len(rows(year / MASTER_NAME, "问卷调查", 3))


def same_scores(year: Path, output: Path) -> None:
    expected = {row["编号"]: row["综合得分"] for row in rows(year / MASTER_NAME, "综合评定", 3)}
    actual = {row["编号"]: row["综合得分"] for row in rows(output, "综合评定")}
    assert actual == pytest.approx(expected, abs=0.011)  # they round binary fractions


AGREES = {
    "distribute": same_workbooks,
    "collect": same_votes,
    "compute": same_scores,
    "generate": same_workbooks,
}


def rows(path: Path, sheet: str, header: int = 1) -> list[dict[str, Any]]:
    lines = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()[header - 1 :]
    names = [str(name) for name in lines[0]]
    return [dict(zip(names, line, strict=True)) for line in lines[1:] if any(line)]


def marks(votes: Iterable[dict[str, Any]]) -> Counter[tuple[Any, ...]]:
    return Counter((row["票类"], row["编号"], row["总体评价"]) for row in votes)


def charts(sheet: Any) -> int:
    return len(sheet._charts)
