"""Workbooks that 读票 made before: what a person has done in them, and making room for new ones."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from shuzhi_xl.findings import blocking
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.scanning.earlier.earlier_work import EarlierWork
from shuzhi_xl.rules.scanning.earlier.merged_work import MergedWork, merge_work
from shuzhi_xl.xlsx.files.lock import FileBusy, find_opener
from shuzhi_xl.xlsx.returned_folder import RETURNED

WORKBOOK_PREFIX: Final = "读票_"
"""Begins the names of the workbooks that 读票 makes."""


class EarlierWorkbooks:
    """The workbooks that 读票 made before in a year, wherever 回收 has moved them.

    Args:
        context: What the job may touch.
        year: 年度.
    """

    def __init__(self, context: JobContext, year: int) -> None:
        self._context = context
        self._folder = context.folder.returned(year)
        self._drafts = self._folder.list_drafts(WORKBOOK_PREFIX)

    def refuse_open(self) -> None:
        """Refuse to go on while one that would be replaced is open: what is typed there may not be saved.

        Raises:
            FileBusy: One is open.
        """
        for name in self._drafts.waiting:
            path = self._context.folder.root / RETURNED / name
            opener = find_opener(path)
            if opener is not None:
                raise FileBusy(path, opener or None, None)

    def read_work(self, read: Callable[[Grids], EarlierWork]) -> MergedWork:
        """What a person has chosen and typed; a newer workbook counts before an older one.

        Returns:
            It, with a finding for each waiting workbook that cannot be read or says of a line or cell what
            another one does not say.

        Raises:
            ChildrenMissing: This computer lets no reading process start.
        """
        past: list[EarlierWork] = []
        waiting: list[tuple[str, EarlierWork]] = []
        refusals = []
        with closing(self._folder.read_all([*self._drafts.past, *self._drafts.waiting])) as readings:
            for reading in readings:
                work = read(reading.first or {})
                if reading.file not in self._drafts.waiting:
                    past.append(work)
                elif reading.refusal is not None:
                    refusals.append(reading.refusal)
                    refusals.append(blocking("scan_work_unread", reading.refusal.at))
                else:
                    waiting.append((PurePosixPath(reading.file).name, work))
        merged = merge_work(past, waiting)
        return replace(merged, findings=[*refusals, *merged.findings])

    def retire(self, places: Mapping[str, bytes]) -> None:
        """Move waiting workbooks that new ones replace out of the way of 回收.

        Args:
            places: The new ones: contents by place, relative to the master's folder.

        Raises:
            FolderRefused: One cannot be moved.
        """
        names = {PurePosixPath(place).name: place for place in places}
        for waiting in self._drafts.waiting:
            place = names.get(PurePosixPath(waiting).name)
            is_same = place == f"{RETURNED}/{waiting}" and self._context.folder.read(place) == places[place]
            if place and not is_same:
                self._folder.retire_draft(waiting)
