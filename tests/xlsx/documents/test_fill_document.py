"""Documents made from templates: the tags replaced, everything else as it was."""

import re
from dataclasses import replace

import pytest
from lxml import etree

from shuzhi_xl.xlsx.documents.document_template import WORD, DocumentTemplate, open_document
from shuzhi_xl.xlsx.documents.fill_document import fill_document
from tests.xlsx.documents.word_templates import (
    CONTENT,
    LETTER,
    Letter,
    Problem,
    body_of,
    lines_of,
    package,
    paragraph,
    parts_of,
    run,
    table,
)

_T = f"{{{WORD}}}t"


def opened(*blocks: str, footer: str = "") -> DocumentTemplate:
    template, findings = open_document(package(*blocks, **({"footer": footer} if footer else {})), LETTER)
    assert findings == []
    assert template is not None
    return template


def filled(*blocks: str, content: Letter = CONTENT) -> list[str]:
    return lines_of(fill_document(opened(*blocks), content))


def test_a_value_is_in_place_of_its_tag() -> None:
    assert filled(paragraph("主送：{{ 组织名称 }}（{{党委名称}}）")) == ["主送：乙村党支部（甲镇党委）"]


@pytest.mark.parametrize(
    "texts",
    [
        ("致{{", " 组织", "名称 }}："),
        ("致{", "{ 组织名称 }", "}："),
        ("致", "{{ 组织名称 }}", "："),
    ],
)  # fmt: skip
def test_a_tag_that_word_has_split_over_runs_is_one(texts: tuple[str, ...]) -> None:
    assert filled(paragraph(*texts)) == ["致乙村党支部："]


def test_a_split_tag_has_the_look_of_its_first_character() -> None:
    bold, plain = run("{{ 组织", "<w:b/>"), run("名称 }}：")
    body = body_of(fill_document(opened(f"<w:p>{bold}<w:proofErr/>{plain}</w:p>"), CONTENT))
    assert [text.text for text in body.iter(_T)] == ["乙村党支部", "："]
    first = next(body.iter(_T)).getparent()
    assert first is not None
    assert first.find(f"{{{WORD}}}rPr/{{{WORD}}}b") is not None


def test_a_list_of_paragraphs() -> None:
    lines = filled(
        paragraph("问题："),
        paragraph("{%p for 行 in 问题清单 %}"),
        paragraph("{{ 行.问题 }}{% if 行.已销号 %}（已销号）{% else %}（未销号）{% endif %}"),
        paragraph("{%p for 条 in 行.措施 %}"),
        paragraph("- {{ 条 }}"),
        paragraph("{%p endfor %}"),
        paragraph("{%p endfor %}"),
        paragraph("完"),
    )
    assert lines == ["问题：", "台账不全（已销号）", "- 补齐", "- 每月查", "会议少（未销号）", "完"]


def test_a_list_within_a_paragraph_and_its_opposite() -> None:
    text = "{% if not 问题清单 %}无{% endif %}{% for 行 in 问题清单 %}{{ 行.问题 }}；{% endfor %}"
    assert filled(paragraph(text)) == ["台账不全；会议少；"]
    assert filled(paragraph(text), content=replace(CONTENT, problems=())) == ["无"]


def test_a_list_of_table_rows_and_one_that_is_empty() -> None:
    rows = (
        ["序号", "措施"],
        ["{%tr for 行 in 问题清单 %}", ""],
        ["{{ 行.问题 }}", "x"],
        ["{%tr endfor %}", ""],
    )
    assert filled(table(*rows)) == ["序号", "措施", "台账不全", "x", "会议少", "x"]
    assert filled(table(*rows), content=replace(CONTENT, problems=())) == ["序号", "措施"]


def test_what_an_empty_list_leaves_is_still_a_document_that_word_opens() -> None:
    """Word takes a cell without a paragraph, and a table without a row, for damage."""
    loop = "".join(
        paragraph(text) for text in ("{%p for 行 in 问题清单 %}", "{{ 行.问题 }}", "{%p endfor %}")
    )
    cell = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{loop}</w:tc></w:tr></w:tbl>"
    rows = table(["{%tr for 行 in 问题清单 %}"], ["{{ 行.问题 }}"], ["{%tr endfor %}"])
    body = body_of(fill_document(opened(cell, rows), replace(CONTENT, problems=())))
    assert [etree.QName(cell[-1]).localname for cell in body.iter(f"{{{WORD}}}tc")] == ["p"]
    assert len(list(body.iter(f"{{{WORD}}}tbl"))) == 1


def test_tags_in_a_footer_and_in_a_text_box() -> None:
    box = (
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('{{ 组织名称 }}')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    parts = parts_of(fill_document(opened(box, footer=paragraph("{{ 党委名称 }}")), CONTENT))
    assert "甲镇党委" in parts["word/footer1.xml"].decode()
    assert "乙村党支部" in parts["word/document.xml"].decode()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("<w:p>&amp;\"'", "<w:p>&amp;\"'"),
        ("{{ 组织名称 }}{% if x %}", "{{ 组织名称 }}{% if x %}"),
        ("甲\x00\x0b\x1f乙\ud800\ufffe", "甲乙"),
        ("甲\r\n乙\r丙\n丁\t戊", "甲\n乙\n丙\n丁\t戊"),
        ("\ufdd0 for x in y \ufdd1", "\ufdd0 for x in y \ufdd1"),
        ("长" * 300, "长" * 300),
        (" 前后有空 ", " 前后有空 "),
        ("", ""),
    ],
)
def test_any_name_arrives_as_text(name: str, text: str) -> None:
    content = replace(CONTENT, name=name, committee=name, problems=(Problem(name, (name,), closed=True),))
    template = opened(
        paragraph("{{ 组织名称 }}"),
        paragraph("{%p for 行 in 问题清单 %}"),
        paragraph("{{ 行.问题 }}"),
        paragraph("{%p endfor %}"),
        footer=paragraph("{{ 组织名称 }}"),
    )
    document = fill_document(template, content)
    assert lines_of(document) == [text, text]
    creator = etree.fromstring(parts_of(document)["docProps/core.xml"]).find("{*}creator")
    assert creator is not None
    assert (creator.text or "") == text


def test_what_has_no_tag_stays_bit_for_bit() -> None:
    template = package(paragraph("{{ 组织名称 }}"))
    opened_template, _ = open_document(template, LETTER)
    assert opened_template is not None
    before, after = parts_of(template), parts_of(fill_document(opened_template, CONTENT))
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {
        "word/document.xml",
        "docProps/core.xml",
    }


def test_the_properties_name_the_office_and_no_time() -> None:
    core = parts_of(fill_document(opened(paragraph("{{ 组织名称 }}")), CONTENT))["docProps/core.xml"].decode()
    assert re.findall(r"<dc:(\w+)>(.*?)<", core) == [("title", "反馈意见书"), ("creator", "甲镇党委")]
    assert "改模板的人" not in core


def test_the_same_content_gives_the_same_bytes() -> None:
    template = package(paragraph("{{ 组织名称 }}"))
    first, second = (open_document(template, LETTER)[0] for _ in range(2))
    assert first is not None
    assert second is not None
    documents = {
        fill_document(first, CONTENT),
        fill_document(first, CONTENT),
        fill_document(second, CONTENT),
    }
    assert len(documents) == 1
    assert fill_document(first, replace(CONTENT, name="丙")) not in documents
