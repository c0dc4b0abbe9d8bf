"""Workbooks that 读票 made before: what a person has decided in them, and making room for new ones."""

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import PurePosixPath
from typing import Final

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.scanning.merged_decisions import merge_decisions
from shuzhi_xl.rules.scanning.scanned_content import Decisions
from shuzhi_xl.sheets.outgoing.scanned_ballots import DOUBT_SHEET, DoubtKey
from shuzhi_xl.xlsx.files.lock import FileBusy, find_opener
from shuzhi_xl.xlsx.returned_folder import RETURNED

WORKBOOK_PREFIX: Final = "读票_"
"""Begins the names of the workbooks that 读票 makes."""
ReadDecisions = Callable[[Grids], Mapping[DoubtKey, str]]


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

    def read_decisions(self, read: ReadDecisions) -> tuple[Decisions, list[Finding]]:
        """What a person has decided; a newer workbook counts before an older one.

        Returns:
            The decisions, and a finding for each waiting workbook that cannot be read or says of a line
            what another one does not say.

        Raises:
            ChildrenMissing: This computer lets no reading process start.
        """
        names = [*self._drafts.past, *self._drafts.waiting]
        past: dict[DoubtKey, str] = {}
        waiting: list[tuple[str, Mapping[DoubtKey, str]]] = []
        findings = []
        with closing(self._folder.read_all(names)) as readings:
            for reading in readings:
                is_waiting = reading.file in self._drafts.waiting
                decisions = read(reading.first or {})
                if is_waiting and reading.refusal is not None:
                    findings.append(reading.refusal)
                elif is_waiting:
                    waiting.append((PurePosixPath(reading.file).name, decisions))
                else:
                    past |= decisions
        merged, disputes = merge_decisions(past, waiting)
        findings += [
            blocking("scan_decisions_differ", Location(name, DOUBT_SHEET), count=count)
            for name, count in disputes.items()
        ]
        return merged, findings

    def retire(self, places: Mapping[str, bytes]) -> None:
        """Move waiting workbooks that new ones replace out of the way of 回收.

        Args:
            places: The new ones: contents by place, relative to the master's folder.
        """
        names = {PurePosixPath(place).name: place for place in places}
        for waiting in self._drafts.waiting:
            place = names.get(PurePosixPath(waiting).name)
            is_same = place == f"{RETURNED}/{waiting}" and self._context.folder.read(place) == places[place]
            if place and not is_same:
                self._folder.retire_draft(waiting)
