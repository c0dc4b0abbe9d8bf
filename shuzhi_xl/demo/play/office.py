"""The invented town's office (演示的办公室): its folder, its clock, its buttons."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from shuzhi_xl.demo.town.clock import YEAR, Clock
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome, Store
from shuzhi_xl.sheets.declaration.table import RawTable, RowT, Table
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.atomic_replace import write_new
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.returned_folder import RETURNED
from shuzhi_xl.xlsx.town_folder import REPORT_FOLDER, Folder

Watch = Callable[[str, int, int], None]
"""Receives the stage, how many of its pieces are done, and how many there are."""


def secret_key(seed: int, year: int) -> str:
    """The key of a year's master, as hexadecimal text; the demo's keys are no secret.

    >>> secret_key(1, 2015) == secret_key(1, 2014)
    False
    """
    return hashlib.sha256(f"shuzhi demo {seed} {year}".encode()).hexdigest()


class Office:
    """A folder with a master in it, and a clerk.

    Args:
        root: The folder; it need not exist yet.
        key: Key of the master, as hexadecimal text.
        watch: Receives the progress.
    """

    def __init__(self, root: Path, key: str, watch: Watch) -> None:
        self.root = root
        self.clock = Clock()
        self.outcomes: list[Outcome] = []
        self._key, self._watch = key, watch
        self._stage = ""
        self._store: Store | None = None

    def put_empty_master(self) -> None:
        """Put the empty master into the folder."""
        write_new(self.root / MASTER_NAME, read_shipped_master())

    def begin(self, stage: str) -> None:
        """Begin the next stage of the year."""
        self._stage = stage
        self._watch(stage, 0, 1)

    def run(self, job: Callable[[JobContext], Outcome]) -> Outcome:
        """Run a job as its button does; it reads the master again."""
        self._store = None
        outcome = job(self._context())
        self.outcomes.append(outcome)
        return outcome

    @contextmanager
    def writing(self) -> Iterator[JobContext]:
        """Context in which the master is edited; it is saved at the end."""
        context = self._context()
        yield context
        context.store.commit(self.clock())

    def table(self, table: Table[Any]) -> RawTable:
        """The cells of a table of the master."""
        return self._open().read_table(table)

    def rows(self, table: Table[RowT]) -> list[RowT]:
        """The typed rows of a table of the master."""
        return parse_table(table, self.table(table))[0]

    def read(self, relative: str) -> bytes:
        """Read a file of the folder."""
        return (self.root / relative).read_bytes()

    def drop(self, name: str, content: bytes) -> str:
        """Put a returned file into the year's folder of 收回.

        Returns:
            Its path below 收回, as in findings.
        """
        place = f"{YEAR}/{name}"
        write_new(self.root / RETURNED / place, content)
        return place

    def file_report(self, name: str, content: bytes, saved: date) -> None:
        """Put a debrief report into 述职报告, as last saved on a day."""
        place = self.root / REPORT_FOLDER / name
        write_new(place, content)
        # 读取报告 takes a blank 提交日期 from the file's own time.
        moment = datetime.combine(saved, time(17)).timestamp()
        os.utime(place, (moment, moment))

    def take_report_away(self, name: str) -> None:
        """Delete a debrief report from 述职报告."""
        (self.root / REPORT_FOLDER / name).unlink()

    def take_away(self, name: str, into: str) -> None:
        """Move a file from 收回 to another folder beside the master."""
        target = self.root / into / Path(name).name
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.root / RETURNED / name).rename(target)

    def store(self) -> Store:
        """The master, read again."""
        return ClosedStore(self.root / MASTER_NAME)

    def _open(self) -> Store:
        if self._store is None:
            self._store = self.store()
        return self._store

    def _context(self) -> JobContext:
        def progress(count: int, total: int) -> None:
            """Pass a job's progress on as that of the stage."""
            self._watch(self._stage, count, total)

        return JobContext(self._open(), Folder(self.root), self.clock, progress, lambda: self._key)
