"""The page of the official format is what its generator gives."""

import re
from pathlib import Path

from shuzhi_xl.building.documents.format_file import load_format
from shuzhi_xl.building.manual.format_page import FORMAT_PAGE, format_page

ROOT = Path(__file__).resolve().parents[3]


def test_the_committed_page_is_a_fresh_one() -> None:
    assert (ROOT / FORMAT_PAGE).read_text(encoding="utf-8") == format_page()


def test_every_clause_is_a_line() -> None:
    clauses = load_format().clauses
    items = re.findall(r"(?m)^\| ([^|]+) \|(?!.*核对 \|$)(?!---)", format_page())
    assert [item.strip() for item in items] == [clause.item for clause in clauses]
    assert len({clause.item for clause in clauses}) == len(clauses)
