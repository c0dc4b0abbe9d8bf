"""What a reading worker can be asked to read (读取的种类): returned workbooks, or debrief reports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from shuzhi_xl.findings import Finding
from shuzhi_xl.xlsx.read_report import ReportFile, read_report, refused_report
from shuzhi_xl.xlsx.report_line import report_from_line, report_to_line
from shuzhi_xl.xlsx.returned import Returned, read_returned
from shuzhi_xl.xlsx.returned_line import from_line, to_line

FoundT = TypeVar("FoundT")


@dataclass(frozen=True)
class ReadingKind(Generic[FoundT]):
    """One kind of file.

    Attributes:
        name: How the worker is asked for it.
        read: Reads a file, by its path and its name.
        to_line: What was read as a line.
        from_line: And back, by the line and the file's name.
        refuse: A file that no worker could read, by its name and the reason.
    """

    name: str
    read: Callable[[Path, str], FoundT]
    to_line: Callable[[FoundT], bytes]
    from_line: Callable[[bytes, str], FoundT]
    refuse: Callable[[str, Finding], FoundT]


def _refused(name: str, refusal: Finding) -> Returned:
    return Returned(name, refusal=refusal)


WORKBOOK: Final = ReadingKind("returned", read_returned, to_line, from_line, _refused)
REPORT: Final[ReadingKind[ReportFile]] = ReadingKind(
    "report", read_report, report_to_line, report_from_line, refused_report
)
KINDS: Final[Mapping[str, ReadingKind[Any]]] = {kind.name: kind for kind in (WORKBOOK, REPORT)}
