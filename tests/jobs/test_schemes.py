"""Schemes at work: every preset is accepted or names its gaps; export and import between masters."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.cli import main
from shuzhi_xl.cli.new import make_master
from shuzhi_xl.cli.schemes import import_scheme
from shuzhi_xl.jobs.apply_scheme import apply_scheme
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.export_scheme import export_scheme
from shuzhi_xl.jobs.new import set_values
from shuzhi_xl.jobs.scheme_files import import_scheme as put_scheme
from shuzhi_xl.jobs.scheme_files import scheme_of
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET, SOURCE_WEIGHT, TRACK
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.stop_reasons import Stopped
from shuzhi_xl.xlsx.textfiles.scheme_toml import load_scheme, scheme_names, scheme_text
from shuzhi_xl.xlsx.town_folder import Folder
from tests.year_stages import Place

NOW = datetime(2015, 12, 1, 9)  # noqa: DTZ001 -- a workbook's times know no zone
OWN = {"党委名称": "云栖镇党委", "基准日期": "2016-02-05"}
VILLAGES = {"板块": "村", "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": "村"}


def context(master: Path) -> JobContext:
    return JobContext(ClosedStore(master), Folder(master.parent), lambda: NOW)


def new_master(folder: Path, scheme: str) -> tuple[Outcome, JobContext]:
    """A new master with a scheme, and the town's own settings typed in."""
    master = folder / "总表.xlsm"
    outcome = make_master(master, 2015, scheme)
    open_context = context(master)
    set_values(open_context, OWN)
    open_context.store.write_table(TRACK, [VILLAGES])
    return outcome, open_context


def empty_cells(context: JobContext) -> set[tuple[str, str]]:
    """Required cells of the scheme that stand empty in the master."""
    cells = set()
    for table in SCORING_SHEET.tables:
        raw = context.store.read_table(table)
        headers = [column.header for column in table.columns if column.required]
        blank = [(row, header) for row in raw.rows for header in headers if row.values[header] in (None, "")]
        cells |= {(SCORING_SHEET.title, raw.frame.at(header, row.line).cell) for row, header in blank}
    required = {column.header for column in Settings.columns().values() if column.required}
    raw = context.store.read_table(SETTING)
    blank_settings = [
        row for row in raw.rows if row.values["名称"] in required and row.values["取值"] in (None, "")
    ]
    return cells | {(raw.frame.sheet, raw.frame.at("取值", row.line).cell) for row in blank_settings}


@pytest.mark.parametrize("name", scheme_names(Path()))
def test_a_preset_is_complete_or_compute_names_each_empty_cell(tmp_path: Path, name: str) -> None:
    outcome, context = new_master(tmp_path, name)
    gaps = empty_cells(context)
    assert len(gaps) == len(load_scheme(name, tmp_path).gaps)
    assert (f"{len(gaps)} 处空着" in outcome.summary) is bool(gaps)
    computation = compute(context)
    on_scheme = [
        finding for finding in computation.findings if finding.at.sheet in (SCORING_SHEET.title, "基本设置")
    ]
    assert {(finding.at.sheet, finding.at.cell) for finding in on_scheme} == gaps
    assert all("还没有填写" in sentence(finding) for finding in on_scheme)
    assert ("没有计算" in computation.summary) is bool(gaps)


@pytest.fixture
def shuzhi(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: object) -> tuple[Any, dict[str, Any]]:
        with pytest.raises(SystemExit) as exit_info:
            main([*map(str, arguments), "--json"])
        return exit_info.value.code, json.loads(capsys.readouterr().out)

    return run


def test_export_import_export_gives_the_same_file(computed: Place, tmp_path: Path, shuzhi: Any) -> None:
    before = computed.master.read_bytes()
    first, second = tmp_path / "外" / "甲.toml", tmp_path / "外" / "乙.toml"
    assert shuzhi("scheme", "export", computed.master, first)[0] == 0
    assert computed.master.read_bytes() == before
    other_master = tmp_path / "邻镇" / "总表.xlsm"
    make_master(other_master, 2016, "五来源方案")
    content = other_master.read_bytes()
    status, printed = shuzhi("scheme", "import", other_master, first)
    assert content in [path.read_bytes() for path in (other_master.parent / "备份").iterdir()]
    assert (status, printed["job"], printed["counts"]["gaps"]) == (0, "import_scheme", 0)
    assert shuzhi("scheme", "export", other_master, second)[0] == 0
    assert first.read_bytes() == second.read_bytes()
    assert scheme_of(context(computed.master), "").records == load_scheme("演示方案", tmp_path).records
    assert "演示方案" in printed["summary"]


