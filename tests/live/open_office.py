"""The invented town's office with its master open in a live spreadsheet all year (总表一直开着的办公室)."""

from collections.abc import Callable
from pathlib import Path

import xlwings as xw

from shuzhi_xl.button import answer
from shuzhi_xl.demo.play.office import Office, Watch
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.sheets.master.buttons import BUTTON_OF
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.live.store import LiveStore


class OpenOffice(Office):
    """An office whose clerk opens the master once, types into it and presses its buttons."""

    def __init__(self, spreadsheet: xw.App, root: Path, key: str, watch: Watch) -> None:
        super().__init__(root, key, watch)
        self._spreadsheet = spreadsheet
        self.book: xw.Book

    def put_empty_master(self) -> None:
        super().put_empty_master()
        self.book = self._spreadsheet.books.open(str(self.root / MASTER_NAME))
        self.book.set_mock_caller()

    def store(self) -> LiveStore:
        return LiveStore(self.book)

    def run(self, job: Callable[[JobContext], Outcome]) -> Outcome:
        """Press the button where there is one for the job; a new year has none."""
        if job.__name__ not in BUTTON_OF:
            return super().run(job)
        self._store = None
        sentence, outcome = answer(job.__name__, self.clock)
        assert outcome is not None, sentence
        self.outcomes.append(outcome)
        return outcome
