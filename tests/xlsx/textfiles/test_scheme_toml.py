"""A scheme's file gives what it says, with its sources, or is refused with a reason."""

from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET
from shuzhi_xl.sheets.master.settings import SCHEME_KEYS, Settings
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.wording.findings.scheme import SCHEME
from shuzhi_xl.xlsx.textfiles.scheme_folder import DEMO_SCHEME, list_schemes, load_scheme
from shuzhi_xl.xlsx.textfiles.scheme_toml import (
    Scheme,
    SchemeUnreadable,
    parse_scheme,
    read_scheme,
    write_scheme,
)

SHIPPED = list_schemes(Path())
COMPLETE = {"演示方案", "等权演示", "五来源方案"}


def test_shipped_scheme_fills_every_scoring_table() -> None:
    scheme = load_scheme(DEMO_SCHEME, Path())

    assert set(scheme.records) == {table.name for table in SCORING_SHEET.tables}
    assert all("出处" not in row for rows in scheme.records.values() for row in rows)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_scheme_is_dated_described_and_cited_line_by_line(name: str) -> None:
    scheme = load_scheme(name, Path())
    lines = sum(len(rows) for rows in scheme.records.values()) + len(scheme.settings)
    assert scheme.name == name
    assert scheme.about
    assert scheme.dated >= "2026"
    assert len(scheme.sources) == lines


def weights(scheme: Scheme, table: str, key: str, **where: str) -> dict[str, float]:
    rows = [row for row in scheme.records[table] if all(row[name] == value for name, value in where.items())]
    return {row[key]: row["权重"] for row in rows if "权重" in row}


def test_the_usual_schemes_have_their_numbers() -> None:
    of = {name: load_scheme(name, Path()) for name in SHIPPED}
    points = {
        name: [row.get("票面分值") for row in scheme.records["等次标准"]] for name, scheme in of.items()
    }
    assert set(weights(of["等权演示"], "来源权重", "来源").values()) == {20}
    assert weights(of["三三四方案"], "来源权重", "来源") == {"日常工作": 30, "座谈调研": 30, "现场测评": 40}
    assert weights(of["五五方案"], "来源权重", "来源") == {"现场测评": 50, "年度考核": 50}
    groups = weights(of["二四四方案"], "票类权重", "票类")
    assert (list(groups.values()), points["二四四方案"]) == ([20, 40, 40], [100, 80, 60, 40])
    assert list(weights(of["三类票方案"], "票类权重", "票类", 来源="现场测评").values()) == [30, 30, 40]
    assert list(weights(of["系数方案"], "来源权重", "来源").values()) == [20, 40, 20, 20]
    assert points["系数方案"] == [100, 80, 60, 0]
    assert len(weights(of["五来源方案"], "来源权重", "来源")) == 5
    assert points["通知框架"] == [None] * len(GRADES)


def test_only_the_complete_schemes_have_no_gaps() -> None:
    assert {name for name in SHIPPED if not load_scheme(name, Path()).gaps} == COMPLETE
    gaps = load_scheme("五五方案", Path()).gaps
    assert "等次标准 1 综合分下限" in gaps
    assert "计票分母" in gaps
    assert "互评票类" not in gaps


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scheme_written_and_read_again_is_the_same(name: str) -> None:
    scheme = load_scheme(name, Path())
    again = parse_scheme("别名", write_scheme(scheme).encode())
    assert (again.records, again.settings) == (scheme.records, scheme.settings)
    assert (again.name, again.about, again.dated) == (scheme.name, scheme.about, scheme.dated)


def test_text_that_would_break_a_file_is_written_safely() -> None:
    odd = '甲"乙\\n\n\x7f’'
    scheme = Scheme(odd, {"测评项目": ({"项目": odd, "权重": 33.5},)}, {"小数位数": 2})
    again = parse_scheme("别名", write_scheme(scheme).encode())
    assert (again.name, again.records, again.settings) == (odd, scheme.records, scheme.settings)


def test_a_shipped_scheme_leaves_only_settings_of_the_town() -> None:
    scheme = load_scheme(DEMO_SCHEME, Path())
    first = {column.header for column in Settings.columns().values() if column.is_first}
    missing = first - set(scheme.settings)  # what came later has a default
    town = {"年度", "党委名称", "方案名称", "基准日期", "报告重点内容", "公布范围", "公布日期", "催办日期"}
    assert missing == town
    assert set(SCHEME_KEYS) & first <= set(scheme.settings) <= set(SCHEME_KEYS)


def test_rows_of_the_shipped_scheme_are_fit() -> None:
    scheme = load_scheme(DEMO_SCHEME, Path())

    for table in SCORING_SHEET.tables:
        for row in scheme.records[table.name]:
            assert table.model.model_validate(row).record().items() >= row.items()


def test_scheme_beside_the_master_comes_first(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "方案" / f"{DEMO_SCHEME}.toml"
    template.parent.mkdir(parents=True)
    template.write_text(
        "[设置]\n小数位数 = 1\n".replace("设置", '"设置"').replace("小数位数", '"小数位数"'), encoding="utf-8"
    )

    assert load_scheme(DEMO_SCHEME, tmp_path).settings == {"小数位数": 1}


@pytest.mark.parametrize("name", ["没有这个方案", "../演示方案", "a/b", ".hidden"])
def test_scheme_that_is_not_there(name: str) -> None:
    with pytest.raises(SchemeUnreadable, match="scheme_missing") as refused:
        load_scheme(name, Path())
    assert all(name in SCHEME["scheme_missing"].format_map(refused.value.context) for name in SHIPPED)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"等次": []}, "scheme_unknown_part"),
        ({"等次标准": [{"颜色": "红"}]}, "scheme_unknown_part"),
        ({"设置": {"年龄": 3}}, "scheme_unknown_part"),
        ({"等次标准": {"等次": "好"}}, "scheme_shape"),
        ({"设置": 3}, "scheme_shape"),
        ({"设置": {"小数位数": [2]}}, "scheme_shape"),
        ({"设置": {"小数位数": {"取值": {"甲": 2}}}}, "scheme_shape"),
        ({"设置": {"小数位数": {"值": 2}}}, "scheme_unknown_part"),
        ({"来源权重": [{"来源": ["现场测评"], "权重": 100}]}, "scheme_shape"),
        ({"来源权重": [{"来源": "现场测评", "权重": {"值": 100}}]}, "scheme_shape"),
    ],
)
def test_scheme_written_otherwise(document: dict[str, Any], code: str) -> None:
    with pytest.raises(SchemeUnreadable) as refused:
        read_scheme("甲", document)

    assert refused.value.code == code
    assert "甲" in SCHEME[code].format_map(refused.value.context)


def test_file_that_is_no_toml(tmp_path: Path) -> None:
    broken = tmp_path / "templates" / "方案" / "坏.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("等次 = 好", encoding="utf-8")

    with pytest.raises(SchemeUnreadable, match="scheme_unreadable"):
        load_scheme("坏", tmp_path)
