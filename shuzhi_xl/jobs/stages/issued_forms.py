"""What jobs ask of the forms that are out (发出的表单): how they were issued, and what changed since."""

from collections.abc import Iterable

from shuzhi_xl.findings import Finding, is_blocked
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.forms.due_forms import list_due_forms
from shuzhi_xl.rules.forms.issued_lists import IssuedLists
from shuzhi_xl.rules.forms.outdated_forms import find_outdated_forms
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETINGS_SHEET, ROSTER_SHEET
from shuzhi_xl.sheets.master.program_sheets import KEY_NAME, SECRET
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET, TRACKS_SHEET
from shuzhi_xl.sheets.master.settings import SETTINGS_SHEET
from shuzhi_xl.sheets.master.votes import REGISTER_SHEET
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import Year

# A ballot lists every secretary of its meeting: one gap in these sheets would be a gap on every ballot.
RESTS_ON = {
    sheet.title
    for sheet in (SETTINGS_SHEET, SCORING_SHEET, TRACKS_SHEET, ROSTER_SHEET, MEETINGS_SHEET, REGISTER_SHEET)
}


def issued_lists(context: JobContext) -> IssuedLists:
    """What the master keeps of the forms that it issued."""
    rows, _ = parse_table(SECRET, context.store.read_table(SECRET))
    # The key is on the same sheet, and is no list of a form.
    return IssuedLists({row.name: row.value for row in rows if row.name != KEY_NAME})


def outdated_forms(context: JobContext, year: Year, findings: Iterable[Finding]) -> list[Finding]:
    """Forms that are out and no longer fit the roster and settings; none while these have gaps.

    Args:
        context: With the master's store.
        year: Its year.
        findings: What has been found so far.
    """
    rows, _ = parse_table(SECRET, context.store.read_table(SECRET))
    key = next((row.value for row in rows if row.name == KEY_NAME), "")
    if (
        not key
        or not year.forms
        or is_blocked(finding for finding in findings if finding.at.sheet in RESTS_ON)
    ):
        return []
    return find_outdated_forms(list_due_forms(year, bytes.fromhex(key)), issued_lists(context), year)
