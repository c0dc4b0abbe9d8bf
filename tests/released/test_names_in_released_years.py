"""A year of a released version that is upgraded in its middle: the names appear, and no 计算 is due."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.released.keep_year import JOBS, put, run_command
from tests.released.released_years import ReleasedYear, released_years
from tests.xlsx.handmade import by_header

NAMED = ("述职报告", "现场点评", "座谈调研", "日常年度", "票单登记", "整改清单", "评定依据")


def names_in(master: Path) -> dict[str, dict[str, Any]]:
    """组织名称 by 编号, by table."""
    store = ClosedStore(master)
    return {
        name: {row["编号"]: row.get("组织名称") for row in store.read_table(TABLES[name]).records()}
        for name in (*NAMED, "组织名册")
    }


@pytest.fixture(params=released_years(), ids=lambda year: year.version)
def computed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder as it was after 计算 and the committee's decision, before 生成."""
    year: ReleasedYear = request.param
    moment = next(moment for moment in year.moments if moment.job == "generate")
    put(moment.files, tmp_path)
    (tmp_path / "moment").write_text(moment.now.isoformat(), encoding="utf-8")
    return tmp_path


def press(job: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setitem(JOBS, "upgrade", ["upgrade"])
    return run_command(job, root, datetime.fromisoformat((root / "moment").read_text(encoding="utf-8")))


def test_a_year_upgraded_after_the_computation_goes_on_without_a_new_one(
    computed: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    master = computed / MASTER_NAME
    assert press("upgrade", computed, monkeypatch)["ok"]
    store = ClosedStore(master)
    assert all(store.read_table(TABLES[name]).headers[-1] == "组织名称" for name in ("评定依据", "现场点评"))
    expected = names_in(master)["组织名册"]
    # Once straight on to the results, and once with a check in between, which writes the names first
    copy = tmp_path_factory.mktemp("straight") / "on"
    shutil.copytree(computed, copy)
    checked = press("check", computed, monkeypatch)
    assert not {"results_stale", "results_edited"} & {finding["code"] for finding in checked["findings"]}
    for root in (computed, copy):
        generated = press("generate", root, monkeypatch)
        assert generated["counts"]["workbooks"]
        assert "results_outdated" not in {finding["code"] for finding in generated["findings"]}
        for name in NAMED:
            for number, shown in names_in(root / MASTER_NAME)[name].items():
                assert (shown or "") == expected.get(number, ""), (name, number)
    assert not [
        finding
        for finding in press("recount", computed, monkeypatch)["findings"]
        if "recount" in finding["code"]
    ]


def test_a_column_of_that_name_that_the_clerk_added_stays_the_clerk_s(
    computed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    master = computed / MASTER_NAME
    raw = ClosedStore(master).read_table(TABLES["整改清单"])
    book = Workbook.load(master.read_bytes())
    rows = [[*row.values.values(), "本镇简称"] for row in raw.rows]
    book.write_table("整改清单", by_header([*raw.headers, "组织名称"], rows))
    master.write_bytes(book.to_bytes())
    # The first job upgrades, and the next one finds an upgraded master
    for _ in range(2):
        press("check", computed, monkeypatch)
        assert set(names_in(master)["整改清单"].values()) == {"本镇简称"}
    assert set(names_in(master)["日常年度"].values()) != {None}
