"""The second count compared with the master's results (复核): each difference is a finding at its cell."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, Location, Severity, blocking, is_blocked
from shuzhi_xl.recount.exact import read_number
from shuzhi_xl.recount.expected_rows import expect_appraisal_rows, expect_tally_rows
from shuzhi_xl.recount.expected_values import ExpectedRow, Key
from shuzhi_xl.recount.gradings import work_out_gradings
from shuzhi_xl.recount.inputs import Inputs, TableReader, read_inputs
from shuzhi_xl.recount.policy import find_policy_faults
from shuzhi_xl.recount.standings import work_out_standings
from shuzhi_xl.recount.votes import Votes, count_votes
from shuzhi_xl.sheets.declaration.column import Kind
from shuzhi_xl.sheets.declaration.raw_rows import RawRow, RawRows
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT
from shuzhi_xl.sheets.master.results import APPRAISAL, TALLY, Appraisal
from shuzhi_xl.sheets.reading.parse import fit_rows
from shuzhi_xl.wording.findings.staleness import STALENESS

_TALLY_KEY = ("number", "source", "voter_class", "criterion")
_DECISION = ("decided_grade", "decision_reason", "decided_on")
_CONTEXT = ("number", "fired_rules")
_NAMES = ("track", "number", "name", "secretary")
_BLANK = "空白"


@dataclass(frozen=True)
class RecountResult:
    """The numbers of the second count (复核计数).

    Attributes:
        organisations: 参评 organisations.
        ballots: Different ballots (测评票) that count.
        answers: Survey answers (问卷) that count.
        cells: Cells of 测评统计 and 综合评定 compared.
        withheld: Cells left blank because of a blocking finding, for which the second count has a value.
    """

    organisations: int = 0
    ballots: int = 0
    answers: int = 0
    cells: int = 0
    withheld: int = 0


def recount(read: TableReader) -> tuple[RecountResult, list[Finding]]:
    """Count everything again and compare it with 测评统计 and 综合评定.

    A blank cell for which this count has a value is a difference only while nothing blocks: no unfit cell
    in the tables counted, and no 须改 in 校验报告. A value that this count can't confirm always is one.

    Args:
        read: Returns a table of the master as it is now.

    Returns:
        What was counted, and the findings: unfit cells of the tables counted, then all differences.
    """
    inputs, findings = read_inputs(read)
    if inputs is None:
        return RecountResult(), findings
    votes, errors = count_votes(inputs)
    findings += errors
    tally, appraisal = read(TALLY), read(APPRAISAL)
    decisions, errors = _read_decisions(appraisal)
    findings += [*tally.findings, *appraisal.findings, *errors]
    blocked = is_blocked(findings) or _has_blocking_line(read(CHECK_REPORT))
    comparison = _Comparison(blocked)
    # What makes 计算 refuse a track: its blank rows are then no differences
    faults_by_track = {track: list(find_policy_faults(track, inputs)) for track in inputs.tracks}
    findings += [fault for faults in faults_by_track.values() for fault in faults]
    every = work_out_standings(inputs, votes)
    by_number = {
        number: standing
        for number, standing in every.items()
        if not faults_by_track[standing.organisation.track]
    }
    is_refused = _match_numbers(every.keys() - by_number.keys())
    rows = expect_appraisal_rows(by_number, work_out_gradings(inputs, by_number), decisions, inputs.settings)
    comparison.compare_table(
        tally, _TALLY_KEY, expect_tally_rows(by_number, inputs.settings), _match_harmless(inputs, is_refused)
    )
    comparison.compare_table(
        appraisal, ("number",), rows, lambda row: is_refused(row) or _is_former_decision(row, inputs)
    )
    return _make_result(inputs, votes, comparison), findings + comparison.findings


def _make_result(inputs: Inputs, votes: Votes, comparison: "_Comparison") -> RecountResult:
    return RecountResult(
        len(inputs.appraised), votes.ballots, votes.answers, comparison.cells, comparison.withheld
    )


def _read_decisions(raw: RawTable) -> tuple[dict[str, Appraisal], list[Finding]]:
    """The committee's cells by 编号, parsed without the computed ones beside them except for 触发规则."""
    headers = [Appraisal.columns()[name].header for name in (*_DECISION, *_CONTEXT)]
    number = Appraisal.columns()["number"].header
    # A row with an unfit cell is dropped: an edited computed cell must not lose the decision beside it
    cells = RawRows(raw.cells.lines, {header: raw.cells.column(header) for header in headers})
    rows, findings = fit_rows(Appraisal, cells, raw.frame)
    number_at = dict(zip(raw.cells.lines, raw.cells.column(number), strict=True))
    return {clean(number_at[row.line]): row for row in rows}, findings


