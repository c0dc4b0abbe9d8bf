"""What a job works on: the store, the folder, the clock and the progress bar, all handed in."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from shuzhi_xl.findings import Cause, Finding, is_blocked
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.table import RawTable, Table
from shuzhi_xl.xlsx.town_folder import Folder


class Store(Protocol):
    """A master workbook, closed or open in a spreadsheet program."""

    @property
    def file(self) -> str:
        """File name, as shown in findings."""

    def read_table(self, table: Table[Any]) -> RawTable:
        """A table as it is now, changes of this job included."""

    def write_table(
        self,
        table: Table[Any],
        records: Sequence[Record],
        further: Sequence[str] = (),
        levels: Sequence[int] | None = None,
    ) -> None:
        """Put these rows in place of all rows of a table, those of level 1 folded."""

    def append_rows(self, table: Table[Any], records: Sequence[Record]) -> None:
        """Add rows below those of a table."""

    def write_cells(self, table: Table[Any], changes: Mapping[tuple[int, str], Any]) -> None:
        """Set single cells by sheet row and header."""

    def write_name(self, name: str, value: Any) -> None:
        """Set the cell of a defined name."""

    def open_at(self, table: Table[Any]) -> None:
        """Let programs open a freshly made master at the sheet of a table."""

    def commit(self, now: datetime) -> None:
        """Make all changes final in one step."""

    def saved_copy(self) -> bytes:
        """The file's content with all that the clerk entered, saved now where it is open."""


Progress = Callable[[int, int], None]
"""Called with how many of how many pieces are done."""


@dataclass(frozen=True)
class JobContext:
    """All that a job may touch.

    Attributes:
        store: The master.
        folder: The folder beside it.
        now: The clock, to the second.
        progress: Called as work goes on.
        new_key: Makes a secret key as hexadecimal text.
        selected: Sheet rows of a table that the clerk selected before pressing a button, if any.
    """

    store: Store
    folder: Folder
    now: Callable[[], datetime]
    progress: Progress = lambda count, total: None  # noqa: ARG005 -- progress is not shown
    # 256 bits. The demo passes its own from its seed, so that its files are the same each time.
    new_key: Callable[[], str] = lambda: secrets.token_hex(32)
    selected: Callable[[Table[Any]], Sequence[int]] = lambda table: ()  # noqa: ARG005 -- a closed master has none


@dataclass(frozen=True)
class Outcome:
    """What a job did.

    Attributes:
        job: Its command, for example ``collect``.
        summary: The one sentence for the clerk.
        counts: Numbers by name, as ``--json`` prints them.
        findings: In order.
        outputs: Files made or changed, relative to the folder.
        lines: The text of commands that only report something; else None.
        causes: The findings as 校验报告 lists them, one line for each cause; None where it lists none.
        cell: Address of a cell in the button's table at which the clerk should look; blank for any.
    """

    job: str
    summary: str
    counts: Mapping[str, Any]
    findings: Sequence[Finding] = field(default=())
    outputs: Sequence[str] = field(default=())
    lines: Sequence[str] | None = None
    causes: Sequence[Cause] | None = None
    cell: str = ""

    @property
    def shown_causes(self) -> Sequence[Cause]:
        """Its causes or, without 校验报告, each finding as one."""
        return [Cause((finding,)) for finding in self.findings] if self.causes is None else self.causes

    @property
    def ok(self) -> bool:
        """Whether nothing is blocking."""
        return not is_blocked(self.findings)


def now() -> datetime:
    """The office's clock, to the second; a workbook's times know no zone."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005 -- local time is what the clerk reads