def test_an_exported_scheme_beside_the_master_is_on_offer(tmp_path: Path, shuzhi: Any) -> None:
    make_master(tmp_path / "甲.xlsm", 2015, "五五方案")
    shuzhi("scheme", "export", tmp_path / "甲.xlsm", tmp_path / "templates" / "方案" / "本镇方案.toml")
    _, printed = shuzhi("new", tmp_path / "乙.xlsm")
    assert "本镇方案" in printed["lines"]
    assert any(line.startswith("等权演示：") for line in printed["lines"])
    assert shuzhi("new", tmp_path / "丙.xlsm", "--scheme", "本镇方案")[0] == 0


@pytest.mark.parametrize(("table", "code"), [("等次标准", "grade_missing"), ("来源权重", "weights_not_100")])
def test_an_unfit_scheme_is_refused_even_before_there_are_tracks(
    table: str, code: str, tmp_path: Path
) -> None:
    master = tmp_path / "总表.xlsm"
    make_master(master, 2015, "")
    before = master.read_bytes()
    scheme = load_scheme("演示方案", tmp_path)
    records = {**scheme.records, table: scheme.records[table][:-1]}
    outcome = put_scheme(context(master), replace(scheme, records=records))
    assert code in {finding.code for finding in outcome.findings}
    assert "没有" in outcome.summary
    assert master.read_bytes() == before
    assert put_scheme(context(master), scheme).ok


def test_how_shares_are_rounded_goes_with_the_scheme(computed: Place, tmp_path: Path) -> None:
    computed.set_values(尾差处理="不调整")
    scheme = scheme_of(computed.context(), "")
    other_master = tmp_path / "邻镇" / "总表.xlsm"
    make_master(other_master, 2016, "")
    assert put_scheme(context(other_master), scheme).ok
    assert scheme_of(context(other_master), "").settings["尾差处理"] == "不调整"


def test_a_file_in_the_way_is_not_overwritten(tmp_path: Path, shuzhi: Any) -> None:
    make_master(tmp_path / "甲.xlsm", 2015, "五五方案")
    target = tmp_path / "要紧.toml"
    target.write_text("别的内容", encoding="utf-8")
    status, printed = shuzhi("scheme", "export", tmp_path / "甲.xlsm", target)
    assert (status, printed["findings"][0]["code"]) == (2, "file_exists")
    assert target.read_text(encoding="utf-8") == "别的内容"


BEYOND_REASON = (
    "a = " + "[" * 100_000,
    "a = " + "{b=" * 5_000,
    "a = " + "7" * 5_000,
    "# " + "长" * 400_000,
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "file_missing"),
        ("等次 = 好", "scheme_unreadable"),
        ('"颜色" = 1', "scheme_unknown_part"),
        ('"等次标准" = 1', "scheme_shape"),
        *((text, "scheme_unreadable") for text in BEYOND_REASON),
    ],
)
def test_a_file_that_is_no_scheme_changes_nothing(
    drafted: Place, shuzhi: Any, content: str | None, code: str
) -> None:
    source = drafted.root / "坏.toml"
    if content is not None:
        source.write_text(content, encoding="utf-8")
    before = drafted.files()
    status, printed = shuzhi("scheme", "import", drafted.master, source)
    assert (status, printed["findings"][0]["code"]) == (2, code)
    assert "坏" in printed["summary"]
    assert drafted.files() == before


def bring(office: Place, text: str) -> Outcome:
    source = office.root / "新.toml"
    source.write_text(text, encoding="utf-8")
    return import_scheme(office.master, source, quiet=True)


def own_scheme(office: Place, weight: int = 40) -> str:
    """The town's scheme, with another weight of its first source."""
    text = scheme_text(scheme_of(office.context(), ""))
    return text.replace('"权重" = 40 }', f'"权重" = {weight} }}', 1)


