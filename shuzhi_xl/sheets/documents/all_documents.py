"""All official documents (公文), and their templates."""

from collections.abc import Mapping
from typing import Final

from shuzhi_xl.sheets.documents.declaration import Document

DOCUMENTS: Final[tuple[Document, ...]] = ()
"""In the order of the year."""

DOCUMENT_OF: Final[Mapping[str, Document]] = {document.template: document for document in DOCUMENTS}
"""Documents by their template's file."""
