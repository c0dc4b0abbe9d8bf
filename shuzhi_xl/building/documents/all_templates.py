"""The templates of all official documents (全部公文模板), as `shuzhi build` writes them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from shuzhi_xl.building.documents.format_file import load_format
from shuzhi_xl.building.documents.grade_circular import build_grade_circular
from shuzhi_xl.sheets.documents.declaration import Document
from shuzhi_xl.sheets.documents.official_format import OfficialFormat
from shuzhi_xl.sheets.documents.results_papers import GRADE_CIRCULAR

_BUILDERS: Final[Sequence[tuple[Document, Callable[[OfficialFormat], bytes]]]] = (
    (GRADE_CIRCULAR, build_grade_circular),
)


def build_document_templates() -> Mapping[str, bytes]:
    """Build the template of each document (公文模板), by its path in the folder of templates."""
    official_format = load_format()
    return {document.template: build(official_format) for document, build in _BUILDERS}
