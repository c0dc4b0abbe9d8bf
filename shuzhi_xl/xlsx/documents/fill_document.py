"""A document (公文) from its template and its content."""

from shuzhi_xl.sheets.documents.declaration import Content
from shuzhi_xl.xlsx.documents.document_template import DocumentTemplate


def fill_document(template: DocumentTemplate, content: Content) -> bytes:
    """Make one document.

    Args:
        template: Its template, perhaps restyled by staff.
        content: What its placeholders show.

    Returns:
        The file (.docx); the same content gives the same bytes.
    """
    return template.fill(content.values())
