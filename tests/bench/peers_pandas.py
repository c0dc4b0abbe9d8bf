"""The jobs as a blog post does them with pandas, and the count as it is done in plain loops.

Weights and limits are those of the demo's scheme, written into the script as such scripts have them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd
from openpyxl import Workbook, load_workbook

from tests.bench.measurement import Work
from tests.bench.recipes import sample_files

Engine = Literal["openpyxl", "calamine"]
_POINTS: Final = {"好": 100, "较好": 80, "一般": 60, "差": 30}
_CLASSES: Final = {"A票": 40, "B票": 30, "C票": 20, "互评票": 10, "党员票": 60, "群众票": 40}
_SOURCES: Final = {"现场测评": 40, "问卷调查": 20, "座谈调研": 10, "日常工作": 15, "年度考核": 15}
_LIMITS: Final = {"好": 88, "较好": 75, "一般": 60, "差": 0}
_SHEETS: Final = ("测评票", "问卷调查", "组织名册", "座谈调研", "日常年度")
_NAMES: Final = ("板块", "编号", "组织名称", "书记姓名")


def collect(into: Path, returned: Path, sample: int | None, engine: Engine) -> Work:
    """回收: read every file, put the frames together."""
    return partial(_collect, sample_files(returned, "*.xlsx", sample), into, engine)


def _collect(files: Sequence[Path], into: Path, engine: Engine) -> None:
    votes, answers, problems = [], [], []
    for file in files:
        sheets: dict[str, pd.DataFrame] = pd.read_excel(file, sheet_name=None, header=None, engine=engine)
        if "问卷" in sheets:
            votes.append(_entered(sheets["录票"]).assign(文件=file.name))
            answers.append(_listed(sheets["问卷"], 4).assign(文件=file.name))
            problems.append(_listed(sheets["问题自查"], 3).assign(文件=file.name))
        else:
            votes.append(_typed(sheets["录票"]).assign(文件=file.name))
    with pd.ExcelWriter(into) as out:
        for title, frames in {"测评票": votes, "问卷调查": answers, "整改清单": problems}.items():
            if frames:
                pd.concat(frames).to_excel(out, sheet_name=title, index=False)


def _entered(sheet: pd.DataFrame) -> pd.DataFrame:
    number = str(sheet.iloc[1, 0]).split()[0]
    marks = sheet.iloc[6:, [0, *range(3, sheet.shape[1])]].set_axis(
        ["编号", *range(1, sheet.shape[1] - 2)], axis=1
    )
    long = marks[marks["编号"] != number].melt("编号", var_name="票号", value_name="总体评价")
    long["票类"] = long["票号"].map(lambda order: sheet.iloc[5, order + 2])
    return long.dropna(subset=["票类"])


def _typed(sheet: pd.DataFrame) -> pd.DataFrame:
    numbers = [str(header).split()[0] for header in sheet.iloc[7, 3:]]
    marks = sheet.iloc[9:].drop(columns=2).set_axis(["票号", "票类", *numbers], axis=1)
    return marks.dropna(subset=["票类"]).melt(["票号", "票类"], var_name="编号", value_name="总体评价")


def _listed(sheet: pd.DataFrame, header: int) -> pd.DataFrame:
    rows = sheet.iloc[header + 1 :].set_axis(list(sheet.iloc[header]), axis=1)
    return rows[rows.iloc[:, 1:].notna().any(axis=1)]


def compute(into: Path, master: Path, engine: Engine) -> Work:
    """计算 with `groupby`."""
    return partial(_compute, master, into, engine)


def _compute(master: Path, into: Path, engine: Engine) -> None:
    tables: dict[str, pd.DataFrame] = pd.read_excel(master, sheet_name=[*_SHEETS], header=2, engine=engine)
    counts = _counted(tables["测评票"].assign(来源="现场测评"), tables["问卷调查"].assign(来源="问卷调查"))
    weights = counts.index.get_level_values("票类").map(_CLASSES)
    keys = ["编号", "来源"]
    voted = (counts["得分"] * weights).groupby(keys).sum() / weights.to_series(counts.index).groupby(
        keys
    ).sum()
    scores = voted.unstack("来源")  # noqa: PD010 -- two levels of an index, no pivot
    scores["座谈调研"] = _visited(tables["座谈调研"])
    routine = tables["日常年度"].set_index("编号")
    scores[["日常工作", "年度考核"]] = routine[["日常工作", "年度考核"]]
    whole = (scores[[*_SOURCES]] * pd.Series(_SOURCES)).sum(axis=1) / 100 + routine["加减分"].fillna(0)
    scores["综合得分"] = whole.clip(0, 100).round(2)
    scores["建议等次"] = scores["综合得分"].map(_grade)
    result = tables["组织名册"][[*_NAMES]].join(scores, on="编号")
    result["名次"] = result.groupby("板块")["综合得分"].rank(ascending=False, method="min")
    with pd.ExcelWriter(into) as out:
        counts.reset_index().to_excel(out, sheet_name="测评统计", index=False)
        result.to_excel(out, sheet_name="综合评定", index=False)


def _counted(*votes: pd.DataFrame) -> pd.DataFrame:
    rows = pd.concat(votes).fillna({"总体评价": "弃权"})
    counts = rows.groupby(["编号", "来源", "票类", "总体评价"]).size().unstack(fill_value=0)  # noqa: PD010 -- as above
    counts["得分"] = (counts[[*_POINTS]] * pd.Series(_POINTS)).sum(axis=1) / counts.sum(axis=1)
    return counts


def _visited(rows: pd.DataFrame) -> pd.Series:
    shown = rows[[*_POINTS]].fillna(0)
    points = rows["评分"].fillna((shown * pd.Series(_POINTS)).sum(axis=1) / shown.sum(axis=1))
    return points.groupby(rows["编号"]).mean()


def _grade(score: float) -> str:
    return next(grade for grade, least in _LIMITS.items() if score >= least)


def compute_in_loops(into: Path, master: Path) -> Work:
    """计算 in plain loops over what openpyxl reads."""
    return partial(_compute_in_loops, master, into)


def _compute_in_loops(master: Path, into: Path) -> None:
    tables = _rows(master)
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for source, title in (("现场测评", "测评票"), ("问卷调查", "问卷调查")):
        for row in tables[title]:
            counts[row["编号"], source, row["票类"]][row["总体评价"] or "弃权"] += 1
    classes = {key: _mean(tally) for key, tally in counts.items()}
    visits = defaultdict(list)
    for row in tables["座谈调研"]:
        shown = {grade: row[grade] or 0 for grade in _POINTS}
        visits[row["编号"]].append(row["评分"] if row["评分"] is not None else _mean(shown))
    routine = {row["编号"]: row for row in tables["日常年度"]}
    results = []
    for branch in tables["组织名册"]:
        number = branch["编号"]
        entered, visited = routine[number], visits[number]
        scores = {source: _weighted(classes, number, source) for source in ("现场测评", "问卷调查")}
        scores |= {"座谈调研": sum(visited) / len(visited)}
        scores |= {source: entered[source] for source in ("日常工作", "年度考核")}
        whole = sum(_SOURCES[source] * score for source, score in scores.items()) / 100
        whole = round(min(max(whole + (entered["加减分"] or 0), 0), 100), 2)
        names = [branch[header] for header in _NAMES]
        results.append([*names, *scores.values(), whole, _grade(whole)])
    ranks = {
        track: sorted((row[-2] for row in results if row[0] == track), reverse=True)
        for track in {row[0] for row in results}
    }
    ranked = [[*row, ranks[row[0]].index(row[-2]) + 1] for row in results]
    lines = [
        [*key, *(tally[grade] for grade in (*_POINTS, "弃权")), classes[key]] for key, tally in counts.items()
    ]
    counted = ["编号", "来源", "票类", *_POINTS, "弃权", "得分"]
    graded = [*_NAMES, *_SOURCES, "综合得分", "建议等次", "名次"]
    _save({"测评统计": [counted, *lines], "综合评定": [graded, *ranked]}, into)


def _rows(master: Path) -> dict[str, list[dict[str, Any]]]:
    book = load_workbook(master, data_only=True)
    tables: dict[str, list[dict[Any, Any]]] = {}
    for title in _SHEETS:
        headers = [cell.value for cell in book[title][3]]
        rows = book[title].iter_rows(min_row=4, values_only=True)
        tables[title] = [dict(zip(headers, row, strict=True)) for row in rows if any(row)]
    return tables


def _mean(counts: dict[str, int]) -> float:
    return sum(points * counts[grade] for grade, points in _POINTS.items()) / sum(counts.values())


def _weighted(classes: dict[tuple[str, str, str], float], number: str, source: str) -> float:
    class_scores = {of: classes[number, source, of] for of in _CLASSES if (number, source, of) in classes}
    return sum(_CLASSES[of] * score for of, score in class_scores.items()) / sum(
        map(_CLASSES.__getitem__, class_scores)
    )


def _save(sheets: dict[str, list[list[Any]]], into: Path) -> None:
    book = Workbook()
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(into)
