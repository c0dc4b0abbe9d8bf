"""What a button leaves in the master and beside it, to be compared with what the command leaves."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shuzhi_xl.sheets.master.all_sheets import TABLES


def digests_of(store: Any) -> Mapping[str, bytes]:
    """The digest of each table of the master."""
    return {name: store.read_table(table).digest for name, table in TABLES.items()}


def beside_the_master(folder: Path) -> Mapping[str, bytes]:
    """All files but the master and its copies, which each program saves in its own way."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".xlsm"
    }
