"""Why a job had to stop, as a code and its context: files that cannot be read, held or written."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from shuzhi_xl.wording.console import holder
from shuzhi_xl.xlsx.closed import MasterUnreadable
from shuzhi_xl.xlsx.patch import NotAWorkbook, PlaceMerged, PlaceMissing, PlaceTaken, SheetFull
from shuzhi_xl.xlsx.replace import FileBusy, FileChanged, FolderRefused


class Stopped(Exception):  # noqa: N818 -- not our error but the world's
    """A job could not run or could not write; nothing was left half-written.

    Attributes:
        code: Names the sentence in `wording.console.STOPPED`.
        context: What the sentence mentions.
    """

    def __init__(self, code: str, context: Mapping[str, object]) -> None:
        super().__init__(code, context)
        self.code, self.context = code, context


@contextmanager
def stops() -> Iterator[None]:
    """Turn what can go wrong with files into one kind of stop."""
    try:
        yield
    except MasterUnreadable as error:
        raise Stopped(error.code, {"name": error.name}) from error
    except FileBusy as error:
        told = {"name": error.path.name, "holder": holder(error.holder, error.since)}
        raise Stopped("file_busy", told) from error
    except FileChanged as error:
        raise Stopped("file_changed", {"name": error.path.name}) from error
    except FolderRefused as error:
        raise Stopped("folder_refused", {"name": error.path.name, "reason": error.reason}) from error
    except PlaceMissing as error:
        raise Stopped("place_missing", {"name": error.name}) from error
    except PlaceTaken as error:
        raise Stopped("place_taken", {"name": error.sheet, "cell": error.cell}) from error
    except PlaceMerged as error:
        raise Stopped("place_merged", {"name": error.sheet, "cell": error.area}) from error
    except SheetFull as error:
        raise Stopped("sheet_full", {"name": error.sheet, "rows": error.rows}) from error
    except NotAWorkbook as error:
        raise Stopped("not_a_workbook", {"name": str(error)}) from error