def test_a_scheme_that_does_not_add_up_is_refused_with_its_cell(drafted: Place) -> None:
    text, before = own_scheme(drafted, weight=41), drafted.master.read_bytes()
    outcome = bring(drafted, text)
    assert [finding.code for finding in outcome.findings] == ["weights_not_100"]
    assert outcome.findings[0].at.sheet == SCORING_SHEET.title
    assert "没有导入" in outcome.summary
    assert drafted.master.read_bytes() == before


def test_after_the_forms_went_out_a_new_scheme_comes_with_a_notice(computed: Place) -> None:
    outcome = bring(computed, own_scheme(computed).replace("演示方案", "改过的方案"))
    assert outcome.ok
    assert [finding.code for finding in outcome.findings] == ["scheme_after_issue", "scheme_after_count"]
    assert all(sentence(finding) for finding in outcome.findings)
    values = {row.values["名称"]: row.values["取值"] for row in computed.store().read_table(SETTING).rows}
    assert values["方案名称"] == "改过的方案"


def test_after_the_committee_no_scheme_is_replaced(decided: Place) -> None:
    before = decided.master.read_bytes()
    outcome = bring(decided, own_scheme(decided))
    assert [finding.code for finding in outcome.findings] == ["scheme_decided"]
    assert outcome.findings[0].at.sheet == APPRAISAL.name
    assert decided.master.read_bytes() == before


def test_what_a_scheme_leaves_out_becomes_empty(drafted: Place) -> None:
    outcome = bring(drafted, scheme_text(load_scheme("三类票方案", drafted.root)))
    assert not outcome.ok
    assert {finding.code for finding in outcome.findings} == {"required_blank"}
    assert outcome.counts["gaps"] == len(outcome.findings)
    assert "处空着" in outcome.summary
    rows = drafted.store().read_table(SOURCE_WEIGHT).records()
    assert [row["权重"] for row in rows] == [None] * 5
    assert scheme_of(drafted.context(), "").settings.keys() == {
        "小数位数",
        "报告字数下限",
        "报告字数上限",
        "成绩占比上限",
    }


def test_a_line_that_is_gone_from_the_settings_is_named(drafted: Place) -> None:
    text = own_scheme(drafted)
    with drafted.writing() as open_context:
        rows = open_context.store.read_table(SETTING).records()
        open_context.store.write_table(SETTING, [row for row in rows if row["名称"] != "回避"])
    outcome = bring(drafted, text)
    assert [finding.code for finding in outcome.findings] == ["scheme_line_missing"]
    assert "回避" in sentence(outcome.findings[0])


def test_a_master_that_is_missing_is_named(tmp_path: Path) -> None:
    source = tmp_path / "甲.toml"
    source.write_text("", encoding="utf-8")
    with pytest.raises(Stopped) as stopped:
        import_scheme(tmp_path / "没有.xlsm", source, quiet=True)
    assert stopped.value.code == "master_missing"


def settings_of(office: Place) -> dict[str, Any]:
    return {row.values["名称"]: row.values["取值"] for row in office.store().read_table(SETTING).rows}


def test_the_scheme_that_was_chosen_is_applied_and_the_old_master_kept(drafted: Place) -> None:
    drafted.set_values(方案名称="五来源方案")
    before = drafted.master.read_bytes()
    outcome = drafted.press(apply_scheme)
    assert outcome.ok
    assert outcome.job == "apply_scheme"
    assert outcome.summary.startswith("套用方案完成：已填入方案“五来源方案”的等次标准 4 行、来源权重 5 行")
    assert "换掉了原来的等次标准 4 行、来源权重 5 行、票类权重 6 行" in outcome.summary
    assert before in drafted.files("备份").values()
    expected = load_scheme("五来源方案", drafted.root)
    applied = scheme_of(drafted.context(), "")
    assert (applied.name, applied.records, applied.settings) == (
        expected.name,
        expected.records,
        expected.settings,
    )


def test_what_the_town_itself_set_stays(drafted: Place) -> None:
    drafted.set_values(方案名称="等权演示")
    before = settings_of(drafted)
    drafted.press(apply_scheme)
    after = settings_of(drafted)
    for key in ("年度", "党委名称", "基准日期", "报告重点内容", "公布范围", "公布日期"):
        assert after[key] == before[key]


