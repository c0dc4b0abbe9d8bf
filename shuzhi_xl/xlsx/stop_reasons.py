"""Why a job had to stop, as a code and its context: files that cannot be read, held or written."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shuzhi_xl.wording.screen.console import holder
from shuzhi_xl.xlsx.files.atomic_replace import FileBusy, FileChanged, FolderRefused
from shuzhi_xl.xlsx.files.lock import reason_of
from shuzhi_xl.xlsx.master.closed_store import MasterUnreadable
from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook, PlaceMerged, PlaceMissing, PlaceTaken, SheetFull
from shuzhi_xl.xlsx.textfiles.scheme_toml import SchemeUnreadable
from shuzhi_xl.xlsx.workers.handle import ReadersMissing


class Stopped(Exception):  # noqa: N818 -- not our error but the world's
    """A job could not run or could not write; nothing was left half-written.

    Attributes:
        code: Names the sentence in `wording.console.STOPPED`.
        context: What the sentence mentions.
    """

    def __init__(self, code: str, context: Mapping[str, object]) -> None:
        super().__init__(code, context)
        self.code, self.context = code, context


Told = tuple[str, Mapping[str, object]]


def _system(error: OSError) -> Told:
    name = Path(str(error.filename or "")).name
    return "folder_refused", {"name": name, "reason": reason_of(error)}


_TELL: Mapping[type[Exception], Callable[[Any], Told]] = {
    MasterUnreadable: lambda error: (error.code, {"name": error.name, "unknown": error.unknown}),
    FileBusy: lambda error: (
        "file_busy",
        {"name": error.path.name, "holder": holder(error.holder, error.since)},
    ),
    FileChanged: lambda error: ("file_changed", {"name": error.path.name}),
    FolderRefused: lambda error: ("folder_refused", {"name": error.path.name, "reason": error.reason}),
    PlaceMissing: lambda error: ("place_missing", {"name": error.name}),
    PlaceTaken: lambda error: ("place_taken", {"name": error.sheet, "cell": error.cell}),
    PlaceMerged: lambda error: ("place_merged", {"name": error.sheet, "cell": error.area}),
    SheetFull: lambda error: ("sheet_full", {"name": error.sheet, "rows": error.rows}),
    NotAWorkbook: lambda error: ("not_a_workbook", {"name": str(error)}),
    ReadersMissing: lambda _: ("readers_missing", {}),
    SchemeUnreadable: lambda error: (error.code, error.context),
    OSError: _system,
}


@contextmanager
def stops() -> Iterator[None]:
    """Turn what can go wrong with files into one kind of stop."""
    try:
        yield
    except tuple(_TELL) as error:
        tell = next(tell for kind, tell in _TELL.items() if isinstance(error, kind))
        raise Stopped(*tell(error)) from error
