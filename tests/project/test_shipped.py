"""The shipped workbooks are what their declarations build, and fit on the paper they are printed on."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from shuzhi_xl.building.release.shipped_files import build_all
from tests.pictures.drawing import page_texts, to_pdf

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    return dict(build_all())


def parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_two_builds_are_equal_to_the_byte(built: dict[str, bytes]) -> None:
    assert dict(build_all()) == built


def test_the_committed_workbooks_are_a_fresh_build(built: dict[str, bytes]) -> None:
    for place, workbook in built.items():
        assert parts((ROOT / place).read_bytes()) == parts(workbook), place


def test_no_shipped_workbook_names_an_author(built: dict[str, bytes]) -> None:
    for place, workbook in built.items():
        core = parts(workbook)["docProps/core.xml"].decode("utf-8")
        assert "openpyxl" not in core, place


def test_the_empty_master_is_drawn_with_every_visible_sheet(tmp_path: Path) -> None:
    pdf = to_pdf([ROOT / "workbook" / "述职评议考核.xlsm"], tmp_path)[0]
    text = "".join(page_texts(pdf))
    for title in ("首页", "基本设置", "评分设置", "组织名册", "测评统计", "综合评定", "整改清单", "校验报告"):
        assert title in text
    assert "_密钥" not in text
