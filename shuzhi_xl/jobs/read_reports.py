"""读取报告: read the debrief reports, count and look through them, and fill 述职报告."""

from collections.abc import Sequence
from contextlib import closing

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.jobs.stages.read_year import STRUCTURAL, reread
from shuzhi_xl.rules.checks.dates import check_dated_by_file
from shuzhi_xl.rules.debrief.entries import make_entries
from shuzhi_xl.rules.debrief.report import Report
from shuzhi_xl.rules.debrief.report_years import select_reports_of_year
from shuzhi_xl.rules.debrief.review import ReviewedReport, review_report
from shuzhi_xl.rules.debrief.sender import sort_reports
from shuzhi_xl.rules.home.computed_columns import compute_report_reviews
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, REPORTS_SHEET
from shuzhi_xl.sheets.master.organisations_and_meetings import ROSTER_SHEET
from shuzhi_xl.sheets.master.settings import SETTINGS_SHEET
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.reports import (
    reports_folder_made,
    reports_not_read,
    reports_of_no_year,
    reports_read,
)
from shuzhi_xl.xlsx.debrief_report_folder import DebriefReportFolder, find_debrief_reports
from shuzhi_xl.xlsx.earlier_masters import find_earlier_debrief_reports

_RESTS_ON = frozenset({ROSTER_SHEET.title, REPORTS_SHEET.title})


def read_reports(context: JobContext, folder: DebriefReportFolder | None = None) -> Outcome:
    """Read every Word file in the folder of reports and enter what it says (通知 四、2).

    The files stay where they are; a corrected one put in place of the old is read when the button is pressed
    again.

    Args:
        context: What the job may touch.
        folder: Where the reports are; 述职报告/<年度> beside the master when nothing is said, made at
            first use.

    Returns:
        Counts in which files = read + unclear + refused.
    """
    year, findings, run = open_year(context, "read_reports")
    findings = [finding for finding in findings if finding.at.sheet in _RESTS_ON]
    place = _find_folder(context, year, findings, folder)
    if isinstance(place, str):
        return finish(context, year, run, _outcome(place, findings))
    year, outcome = _enter_reports(context, year, place, findings)
    return finish(context, year, run, outcome)


def _find_folder(
    context: JobContext, year: Year, findings: Sequence[Finding], folder: DebriefReportFolder | None
) -> DebriefReportFolder | str:
    """The folder of the reports, or the closing sentence that says why none is read."""
    # Other gaps of the roster do not stop it: reports are matched with the rows that are there.
    if any(finding.code in STRUCTURAL for finding in findings):
        return reports_not_read()
    if folder is None and year.number is None:
        return reports_of_no_year()
    place = folder or find_debrief_reports(context.folder.root, year.number or 0)
    # The first click makes the folder and says so: the clerk need not guess its name.
    return reports_folder_made(place.name) if place.make() and not place.names() else place


def _enter_reports(
    context: JobContext, year: Year, place: DebriefReportFolder, findings: Sequence[Finding]
) -> tuple[Year, Outcome]:
    """Read the reports and enter them; the year as it is then, and the outcome."""
    reports, refused = _read_all(context, place)
    reports, other_findings = _of_year(context, year, place, reports)
    by_number, unclear = sort_reports(reports, year.organisations)
    numbers = [organisation.number for organisation in year.organisations if organisation.number in by_number]
    reviewed = [ReviewedReport(number, by_number[number], year.settings) for number in numbers]
    review_findings = [finding for report in reviewed for finding in review_report(report)]
    all_findings = [*findings, *_unset(context, year), *other_findings, *refused, *unclear, *review_findings]
    all_findings += _enter(context, year, reviewed)
    unread = len(reports) - len(reviewed)
    counts = _counts(len(reports) + len(refused), len(reviewed), unread, len(refused))
    # Only 参加述职的党组织书记 write a report (通知 四、2): those with 参评 = 否 owe none.
    missing = len({organisation.number for organisation in year.appraised} - by_number.keys())
    summary = reports_read(counts, len({finding.at.file for finding in review_findings}), missing)
    # Compared with the rows before: only a 提交日期 that this run took from the file is a notice.
    before, year = year, reread(context, year, "reports")
    all_findings += check_dated_by_file(before, year)
    return year, Outcome("read_reports", summary, counts, all_findings)


def _counts(files: int, read: int, unclear: int, refused: int) -> dict[str, int]:
    return {"files": files, "read": read, "unclear": unclear, "refused": refused}


def _outcome(summary: str, findings: Sequence[Finding]) -> Outcome:
    return Outcome("read_reports", summary, _counts(0, 0, 0, 0), findings)


def _read_all(context: JobContext, place: DebriefReportFolder) -> tuple[list[Report], list[Finding]]:
    names = place.names()
    reports, refused = [], []
    with closing(place.read_all(names)) as coming:
        for count, numbers in enumerate(coming, start=1):
            if numbers.report is not None:
                reports.append(numbers.report)
            if numbers.refusal is not None:
                refused.append(numbers.refusal)
            context.progress(count, len(names))
    return reports, refused


def _of_year(
    context: JobContext, year: Year, place: DebriefReportFolder, reports: list[Report]
) -> tuple[list[Report], list[Finding]]:
    """Reports without those of other years, which may lie in the folder that all years shared."""
    unsure = [report for report in reports if not place.is_year_certain(report.file)]
    if not unsure or year.number is None:
        return reports, []
    entered = {row.file for row in year.reports}
    earlier = find_earlier_debrief_reports(context.folder.root, context.store.file, year.number)
    own_reports, findings = select_reports_of_year(unsure, year.number, entered, earlier)
    left_out = {report.file for report in unsure} - {report.file for report in own_reports}
    return [report for report in reports if report.file not in left_out], findings


def _unset(context: JobContext, year: Year) -> list[Finding]:
    at = Location(context.store.file, SETTINGS_SHEET.title)
    return [] if year.settings else [notice("report_limits_unset", at)]


def _enter(context: JobContext, year: Year, reviewed: Sequence[ReviewedReport]) -> list[Finding]:
    """Bring 述职报告 up to date, its computed columns too.

    Returns:
        What was replaced.
    """
    entries = make_entries(year.raw[DEBRIEF_REPORT.name], [report.row for report in reviewed])
    context.store.write_cells(DEBRIEF_REPORT, entries.cells)
    if entries.rows:
        context.store.append_rows(DEBRIEF_REPORT, entries.rows)
    # The verdict of a report looks at the row as entered, so its cells come after the entries.
    context.store.write_cells(DEBRIEF_REPORT, compute_report_reviews(reread(context, year, "reports")))
    return entries.findings
