"""Documents of one template joined for a single print run."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.enum.section import WD_SECTION

from shuzhi_xl.xlsx.documents.document_template import WORD, DocumentTemplate, open_document
from shuzhi_xl.xlsx.documents.edit_mark import examine_document
from shuzhi_xl.xlsx.documents.fill_document import fill_document
from shuzhi_xl.xlsx.documents.joined_document import fill_joined
from shuzhi_xl.xlsx.files.zip_package import pack
from tests.xlsx.documents.word_templates import (
    CONTENT,
    LETTER,
    body_of,
    lines_of,
    package,
    paragraph,
    parts_of,
    table,
)

CONTENTS = [replace(CONTENT, name=f"{name}村党支部") for name in "甲乙丙"]
TITLE = paragraph("致{{ 组织名称 }}")
LIST = table(["{%tr for 行 in 问题清单 %}"], ["{{ 行.问题 }}"], ["{%tr endfor %}"])


def opened(*blocks: str, footer: str = paragraph("— 1 —")) -> DocumentTemplate:
    template, _ = open_document(package(*blocks, footer=footer), LETTER)
    assert template is not None
    return template


@pytest.mark.parametrize("blocks", [(TITLE,), (TITLE, LIST), (TITLE, LIST, paragraph("完"))])
def test_each_document_is_whole_and_in_its_order(blocks: tuple[str, ...]) -> None:
    template = opened(*blocks)
    single = [line for content in CONTENTS for line in lines_of(fill_document(template, content))]
    joined = [line for line in lines_of(fill_joined(template, CONTENTS)) if line]
    assert sorted(joined) == sorted(single)
    assert [line for line in joined if line.startswith("致")] == [f"致{name}村党支部" for name in "甲乙丙"]


def test_each_begins_on_its_own_sheet_as_page_one() -> None:
    word = docx.Document(io.BytesIO(fill_joined(opened(TITLE, LIST), CONTENTS)))
    assert [section.start_type for section in word.sections] == [WD_SECTION.ODD_PAGE] * 3
    numbering = body_of(fill_joined(opened(TITLE), CONTENTS)).iter(f"{{{WORD}}}pgNumType")
    assert [numbers.get(f"{{{WORD}}}start") for numbers in numbering] == ["1"] * 3


def test_all_have_the_page_and_the_footer_of_the_template() -> None:
    word = docx.Document(io.BytesIO(fill_joined(opened(TITLE), CONTENTS)))
    assert {section.page_height for section in word.sections} == {word.sections[0].page_height}
    assert ["".join(line.text for line in section.footer.paragraphs) for section in word.sections] == [
        "— 1 —"
    ] * 3


def test_a_footer_with_a_value_is_each_documents_own() -> None:
    joined = fill_joined(opened(TITLE, footer=paragraph("给{{ 组织名称 }}")), CONTENTS)
    word = docx.Document(io.BytesIO(joined))
    footers = [section.footer.paragraphs[0].text for section in word.sections]
    assert footers == [f"给{name}村党支部" for name in "甲乙丙"]


def test_a_note_of_the_first_document_is_shown_by_no_other() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    reference = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    note = f'<w:footnote w:id="1">{paragraph("只给{{ 组织名称 }}")}</w:footnote>'
    entry = f'<Relationship Id="rId9" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>'
    parts = parts_of(package(TITLE, reference))
    relations = parts["word/_rels/document.xml.rels"].decode().replace("</Relationships>", entry)
    parts["word/_rels/document.xml.rels"] = relations.encode()
    parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{WORD}">{note}</w:footnotes>'.encode()
    blob = pack(parts.items(), date(2015, 1, 1))
    template, _ = open_document(blob, LETTER)
    assert template is not None
    joined = fill_joined(template, CONTENTS)
    assert len(list(body_of(joined).iter(f"{{{WORD}}}footnoteReference"))) == 1
    assert "甲村党支部" in parts_of(joined)["word/footnotes.xml"].decode()


def test_the_same_contents_give_the_same_file() -> None:
    template = opened(TITLE, LIST)
    assert fill_joined(template, CONTENTS) == fill_joined(opened(TITLE, LIST), CONTENTS)
    assert lines_of(fill_joined(template, CONTENTS[:1])) == lines_of(fill_document(template, CONTENTS[0]))
    core = parts_of(fill_joined(template, CONTENTS))["docProps/core.xml"].decode()
    assert "甲镇党委" in core
    assert not examine_document(fill_joined(template, CONTENTS)).is_edited
    assert "村党支部" not in core
