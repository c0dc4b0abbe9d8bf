"""Reading a returned file (收回的文件) by two independent readers, or refusing it with a reason."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.intake.cell_grid import Grid, Grids
from shuzhi_xl.xlsx.read.biff import read_biff, sniff_compound
from shuzhi_xl.xlsx.read.calamine import read_calamine
from shuzhi_xl.xlsx.read.canonical_values import Reading, RefusedError
from shuzhi_xl.xlsx.read.decryption import decrypt
from shuzhi_xl.xlsx.read.file_type import FileKind, sniff, sniff_parts
from shuzhi_xl.xlsx.read.ods import read_ods, remove_indentation
from shuzhi_xl.xlsx.read.ooxml import read_ooxml
from shuzhi_xl.xlsx.read.preflight import MOST_BYTES, refuse_declarations, repack, unpack

# Excel and WPS (~$), LibreOffice (.~lock.), macOS (._, .DS_Store), Windows (thumbs.db, desktop.ini)
_LITTER = re.compile(
    r"~\$.*|\.~lock\..*|\.~.*|\._.*|\.ds_store|thumbs\.db|desktop\.ini|.*\.(tmp|lnk)", re.IGNORECASE
)
# These cannot contain answers, so no form is missing because of them.
_NOTICES = frozenset(
    f"file_{name}" for name in ("litter", "text", "word", "slides", "pdf", "picture", "other")
)


@dataclass(frozen=True)
class ReturnedFile:
    """One file of 收回 as read (收回的文件).

    Attributes:
        file: Its name, as shown to the clerk.
        first: All cells by the first reader; ``None`` when refused.
        second: All cells by the second, independent reader; the same object as ``first`` when a worker found
            both identical; ``None`` when refused.
        refusal: The finding that says why it is not read, or ``None``.
        size: Size in bytes.
        hash: SHA-256 of the content, hexadecimal; ``""`` when it could not be opened.
        formulas: Sheet title, row and column of formulas, if the format stores them.
    """

    file: str
    first: Grids | None = None
    second: Grids | None = None
    refusal: Finding | None = None
    size: int = 0
    hash: str = ""
    formulas: frozenset[tuple[str, int, int]] = frozenset()


def read_returned(path: Path, name: str, *passwords: str) -> ReturnedFile:
    """Read a file by two independent readers or refuse it; no content of a file raises.

    Args:
        path: The file.
        name: Its name as the clerk knows it, or its path below 收回.
        passwords: With which to try to open it if it is encrypted.
    """
    if is_litter(name):
        return ReturnedFile(name, refusal=_make_refusal(name, "file_litter"))
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            # one byte more is enough to know that the file is too big
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        return ReturnedFile(name, refusal=_make_refusal(name, "file_missing" if missing else "file_locked"))
    digest = hashlib.sha256(content).hexdigest()
    try:
        first, second = _read_by_type(content, passwords)
    except RefusedError as refused:
        return ReturnedFile(
            name, refusal=_make_refusal(name, refused.code, **refused.context), size=size, hash=digest
        )
    filled = _complete_first_reading(first.grids, second)
    return ReturnedFile(name, filled, second.grids, None, size, digest, second.formulas)


def is_litter(name: str) -> bool:
    """Whether a program or the system left the file there, such as a lock file of a spreadsheet program.

    >>> is_litter("甲镇/~$总表.xlsm"), is_litter("总表.xlsm")
    (True, False)
    """
    return _LITTER.fullmatch(name.replace("\\", "/").rpartition("/")[2]) is not None


def _make_refusal(name: str, code: str, **context: Any) -> Finding:
    make = notice if code in _NOTICES else blocking
    return make(code, Location(name), **context)


def _read_by_type(content: bytes, passwords: Sequence[str]) -> tuple[Reading, Reading]:
    if len(content) > MOST_BYTES:
        raise RefusedError("file_too_big", limit=MOST_BYTES // 1024**2)
    kind = sniff(content)
    if kind is FileKind.ZIP:
        return _read_zip(content)
    if kind is FileKind.COMPOUND:
        return _read_compound(content, passwords)
    raise RefusedError(kind)


def _read_zip(content: bytes) -> tuple[Reading, Reading]:
    parts = unpack(content)
    kind = sniff_parts(parts, parts.get("mimetype", b""))
    readers: dict[FileKind, Callable[[dict[str, bytes]], Reading]] = {
        FileKind.WORKBOOK: read_ooxml,
        FileKind.OPEN_DOCUMENT: read_ods,
    }
    if kind not in readers:
        raise RefusedError(kind)
    refuse_declarations(parts)
    # The sparse reader goes first: it refuses files that would fill calamine's memory.
    second = readers[kind](parts)
    try:
        return read_calamine(repack(parts)), second
    except RefusedError as refused:
        # The second reader understood it, so it is not damaged.
        if kind is not FileKind.OPEN_DOCUMENT:
            raise RefusedError("file_unusual") from refused
        return _read_unindented(parts), second


def _read_unindented(parts: dict[str, bytes]) -> Reading:
    """Read an .ods file whose content a program has indented, which calamine does not understand."""
    try:
        return read_calamine(repack(remove_indentation(parts)))
    except RefusedError as refused:
        raise RefusedError("file_unusual") from refused


def _read_compound(content: bytes, passwords: Sequence[str]) -> tuple[Reading, Reading]:
    kind = sniff_compound(content)
    if kind == "file_encrypted":
        return _read_zip(decrypt(content, passwords))
    if kind != FileKind.WORKBOOK:
        raise RefusedError(kind)
    try:
        second = read_biff(content)
    except RefusedError as refused:
        if refused.code != "file_encrypted":
            raise
        content = decrypt(content, passwords)
        second = read_biff(content)
    return read_calamine(content), second


def _complete_first_reading(grids: Grids, second: Reading) -> Grids:
    """Add to the first reader's cells what calamine omits: error values, strokes and merged areas."""
    error_texts: dict[str, dict[tuple[int, int], Any]] = {}
    for (title, row, col), text in second.errors.items():
        if title in grids and (row, col) not in grids[title].cells:
            error_texts.setdefault(title, {})[row, col] = text
    marked_grids = {title: second.grids.get(title, grid) for title, grid in grids.items()}
    return {
        title: Grid(
            title,
            {**grid.cells, **error_texts.get(title, {})},
            marked_grids[title].struck,
            marked_grids[title].merged,
        )
        for title, grid in grids.items()
    }
