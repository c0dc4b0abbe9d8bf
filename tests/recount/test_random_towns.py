"""Random towns: the second count confirms whatever 计算 makes of any settings and votes (复核不误报)."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from shuzhi_xl.cli.recount import recount_master
from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.town_folder import Folder
from tests.recount.computed_office import ComputedOffice
from tests.recount.deciding import change_a_score, decide
from tests.recount.random_town.draws import Tables
from tests.recount.random_town.town import random_town

TOWNS, AT_ONCE = 1000, 50
NOW = datetime(2016, 1, 26, 9)  # noqa: DTZ001 -- a workbook's times know no zone


def false_alarms(seeds: Iterable[int]) -> dict[int, list[str]]:
    """What the second count finds wrong in each town just computed, though nobody changed anything.

    In each third town the committee has decided, and in half of these a figure changed after that. 校验报告
    is empty, so that no listed 须改 excuses a blank cell.
    """
    alarms = {}
    for seed in seeds:
        office, random = ComputedOffice(random_town(seed)), Random(seed)  # noqa: S311 -- to be repeatable
        office.run_job(compute)
        if seed % 3 == 0:
            decide(office, random)
        if seed % 6 == 0:
            change_a_score(office, random)
        office.store.tables["校验报告"] = []
        _, findings = office.recount()
        alarms[seed] = [_line_of(finding) for finding in findings if _is_alarm(finding)]
    return {seed: differences for seed, differences in alarms.items() if differences}


def _is_alarm(finding: Finding) -> bool:
    return finding.code.startswith("recount_") and finding.code != "recount_threshold"


def _line_of(finding: Finding) -> str:
    return f"{finding.at.sheet}{finding.at.cell} {finding.code} {dict(finding.context)}"


def test_a_sample_of_towns_gives_no_false_alarm() -> None:
    assert false_alarms(range(24)) == {}


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, TOWNS, AT_ONCE))
def test_no_town_gives_a_false_alarm(first: int) -> None:
    assert false_alarms(range(first, first + AT_ONCE)) == {}


def write_master(tables: Tables, folder: Path) -> Path:
    """The town in a master of its own, computed there."""
    master = folder / MASTER_NAME
    master.write_bytes(read_shipped_master())
    store = ClosedStore(master)
    further = [row["项目"] for row in tables["测评项目"] if row["项目"] != OVERALL]
    for name, rows in tables.items():
        store.write_table(TABLES[name], rows, further if TABLES[name].further_after else ())
    store.commit(NOW)
    compute(JobContext(ClosedStore(master), Folder(folder), lambda: NOW))
    return master


def alarms_on_file(seed: int, folder: Path) -> list[str]:
    """The same of a town in a real master, read by the second count's own reader."""
    findings = recount_master(write_master(random_town(seed), folder)).findings
    return [_line_of(finding) for finding in findings if _is_alarm(finding)]


@pytest.mark.parametrize("seed", [1, 6])
def test_a_sample_of_real_masters_gives_no_false_alarm(seed: int, tmp_path: Path) -> None:
    assert alarms_on_file(seed, tmp_path) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5, TOWNS, 20))
def test_no_real_master_gives_a_false_alarm(seed: int, tmp_path: Path) -> None:
    assert alarms_on_file(seed, tmp_path) == []
