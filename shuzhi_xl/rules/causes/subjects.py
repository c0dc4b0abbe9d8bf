"""Whom a finding concerns (涉及): an organisation, else what identifies its row, else its file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from shuzhi_xl.findings import Finding
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION, Organisation
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.file_names import ASIDE, path_within_year

_NUMBER = Organisation.columns()["number"].header


def file_of(finding: Finding) -> str:
    """The file of a finding as the office put it in (收回; 回收规则): a run that holds it moves it.

    >>> from shuzhi_xl.findings import Location, notice
    >>> file_of(notice("file_text", Location("2015/_有问题/东片/C001.xlsx")))
    '东片/C001.xlsx'
    """
    parts = path_within_year(finding.at.file.split("/"))
    return "/".join(parts[1:] if parts[0] == ASIDE else parts)


@dataclass(frozen=True)
class Subjects:
    """Finds whom the findings of a year concern (校验报告: 涉及).

    Attributes:
        year: The year.
        master: The master's file name.
    """

    year: Year
    master: str

    def subject_of(self, finding: Finding) -> str:
        """Whom a finding concerns, such as “C001 新村党支部” (校验报告); blank where nobody in particular."""
        number = str(finding.context.get("number", ""))
        if number in self._names:
            return self._name(number)
        if finding.at.file != self.master:
            return file_of(finding)
        column, line = _split(finding.at.cell)
        table = self._tables.get((finding.at.sheet, column))
        return self._row_names(table).get(line, "") if table else ""

    def _name(self, number: str) -> str:
        return " ".join(filter(None, (number, self._names.get(number))))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """组织名称 by 编号, from the cells as read: a row with an unfit cell has a name too."""
        cells = self.year.raw[ORGANISATION.name].cells
        columns = (cells.column(Organisation.columns()[name].header) for name in ("number", "name"))
        return dict(zip(*(map(canonical, column) for column in columns), strict=True))

    @cached_property
    def _tables(self) -> Mapping[tuple[str, str], RawTable]:
        """Each table by its sheet and the letters of its columns."""
        return {
            (raw.frame.sheet, _split(letters)[0]): raw
            for raw in self.year.raw.values()
            for letters in raw.frame.letters.values()
        }

    def _row_names(self, raw: RawTable) -> Mapping[int, str]:
        """What each row of a table is about, by its sheet row."""
        name = raw.table.name
        if name not in self._row_names_of:
            self._row_names_of[name] = dict(zip(raw.cells.lines, self._name_rows(raw), strict=True))
        return self._row_names_of[name]

    @cached_property
    def _row_names_of(self) -> dict[str, Mapping[int, str]]:
        return {}

    def _name_rows(self, raw: RawTable) -> list[str]:
        columns = raw.table.model.columns()
        headers = [columns[name].header for name in raw.table.key] or [raw.table.headers[0]]
        keys = list(zip(*(map(canonical, raw.cells.column(header)) for header in headers), strict=True))
        if _NUMBER not in raw.headers:
            return [" ".join(filter(None, key)) for key in keys]
        numbers = map(canonical, raw.cells.column(_NUMBER))
        # A typing workbook in 票单登记 belongs to no organisation, but has its own name
        return [self._name(number) if number else key[0] for number, key in zip(numbers, keys, strict=True)]


def _split(cell: str) -> tuple[str, int]:
    match = re.match(r"([A-Z]*)(\d*)", cell)
    letters, digits = match.groups() if match else ("", "")
    return letters, int(digits or 0)
