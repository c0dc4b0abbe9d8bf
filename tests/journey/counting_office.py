"""An office in which every cell that the clerk types, and every line of 校验报告 shown, is counted."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from shuzhi_xl.demo.play.office import Office, secret_key
from shuzhi_xl.demo.town.clock import YEAR
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT, CheckReport

PASTED: Final = "粘贴"
"""The three columns of the roster, taken over from another list."""
SCORE: Final = "成绩"
"""Scores and marks as given by others, such as a ballot's marks."""
TYPED: Final = "录入"
"""Everything else."""


@dataclass(frozen=True)
class Run:
    """One press of a button: its job, its day, and the lines of 校验报告 shown after it."""

    job: str
    day: date
    lines: Sequence[CheckReport]


class CountingOffice(Office):
    """The office of a clerk who types nothing but through `enter` and `append`."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, secret_key(1, YEAR), lambda *_: None)
        self.cells: Counter[tuple[str, str]] = Counter()
        self.runs: list[Run] = []

    def run(self, job: Callable[[JobContext], Outcome]) -> Outcome:
        outcome = super().run(job)
        self._store = None
        # The folded lines of a cause have no 处数
        report = self.rows(CHECK_REPORT) if outcome.causes is not None else []
        shown = [line for line in report if line.count is not None]
        self.runs.append(Run(outcome.job, self.clock().date(), shown))
        return outcome

    def enter(self, table: Table[Any], cells: Mapping[tuple[int, str], Any], kind: str = TYPED) -> None:
        """Type into cells, by sheet row and header."""
        self.cells[kind, table.name] += len(cells)
        with self.writing() as context:
            context.store.write_cells(table, cells)
        self._store = None

    def append(self, table: Table[Any], records: Sequence[Mapping[str, Any]], kind: str = TYPED) -> None:
        """Type or paste new rows."""
        self.cells[kind, table.name] += sum(len(record) for record in records)
        with self.writing() as context:
            context.store.append_rows(table, records)
        self._store = None

    def answer(self, table: Table[Any], **answers: Any) -> None:
        """Fill in a sheet that asks one thing a line, such as 基本设置.

        Args:
            table: The table.
            **answers: Answers by what is asked.
        """
        name, value = table.headers[:2]
        lines = {clean(row.values[name]): row.line for row in self.table(table).rows}
        self.enter(table, {(lines[question], value): answer for question, answer in answers.items()})

    def fill_column(
        self, table: Table[Any], header: str, value_of: Callable[[Any], Any], kind: str = TYPED
    ) -> None:
        """Fill in a column where it is blank, each cell computed from its row; None leaves it blank."""
        raw = self.table(table)
        rows = [row for row in raw.rows if is_blank(row.values.get(header))]
        values = {(row.line, header): value_of(row.values) for row in rows}
        self.enter(table, {cell: value for cell, value in values.items() if value is not None}, kind)

    @property
    def typed(self) -> Mapping[str, int]:
        """Cells typed by sheet, neither the roster's three columns nor scores."""
        return {table: count for (kind, table), count in self.cells.items() if kind == TYPED}

    @property
    def lines(self) -> list[CheckReport]:
        """All lines of 校验报告 that were shown."""
        return [line for run in self.runs for line in run.lines]

    def total(self, kind: str) -> int:
        """Cells of one kind."""
        return sum(count for (of_kind, _), count in self.cells.items() if of_kind == kind)
