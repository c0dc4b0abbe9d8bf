"""Times of files that Windows has and others lack: before 1970."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from docx import Document

from shuzhi_xl.xlsx.read.debrief_docx import read_debrief_report


def test_a_report_from_before_1970_is_read(tmp_path: Path) -> None:
    """Archives and phones leave files of 1601 or 1904; the disk under Wine may know none before 1901."""
    report = tmp_path / "述职报告.docx"
    Document().save(str(report))
    for year in (1904, 1969):
        moment = int(datetime(year, 1, 2, tzinfo=UTC).timestamp())
        os.utime(report, (moment, moment))
        file = read_debrief_report(report, report.name)
        assert file.refusal is None
        assert file.report is not None
        assert file.report.saved == date(year, 1, 2)
