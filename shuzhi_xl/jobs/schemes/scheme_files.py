"""导出方案 and 导入方案: a master's scoring tables and settings to a scheme, and a scheme into a master."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking, sort_findings
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.job_log import begin, call_off
from shuzhi_xl.jobs.stages.read_year import STRUCTURAL, read_year
from shuzhi_xl.jobs.start.new import set_values
from shuzhi_xl.rules.checks.scheme_change import GAP, check_after_change, check_before_change, select_refusals
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.column import YES_NO
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER
from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET
from shuzhi_xl.sheets.master.settings import (
    CONFIRMED_KEY,
    RECOMMENDED,
    SCHEME_KEYS,
    SETTING,
    SETTINGS_SHEET,
    Settings,
)
from shuzhi_xl.wording.findings.scheme import SchemeSize, imported, not_imported
from shuzhi_xl.xlsx.textfiles.scheme_toml import Scheme

_NAME, _VALUE = SETTING.headers[:2]
_SCHEME = Settings.columns()["scheme"].header


def scheme_of(context: JobContext, name: str) -> Scheme:
    """The scheme in a master, as written there; cells left empty are left out.

    Args:
        context: Only its store is read.
        name: 方案名称, where the master has none.
    """
    values = _settings(context)
    records = {
        table.name: tuple(
            _filled({header: row.get(header) for header in table.headers})
            for row in context.store.read_table(table).records()
        )
        for table in SCORING_SHEET.tables
    }
    settings = _filled({key: values.get(key) for key in SCHEME_KEYS})
    tables = {title: rows for title, rows in records.items() if rows}
    return Scheme(clean(values.get(_SCHEME)) or name, tables, settings)


def named_scheme(context: JobContext) -> str:
    """方案名称 as 基本设置 has it."""
    return clean(_settings(context).get(_SCHEME))


def import_scheme(context: JobContext, scheme: Scheme, job: str = "import_scheme") -> Outcome:
    """Replace all tables of 评分设置 and the scheme's settings; what the scheme leaves out becomes empty.

    A scheme that does not fit the master is refused, and the master stays as it was; what is merely empty
    is listed.

    Args:
        context: What the job may touch.
        scheme: The scheme.
        job: What the clerk asked for.
    """
    year, findings = read_year(context)
    findings_before = [*_unreachable(context, scheme, findings), *check_before_change(year)]
    if select_refusals(findings_before):
        return _refused(job, scheme, select_refusals(findings_before))
    # Refusals that can be known beforehand come before the note, so that they leave no trace of a run.
    run = begin(context, job)
    # Read before it is replaced: the sentence says what was there.
    old = scheme_of(context, "")
    rows = _put(context, scheme)
    year, findings = read_year(context)
    # On the tables as changed but not committed: a scheme that fails here leaves the file untouched.
    errors = check_after_change(year, findings)
    if select_refusals(errors):
        call_off(context, run)
        return _refused(job, scheme, select_refusals(errors))
    gaps = sum(finding.code == GAP for finding in errors)
    counts = {"rows": rows, "settings": len(scheme.settings), "gaps": gaps}
    recommended = len(scheme_of(context, "").settings) - len(_filled(scheme.settings))
    summary = imported(JOB_NAMES[job], _measure(scheme), _measure(old), gaps, recommended)
    return finish(context, year, run, Outcome(job, summary, counts, [*findings_before, *errors]))


def _measure(scheme: Scheme) -> SchemeSize:
    rows = {name: len(rows) for name, rows in scheme.records.items()}
    return SchemeSize(scheme.name, rows, len(scheme.settings))


def _refused(job: str, scheme: Scheme, findings: list[Finding]) -> Outcome:
    counts = {"rows": 0, "settings": 0, "gaps": 0}
    summary = not_imported(JOB_NAMES[job], scheme.name)
    return Outcome(job, summary, counts, sort_findings(findings, SHEET_ORDER))


def _unreachable(context: JobContext, scheme: Scheme, read: list[Finding]) -> list[Finding]:
    """Tables, headers and lines of 基本设置 that are gone, so that nothing could be put there."""
    sheets = (SCORING_SHEET.title, SETTINGS_SHEET.title)
    lost = [finding for finding in read if finding.code in STRUCTURAL and finding.at.sheet in sheets]
    at = Location(context.store.file, SETTINGS_SHEET.title)
    settings = _settings(context)
    first = {column.header for column in Settings.columns().values() if column.is_first}
    missing = [key for key in (*scheme.settings, _SCHEME) if key in first and key not in settings]
    return [*lost, *(blocking("scheme_line_missing", at, key=key) for key in missing if not lost)]


def _put(context: JobContext, scheme: Scheme) -> int:
    settings = _settings(context)
    # Settings that the scheme leaves out get the recommended value or are emptied, or half of the old scheme
    # would stay in force.
    values = {key: _or_recommended(key, scheme.settings.get(key)) for key in SCHEME_KEYS if key in settings}
    values = {**values, **{key: _or_recommended(key, value) for key, value in scheme.settings.items()}}
    set_values(context, {**values, **_unconfirmed(settings, values), _SCHEME: scheme.name})
    for table in SCORING_SHEET.tables:
        context.store.write_table(table, scheme.records.get(table.name, ()))
    return sum(map(len, scheme.records.values()))


def _or_recommended(key: str, value: Any) -> Any:
    return RECOMMENDED.get(key) if is_blank(value) else value


def _unconfirmed(settings: Mapping[str, Any], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The tick taken back where what it confirms changes; a blank one stays, which never asked for it."""
    changed = any(canonical(settings.get(key)) != canonical(value) for key, value in values.items())
    return {CONFIRMED_KEY: YES_NO[1]} if changed and not is_blank(settings.get(CONFIRMED_KEY)) else {}


def _settings(context: JobContext) -> Mapping[str, Any]:
    rows = context.store.read_table(SETTING).records()
    return {clean(row.get(_NAME)): row.get(_VALUE) for row in rows}


def _filled(record: Record) -> dict[str, Any]:
    return {header: _portable(value) for header, value in record.items() if not is_blank(value)}


def _portable(value: Any) -> Any:
    """A cell's value as a text file contains it: whole numbers without a point, days as text."""
    if isinstance(value, bool | str | int):
        return value
    if isinstance(value, float | Decimal):
        # Excel stores every number as a double; TOML would show a weight of 20 as 20.0.
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)
