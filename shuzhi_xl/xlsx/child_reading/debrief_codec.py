"""A debrief report as a JSON message (述职报告的传递): plain values only, so that no reply carries code."""

import json
from datetime import date
from typing import Any

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.rules.debrief.report import Paragraph, Report
from shuzhi_xl.xlsx.read.debrief_docx import DebriefReportFile


def report_to_bytes(file: DebriefReportFile) -> bytes:
    """The reply of a process that has read a report."""
    refusal = file.refusal and [file.refusal.code, dict(file.refusal.context)]
    report = file.report and [
        file.report.saved.isoformat(),
        [
            [paragraph.text, paragraph.style, paragraph.listed, paragraph.bold]
            for paragraph in file.report.paragraphs
        ],
    ]
    return json.dumps([refusal, report]).encode("ascii")


def report_from_bytes(reply: bytes, name: str) -> DebriefReportFile:
    """The report as the process read it.

    Args:
        reply: The reply.
        name: The file's name, which only the asking side knows for certain.

    Raises:
        ValueError: This is no such reply; the process is not to be trusted any more.
    """
    try:
        refusal, report = json.loads(reply)
        if refusal is not None:
            code, context = refusal
            return DebriefReportFile(name, refusal=blocking(str(code), Location(name), **context))
        saved, paragraphs = report
        return DebriefReportFile(
            name, Report(name, date.fromisoformat(saved), tuple(map(_paragraph, paragraphs)))
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError("no reply of a reading process") from error


def _paragraph(packed: Any) -> Paragraph:
    text, style, listed, bold = packed
    return Paragraph(str(text), int(style), int(listed), bool(bold))
