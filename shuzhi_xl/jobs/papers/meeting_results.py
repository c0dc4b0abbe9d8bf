"""The slips with which votes are fed back right after the count (现场测评结果), as 计算 makes them."""

from collections.abc import Sequence

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.papers.documents import document_filling, write_documents
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.documents.meeting.meeting_results import make_meeting_results
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.sheets.documents.meeting_results import MEETING_RESULT
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name


def write_meeting_results(
    context: JobContext, year: Year, result: Computed
) -> tuple[Sequence[str], list[Finding]]:
    """Write the slips of every meeting whose ballots are all back (通知 四、3).

    Returns:
        Their places, and findings.
    """
    contents, findings = make_meeting_results(year, result)
    places = make_distinct(
        [
            f"结果/{content.year}/{safe_name(content.track)}/{MEETING_RESULT.name}_{safe_name(number)}.docx"
            for number, content in contents.items()
        ]
    )
    fillings = [
        document_filling(place, MEETING_RESULT, content)
        for place, content in zip(places, contents.values(), strict=True)
    ]
    slips, faults = write_documents(context, fillings)
    return slips, [*findings, *faults]