def _has_blocking_line(report: RawTable) -> bool:
    """Whether the last job listed anything blocking (须改), apart from stale results."""
    severity, code = (CHECK_REPORT.model.columns()[name].header for name in ("severity", "code"))
    return any(
        # A finding about stale results excuses no blank cell: the cell had a value when 计算 wrote it
        clean(row.values.get(severity)) == Severity.BLOCKING and clean(row.values.get(code)) not in STALENESS
        for row in report.rows
    )


def _match_numbers(numbers: AbstractSet[str]) -> Callable[[RawRow], bool]:
    """A test whether a row is about one of these organisations, which cannot be counted."""
    header = Appraisal.columns()["number"].header
    return lambda row: clean(row.values.get(header)) in numbers


def _is_former_decision(row: RawRow, inputs: Inputs) -> bool:
    """Whether a row is a decision on an organisation that is no longer 参评; it stays, without any result."""
    columns = Appraisal.columns()
    results = [
        column.header
        for name, column in columns.items()
        if column.computed and not column.follows and name not in _NAMES
    ]
    decisions = [row.values.get(columns[name].header) for name in _DECISION]
    return (
        clean(row.values.get(columns["number"].header)) not in inputs.appraised
        and not all(map(is_blank, decisions))
        and all(is_blank(row.values.get(header)) for header in results)
    )


def _match_harmless(inputs: Inputs, is_refused: Callable[[RawRow], bool]) -> Callable[[RawRow], bool]:
    """A test for rows of 测评统计 without any vote: for a class that no rule needs, they are no error."""
    number = TALLY.columns[1].header
    counted = [column.header for column in TALLY.columns if column.kind in (Kind.WHOLE, Kind.NUMBER)]

    def test(row: RawRow) -> bool:
        """Whether the row has no votes, or is about an organisation that cannot be counted."""
        current = [row.values.get(header) for header in counted]
        empty = all(is_blank(value) or read_number(value) == 0 for value in current)
        return is_refused(row) or (empty and clean(row.values.get(number)) in inputs.appraised)

    return test


class _Comparison:
    """The differences so far, and the number of cells compared."""

    def __init__(self, blocked: bool) -> None:
        self._blocked = blocked
        self.findings: list[Finding] = []
        self.cells = 0
        self.withheld = 0

    def compare_table(
        self,
        raw: RawTable,
        key: Sequence[str],
        rows: Mapping[Key, ExpectedRow],
        harmless: Callable[[RawRow], bool],
    ) -> None:
        """Compare one table, row by row."""
        columns = raw.table.model.columns()
        headers = {name: column.header for name, column in columns.items()}
        # One finding instead of one for each row: 计算 has not run yet
        if rows and not raw.rows:
            self.findings.append(blocking("recount_nothing", Location(raw.frame.file, raw.frame.sheet)))
            return
        compared_keys: set[Key] = set()
        for row in raw.rows:
            row_key: Key = tuple(clean(row.values.get(headers[name])) for name in key)
            if row_key in rows and row_key not in compared_keys:
                self._compare_row(raw, row, rows[row_key], headers)
            # `harmless` excuses rows without a counterpart, never a second row with the same key
            elif row_key in compared_keys or not harmless(row):
                self._add_extra_row(raw, row, headers[key[0]], row_key)
            compared_keys.add(row_key)
        for row_key in rows.keys() - compared_keys:
            self._add_missing_row(raw, row_key, rows[row_key])

    def _compare_row(
        self, raw: RawTable, row: RawRow, expected: ExpectedRow, headers: Mapping[str, str]
    ) -> None:
        for name, due in expected.cells.items():
            current = row.values.get(headers[name])
            self.cells += 1
            if due.agrees(current):
                continue
            if is_blank(current) and self._blocked:
                self.withheld += 1
                continue
            at = raw.frame.at(headers[name], row.line)
            self.findings.append(
                blocking(
                    "recount_differs",
                    at,
                    value=clean(current),
                    header=headers[name],
                    stands=clean(current) or _BLANK,
                    expected=str(due) or _BLANK,
                )
            )

    def _add_extra_row(self, raw: RawTable, row: RawRow, header: str, row_key: Key) -> None:
        at = raw.frame.at(header, row.line)
        self.findings.append(blocking("recount_row_extra", at, value=row_key[0], row=" ".join(row_key)))

    def _add_missing_row(self, raw: RawTable, row_key: Key, expected: ExpectedRow) -> None:
        if self._blocked:
            self.withheld += sum(due.has_value for due in expected.cells.values())
            return
        at = Location(raw.frame.file, raw.frame.sheet)
        self.findings.append(blocking("recount_row_missing", at, row=" ".join(row_key), table=raw.table.name))
