"""组织名册: what follows from 组织类型, 板块设置 and 评议会议 (通知 一 and 二)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shuzhi_xl.rules.completion.drafts import Draft, read_drafts
from shuzhi_xl.sheets.declaration.cell_value import parts
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETING_TABLE, ORGANISATION
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from shuzhi_xl.sheets.master.vocabulary import DEBRIEF_FORMS
from shuzhi_xl.sheets.reading.year import Year

Values = Mapping[str, Any]
"""Values of a row by field name; None where blank."""


@dataclass(frozen=True)
class RosterBasis:
    """What blank cells of 组织名册 follow from.

    Attributes:
        tracks: 板块 by 组织类型, all that have it.
        meetings: 场次 by 板块, all that it has.
    """

    tracks: Mapping[str, Sequence[str]]
    meetings: Mapping[str, Sequence[str]]


def make_roster_basis(year: Year) -> RosterBasis:
    """板块设置 and 评议会议 as the roster needs them; nothing of a table in which a row cannot be read."""
    tracks = _read_whole(year, TRACK.name)
    meetings = _read_whole(year, MEETING_TABLE.name)
    types = ((name, row["name"]) for row in tracks for name in parts(row["organisation_types"] or ""))
    return RosterBasis(_group(types), _group((row["track"], row["number"]) for row in meetings))


def _read_whole(year: Year, table: str) -> list[Values]:
    """All rows of a table, or none: whether something is the only one of its kind is certain only then."""
    raw = year.raw[table]
    drafts = read_drafts(raw)
    return [draft.values for draft in drafts] if len(drafts) == len(raw.rows) else []


def _group(pairs: Any) -> Mapping[str, Sequence[str]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        groups.setdefault(key or "", []).append(value)
    return groups


def fill_organisation(values: Values, basis: RosterBasis) -> Values:
    """What follows for the blank cells of one row of 组织名册, by field name."""
    row = dict(values)
    for name, derive in _DERIVATIONS.items():
        if row[name] is None:
            row[name] = derive(row, basis)
    return {name: row[name] for name in _DERIVATIONS if values[name] is None and row[name] is not None}


def _derive_track(row: Values, basis: RosterBasis) -> str | None:
    return _only(basis.tracks.get(row["organisation_type"], ()))


def _derive_appraised(row: Values, _basis: RosterBasis) -> bool | None:
    # 通知 一 appraises all secretaries; where something speaks against it the office decides
    return None if row["not_appraised_reason"] or row["merged_into"] else True


def _derive_meeting(row: Values, basis: RosterBasis) -> str | None:
    return _only(basis.meetings.get(row["track"], ())) if row["appraised"] else None


def _derive_debrief_form(_row: Values, _basis: RosterBasis) -> str:
    return DEBRIEF_FORMS[0]


def _only(values: Sequence[str]) -> str | None:
    return values[0] if len(values) == 1 else None


# In this order, because later ones go by earlier ones
_DERIVATIONS: Final[Mapping[str, Callable[[Values, RosterBasis], Any]]] = {
    "track": _derive_track,
    "appraised": _derive_appraised,
    "meeting": _derive_meeting,
    "debrief_form": _derive_debrief_form,
}
_NEEDED: Final = ("name", "organisation_type")


def fill_roster(year: Year) -> Mapping[int, Values]:
    """What follows for the blank cells of 组织名册: values by field name, by sheet row.

    Only for rows with 组织名称 and 组织类型, of which every other cell fits or is blank.
    """
    basis = make_roster_basis(year)
    rows = [draft for draft in read_drafts(year.raw[ORGANISATION.name]) if _is_listed(draft)]
    return {draft.line: values for draft in rows if (values := fill_organisation(draft.values, basis))}


def _is_listed(draft: Draft) -> bool:
    return all(draft.values[name] is not None for name in _NEEDED)
