"""The Word papers of the meetings and the notice (会议材料、通知), as 分发 makes them."""

from collections.abc import Iterator
from typing import Final

from shuzhi_xl.jobs.papers.documents import PreparedDocuments, document_filling, prepare_documents
from shuzhi_xl.jobs.papers.meeting_pack import meeting_folders
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.documents.meeting.agenda import make_agenda
from shuzhi_xl.rules.documents.meeting.coming_meetings import is_notice_out, list_coming_meetings
from shuzhi_xl.rules.documents.meeting.count_report import make_count_report
from shuzhi_xl.rules.documents.meeting.script import make_script
from shuzhi_xl.rules.documents.meeting.sign_in import make_sign_in
from shuzhi_xl.rules.documents.meeting.visit_sheet import make_visit_sheet
from shuzhi_xl.rules.documents.notice import make_notice
from shuzhi_xl.sheets.documents.meeting_papers import AGENDA, COUNT_REPORT, SCRIPT, SIGN_IN, VISIT_SHEET
from shuzhi_xl.sheets.documents.notice import NOTICE
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.files.file_names import safe_name
from shuzhi_xl.xlsx.fill.filling import Filling
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER

_MEETING_PAPERS: Final = (
    (SIGN_IN, make_sign_in),
    (AGENDA, make_agenda),
    (SCRIPT, make_script),
    (COUNT_REPORT, make_count_report),
    (VISIT_SHEET, make_visit_sheet),
)


def prepare_papers(context: JobContext, year: Year) -> PreparedDocuments:
    """Make the papers of all meetings to come, and the notice while nothing has come back yet.

    Args:
        context: What the job may touch.
        year: The year, without blocking findings in the sheets that forms rest on.
    """
    return prepare_documents(context, [*_list_notice(year), *_list_papers(year)])


def _list_notice(year: Year) -> Iterator[Filling]:
    settings = year.settings
    if settings is not None and not is_notice_out(year):
        place = f"{ISSUED_FOLDER}/{settings.year}/{NOTICE.name}.docx"
        yield document_filling(place, NOTICE, make_notice(year, settings))


def _list_papers(year: Year) -> Iterator[Filling]:
    settings, folders = year.settings, meeting_folders(year)
    if settings is None:
        return
    for meeting in list_coming_meetings(year):
        for document, make_content in _MEETING_PAPERS:
            name = f"{document.name}_{safe_name(meeting.number)}.docx"
            content = make_content(year, settings, meeting)
            yield document_filling(f"{folders[meeting.number]}/{name}", document, content)
