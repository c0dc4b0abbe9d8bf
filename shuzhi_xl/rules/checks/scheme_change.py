"""Whether a scheme (方案) may replace the one in a master, and the errors that it has there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shuzhi_xl.findings import Finding, Location, Severity, blocking, notice
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.rules.policy.make import make_track_policies
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET, Track
from shuzhi_xl.sheets.master.settings import SCHEME_KEYS, SETTING, SETTINGS_SHEET
from shuzhi_xl.sheets.master.vocabulary import EVERY_TRACK, VOID
from shuzhi_xl.sheets.master.votes import FORM
from shuzhi_xl.sheets.reading.year import Year

GAP = "required_blank"
"""Code of the finding of an empty cell."""


def check_before_change(year: Year) -> Iterator[Finding]:
    """Findings before a scheme is replaced: what prevents it, and what it makes out of date.

    After 党委研究 a scheme is not replaced as a whole: the decision was based on the old one (通知 四、4).
    """
    decided = [appraisal for appraisal in year.appraisals if appraisal.decided_on]
    if decided:
        yield blocking("scheme_decided", decided[0].at("decided_on"), value=decided[0].decided_on)
    if year.appraisals:
        yield notice("scheme_after_count", _sheet(year, APPRAISAL.name))
    # A notice, as 票类 and 测评项目 may be the same; if not, 分发 lists the forms to re-issue
    issued = [form for form in year.forms if form.state != VOID]
    if issued:
        yield notice("scheme_after_issue", _sheet(year, FORM.name), count=len(issued))


def check_after_change(year: Year, read: Sequence[Finding]) -> list[Finding]:
    """Errors and gaps in the tables and settings that a scheme brought (评分设置, 基本设置).

    Args:
        year: The year with the scheme in it.
        read: Findings of reading its cells.
    """
    rows = year.raw[SETTING.name]
    name, value = SETTING.headers[:2]
    # 基本设置 also has the town's own settings; a gap in those is not the scheme's
    cells = {rows.frame.at(value, row.line).cell for row in rows.rows if row.values.get(name) in SCHEME_KEYS}
    return [
        finding
        for finding in [*read, *check_year(year), *make_track_policies(_fill_tracks(year))[-1]]
        if finding.at.sheet == SCORING_SHEET.title
        or (finding.at.sheet == SETTINGS_SHEET.title and finding.at.cell in cells)
    ]


_ANY_TRACK = Track.of(name=EVERY_TRACK, lead_department="", debriefs_to="", organisation_types="")


def _fill_tracks(year: Year) -> Year:
    """The year, with one track where 板块设置 is still empty, so that the rows of 全部 are checked."""
    return year if year.tracks else replace(year, tracks=(_ANY_TRACK,))


def select_refusals(findings: Sequence[Finding]) -> list[Finding]:
    """Findings for which a scheme is refused (评分设置); cells that are only empty may be filled in later."""
    return [finding for finding in findings if finding.severity is Severity.BLOCKING and finding.code != GAP]


def _sheet(year: Year, name: str) -> Location:
    frame = year.raw[name].frame
    return Location(frame.file, frame.sheet)
