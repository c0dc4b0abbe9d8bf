"""套用方案 and 导出方案: the chosen scheme is applied, kept beside the master, and never replaces a file."""

from dataclasses import replace
from typing import Any

import pytest

from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.schemes.apply_scheme import apply_scheme
from shuzhi_xl.jobs.schemes.export_scheme import export_scheme
from shuzhi_xl.jobs.schemes.scheme_files import scheme_of
from shuzhi_xl.sheets.master.scheme_tables import SOURCE_WEIGHT
from shuzhi_xl.xlsx.textfiles.scheme_folder import load_scheme
from shuzhi_xl.xlsx.textfiles.scheme_toml import write_scheme
from tests.jobs.schemes.scheme_masters import BEYOND_REASON, context, empty_cells, settings_of
from tests.year_stages import TownOffice


def test_the_scheme_that_was_chosen_is_applied_and_the_old_master_kept(drafted: TownOffice) -> None:
    drafted.set_values(方案名称="五来源方案")
    before = drafted.master.read_bytes()
    outcome = drafted.run_job(apply_scheme)
    assert outcome.ok
    assert outcome.job == "apply_scheme"
    assert outcome.summary.startswith("套用方案完成：已填入方案“五来源方案”的等次标准 4 行、来源权重 5 行")
    assert "换掉了原来的等次标准 4 行、来源权重 5 行、票类权重 6 行" in outcome.summary
    assert before in drafted.files("备份").values()
    expected = load_scheme("五来源方案", drafted.root)
    applied = scheme_of(drafted.context(), "")
    assert (applied.name, applied.records) == (expected.name, expected.records)
    assert applied.settings == {**expected.settings, "尾差处理": "最大余数"}
    assert "方案没有定的办法 1 项按建议值填好" in outcome.summary


def test_the_tick_is_taken_back_when_the_methods_change_and_nothing_is_computed_without_it(
    collected: TownOffice,
) -> None:
    collected.run_job(apply_scheme)
    assert settings_of(collected)["已由党委研究确认"] == "是"  # the same scheme again
    collected.set_values(方案名称="五来源方案")
    collected.run_job(apply_scheme)
    assert settings_of(collected)["已由党委研究确认"] == "否"
    refused = collected.run_job(compute)
    assert refused.summary.startswith("没有计算")
    assert [finding.code for finding in refused.findings] == ["settings_unconfirmed"]
    # Blank, as in every master of an earlier version: nobody is asked
    collected.set_values(已由党委研究确认=None, 方案名称="演示方案")
    collected.run_job(apply_scheme)
    assert settings_of(collected)["已由党委研究确认"] is None
    assert collected.run_job(compute).summary.startswith("计算完成")


def test_what_the_town_itself_set_stays(drafted: TownOffice) -> None:
    drafted.set_values(方案名称="等权演示")
    before = settings_of(drafted)
    drafted.run_job(apply_scheme)
    after = settings_of(drafted)
    for key in ("年度", "党委名称", "基准日期", "报告重点内容", "公布范围", "公布日期"):
        assert after[key] == before[key]


def test_a_file_beside_the_master_comes_before_the_shipped_one(drafted: TownOffice) -> None:
    drafted.set_values(方案名称="等权演示", 匿名下限=7)
    (drafted.root / "方案").mkdir()
    content = write_scheme(scheme_of(drafted.context(), "")).encode()
    (drafted.root / "方案" / "等权演示.toml").write_bytes(content)
    drafted.set_values(匿名下限=3)
    assert drafted.run_job(apply_scheme).ok
    assert settings_of(drafted)["匿名下限"] == 7


