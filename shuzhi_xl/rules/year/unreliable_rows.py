"""Results that are withheld because rows they depend on are unfit, repeated or lost (须改 of reading).

Reading has reported each such row; this module only ensures that no result is based on the remaining rows.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from shuzhi_xl.findings import Finding, Severity
from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.sheets.declaration.long_tables import LongTable
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.declaration.units import Number, TrackName
from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, BY_ELIGIBLE, MEETING, SURVEY, VISITS
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year

Pair = tuple[Number, str]
"""编号 and part of the result: a source, 日常年度, 整改逾期数 or 成绩占比."""

ROUTINE_ROW = "日常年度"
OVERDUE = "整改逾期数"
ACHIEVEMENTS = "成绩占比"
_DEPENDS: Mapping[str, str] = {
    "ballots": MEETING,
    "surveys": SURVEY,
    "visits": VISITS,
    "routine": ROUTINE_ROW,
    "problems": OVERDUE,
    "reports": ACHIEVEMENTS,
}


@dataclass(frozen=True)
class Doubts:
    """Results that are not reliable.

    Attributes:
        withheld: Organisations and the parts of their results.
        eligible: Whether 应到人数 are in doubt.
        tracks: Tracks whose list of organisations is in doubt, so that they cannot be ranked.
    """

    withheld: frozenset[Pair]
    eligible: bool
    tracks: frozenset[TrackName]


def find_doubts(year: Year) -> Doubts:
    """Everything that depends on unfit, repeated or unreadable rows of the year (校验报告)."""
    everyone = {organisation.number for organisation in year.organisations}
    pairs = set(_doubtful_votes(year))
    for name, part in _DEPENDS.items():
        pairs |= _expand(_doubtful_keys(year, name, "编号"), everyone, part)
    eligible = bool(doubtful_rows(year, "attendees") or doubtful_rows(year, "forms"))
    if eligible and needs_eligible(year):
        pairs |= {(number, source) for number in everyone for source in BALLOT_SOURCES}
    tracks = _doubtful_keys(year, "organisations", "板块")
    # A row whose 板块 cannot be read may belong to any track
    unranked = {track.name for track in year.tracks} if "" in tracks else tracks
    return Doubts(frozenset(pairs), eligible, frozenset(unranked))


def needs_eligible(year: Year) -> bool:
    """Whether scores or shares are computed from 应到人数 (基本设置: 得分分母, 占比分母)."""
    settings = year.settings
    return settings is not None and BY_ELIGIBLE in (settings.denominator, settings.share_denominator)


def doubtful_rows(year: Year, name: str) -> list[Mapping[str, Any]]:
    """Rows of a table that are unfit or repeated (校验报告), by header; an empty one means the whole."""
    table, rows = TABLE_OF[name], getattr(year, name)
    raw = year.raw[table.name]
    if isinstance(rows, LongTable) and not raw.findings:  # its rows are unique
        return _unfit_rows(raw, set(rows.raw.lines))
    keys = [table.key_of(row) for row in rows if table.key]
    times = Counter(keys)
    records = [row.record() for row, key in zip(rows, keys, strict=False) if times[key] > 1]
    # A row with a finding of the table itself, such as merged cells, is in doubt even if its cells fit
    records += _unfit_rows(raw, {row.line for row in rows} - set(_blocked_lines(raw.findings)))
    lines = set(raw.cells.lines)
    return records + [{} for line in _blocked_lines(raw.findings) if line not in lines]


def key_text(row: Mapping[str, Any], header: str) -> str:
    """Key of a row, such as 编号 in 组织名册, as text; blank where the cell has the error of a formula."""
    value = row.get(header)
    return "" if isinstance(value, CellError) else clean(value)


def _unfit_rows(raw: RawTable, fit: AbstractSet[int]) -> list[Mapping[str, Any]]:
    return [raw.rows[index].values for index, line in enumerate(raw.cells.lines) if line not in fit]


def _blocked_lines(findings: tuple[Finding, ...]) -> Iterator[int]:
    for finding in findings:
        if finding.severity is Severity.BLOCKING:
            digits = re.search(r"\d+$", finding.at.cell)
            # A finding without a row, such as a missing header, is about the whole table
            yield int(digits[0]) if digits else 0


def _doubtful_keys(year: Year, name: str, header: str) -> set[str]:
    return {key_text(row, header) for row in doubtful_rows(year, name)}


def _expand(numbers: AbstractSet[str], everyone: AbstractSet[str], part: str) -> set[Pair]:
    # A row whose 编号 cannot be read may be of anyone, so everyone's result is withheld
    return {(number, part) for number in (everyone if "" in numbers else numbers)}


def _doubtful_votes(year: Year) -> Iterator[Pair]:
    forms = _doubtful_keys(year, "forms", "表单编号")
    for source, votes in ((MEETING, year.ballots), (SURVEY, year.surveys)):
        for vote in votes if forms else ():
            if vote.form and (vote.form in forms or "" in forms):
                yield vote.number, source
