"""The printed manual is one file that needs no other and loses nothing of its pages."""

import re
from pathlib import Path

import pytest

from shuzhi_xl.building.manual.printed import CHAPTERS, print_manual

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def manual() -> str:
    return print_manual(DOCS)


def test_every_link_leads_to_a_place_in_the_file(manual: str) -> None:
    links = set(re.findall(r'href="([^"]+)"', manual))
    places = re.findall(r' id="([^"]+)"', manual)
    assert links <= {f"#{place}" for place in places}
    assert len(set(places)) == len(places)


def test_it_fetches_nothing(manual: str) -> None:
    sources = re.findall(r'src="(.{22})', manual)
    pictures = sum((DOCS / f"{name}.md").read_text(encoding="utf-8").count("![") for name in CHAPTERS)
    assert sources == ["data:image/png;base64,"] * pictures
    assert not re.search(r"<script|<link|@import|https?://", manual)


def test_every_line_of_a_table_is_printed(manual: str) -> None:
    pages = [(DOCS / f"{name}.md").read_text(encoding="utf-8") for name in CHAPTERS]
    rows = sum(len(re.findall(r"(?m)^\|(?!-)", page)) for page in pages)
    assert manual.count("<tr>") == rows


def test_boxes_to_tick_are_drawn(manual: str) -> None:
    page = (DOCS / "验收清单.md").read_text(encoding="utf-8")
    assert manual.count('<li class="box">☐ ') == page.count("- [ ] ") > 20


def test_a_link_out_of_the_manual_is_refused(tmp_path: Path) -> None:
    for name in CHAPTERS:
        (tmp_path / f"{name}.md").write_text("# 页\n\n[别处](性能.md)\n", encoding="utf-8")
    (tmp_path / "print.css").touch()
    with pytest.raises(ValueError, match="性能"):
        print_manual(tmp_path)


def test_lines_of_the_source_leave_no_space_between_chinese_words(manual: str) -> None:
    text = re.sub(r"(?s)<pre>.*?</pre>", "", manual)
    assert re.findall(r"[^\x00-\x7f]\n[^\x00-\x7f]", text) == []


def test_no_mark_of_markdown_is_left(manual: str) -> None:
    """A closing ** between a full stop and a word does not close."""
    text = re.sub(r"(?s)<(pre|code|style)>.*?</\1>", "", manual)
    assert "**" not in text
    assert "](" not in text
