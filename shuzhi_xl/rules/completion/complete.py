"""All blank cells of the master that follow from other cells (代填), as one list of changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.completion.drafts import Values
from shuzhi_xl.rules.completion.earlier_grades import fill_earlier_grades
from shuzhi_xl.rules.completion.meetings import fill_meetings
from shuzhi_xl.rules.completion.roster import fill_roster
from shuzhi_xl.rules.forms.issued_lists import IssuedLists
from shuzhi_xl.sheets.declaration.table import Table
from shuzhi_xl.sheets.master.office_entries import EARLIER_GRADE
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETING_TABLE, ORGANISATION
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class TableCompletion:
    """What is filled in one table (代填; for example of 组织名册).

    Attributes:
        table: The table.
        cells: Values to write, by sheet row and header; each cell is blank now.
    """

    table: Table[Any]
    cells: Mapping[tuple[int, str], Any]

    @property
    def rows(self) -> int:
        """How many rows get a value."""
        return len({line for line, _ in self.cells})

    @property
    def headers(self) -> list[str]:
        """Headers of the columns that get a value, in the order of the table."""
        headers = {header for _, header in self.cells}
        return [header for header in self.table.headers if header in headers]


def complete(year: Year, lists: IssuedLists) -> tuple[list[TableCompletion], list[Finding]]:
    """What blank cells follow from others, by table (组织名册, 评议会议, 历年等次); only tables with such.

    A cell with a value is never among them, so that completing twice changes nothing more.

    Args:
        year: The year as read.
        lists: Who was on the forms that were issued.

    Returns:
        What is filled, and notices about cells that are for the office to fill.
    """
    organisations, findings = fill_roster(year, lists)
    completions = [
        _of_table(ORGANISATION, organisations),
        _of_table(MEETING_TABLE, fill_meetings(year)),
        _of_table(EARLIER_GRADE, fill_earlier_grades(year)),
    ]
    return [completion for completion in completions if completion.cells], findings


def _of_table(table: Table[Any], values: Mapping[int, Values]) -> TableCompletion:
    columns = table.model.columns()
    cells = {
        (line, columns[name].header): record[columns[name].header]
        for line, row in values.items()
        for record in [table.model.recorded(row)]
        for name in row
    }
    return TableCompletion(table, cells)
