"""Questions that several checks ask of the year: rows by key, values of a column, progress of 回收."""

from collections.abc import Iterator, Mapping

from shuzhi_xl.findings import Location
from shuzhi_xl.rules.year.source_weights import source_weight
from shuzhi_xl.sheets.declaration.cell_value import parts
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.scheme_tables import Track
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, FEEDBACK, ISSUED, RETURNED
from shuzhi_xl.sheets.reading.year import TABLE_OF, Year

LIVE = (RETURNED, ADOPTED)
"""States of 票单登记 in which a form's votes count."""


def index_organisations(year: Year) -> Mapping[str, Organisation]:
    """Typed rows of 组织名册 by 编号."""
    return {organisation.number: organisation for organisation in year.organisations}


def index_tracks(year: Year) -> Mapping[str, Track]:
    """Typed rows of 板块设置 by 板块."""
    return {track.name: track for track in year.tracks}


def list_types(track: Track) -> list[str]:
    """组织类型 that belong to a track."""
    return parts(track.organisation_types)


def column_values(year: Year, table: str, header: str) -> frozenset[str]:
    """Values of a column, including rows that have other unfit cells.

    A row that was left out because of its telephone number is still a row that others may refer to.

    Args:
        year: The year.
        table: The table's name, such as 组织名册.
        header: The column's header.
    """
    return frozenset(map(clean, set(year.raw[table].cells.column(header)))) - {""}


def is_complete(year: Year, name: str) -> bool:
    """Whether every row of a table could be typed, so that sums over it mean something (算法 一).

    Args:
        year: The year.
        name: The table's field in `Year`, for example ``attendees``.
    """
    return len(getattr(year, name)) == len(year.raw[TABLE_OF[name].name].rows)


def locate_table(year: Year, table: str) -> Location:
    """The sheet of a table, for findings about the table as a whole (校验报告)."""
    frame = year.raw[table].frame
    return Location(frame.file, frame.sheet or SHEET_OF[table].title)


def weighted_organisations(year: Year, source: str) -> Iterator[Organisation]:
    """Appraised organisations in whose track a source has a weight (来源权重)."""
    for organisation in year.appraised:
        if source_weight(year, organisation.track, source) > 0:
            yield organisation


def is_collecting(year: Year) -> bool:
    """Whether any vote is in 测评票 or 问卷, so that 回收 has begun."""
    return bool(year.ballots or year.surveys)


def is_collected(year: Year) -> bool:
    """Whether 回收 is complete: there are votes, and no form of 票单登记 is still 已发出."""
    # 反馈 comes back through the year after (通知 四、5) and brings no votes
    return is_collecting(year) and not any(
        form.state == ISSUED and form.kind != FEEDBACK for form in year.forms
    )
