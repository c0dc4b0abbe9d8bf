"""The table of the official format, read."""

from fractions import Fraction

import pytest

from shuzhi_xl.sheets.documents.official_format import IN_THE_FILE, MEASURED, OfficialFormat, read_format


def entry(item: str, value: object = "", unit: str = "", proof: str = MEASURED) -> dict[str, object]:
    return {"项": item, "类": "页面", "值": value, "单位": unit, "依据": "5.2", "要求": "如此", "核对": proof}


@pytest.fixture
def official_format() -> OfficialFormat:
    entries = [
        entry("正文字号", 16, "磅"),
        entry("字距", -0.25, "磅"),
        entry("页码字号", 14, "磅"),
        entry("上边距", 37, "毫米"),
        entry("行距", 28.95, "磅"),
        entry("首行缩进", 2, "字"),
        entry("页码空字", 1, "页码字"),
        entry("正文字体", "仿宋_GB2312", proof=IN_THE_FILE),
    ]
    return read_format({"条": entries})


def test_a_length_is_in_twips_whatever_its_unit(official_format: OfficialFormat) -> None:
    lengths = {
        item: official_format.twips(item) for item in ("上边距", "行距", "首行缩进", "页码空字", "字距")
    }
    assert lengths == {"上边距": 2098, "行距": 579, "首行缩进": 630, "页码空字": 280, "字距": -5}


def test_a_value_is_as_written(official_format: OfficialFormat) -> None:
    assert official_format.number("行距") == Fraction("28.95")
    assert official_format.word("正文字体") == "仿宋_GB2312"
    assert official_format["上边距"].source == "5.2"


def test_an_item_without_a_clause_is_a_broken_file(official_format: OfficialFormat) -> None:
    with pytest.raises(ValueError, match="not enough values"):
        official_format.word("标题字体")


@pytest.mark.parametrize("broken", [{"要求": ""}, {"项": ""}, {"类": ""}, {"依据": ""}, {"核对": "猜"}])
def test_a_clause_without_its_texts_is_refused(broken: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="公文格式"):
        read_format({"条": [{**entry("上边距", 37, "毫米"), **broken}]})
