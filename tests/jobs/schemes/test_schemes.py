"""Schemes at work: every preset is accepted or names its gaps; export and import between masters."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.cli.new import make_master
from shuzhi_xl.cli.schemes import import_scheme
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.schemes.scheme_files import import_scheme as put_scheme
from shuzhi_xl.jobs.schemes.scheme_files import scheme_of
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET, SOURCE_WEIGHT
from shuzhi_xl.sheets.master.settings import RECOMMENDED, SETTING, TECHNICAL_KEYS
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.stop_reasons import Stopped
from shuzhi_xl.xlsx.textfiles.scheme_folder import list_schemes, load_scheme
from shuzhi_xl.xlsx.textfiles.scheme_toml import write_scheme
from tests.jobs.schemes.scheme_masters import BEYOND_REASON, context, empty_cells, new_master, settings_of
from tests.year_stages import TownOffice


@pytest.mark.parametrize("name", list_schemes(Path()))
def test_a_preset_is_complete_or_compute_names_each_empty_cell(tmp_path: Path, name: str) -> None:
    outcome, context = new_master(tmp_path, name)
    gaps = empty_cells(context)
    assert len(gaps) == len(set(load_scheme(name, tmp_path).gaps) - RECOMMENDED.keys())
    assert (f"{len(gaps)} 处空着" in outcome.summary) is bool(gaps)
    computation = compute(context)
    on_scheme = [
        finding for finding in computation.findings if finding.at.sheet in (SCORING_SHEET.title, "基本设置")
    ]
    assert {(finding.at.sheet, finding.at.cell) for finding in on_scheme} == gaps
    assert all("还没有填写" in sentence(finding) for finding in on_scheme)
    assert ("没有计算" in computation.summary) is bool(gaps)


def test_export_import_export_gives_the_same_file(computed: TownOffice, tmp_path: Path, shuzhi: Any) -> None:
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


def test_an_unfit_scheme_is_refused_even_before_there_are_tracks(tmp_path: Path) -> None:
    master = tmp_path / "总表.xlsm"
    make_master(master, 2015, "")
    before = master.read_bytes()
    scheme = load_scheme("演示方案", tmp_path)
    records = {**scheme.records, "等次标准": scheme.records["等次标准"][:-1]}
    outcome = put_scheme(context(master), replace(scheme, records=records))
    assert "grade_missing" in {finding.code for finding in outcome.findings}
    assert "没有" in outcome.summary
    assert master.read_bytes() == before
    assert put_scheme(context(master), scheme).ok


def test_how_shares_are_rounded_goes_with_the_scheme(computed: TownOffice, tmp_path: Path) -> None:
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
    drafted: TownOffice, shuzhi: Any, content: str | None, code: str
) -> None:
    source = drafted.root / "坏.toml"
    if content is not None:
        source.write_text(content, encoding="utf-8")
    before = drafted.files()
    status, printed = shuzhi("scheme", "import", drafted.master, source)
    assert (status, printed["findings"][0]["code"]) == (2, code)
    assert "坏" in printed["summary"]
    assert drafted.files() == before


def bring(office: TownOffice, text: str) -> Outcome:
    source = office.root / "新.toml"
    source.write_text(text, encoding="utf-8")
    return import_scheme(office.master, source, quiet=True)


def changed_scheme(office: TownOffice, weight: int = 40) -> str:
    """The town's scheme, with another weight of its first source."""
    text = write_scheme(scheme_of(office.context(), ""))
    return text.replace('"权重" = 40 }', f'"权重" = {weight} }}', 1)


def test_a_scheme_that_does_not_add_up_is_refused_with_its_cell(drafted: TownOffice) -> None:
    text, before = changed_scheme(drafted, weight=41), drafted.master.read_bytes()
    outcome = bring(drafted, text)
    assert [finding.code for finding in outcome.findings] == ["weights_not_100"]
    assert outcome.findings[0].at.sheet == SCORING_SHEET.title
    assert "没有导入" in outcome.summary
    assert drafted.master.read_bytes() == before


def test_after_the_forms_went_out_a_new_scheme_comes_with_a_notice(computed: TownOffice) -> None:
    outcome = bring(computed, changed_scheme(computed).replace("演示方案", "改过的方案"))
    assert outcome.ok
    assert [finding.code for finding in outcome.findings] == ["scheme_after_issue", "scheme_after_count"]
    assert all(sentence(finding) for finding in outcome.findings)
    values = {row.values["名称"]: row.values["取值"] for row in computed.store().read_table(SETTING).rows}
    assert values["方案名称"] == "改过的方案"


def test_after_the_committee_no_scheme_is_replaced(decided: TownOffice) -> None:
    before = decided.master.read_bytes()
    outcome = bring(decided, changed_scheme(decided))
    assert [finding.code for finding in outcome.findings] == ["scheme_decided"]
    assert outcome.findings[0].at.sheet == APPRAISAL.name
    assert decided.master.read_bytes() == before


def test_what_a_scheme_leaves_out_becomes_empty_or_is_recommended(drafted: TownOffice) -> None:
    outcome = bring(drafted, write_scheme(load_scheme("三类票方案", drafted.root)))
    assert not outcome.ok
    assert {finding.code for finding in outcome.findings} == {"required_blank"}
    assert outcome.counts["gaps"] == len(outcome.findings)
    assert "处空着" in outcome.summary
    rows = drafted.store().read_table(SOURCE_WEIGHT).records()
    assert [row["权重"] for row in rows] == [None] * 5
    values = settings_of(drafted)
    assert {key: values[key] for key in TECHNICAL_KEYS if values[key] is not None} == {**RECOMMENDED}
    assert "方案没有定的办法 13 项按建议值填好" in outcome.summary


def test_a_line_that_is_gone_from_the_settings_is_named(drafted: TownOffice) -> None:
    text = changed_scheme(drafted)
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
