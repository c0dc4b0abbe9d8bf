"""Reading a debrief report (述职报告), a Word document (.docx), or refusing it with a reason."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.debrief.report import Paragraph, Report
from shuzhi_xl.xlsx.read.biff import sniff_compound
from shuzhi_xl.xlsx.read.canonical_values import RefusedError
from shuzhi_xl.xlsx.read.file_type import FileKind, sniff, sniff_parts
from shuzhi_xl.xlsx.read.preflight import MOST_BYTES, refuse_declarations, repack, unpack

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_BODY: Final = (f"{_W}txbxContent",)  # Word counts text boxes only when asked to
# deleted and moved text, phonetic guides, pictures; a paragraph within another is read by itself
_NOT_TEXT: Final = (f"{_W}del", f"{_W}moveFrom", f"{_W}rt", f"{_W}p", f"{_W}pict")
_BLANKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL: Final = 9  # outline level that means none, counted from 0
_OFF: Final = ("0", "false", "off")
_CODES: Final = {
    "file_empty": "report_file_empty",
    "file_missing": "report_file_missing",
    "file_locked": "report_file_locked",
    "file_too_big": "report_file_big",
    "file_encrypted": "report_file_encrypted",
    "file_word": "report_file_old",
    "file_macros": "report_file_macros",
    "file_damaged": "report_file_damaged",
    "file_suspicious": "report_file_suspicious",
    "file_too_slow": "report_file_heavy",
    "file_too_heavy": "report_file_heavy",
    "file_breaks_reader": "report_file_heavy",
}
"""Codes for debrief reports, by the codes of returned workbooks that have a different sentence."""


@dataclass(frozen=True)
class DebriefReportFile:
    """One file of 述职报告 as read.

    Attributes:
        file: Its path below the folder.
        report: Its text, or None when refused.
        refusal: The finding that says why it is not read, or None.
    """

    file: str
    report: Report | None = None
    refusal: Finding | None = None


def refuse_debrief_report(name: str, refusal: Finding) -> DebriefReportFile:
    """A refused file, for a reason that returned workbooks have too."""
    code = _CODES.get(refusal.code, "report_file_other")
    return DebriefReportFile(name, refusal=blocking(code, Location(name), **refusal.context))


def read_debrief_report(path: Path, name: str) -> DebriefReportFile:
    """Read a debrief report or refuse it; no content of a file raises.

    Args:
        path: The file.
        name: Its path below the folder of reports.
    """
    try:
        content, saved_at = _read_content(path)
        return DebriefReportFile(name, Report(name, saved_at, _read_paragraphs(_unpack_document(content))))
    except RefusedError as refused:
        return refuse_debrief_report(name, blocking(refused.code, Location(name), **refused.context))


def _read_content(path: Path) -> tuple[bytes, date]:
    try:
        saved_on = day_of(path.stat().st_mtime)
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1), saved_on
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        raise RefusedError("file_missing" if missing else "file_locked") from error


def day_of(moment: float) -> date:
    """The clerk's own day of a file's time."""
    try:
        return datetime.fromtimestamp(moment).date()  # noqa: DTZ006 -- no zone is written anywhere
    except (OSError, OverflowError, ValueError):
        # Windows knows no local time before 1970, the year of some archived files being 1601
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=moment)).date()


def _unpack_document(content: bytes) -> dict[str, bytes]:
    """Unpack the document's parts within limits before any library sees them."""
    if len(content) > MOST_BYTES:
        raise RefusedError("file_too_big", limit=MOST_BYTES // 1024**2)
    kind = sniff(content)
    if kind is FileKind.COMPOUND:
        raise RefusedError(sniff_compound(content))
    if kind is not FileKind.ZIP:
        raise RefusedError(kind)
    parts = unpack(content)
    kind = sniff_parts(parts, parts.get("mimetype", b""))
    # an OpenDocument text is of this kind too, but python-docx does not read it
    if kind is not FileKind.WORD or "mimetype" in parts:
        raise RefusedError(kind)
    refuse_declarations(parts)
    return parts


def _read_paragraphs(parts: Mapping[str, bytes]) -> tuple[Paragraph, ...]:
    from docx import Document  # noqa: PLC0415 -- loads slowly, for reading reports only

    try:
        return tuple(_iterate_paragraphs(Document(io.BytesIO(repack(parts)))))
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises anything on a damaged file
        raise RefusedError("file_damaged") from error


def _iterate_paragraphs(document: "Document") -> Iterator[Paragraph]:
    """Paragraphs of the body and its tables; headers, footers, notes and text boxes are not part of it."""
    levels: dict[str, int] = {}
    for element in document.element.body.iter(f"{_W}p"):
        if any(above.tag in _NOT_BODY for above in element.iterancestors()):
            continue
        properties = element.find(f"{_W}pPr")
        style = _read_property(properties, "pStyle") or ""
        if style not in levels:
            levels[style] = _find_style_level(document, style)
        outline = _read_property(properties, "outlineLvl")
        # the paragraph's outline level overrides that of its style
        level = _parse_level(outline) if outline is not None else levels[style]
        text = "".join(_iterate_texts(element))
        yield Paragraph(text, level, _find_list_level(properties), _is_bold(element))


def _find_style_level(document: "Document", style_id: str) -> int:
    """Heading level of a style or of what it is based on; 0 for body text."""
    style: BaseStyle | None = next(
        (candidate for candidate in document.styles if candidate.style_id == style_id), None
    )
    for _ in range(10):  # a damaged file may base a style on itself
        if style is None:
            break
        outline = _read_property(style.element.find(f"{_W}pPr"), "outlineLvl")
        heading = _HEADING.fullmatch(style.name or "")
        if outline is not None:
            return _parse_level(outline)
        if heading:
            return int(heading[1])
        style = getattr(style, "base_style", None)
    return 0


def _parse_level(outline: str) -> int:
    level = int(outline) if outline.isdecimal() else _BODY_LEVEL
    return 0 if level >= _BODY_LEVEL else level + 1


def _find_list_level(properties: Any) -> int:
    numbering = properties.find(f"{_W}numPr") if properties is not None else None
    # numId 0 takes away the numbering that the style has
    if numbering is None or _read_property(numbering, "numId") in (None, "0"):
        return 0
    level = _read_property(numbering, "ilvl") or "0"
    return int(level) + 1 if level.isdecimal() else 1


def _read_property(properties: Any, name: str) -> str | None:
    child = properties.find(f"{_W}{name}") if properties is not None else None
    return None if child is None else str(child.get(f"{_W}val", ""))


def _iterate_texts(element: Any) -> Iterator[str]:
    """Pieces of a paragraph's text: tracked insertions count, deletions and reading aids do not."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        elif child.tag not in _NOT_TEXT:
            yield from _iterate_texts(child)


def _is_bold(element: Any) -> bool:
    runs = [
        run for run in element.iter(f"{_W}r") if any((text.text or "").strip() for text in run.iter(f"{_W}t"))
    ]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(f"{_W}val", "1") not in _OFF for mark in marks)
