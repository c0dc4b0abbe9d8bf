"""Where the parts of 录票 are in a branch's package: found by their headers and labels, never by position."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.rules.intake.judge_ballots import criteria
from shuzhi_xl.rules.intake.marks import plain
from shuzhi_xl.rules.intake.page import Page
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.sheets.declaration.units import CriterionName
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.outgoing.forms import CLASS_LABEL, ENTRY_HEADERS, ballot_header

# No leading zero: columns are looked up by the header that a number makes, never 第01票
BALLOT_HEADER = re.compile(r"第([1-9]\d{0,5})票(?:·.+)?")
NUMBER_HEADER, _, _SECRETARY = ENTRY_HEADERS


@dataclass(frozen=True)
class PackageLayout:
    """Where the parts of a 录票 sheet are, and who should be in it; no value of a cell.

    Attributes:
        rules: What the form may contain.
        columns: By ballot and 测评项目.
        rows: By 编号, as `plain` gives it.
        class_rows: Rows of 票类; one, where nothing is wrong.
        numbers: The secretaries on the ballot: 编号 as the settings spell it, by 编号 as `plain` gives it.
        own_number: The branch's own 编号 under 回避, as in ``numbers``; else ``""``.
    """

    rules: FormRules
    columns: Mapping[tuple[int, CriterionName], int]
    rows: Mapping[str, Sequence[int]]
    class_rows: Sequence[int]
    numbers: Mapping[str, str]
    own_number: str

    @property
    def orders(self) -> Sequence[int]:
        """Numbers of the ballots (票号) that have a column."""
        return sorted({order for order, _ in self.columns})

    @property
    def class_row(self) -> int:
        """The row of 票类, or 0."""
        return self.class_rows[0] if self.class_rows else 0

    @property
    def answer_rows(self) -> Collection[int]:
        """Rows of the secretaries on the ballot."""
        return {row for number in self.numbers for row in self.rows.get(number, ())}


def column_header(order: int, criterion: CriterionName) -> str:
    """Header of the column for a 测评项目 of a ballot."""
    return ballot_header(order, "" if criterion == OVERALL else criterion)


def lay_out_package(page: Page, form: ReturnedForm) -> PackageLayout:
    """Where the ballots and secretaries of a 录票 sheet are (回收规则)."""
    columns = _columns(page, form.rules)
    class_rows = _class_rows(page, set(columns.values()))
    rows = _rows(page, class_rows)
    listed = form.rules.candidates
    if listed is None:
        # Without a roster, a row is a secretary's if it names one; rows typed below do not
        listed = frozenset(number for number, at in rows.items() if page.raw(at[0], page.col(_SECRETARY)))
    # As `plain` gives them: a 编号 that Excel made a number or somebody typed in full width is the same
    numbers = {plain(number): number for number in sorted(listed)}
    own_number = numbers.get(plain(form.identity.number), "") if form.rules.own_excluded else ""
    return PackageLayout(form.rules, columns, rows, class_rows, numbers, own_number)


def _columns(page: Page, rules: FormRules) -> dict[tuple[int, CriterionName], int]:
    orders = sorted({int(match[1]) for header in page.columns if (match := BALLOT_HEADER.fullmatch(header))})
    choices = [(order, criterion) for order in orders for criterion in criteria(rules)]
    columns = {choice: page.col(column_header(*choice)) for choice in choices}
    return {choice: col for choice, col in columns.items() if col}


def _class_rows(page: Page, ballot_columns: Collection[int]) -> list[int]:
    rows = {
        row
        for (row, col), raw in page.grid.cells.items()
        # Branches insert columns, so the label is searched in every column but the ballots' own
        if row != page.top and col not in ballot_columns and plain(raw) == CLASS_LABEL
    }
    return sorted(rows)


def _rows(page: Page, class_rows: Collection[int]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    numbering = page.col(NUMBER_HEADER)
    for row in page.rows:
        number = plain(page.raw(row, numbering))
        if number and row not in class_rows:
            rows.setdefault(number, []).append(row)
    return rows
