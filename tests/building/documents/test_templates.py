"""What holds in the template of every document."""

import io
from collections.abc import Iterator

import docx
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph

from shuzhi_xl.building.documents.all_templates import build_document_templates

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
