"""Whether the results in the sheets are still those of the tables (结果是否过时); said by 校验.

At 计算 a fingerprint of every table that results depend on, and of the results, is kept on the program's own
sheet. While all are the same nothing is computed again, so that 校验 stays the quickest of buttons.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from shuzhi_xl.findings import Finding, Location
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.stages.remembered import remember, remembered
from shuzhi_xl.rules.checks.setup import find_changed_since_confirmed, print_technical
from shuzhi_xl.sheets.declaration.raw_rows import RawRows, digest_of
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT
from shuzhi_xl.sheets.master.results import APPRAISAL, TALLY, TRACE, Appraisal, Tally, TraceStep
from shuzhi_xl.sheets.master.settings import SETTING
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year

if TYPE_CHECKING:
    from shuzhi_xl.rules.grading.compute_year import Computed
    from shuzhi_xl.rules.results.changed_results import ResultDifference

_BASIS: Final = "计算依据"
_TECHNICAL: Final = "计算时的办法"
# 64 bits are enough to notice a change; they are no protection against forgery.
_DIGITS: Final = 16
# No rule of counting or grading reads the first five; 综合评定 is compared column by column.
_WITHOUT_BEARING: Final = ("schedule", "holidays", "meetings", "remarks", "earlier_grades", "appraisals")
_INPUTS: Final = (SETTING, *(table for name, table in TABLE_OF.items() if name not in _WITHOUT_BEARING))
_DECISION: Final = "研究定等"
"""The committee's columns of 综合评定, which results depend on too."""
_DECIDED: Final = ("decided_grade", "decision_reason", "decided_on")
_COMPUTED: Final = frozenset({TALLY.name, APPRAISAL.name, TRACE.name})
_TALLY_KEY: Final = tuple(
    Tally.columns()[name].header for name in ("number", "source", "voter_class", "criterion")
)
_APPRAISAL_KEY: Final = (Appraisal.columns()["number"].header,)
_TRACE_KEY: Final = tuple(TraceStep.columns()[name].header for name in ("number", "step"))

Basis = Mapping[str, str]
"""Fingerprint by table, the committee's columns apart."""


def remember_basis(context: JobContext) -> None:
    """Keep fingerprints of what the results now in the sheets were computed from."""
    remember(context, {_BASIS: _as_text(_basis(context))})


def remember_technical(context: JobContext, year: Year) -> None:
    """Keep fingerprints of 计票、取整等办法 by which the results now in the sheets were computed."""
    if year.settings:
        remember(context, {_TECHNICAL: print_technical(year.settings)})


def find_changed_technical(context: JobContext, year: Year) -> list[Finding]:
    """A notice where 计票、取整等办法 were changed after 计算 without a new tick of the party committee."""
    return find_changed_since_confirmed(year, remembered(context, _TECHNICAL))


def stale_results(context: JobContext, year: Year) -> list[Finding]:
    """A finding for each cause why the results are not those of the tables; none before the first 计算.

    Args:
        context: What the job may touch.
        year: The year as it is now.
    """
    earlier, now = _from_text(remembered(context, _BASIS)), _basis(context)
    has_results = any(len(context.store.read_table(table).cells) for table in (TALLY, APPRAISAL))
    changed = [name for name in now if earlier.get(name) != now[name]]
    if not (earlier or has_results) or not changed:
        return []
    # A master computed by an earlier version has no fingerprints: compared, but without naming a cause.
    return _compared(context, year, changed if earlier else [], now)