def test_a_file_beside_the_master_comes_before_the_shipped_one(drafted: Place) -> None:
    drafted.set_values(方案名称="等权演示", 匿名下限=7)
    (drafted.root / "方案").mkdir()
    content = scheme_text(scheme_of(drafted.context(), "")).encode()
    (drafted.root / "方案" / "等权演示.toml").write_bytes(content)
    drafted.set_values(匿名下限=3)
    assert drafted.press(apply_scheme).ok
    assert settings_of(drafted)["匿名下限"] == 7


def test_gaps_of_an_applied_scheme_stay_empty_and_nothing_is_computed_until_they_are_filled(
    collected: Place,
) -> None:
    whole = scheme_of(collected.context(), "")
    lacking = {**whole.settings}
    del lacking["计票分母"]
    rows = [{**row} for row in whole.records["来源权重"]]
    del rows[0]["权重"]
    scheme = replace(
        whole, name="缺两处", settings=lacking, records={**whole.records, "来源权重": tuple(rows)}
    )
    collected.put({"方案/缺两处.toml": scheme_text(scheme).encode()})
    collected.set_values(方案名称="缺两处")
    outcome = collected.press(apply_scheme)
    assert "还有 2 处空着（黄格）" in outcome.summary
    blank = {
        (finding.at.sheet, finding.at.cell)
        for finding in outcome.findings
        if finding.code == "required_blank"
    }
    assert blank == empty_cells(context(collected.master))
    assert len(blank) == 2
    computation = collected.press(compute)
    assert computation.summary.startswith("没有计算")
    assert blank <= {(finding.at.sheet, finding.at.cell) for finding in computation.findings}
    collected.set_values(计票分母="有效票")
    with collected.writing() as typing:
        first = typing.store.read_table(SOURCE_WEIGHT).rows[0]
        typing.store.write_cells(SOURCE_WEIGHT, {(first.line, "权重"): whole.records["来源权重"][0]["权重"]})
    assert collected.press(compute).summary.startswith("计算完成")


@pytest.mark.parametrize(("name", "code"), [("没有的", "scheme_missing"), (None, "scheme_unnamed")])
def test_without_such_a_scheme_the_master_stays_as_it_is(
    drafted: Place, shuzhi: Any, name: str | None, code: str
) -> None:
    drafted.set_values(方案名称=name)
    before = drafted.master.read_bytes()
    status, printed = shuzhi("scheme", "apply", drafted.master)
    assert (status, printed["findings"][0]["code"]) == (2, code)
    assert "等权演示" in printed["summary"]
    assert drafted.master.read_bytes() == before


def test_a_scheme_is_kept_beside_the_master_and_never_replaces_a_file(drafted: Place, shuzhi: Any) -> None:
    before = drafted.master.read_bytes()
    status, printed = shuzhi("scheme", "export", drafted.master)
    assert (status, printed["outputs"]) == (0, ["方案/演示方案.toml"])
    assert "“方案/演示方案.toml”" in printed["summary"]
    assert drafted.master.read_bytes() == before
    assert drafted.press(export_scheme).outputs == ["方案/演示方案.toml"]  # the same again
    drafted.set_values(匿名下限=9)
    assert drafted.press(export_scheme).outputs == ["方案/演示方案(2).toml"]
    drafted.set_values(匿名下限=4, 方案名称="演示方案(2)")
    assert shuzhi("scheme", "apply", drafted.master)[0] == 0
    assert (settings_of(drafted)["匿名下限"], settings_of(drafted)["方案名称"]) == (9, "演示方案")


def test_a_scheme_without_a_name_is_kept_under_one(drafted: Place) -> None:
    drafted.set_values(方案名称=None)
    assert drafted.press(export_scheme).outputs == ["方案/未命名方案.toml"]


@pytest.mark.parametrize("text", [*BEYOND_REASON, None], ids=["lists", "tables", "digits", "size", "no file"])
def test_a_file_beyond_all_reason_among_the_schemes_is_named_wherever_it_is_met(
    drafted: Place, shuzhi: Any, text: str | None
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
