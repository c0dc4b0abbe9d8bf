"""All official documents (公文), and their templates."""

from collections.abc import Mapping
from typing import Final

from shuzhi_xl.sheets.documents.declaration import Document
from shuzhi_xl.sheets.documents.feedback_letter import FEEDBACK_LETTER
from shuzhi_xl.sheets.documents.letters import PAPERS_LETTER, RECTIFICATION_LETTER
from shuzhi_xl.sheets.documents.meeting_papers import AGENDA, COUNT_REPORT, SCRIPT, SIGN_IN, VISIT_SHEET
from shuzhi_xl.sheets.documents.meeting_results import MEETING_RESULT
from shuzhi_xl.sheets.documents.notice import NOTICE
from shuzhi_xl.sheets.documents.rectification_plan import RECTIFICATION_PLAN
from shuzhi_xl.sheets.documents.results_papers import GRADE_CIRCULAR, HANDOVER_LIST
from shuzhi_xl.sheets.documents.work_summary import WORK_SUMMARY

DOCUMENTS: Final[tuple[Document, ...]] = (
    NOTICE,
    SIGN_IN,
    AGENDA,
    SCRIPT,
    COUNT_REPORT,
    VISIT_SHEET,
    MEETING_RESULT,
    FEEDBACK_LETTER,
    WORK_SUMMARY,
    RECTIFICATION_PLAN,
    GRADE_CIRCULAR,
    HANDOVER_LIST,
    RECTIFICATION_LETTER,
    PAPERS_LETTER,
)
"""In the order of the year."""

DOCUMENT_OF: Final[Mapping[str, Document]] = {document.template: document for document in DOCUMENTS}
"""Documents by their template's file."""