def _compared(context: JobContext, year: Year, changed: Sequence[str], now: Basis) -> list[Finding]:
    # Only where something changed after 计算: these modules take as long to load as the rest of 校验.
    from shuzhi_xl.rules.grading.compute_year import compute_year  # noqa: PLC0415 -- as said
    from shuzhi_xl.rules.results.changed_results import stale_findings  # noqa: PLC0415 -- as said

    result, _ = compute_year(year)
    if result is None or result.graded.unreadable:
        return []  # what is wrong has been found at its cell
    differences_of = _differences(context, year, result, changed)
    # A change without effect, such as a corrected name, is remembered: else each 校验 would compute again.
    if not any(differences_of.values()):
        remember(context, {_BASIS: _as_text(now)})
        return []
    return stale_findings(
        differences_of, _sheets(context, changed), [name for name in changed if name in _COMPUTED]
    )


def _differences(
    context: JobContext, year: Year, result: "Computed", changed: Sequence[str]
) -> "Mapping[str, Sequence[ResultDifference]]":
    """The differences between the results in the sheets and those computed now, by table."""
    from shuzhi_xl.rules.grading.compute_year import former_appraisals  # noqa: PLC0415 -- as said
    from shuzhi_xl.rules.grading.grounds import explain_grades  # noqa: PLC0415 -- as said
    from shuzhi_xl.rules.home.computed_columns import compute_report_reviews  # noqa: PLC0415 -- as said
    from shuzhi_xl.rules.results.changed_results import (  # noqa: PLC0415
        compare_cells,
        compare_rows,
        fewest_differences,
    )

    read = context.store.read_table
    differences_of = {
        TALLY.name: compare_rows(read(TALLY), result.tallied.rows, _TALLY_KEY),
        APPRAISAL.name: fewest_differences(
            compare_rows(read(APPRAISAL), rows, _APPRAISAL_KEY)
            for rows in (result.graded.appraisals, former_appraisals(result.graded))
        ),
        DEBRIEF_REPORT.name: compare_cells(read(DEBRIEF_REPORT), compute_report_reviews(year)),
    }
    # With 评定依据 unchanged there is nothing to explain again: other grades show in 综合评定.
    if TRACE.name in changed:
        graded = result.graded.branches, year, result.policy, result.tallied
        differences_of[TRACE.name] = fewest_differences(
            compare_rows(read(TRACE), list(explain_grades(*graded, former=former)), _TRACE_KEY)
            for former in (False, True)
        )
    return differences_of


def _sheets(context: JobContext, changed: Sequence[str]) -> Mapping[str, Location]:
    """Tables whose entries changed, and their sheets."""
    names = [APPRAISAL.name if name == _DECISION else name for name in changed if name not in _COMPUTED]
    frames = (context.store.read_table(TABLES[name]).frame for name in names)
    return {name: Location(frame.file, frame.sheet) for name, frame in zip(names, frames, strict=True)}


def _basis(context: JobContext) -> Basis:
    """Fingerprints of all tables that results depend on, and of the results, as they are now."""
    read = context.store.read_table
    appraisal = read(APPRAISAL)
    computed = [column.header for column in APPRAISAL.columns if column.computed and not column.follows]
    return {
        **{table.name: _print(read(table), table.content_headers) for table in (*_INPUTS, TALLY, TRACE)},
        APPRAISAL.name: _print(appraisal, computed),
        _DECISION: _print(appraisal, [Appraisal.columns()[name].header for name in _DECIDED]),
    }


def _print(raw: RawTable, headers: Sequence[str]) -> str:
    """Fingerprint of some columns; what staff added beside them has no bearing."""
    digest = raw.digest
    repeated = [column.header for column in raw.table.following]
    if not {*raw.cells.columns} <= {*headers, *repeated} and not raw.table.further_after:
        columns = {header: raw.cells.column(header) for header in headers}
        digest = digest_of(raw.table.name, RawRows(raw.cells.lines, columns))
    return digest.hex()[:_DIGITS]


def _as_text(basis: Basis) -> str:
    return ",".join(f"{name}:{digits}" for name, digits in basis.items())


def _from_text(text: str) -> Basis:
    pairs = (part.partition(":") for part in text.split(",") if part)
    return {name: digits for name, _, digits in pairs}
