"""Page numbers (页码): — 1 —, on the outer side of each page."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from shuzhi_xl.building.documents.runs import add_run
from shuzhi_xl.building.documents.styles import PAGE_NUMBER


def add_page_numbers(document: Document, face: str) -> None:
    """Add the page number to both footers (GB/T 9704-2012, 7.5): odd pages right, even pages left.

    Args:
        document: The document; later sections take the footers of the first one over.
        face: The typeface.
    """
    section = document.sections[0]
    sides = {WD_ALIGN_PARAGRAPH.RIGHT: section.footer, WD_ALIGN_PARAGRAPH.LEFT: section.even_page_footer}
    for side, footer in sides.items():
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles[PAGE_NUMBER]
        paragraph.alignment = side
        add_run(paragraph, "— ", face)
        # A field, not the number format with dashes: that prints hyphens.
        for kind in ("begin", "instruction", "separate", "number", "end"):
            _add_field_part(paragraph, kind, face)
        add_run(paragraph, " —", face)


def _add_field_part(paragraph: Paragraph, kind: str, face: str) -> None:
    run = add_run(paragraph, "1" if kind == "number" else "", face)._r  # noqa: SLF001 -- no other way to a field
    match kind:
        case "number":
            return
        case "instruction":
            element = OxmlElement("w:instrText")
            element.text = " PAGE "
        case _:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
    run.append(element)
