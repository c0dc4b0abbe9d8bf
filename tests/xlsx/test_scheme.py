"""A scheme's file gives what it says, with its sources, or is refused with a reason."""

from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.sheets.scoring import SCORING_SHEET
from shuzhi_xl.sheets.settings import Settings
from shuzhi_xl.wording.scheme import SCHEME
from shuzhi_xl.xlsx.scheme import DEMO_SCHEME, SchemeUnreadable, load_scheme, read_scheme


def test_shipped_scheme_fills_every_scoring_table() -> None:
    scheme = load_scheme(DEMO_SCHEME, Path())

    assert set(scheme.records) == {table.name for table in SCORING_SHEET.tables}
    assert all("出处" not in row for rows in scheme.records.values() for row in rows)


def test_shipped_scheme_cites_a_source_for_every_line() -> None:
    scheme = load_scheme(DEMO_SCHEME, Path())
    lines = sum(len(rows) for rows in scheme.records.values()) + len(scheme.settings)

    assert len(scheme.sources) == lines


def test_shipped_scheme_leaves_only_what_is_the_towns_own() -> None:
    scheme = load_scheme(DEMO_SCHEME, Path())
    left = {column.header for column in Settings.columns().values()} - set(scheme.settings)

    assert left == {"年度", "党委名称", "方案名称", "基准日期", "公布范围", "公布日期"}


def test_rows_of_the_shipped_scheme_are_fit() -> None:
    scheme = load_scheme(DEMO_SCHEME, Path())

    for table in SCORING_SHEET.tables:
        for row in scheme.records[table.name]:
            assert table.model.model_validate(row).record().items() >= row.items()


def test_scheme_beside_the_master_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "方案" / f"{DEMO_SCHEME}.toml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "[设置]\n小数位数 = 1\n".replace("设置", '"设置"').replace("小数位数", '"小数位数"'), encoding="utf-8"
    )

    assert load_scheme(DEMO_SCHEME, tmp_path).settings == {"小数位数": 1}


@pytest.mark.parametrize("name", ["没有这个方案", "", "../演示方案", "a/b", ".hidden"])
def test_scheme_that_is_not_there(name: str) -> None:
    with pytest.raises(SchemeUnreadable, match="scheme_missing"):
        load_scheme(name, Path())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"等次": []}, "scheme_unknown_part"),
        ({"等次标准": [{"颜色": "红"}]}, "scheme_unknown_part"),
        ({"设置": {"年龄": 3}}, "scheme_unknown_part"),
        ({"等次标准": {"等次": "好"}}, "scheme_shape"),
        ({"设置": 3}, "scheme_shape"),
    ],
)
def test_scheme_written_otherwise(written: dict[str, Any], code: str) -> None:
    with pytest.raises(SchemeUnreadable) as refused:
        read_scheme("甲", written)

    assert refused.value.code == code
    assert "甲" in SCHEME[code].format_map(refused.value.context)


def test_file_that_is_no_toml(tmp_path: Path) -> None:
    broken = tmp_path / "templates" / "方案" / "坏.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("等次 = 好", encoding="utf-8")

    with pytest.raises(SchemeUnreadable, match="scheme_unreadable"):
        load_scheme("坏", tmp_path)
