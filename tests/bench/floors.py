"""The least that each job could cost (下限): the same bytes written or unpacked, the same marks counted."""

import os
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from python_calamine import CalamineWorkbook

from tests.bench.measurement import Work
from tests.bench.recipes import sample_files

_PARTS = ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet")
_VOTES = ("测评票", "问卷调查")


def write(into: Path, folder: Path, pattern: str) -> Work:
    """分发, 生成: the bytes of the product's workbooks, which are in memory already, into new files."""
    return partial(_write, _ready(into, folder, pattern), is_synced=False)


def write_synced(into: Path, folder: Path, pattern: str) -> Work:
    """The same, and each file is waited for until it is on the disk (fsync), as the product does."""
    return partial(_write, _ready(into, folder, pattern), is_synced=True)


def _ready(into: Path, folder: Path, pattern: str) -> Sequence[tuple[Path, bytes]]:
    into.mkdir(parents=True)
    return [(into / path.name, path.read_bytes()) for path in sample_files(folder, pattern, None)]


def _write(files: Sequence[tuple[Path, bytes]], *, is_synced: bool) -> None:
    for path, content in files:
        with path.open("wb") as out:
            out.write(content)
            if is_synced:
                out.flush()
                os.fsync(out.fileno())


def unpack(_into: Path, returned: Path) -> Work:
    """回收: the sheets of all returned files unpacked, and not looked at."""
    return partial(_unpack, sample_files(returned, "*.xlsx", None))


def _unpack(files: Sequence[Path]) -> None:
    for file in files:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if name.startswith(_PARTS):
                    archive.read(name)


def count(_into: Path, master: Path) -> Work:
    """计算: the marks, which are whole numbers in memory already, counted by `numpy.bincount`."""
    return partial(_count, [_codes(rows) for rows in _votes(master)])


def votes_in(master: Path) -> int:
    """Rows of votes in a master."""
    return sum(len(rows) - 1 for rows in _votes(master))


def _votes(master: Path) -> Sequence[Sequence[Sequence[object]]]:
    """测评票 and 问卷调查 from their headers down."""
    book = CalamineWorkbook.from_path(master)
    return [book.get_sheet_by_name(title).to_python()[2:] for title in _VOTES]


def _codes(rows: Sequence[Sequence[object]]) -> np.ndarray:
    number, voter_class, mark = (rows[0].index(header) for header in ("编号", "票类", "总体评价"))
    keys: dict[object, int] = {}
    return np.array(
        [keys.setdefault((row[number], row[voter_class], row[mark]), len(keys)) for row in rows[1:]]
    )


def _count(codes: Sequence[np.ndarray]) -> None:
    for column in codes:
        np.bincount(column)
