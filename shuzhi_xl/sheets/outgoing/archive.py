"""The archive of a year (归档): the names of its own files, and what it says of each file in it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

ARCHIVE_FOLDER: Final = "归档"
MASTER_FOLDER: Final = "总表"
"""The folder in an archive with the master as it was."""
CATALOGUE: Final = "卷宗目录.xlsx"
COPY_LIST: Final = "封存清单.sha256"
"""The hashes of all copies, as ``sha256sum -c`` reads them."""
SCAN_LIST: Final = "扫描清单.sha256"
"""The hashes of the scans, which stay where they are."""
TOP_LIST: Final = "总清单.sha256"
"""The hashes of the master, the catalogue and the two lists."""
SEAL_NOTE: Final = "封存说明.txt"
OUT: Final = "../../"
"""Before the paths of scans in their list: the way from an archive to the town's folder."""


@dataclass(frozen=True, slots=True)
class PageCount:
    """How long a file is (页数): pages, or the sheets of a workbook, whose printed pages no file tells."""

    count: int
    is_of_sheets: bool = False


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file as it was when it was sealed.

    Attributes:
        place: Its path below the archive or, for a scan, below the town's folder.
        digest: Its SHA-256, in hexadecimal.
        changed_on: The day of its last change.
        pages: How long it is, where that can be known.
    """

    place: str
    digest: str
    changed_on: date
    pages: PageCount | None = None


@dataclass(frozen=True)
class Seal:
    """What 封存说明 says of an archive.

    Attributes:
        year: 年度.
        sealed_at: When.
        copies: How many files were copied.
        scans: How many scans are listed.
        contents: Fingerprint of the two lists, which 操作日志 has too.
        tables: Fingerprint of the master's tables after the run.
        log_end: Fingerprint of the last line of 操作日志, that of the run.
        top_list: SHA-256 of 总清单.
    """

    year: int
    sealed_at: datetime
    copies: int
    scans: int
    contents: str
    tables: str
    log_end: str
    top_list: str
