"""Runs of text with their typeface written out (文字)."""

from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from shuzhi_xl.building.documents.styles import W, face_xml


def add_run(paragraph: Paragraph, text: str, face: str) -> Run:
    """Add text to a paragraph, in one run, so that a placeholder in it is whole.

    Args:
        paragraph: The paragraph.
        text: The text.
        face: Its typeface, for all scripts; Word would take Latin letters and quotation marks from elsewhere.
    """
    run = paragraph.add_run(text)
    fonts = parse_xml(face_xml(face).replace("<w:rFonts", f'<w:rFonts xmlns:w="{W}"'))
    run._r.get_or_add_rPr().append(fonts)  # noqa: SLF001 -- python-docx sets Latin typefaces only
    return run
