"""A read report as one line of JSON (读取结果的传递): plain values only, so that no reply carries code."""

import json
from datetime import date
from typing import Any

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.rules.debrief.sections import Paragraph, Report
from shuzhi_xl.xlsx.read.debrief_docx import DebriefReportFile


def report_to_line(found: DebriefReportFile) -> bytes:
    """What a worker says of a report."""
    refusal = found.refusal and [found.refusal.code, dict(found.refusal.context)]
    report = found.report and [
        found.report.saved.isoformat(),
        [[each.text, each.style, each.listed, each.bold] for each in found.report.paragraphs],
    ]
    return json.dumps([refusal, report]).encode("ascii") + b"\n"


def report_from_line(line: bytes, name: str) -> DebriefReportFile:
    """The report as the worker read it.

    Args:
        line: The worker's reply.
        name: The file's name, which only the asking side knows for certain.

    Raises:
        ValueError: This is no reply; the worker is not to be trusted any more.
    """
    try:
        refusal, report = json.loads(line)
        if refusal is not None:
            code, context = refusal
            return DebriefReportFile(name, refusal=blocking(str(code), Location(name), **context))
        saved, paragraphs = report
        return DebriefReportFile(
            name, Report(name, date.fromisoformat(saved), tuple(map(_paragraph, paragraphs)))
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError("no reply of a reading worker") from error


def _paragraph(packed: Any) -> Paragraph:
    text, style, listed, bold = packed
    return Paragraph(str(text), int(style), int(listed), bool(bold))
