"""The checks of pages find what is wrong: each on a page that is spoilt on purpose."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from shuzhi_xl.building.documents.paper import Paper
from shuzhi_xl.xlsx.style.reproducible import read_parts, write_parts
from tests.documents.drawn_pages import draw
from tests.documents.page_checks import page_faults
from tests.documents.rulers import FORMAT, LONG_NAME, all_parts, heading_pushed, signature_pushed

_KEPT: Final = {"<w:keepNext/>": ""}


def spoil(content: bytes, changes: Mapping[str, str]) -> bytes:
    """A document with its XML changed."""
    parts = read_parts(content)
    for part in ("word/document.xml", "word/styles.xml", "word/footer1.xml", "word/footer2.xml"):
        text = parts[part].decode("utf-8")
        for old, new in changes.items():
            text = text.replace(old, new)
        parts[part] = text.encode()
    return write_parts(parts)


def long_title() -> bytes:
    paper = Paper(FORMAT)
    paper.title("党组织书记抓基层党建工作述职评议考核等次通报")
    paper.body("国")
    return paper.to_bytes()


SPOILT: Final = {
    "heading at the end": spoil(heading_pushed(21), _KEPT),
    "signature alone": spoil(signature_pushed(20), _KEPT),
    "title ends in": long_title(),
    "no page number": spoil(all_parts(), {" PAGE ": " NUMPAGES "}),
    "24 lines": spoil(heading_pushed(30), {'w:line="579"': 'w:line="520"'}),
    LONG_NAME: spoil(all_parts(), {f"2. {LONG_NAME}": LONG_NAME, 'w:right="1474"': 'w:right="1000"'}),
}


def test_each_fault_is_found(tmp_path: Path) -> None:
    pages = draw(SPOILT, tmp_path)
    for fault, content in SPOILT.items():
        assert fault[:12] in "\n".join(page_faults(content, pages[fault])), fault
