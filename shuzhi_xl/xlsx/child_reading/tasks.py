"""The kinds of files that child processes read (读取的任务): returned workbooks, and debrief reports."""

from typing import Final

from shuzhi_xl.findings import Finding
from shuzhi_xl.xlsx.child_reading.debrief_codec import report_from_bytes, report_to_bytes
from shuzhi_xl.xlsx.child_reading.reading_kind import ReadingKind
from shuzhi_xl.xlsx.child_reading.returned_codec import returned_from_bytes, returned_to_bytes
from shuzhi_xl.xlsx.read.debrief_docx import DebriefReportFile, read_debrief_report, refuse_debrief_report
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile, read_returned


def _refused(name: str, refusal: Finding) -> ReturnedFile:
    return ReturnedFile(name, refusal=refusal)


WORKBOOK: Final = ReadingKind(
    f"{__name__}:WORKBOOK", read_returned, returned_to_bytes, returned_from_bytes, _refused
)
REPORT: Final[ReadingKind[DebriefReportFile]] = ReadingKind(
    f"{__name__}:REPORT", read_debrief_report, report_to_bytes, report_from_bytes, refuse_debrief_report
)
