"""What holds in the template of every document."""

import io
from collections.abc import Iterator

import docx
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph

from shuzhi_xl.building.documents.all_templates import build_document_templates
from shuzhi_xl.sheets.documents.declaration import Document
from shuzhi_xl.sheets.documents.meeting_papers import AGENDA, SCRIPT
from shuzhi_xl.sheets.documents.notice import NOTICE
from tests.documents.samples import fill_sample

TEMPLATES = build_document_templates()


def before_tables(template: bytes) -> Iterator[Paragraph]:
    """The last paragraph before each table that is in the finished document too."""
    previous = None
    for block in docx.Document(io.BytesIO(template)).iter_inner_content():
        if isinstance(block, Table):
            assert previous is not None
            yield previous
        elif "{%p" not in block.text:
            previous = block


@pytest.mark.parametrize("place", TEMPLATES)
def test_what_leads_to_a_table_is_on_its_page(place: str) -> None:
    for paragraph in before_tables(TEMPLATES[place]):
        assert paragraph.style is not None
        formats = (paragraph.paragraph_format, paragraph.style.paragraph_format)
        assert any(paragraph_format.keep_with_next for paragraph_format in formats), paragraph.text


def paragraphs_of(document: Document, lines: int, *, flag: bool) -> list[str]:
    """Paragraphs of a document of invented content, whose every condition is as given."""
    content = fill_sample(TEMPLATES[document.template], document, lines, flag=flag)
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


@pytest.mark.parametrize("document", [AGENDA, SCRIPT], ids=lambda document: document.name)
@pytest.mark.parametrize("flag", [True, False])
def test_who_does_not_speak_has_no_time_to_speak(document: Document, flag: bool) -> None:
    paragraphs = paragraphs_of(document, 2, flag=flag)
    assert any("现场述职每人不超过" in paragraph for paragraph in paragraphs) == flag


@pytest.mark.parametrize("lines", [0, 2])
def test_a_notice_without_a_schedule_says_what_to_fill_in(lines: int) -> None:
    paragraphs = paragraphs_of(NOTICE, lines, flag=False)
    following = paragraphs[paragraphs.index("五、时间安排") + 1]
    assert following.startswith("【请填写：") == (lines == 0)
