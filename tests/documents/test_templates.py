"""Every shipped template, filled with invented content, is in the official format, file and pages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from shuzhi_xl.building.documents.all_templates import build_document_templates
from shuzhi_xl.sheets.documents.all_documents import DOCUMENTS
from shuzhi_xl.sheets.documents.letters import PAPERS_LETTER
from shuzhi_xl.xlsx.style.reproducible import read_parts, write_parts
from tests.documents.drawn_pages import draw
from tests.documents.file_checks import CHECKS, faults_of
from tests.documents.page_checks import page_faults
from tests.documents.samples import fill_sample

TEMPLATES: Final[Mapping[str, bytes]] = build_document_templates()
SAMPLES: Final[Mapping[str, bytes]] = {
    document.name: fill_sample(TEMPLATES[document.template], document, 25) for document in DOCUMENTS
}


def test_every_document_has_its_template() -> None:
    assert {document.template for document in DOCUMENTS} == set(TEMPLATES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_is_in_the_official_format(name: str) -> None:
    assert faults_of(SAMPLES[name]) == {}


FAULTS: Final = {
    "正文字体": ("word/document.xml", 'w:eastAsia="仿宋_GB2312"', 'w:eastAsia="宋体"'),
    "字体写明": ("word/document.xml", "<w:rFonts ", '<w:rFonts w:asciiTheme="minorHAnsi" '),
    "中文标点": ("word/footer1.xml", 'w:hint="eastAsia" ', ""),
    "颜色": ("word/styles.xml", '<w:b w:val="0"/>', "<w:b/>"),
    "残留": ("word/document.xml", "<w:t>请督促", "<w:t>{{ 请督促 }}"),
    "标题字体": ("word/styles.xml", "方正小标宋简体", "宋体"),
    "一级标题字体": ("word/styles.xml", 'w:eastAsia="黑体"', 'w:eastAsia="宋体"'),
    "二级标题字体": ("word/styles.xml", 'w:ascii="楷体_GB2312"', 'w:ascii="Arial"'),
    "三级标题字体": ("word/styles.xml", "仿宋_GB2312", "仿宋"),
    "层次序数": ("word/document.xml", "<w:t>请督促", "<w:t>(一)请督促"),
    "日期数字": ("word/document.xml", "2016年2月5日", "2016年02月05日"),
    "附件字体": ("word/styles.xml", "黑体", "宋体"),
    "页码字体": ("word/footer1.xml", "宋体", "黑体"),
    "表格字体": ("word/styles.xml", "仿宋_GB2312", "仿宋"),
    "表头字体": ("word/styles.xml", "黑体", "宋体"),
    "表格字号": ("word/styles.xml", '<w:sz w:val="24"/>', '<w:sz w:val="15"/>'),
    "表格列宽": ("word/document.xml", "<w:gridCol w:w=", '<w:gridCol w:w="1"/><w:gridCol w:w='),
    "横排表格": ("word/document.xml", "<w:pgSz ", '<w:pgSz w:orient="landscape" '),
    "文件属性": ("docProps/core.xml", "<dc:creator>", "<dc:creator></dc:creator><dc:subject>"),
}


@pytest.mark.parametrize("item", CHECKS)
def test_a_fault_is_found(item: str) -> None:
    """A check that finds nothing anywhere would prove nothing."""
    part, good, bad = FAULTS[item]
    parts = read_parts(SAMPLES[PAPERS_LETTER.name])
    content = parts[part].decode("utf-8").replace('<w:t xml:space="preserve">', "<w:t>")
    assert good in content
    assert item in faults_of(write_parts({**parts, part: content.replace(good, bad).encode()}))


def test_all_pages_are_in_the_official_format(tmp_path: Path) -> None:
    pages = draw(SAMPLES, tmp_path)
    assert {name: page_faults(content, pages[name]) for name, content in SAMPLES.items()} == {
        name: [] for name in SAMPLES
    }


@pytest.mark.soak
@pytest.mark.parametrize("flag", [True, False])
@pytest.mark.parametrize("lines", [0, 1, 3, 8, 9, 60, 300])
def test_pages_of_any_size(lines: int, flag: bool, tmp_path: Path) -> None:
    samples = {
        document.name: fill_sample(TEMPLATES[document.template], document, lines, flag=flag)
        for document in DOCUMENTS
    }
    pages = draw(samples, tmp_path)
    assert {name: page_faults(content, pages[name]) for name, content in samples.items()} == {
        name: [] for name in samples
    }
    assert {name: faults_of(content) for name, content in samples.items()} == {name: {} for name in samples}
