"""The page of the templates is what its generator gives, and names what each template may show."""

import re
from pathlib import Path

from shuzhi_xl.building.manual.templates_page import TEMPLATES_PAGE, templates_page
from shuzhi_xl.sheets.documents.all_documents import DOCUMENTS

ROOT = Path(__file__).resolve().parents[3]


def test_the_committed_page_is_a_fresh_one() -> None:
    assert (ROOT / TEMPLATES_PAGE).read_text(encoding="utf-8") == templates_page()


def test_every_placeholder_of_a_document_and_of_its_lists_is_below_its_name() -> None:
    sections = dict(re.findall(r"(?ms)^## (\S+)\n(.*?)(?=^## |\Z)", templates_page()))
    assert list(sections) == [document.name for document in DOCUMENTS]
    for document in DOCUMENTS:
        tags = set(re.findall(r"(?:\{\{ |if | in )([^ ]+) [%}]", sections[document.name]))
        contents = (document.content, *document.lines.values())
        names = {name for content in contents for name in content.placeholders()}
        assert {tag.rpartition(".")[2] for tag in tags} - {"行", "条"} == names


def test_lines_within_lines_have_a_name_of_their_own() -> None:
    assert "| `{%tr for 条 in 行.票数 %}` |" in templates_page()
    assert "| `{{ 条.较好 }}` |" in templates_page()
