"""A master, its forms and its results of every released version go on with this one, at every stage."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.findings import Severity
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.shipped import _RELEASED, read_template
from tests.released.keep_year import JOBS, TEMPLATES, files_of, put, run_command, tables_of
from tests.released.released_years import Moment, all_moments, released_years

MOMENTS = all_moments()
GRADES = ("编号", "综合得分", "名次", "建议等次", "研究等次", "最终等次")
COUNTS = ("编号", "来源", "票类", "项目", "有效", "好", "较好", "一般", "差", "弃权", "作废", "得分")
VOTES = ("表单编号", "场次", "票类", "编号", "总体评价")
COMPARED = {
    "测评票": VOTES,
    "问卷调查": ("表单编号", "编号", "票类", "总体评价", "意见建议"),
    "测评统计": COUNTS,
    "综合评定": GRADES,
    "结果公布": ("组织名称", "最终等次"),
}
"""Columns that hold votes, counts and grades; they may never differ."""
SAID_SINCE = {"results_stale"}
"""What a later version says of a master though nothing about it has changed: here, that 计算 is due."""
Rows = Mapping[str, list[tuple[str, ...]]]


def compared(tables: Mapping[str, list[dict[str, str]]]) -> Rows:
    return {
        name: sorted(tuple(row.get(header, "") for header in headers) for row in tables[name])
        for name, headers in COMPARED.items()
    }


def blocking(findings: list[list[str]]) -> set[tuple[str, ...]]:
    return {tuple(finding[1:]) for finding in findings if finding[0] == Severity.BLOCKING.value}


def goes_on(moment: Moment, job: str, root: Path) -> None:
    """The job says and makes what the old version said and made."""
    put(moment.files, root)
    before = files_of(root)
    answer, expected = run_command(job, root, moment.now), moment.answer(job)
    findings = [
        [str(finding[key]) for key in ("severity", "code", "file", "sheet")] for finding in answer["findings"]
    ]
    new = {finding for finding in blocking(findings) if finding[0] in SAID_SINCE}
    assert blocking(findings) - new <= blocking(expected["findings"])
    assert answer["status"] <= max(expected["status"], int(job == "check" and bool(new))), answer["summary"]
    tables: dict[str, Any] = tables_of(root / MASTER_NAME)
    assert compared(tables) == compared(expected["tables"])
    if job in {"distribute", "collect", "compute"}:
        common = answer["counts"].keys() & expected["counts"].keys()
        assert {name: answer["counts"][name] for name in common} == {
            name: expected["counts"][name] for name in common
        }
    issued = {place: content for place, content in before.items() if place.startswith("发出/")}
    after = files_of(root)
    assert {place: after[place] for place in issued} == issued


@pytest.mark.parametrize("moment", [moment for moment in MOMENTS if moment.job], ids=str)
def test_the_next_job_of_the_year_goes_on(moment: Moment, tmp_path: Path) -> None:
    goes_on(moment, moment.job, tmp_path)


@pytest.mark.parametrize("job", [job for job in JOBS if job != "apply_scheme"])
def test_every_job_goes_on_at_the_end_of_the_year(job: str, tmp_path: Path) -> None:
    for moment in (moment for moment in MOMENTS if not moment.job):
        goes_on(moment, job, tmp_path / moment.year.version)


@pytest.mark.soak
@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_every_job_goes_on_at_every_moment(moment: Moment, job: str, tmp_path: Path) -> None:
    goes_on(moment, job, tmp_path)


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_old_template_left_beside_the_master_is_none_of_staff_s(name: str, tmp_path: Path) -> None:
    for year in released_years():
        put({f"templates/{name}": year.shipped[f"templates/{name}"]}, tmp_path)
        assert read_template(name, tmp_path) == read_template(name, tmp_path / "别处")
        put({f"templates/{name}": year.shipped[f"templates/{name}"] + b"\0"}, tmp_path)
        assert read_template(name, tmp_path) == year.shipped[f"templates/{name}"] + b"\0"


def test_every_template_of_a_released_version_is_recognised_as_outdated() -> None:
    for year in released_years():
        for name in TEMPLATES:
            content = year.shipped[f"templates/{name}"]
            assert hashlib.sha256(content).hexdigest()[:12] in _RELEASED
