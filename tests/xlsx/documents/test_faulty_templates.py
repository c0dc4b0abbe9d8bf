"""Templates that cannot be filled: what is wrong, and where."""

import pytest

from shuzhi_xl.wording.findings.all import place, sentence
from shuzhi_xl.xlsx.documents.document_template import open_document
from tests.xlsx.documents.word_templates import LETTER, package, paragraph, table


def faults(*blocks: str, footer: str = paragraph("")) -> list[tuple[str, str, str]]:
    """Code, tag and place of each finding."""
    template, findings = open_document(package(*blocks, footer=footer), LETTER)
    assert (template is None) == bool(findings)
    assert all(sentence(finding) for finding in findings)
    return [
        (finding.code, finding.value, place(finding.at).removeprefix("templates/公文/反馈意见书.docx"))
        for finding in findings
    ]


@pytest.mark.parametrize(
    ("text", "code", "tag"),
    [
        ("{{ 组织名 }}", "document_name_unknown", "{{ 组织名 }}"),
        ("{{ 组织名称.长 }}", "document_name_unknown", "{{ 组织名称.长 }}"),
        ("{{ 问题清单 }}", "document_text_expected", "{{ 问题清单 }}"),
        ("{{ 有加减分 }}", "document_text_expected", "{{ 有加减分 }}"),
        (
            "{% for 行 in 组织名称 %}{{ 行.问题 }}{% endfor %}",
            "document_list_expected",
            "{% for 行 in 组织名称 %}",
        ),
        (
            "{% for 行 in 问题清单 %}{{ 行.名称 }}{% endfor %}",
            "document_name_unknown",
            "{{ 行.名称 }}",
        ),
        ("{{ 组织名称", "document_tag_broken", "{{ 组织名称"),
        ("组织名称 }}", "document_tag_broken", "组织名称 }}"),
        ("｛｛ 组织名称 ｝｝", "document_tag_broken", "｛｛ 组织名称 ｝｝"),
        ("{{ 组织名称.__class__() }}", "document_tag_broken", "{{ 组织名称.__class__() }}"),
        ("{{ 1 + 1 }}", "document_tag_broken", "{{ 1 + 1 }}"),
        ("{{ 组织名称|upper }}", "document_tag_broken", "{{ 组织名称|upper }}"),
        ("{% set 甲 = 1 %}", "document_tag_broken", "{% set 甲 = 1 %}"),
        ("{% include '甲' %}", "document_tag_broken", "{% include '甲' %}"),
        ("{%tc for 行 in 问题清单 %}", "document_tag_broken", "{%tc for 行 in 问题清单 %}"),
        ("{# 注 #}", "document_tag_broken", "{# 注 #}"),
        ("{% if 有加减分 %}有", "document_block_unpaired", "{% if 有加减分 %}"),
        ("有{% endif %}", "document_block_unpaired", "{% endif %}"),
        ("{% else %}", "document_block_unpaired", "{% else %}"),
        (
            "{% if 有加减分 %}{% else %}{% else %}{% endif %}",
            "document_block_unpaired",
            "{% else %}",
        ),
        (
            "{% for 行 in 问题清单 %}{% if 行.已销号 %}{% endfor %}",
            "document_block_unpaired",
            "{% if 行.已销号 %}",
        ),
        ("{%p if 有加减分 %}有", "document_tag_alone", "{%p if 有加减分 %}"),
        ("{%tr if 有加减分 %}", "document_tag_alone", "{%tr if 有加减分 %}"),
    ],
)
def test_a_fault_of_one_paragraph(text: str, code: str, tag: str) -> None:
    assert faults(paragraph("甲"), paragraph(text)) == [(code, tag, "第 2 段")]


def test_a_fault_says_which_names_there_are() -> None:
    _, (finding,) = open_document(package(paragraph("{{ 组织 }}")), LETTER)
    assert "党委名称、组织名称、有加减分、问题清单" in sentence(finding)


def test_a_fault_in_a_table_and_in_a_footer() -> None:
    rows = table(["序号", "问题"], ["1", "{{ 甲 }}"])
    assert [at for *_, at in faults(paragraph(""), rows, footer=paragraph("{{ 乙 }}"))] == [
        "第 1 个表格第 2 行第 2 格",
        "“页脚”第 1 段",
    ]


def test_a_row_of_a_tag_has_no_other_words() -> None:
    rows = table(["{%tr for 行 in 问题清单 %}", "其他"], ["{{ 行.问题 }}", ""], ["{%tr endfor %}", ""])
    assert ("document_tag_alone", "{%tr for 行 in 问题清单 %}", "第 1 个表格第 1 行第 1 格") in faults(rows)


@pytest.mark.parametrize(
    "blocks",
    [
        (paragraph("{% if 有加减分 %}"), paragraph("{% endif %}")),
        (paragraph("{%p if 有加减分 %}"), table(["{%p endif %}"])),
        (paragraph("{%p if 有加减分 %}"), paragraph("x{% endif %}")),
    ],
)
def test_a_block_ends_where_it_begins(blocks: tuple[str, ...]) -> None:
    assert [code for code, *_ in faults(*blocks)] == ["document_block_apart"]


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"PK\x03\x04 cut short",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        package(word__document_xml="<x/>"),
        package(word__document_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        package(word__vbaProject_bin="x"),
        package(word__large_bin="x" * (21 * 1024 * 1024)),
    ],
    ids=["blank", "damaged", "encrypted", "no document", "entities", "macros", "large"],
)
def test_a_file_that_is_no_document_is_named(blob: bytes) -> None:
    template, (finding,) = open_document(blob, LETTER)
    assert template is None
    assert finding.code == "document_unreadable"
    assert finding.at.file == "templates/公文/反馈意见书.docx"
