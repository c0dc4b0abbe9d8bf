"""What a reading worker can be asked to read (读取的种类): returned workbooks, or debrief reports."""

from collections.abc import Mapping
from typing import Any, Final

from shuzhi_xl.findings import Finding
from shuzhi_xl.xlsx.read.debrief_docx import DebriefReportFile, read_debrief_report, refuse_debrief_report
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile, read_returned
from shuzhi_xl.xlsx.workers.debrief_wire import report_from_line, report_to_line
from shuzhi_xl.xlsx.workers.protocol import ReadingKind
from shuzhi_xl.xlsx.workers.returned_wire import from_line, to_line


def _refused(name: str, refusal: Finding) -> ReturnedFile:
    return ReturnedFile(name, refusal=refusal)


WORKBOOK: Final = ReadingKind("returned", read_returned, to_line, from_line, _refused)
REPORT: Final[ReadingKind[DebriefReportFile]] = ReadingKind(
    "report", read_debrief_report, report_to_line, report_from_line, refuse_debrief_report
)
KINDS: Final[Mapping[str, ReadingKind[Any]]] = {kind.name: kind for kind in (WORKBOOK, REPORT)}
