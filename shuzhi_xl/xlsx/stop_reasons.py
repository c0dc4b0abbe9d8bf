"""Reasons why a job stops (中止原因), as code and context: files that cannot be read, locked or written."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shuzhi_xl.wording.screen.console import holder
from shuzhi_xl.xlsx.children.task import ChildrenMissing
from shuzhi_xl.xlsx.files.atomic_replace import FileBusy, FileChanged, FolderRefused
from shuzhi_xl.xlsx.files.lock import explain_refusal, find_opener, is_held
from shuzhi_xl.xlsx.master.closed_store import MasterUnreadable
from shuzhi_xl.xlsx.patch.workbook import NotAWorkbook, PlaceMerged, PlaceMissing, PlaceTaken, SheetFull
from shuzhi_xl.xlsx.textfiles.scheme_toml import SchemeUnreadable


class Stopped(Exception):  # noqa: N818 -- a circumstance, not a bug
    """A job could not run or could not write (作业中止); nothing is half-written.

    Attributes:
        code: Names the sentence in `wording.console.STOPPED`.
        context: The values in the sentence.
    """

    def __init__(self, code: str, context: Mapping[str, object]) -> None:
        super().__init__(code, context)
        self.code, self.context = code, context


StopReason = tuple[str, Mapping[str, object]]


def _explain_refusal(error: OSError) -> StopReason:
    path = Path(str(error.filename or ""))
    if is_held(path):
        return _explain_busy(FileBusy(path, find_opener(path) or None, None))
    return "folder_refused", {"name": path.name, "reason": explain_refusal(error)}


def _explain_busy(error: FileBusy) -> StopReason:
    return "file_busy", {"name": error.path.name, "holder": holder(error.holder, error.since)}


_EXPLAIN: Mapping[type[Exception], Callable[[Any], StopReason]] = {
    MasterUnreadable: lambda error: (error.code, {"name": error.name, "unknown": error.unknown}),
    FileBusy: _explain_busy,
    FileChanged: lambda error: ("file_changed", {"name": error.path.name}),
    FolderRefused: lambda error: ("folder_refused", {"name": error.path.name, "reason": error.reason}),
    PlaceMissing: lambda error: ("place_missing", {"name": error.name}),
    PlaceTaken: lambda error: ("place_taken", {"name": error.sheet, "cell": error.cell}),
    PlaceMerged: lambda error: ("place_merged", {"name": error.sheet, "cell": error.area}),
    SheetFull: lambda error: ("sheet_full", {"name": error.sheet, "rows": error.rows}),
    NotAWorkbook: lambda error: ("not_a_workbook", {"name": str(error)}),
    ChildrenMissing: lambda _: ("readers_missing", {}),
    SchemeUnreadable: lambda error: (error.code, error.context),
    # Last, because the first class that fits explains the error
    OSError: _explain_refusal,
}


@contextmanager
def stopping_on_file_errors() -> Iterator[None]:
    """Turn errors of files inside the block into `Stopped`.

    Raises:
        Stopped: A file cannot be read, locked or written.
    """
    try:
        yield
    except tuple(_EXPLAIN) as error:
        explain = next(explain for kind, explain in _EXPLAIN.items() if isinstance(error, kind))
        raise Stopped(*explain(error)) from error