def test_gaps_of_an_applied_scheme_stay_empty_and_nothing_is_computed_until_they_are_filled(
    collected: TownOffice,
) -> None:
    whole = scheme_of(collected.context(), "")
    lacking = {**whole.settings}
    del lacking["计票分母"]
    rows = [{**row} for row in whole.records["来源权重"]]
    del rows[0]["权重"]
    scheme = replace(
        whole, name="缺两处", settings=lacking, records={**whole.records, "来源权重": tuple(rows)}
    )
    collected.write_files({"方案/缺两处.toml": write_scheme(scheme).encode()})
    collected.set_values(方案名称="缺两处")
    outcome = collected.run_job(apply_scheme)
    assert "还有 1 处空着（黄格）" in outcome.summary
    blank = {
        (finding.at.sheet, finding.at.cell)
        for finding in outcome.findings
        if finding.code == "required_blank"
    }
    assert blank == empty_cells(context(collected.master))
    assert len(blank) == 1
    computation = collected.run_job(compute)
    assert computation.summary.startswith("没有计算")
    assert blank <= {(finding.at.sheet, finding.at.cell) for finding in computation.findings}
    collected.set_values(已由党委研究确认="是")
    with collected.writing() as typing:
        first = typing.store.read_table(SOURCE_WEIGHT).rows[0]
        typing.store.write_cells(SOURCE_WEIGHT, {(first.line, "权重"): whole.records["来源权重"][0]["权重"]})
    assert collected.run_job(compute).summary.startswith("计算完成")


@pytest.mark.parametrize(("name", "code"), [("没有的", "scheme_missing"), (None, "scheme_unnamed")])
def test_without_such_a_scheme_the_master_stays_as_it_is(
    drafted: TownOffice, shuzhi: Any, name: str | None, code: str
) -> None:
    drafted.set_values(方案名称=name)
    before = drafted.master.read_bytes()
    status, printed = shuzhi("scheme", "apply", drafted.master)
    assert (status, printed["findings"][0]["code"]) == (2, code)
    assert "等权演示" in printed["summary"]
    assert drafted.master.read_bytes() == before


def test_a_scheme_is_kept_beside_the_master_and_never_replaces_a_file(
    drafted: TownOffice, shuzhi: Any
) -> None:
    before = drafted.master.read_bytes()
    status, printed = shuzhi("scheme", "export", drafted.master)
    assert (status, printed["outputs"]) == (0, ["方案/演示方案.toml"])
    assert "“方案/演示方案.toml”" in printed["summary"]
    assert drafted.master.read_bytes() == before
    assert drafted.run_job(export_scheme).outputs == ["方案/演示方案.toml"]  # the same again
    drafted.set_values(匿名下限=9)
    assert drafted.run_job(export_scheme).outputs == ["方案/演示方案(2).toml"]
    drafted.set_values(匿名下限=4, 方案名称="演示方案(2)")
    assert shuzhi("scheme", "apply", drafted.master)[0] == 0
    assert (settings_of(drafted)["匿名下限"], settings_of(drafted)["方案名称"]) == (9, "演示方案")


def test_a_scheme_without_a_name_is_kept_under_one(drafted: TownOffice) -> None:
    drafted.set_values(方案名称=None)
    assert drafted.run_job(export_scheme).outputs == ["方案/未命名方案.toml"]


@pytest.mark.parametrize("text", [*BEYOND_REASON, None], ids=["lists", "tables", "digits", "size", "no file"])
def test_a_file_beyond_all_reason_among_the_schemes_is_named_wherever_it_is_met(
    drafted: TownOffice, shuzhi: Any, text: str | None
) -> None:
    bad = drafted.root / "方案/坏.toml"
    bad.parent.mkdir(exist_ok=True)
    if text is None:
        bad.symlink_to("/dev/zero")
    else:
        bad.write_text(text, encoding="utf-8")
    drafted.set_values(方案名称="坏")
    status, printed = shuzhi("scheme", "apply", drafted.master)
    assert (status, printed["findings"][0]["code"]) == (2, "scheme_unreadable")
    assert "“坏”的文件读不出来" in printed["summary"]
    status, printed = shuzhi("new", drafted.root / "新.xlsm", "--year", "2015")
    assert status == 0
    assert "坏" in printed["lines"]
    status, printed = shuzhi("scheme", "export", drafted.master)
    assert (status, printed["outputs"]) == (0, ["方案/坏(2).toml"])
