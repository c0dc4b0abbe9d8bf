"""Reading a returned file (收回的文件) twice, independently, or saying why it is not read."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.intake.cell_grid import Grid, Grids
from shuzhi_xl.xlsx.read.biff import read_biff, sniff_compound
from shuzhi_xl.xlsx.read.calamine import read_calamine
from shuzhi_xl.xlsx.read.canonical_values import Reading, RefusedError
from shuzhi_xl.xlsx.read.default_password import unlock
from shuzhi_xl.xlsx.read.file_type import FileKind, sniff, sniff_parts
from shuzhi_xl.xlsx.read.ods import read_ods, unindented
from shuzhi_xl.xlsx.read.ooxml import read_parts
from shuzhi_xl.xlsx.read.preflight import MOST_BYTES, refuse_declarations, repack, unpack

_LITTER = re.compile(
    r"~\$.*|\.~lock\..*|\.~.*|\._.*|\.ds_store|thumbs\.db|desktop\.ini|.*\.(tmp|lnk)", re.IGNORECASE
)
# Nobody's answers can stand in these, so nobody waits for them.
_NOTICES = frozenset(
    f"file_{name}" for name in ("litter", "text", "word", "slides", "pdf", "picture", "other")
)


@dataclass(frozen=True)
class Returned:
    """One file of 收回 as read.

    Attributes:
        file: Its name, as shown to the clerk.
        first: All cells by the first reader; ``None`` when refused.
        second: All cells by the second, independent reader; the same object as ``first`` when a worker found
            them exactly alike; ``None`` when refused.
        refusal: Why it is not read, or ``None``.
        size: Bytes.
        hash: SHA-256 of the content, hexadecimal; ``""`` when it could not be opened.
        formulas: Sheet title, row and column of formulas, as far as the format tells them.
    """

    file: str
    first: Grids | None = None
    second: Grids | None = None
    refusal: Finding | None = None
    size: int = 0
    hash: str = ""
    formulas: frozenset[tuple[str, int, int]] = frozenset()


def read_returned(path: Path, name: str) -> Returned:
    """Read a file by two independent readers, or tell why not; raises on nothing that a file may hold.

    Args:
        path: Where it stands.
        name: How the clerk knows it: its name, or its path below 收回.
    """
    if is_litter(name):
        return Returned(name, refusal=_refusal(name, "file_litter"))
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        return Returned(name, refusal=_refusal(name, "file_missing" if missing else "file_locked"))
    digest = hashlib.sha256(content).hexdigest()
    try:
        first, second = _read(content)
    except RefusedError as refused:
        return Returned(name, refusal=_refusal(name, refused.code, **refused.context), size=size, hash=digest)
    filled = _with_what_one_sees(first.grids, second)
    return Returned(name, filled, second.grids, None, size, digest, second.formulas)


def is_litter(name: str) -> bool:
    """Whether a program or the system left the file there, such as another program's lock file.

    >>> is_litter("甲镇/~$总表.xlsm"), is_litter("总表.xlsm")
    (True, False)
    """
    return _LITTER.fullmatch(name.replace("\\", "/").rpartition("/")[2]) is not None


def _refusal(name: str, code: str, **context: Any) -> Finding:
    make = notice if code in _NOTICES else blocking
    return make(code, Location(name), **context)


def _read(content: bytes) -> tuple[Reading, Reading]:
    if len(content) > MOST_BYTES:
        raise RefusedError("file_too_big", limit=MOST_BYTES // 1024**2)
    kind = sniff(content)
    if kind is FileKind.ZIP:
        return _read_zip(content)
    if kind is FileKind.COMPOUND:
        return _read_compound(content)
    raise RefusedError(kind)


def _read_zip(content: bytes) -> tuple[Reading, Reading]:
    parts = unpack(content)
    kind = sniff_parts(parts, parts.get("mimetype", b""))
    readers: dict[FileKind, Callable[[dict[str, bytes]], Reading]] = {
        FileKind.WORKBOOK: read_parts,
        FileKind.OPEN_DOCUMENT: read_ods,
    }
    if kind not in readers:
        raise RefusedError(kind)
    refuse_declarations(parts)
    # The sparse reader goes first: it refuses what would fill calamine's memory.
    second = readers[kind](parts)
    try:
        return read_calamine(repack(parts)), second
    except RefusedError as refused:
        # The other reader has understood it, so that it is not damaged.
        if kind is not FileKind.OPEN_DOCUMENT:
            raise RefusedError("file_unusual") from refused
        return _read_unindented(parts), second


def _read_unindented(parts: dict[str, bytes]) -> Reading:
    """Some programs indent the content of .ods files, which calamine does not understand."""
    try:
        return read_calamine(repack(unindented(parts)))
    except RefusedError as refused:
        raise RefusedError("file_unusual") from refused


def _read_compound(content: bytes) -> tuple[Reading, Reading]:
    kind = sniff_compound(content)
    if kind == "file_encrypted":
        opened = unlock(content)
        return _read_zip(opened)
    if kind != FileKind.WORKBOOK:
        raise RefusedError(kind)
    try:
        second = read_biff(content)
    except RefusedError as refused:
        if refused.code != "file_encrypted":
            raise
        content = unlock(content)
        second = read_biff(content)
    return read_calamine(content), second


def _with_what_one_sees(grids: Grids, second: Reading) -> Grids:
    """The first reader's cells with what calamine does not tell: error values, strokes and merged areas."""
    error_texts: dict[str, dict[tuple[int, int], Any]] = {}
    for (title, row, col), text in second.errors.items():
        if title in grids and (row, col) not in grids[title].cells:
            error_texts.setdefault(title, {})[row, col] = text
    looks = {title: second.grids.get(title, grid) for title, grid in grids.items()}
    return {
        title: Grid(
            title, {**grid.cells, **error_texts.get(title, {})}, looks[title].struck, looks[title].merged
        )
        for title, grid in grids.items()
    }
