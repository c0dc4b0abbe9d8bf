"""What several checks ask of the year: who is who, what a column holds, how far collection has come."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from shuzhi_xl.findings import Location
from shuzhi_xl.sheets.declaration.cell_value import parts
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.scheme_tables import Track
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, EVERY_TRACK, FEEDBACK, ISSUED, RETURNED
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year

LIVE = (RETURNED, ADOPTED)


def organisations(year: Year) -> Mapping[str, Organisation]:
    """Typed rows of 组织名册 by 编号."""
    return {organisation.number: organisation for organisation in year.organisations}


def tracks(year: Year) -> Mapping[str, Track]:
    """Typed rows of 板块设置 by 板块."""
    return {track.name: track for track in year.tracks}


def types_of(track: Track) -> list[str]:
    """组织类型 that belong to a track."""
    return parts(track.organisation_types)


def column_values(year: Year, table: str, header: str) -> frozenset[str]:
    """What stands in a column, rows with other unfit cells included.

    A row that was left out because of its telephone number is still a row that others may refer to.
    """
    return frozenset(map(clean, set(year.raw[table].cells.column(header)))) - {""}


def is_complete(year: Year, name: str) -> bool:
    """Whether every row of a table could be typed, so that sums over it mean something.

    Args:
        year: The year.
        name: The table's field in `Year`, for example ``attendees``.
    """
    return len(getattr(year, name)) == len(year.raw[TABLE_OF[name].name].rows)


def table_at(year: Year, table: str) -> Location:
    """The sheet of a table, for findings about the table as a whole."""
    frame = year.raw[table].frame
    return Location(frame.file, frame.sheet or SHEET_OF[table].title)


def weight(year: Year, track: str, source: str) -> Decimal:
    """Weight of a source in a track: the track's own row, else that of 全部, else 0."""
    weights = {row.track: row.weight for row in year.source_weights if row.source == source}
    return weights.get(track, weights.get(EVERY_TRACK, Decimal(0)))


def weighted(year: Year, source: str) -> Iterator[Organisation]:
    """Appraised organisations in whose track a source counts."""
    for organisation in year.appraised:
        if weight(year, organisation.track, source) > 0:
            yield organisation


def collecting(year: Year) -> bool:
    """Whether any vote has come back (回收 has begun)."""
    return bool(year.ballots or year.surveys)


def collected(year: Year) -> bool:
    """Whether votes have come back and no form is still out (回收 is done)."""
    return collecting(year) and not any(form.state == ISSUED and form.kind != FEEDBACK for form in year.forms)
