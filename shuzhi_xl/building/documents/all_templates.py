"""The templates of all official documents (全部公文模板), as `shuzhi build` writes them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from shuzhi_xl.building.documents.feedback_letter import build_feedback_letter
from shuzhi_xl.building.documents.format_file import load_format
from shuzhi_xl.building.documents.meeting.agenda import build_agenda
from shuzhi_xl.building.documents.meeting.count_report import build_count_report
from shuzhi_xl.building.documents.meeting.meeting_results import build_meeting_results
from shuzhi_xl.building.documents.meeting.script import build_script
from shuzhi_xl.building.documents.meeting.sign_in import build_sign_in
from shuzhi_xl.building.documents.meeting.visit_sheet import build_visit_sheet
from shuzhi_xl.building.documents.notice import build_notice
from shuzhi_xl.building.documents.results.grade_circular import build_grade_circular
from shuzhi_xl.building.documents.results.handover_list import build_handover_list
from shuzhi_xl.building.documents.results.letters import build_papers_letter, build_rectification_letter
from shuzhi_xl.building.documents.results.rectification_plan import build_rectification_plan
from shuzhi_xl.building.documents.results.work_summary import build_work_summary
from shuzhi_xl.sheets.documents.declaration import Document
from shuzhi_xl.sheets.documents.feedback_letter import FEEDBACK_LETTER
from shuzhi_xl.sheets.documents.letters import PAPERS_LETTER, RECTIFICATION_LETTER
from shuzhi_xl.sheets.documents.meeting_papers import AGENDA, COUNT_REPORT, SCRIPT, SIGN_IN, VISIT_SHEET
from shuzhi_xl.sheets.documents.meeting_results import MEETING_RESULT
from shuzhi_xl.sheets.documents.notice import NOTICE
from shuzhi_xl.sheets.documents.official_format import OfficialFormat
from shuzhi_xl.sheets.documents.rectification_plan import RECTIFICATION_PLAN
from shuzhi_xl.sheets.documents.results_papers import GRADE_CIRCULAR, HANDOVER_LIST
from shuzhi_xl.sheets.documents.work_summary import WORK_SUMMARY

_BUILDERS: Final[Sequence[tuple[Document, Callable[[OfficialFormat], bytes]]]] = (
    (NOTICE, build_notice),
    (SIGN_IN, build_sign_in),
    (AGENDA, build_agenda),
    (SCRIPT, build_script),
    (COUNT_REPORT, build_count_report),
    (VISIT_SHEET, build_visit_sheet),
    (MEETING_RESULT, build_meeting_results),
    (FEEDBACK_LETTER, build_feedback_letter),
    (WORK_SUMMARY, build_work_summary),
    (RECTIFICATION_PLAN, build_rectification_plan),
    (GRADE_CIRCULAR, build_grade_circular),
    (HANDOVER_LIST, build_handover_list),
    (RECTIFICATION_LETTER, build_rectification_letter),
    (PAPERS_LETTER, build_papers_letter),
)


def build_document_templates() -> Mapping[str, bytes]:
    """Build the template of each document (公文模板), by its path in the folder of templates."""
    official_format = load_format()
    return {document.template: build(official_format) for document, build in _BUILDERS}
