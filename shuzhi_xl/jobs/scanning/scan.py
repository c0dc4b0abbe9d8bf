"""读票: every picture in 扫描 is read, and each meeting's ballots become a typing workbook in 收回.

One ballot's way: page of a picture → marks measured twice → ballot → row of 录票, or a question in 存疑.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Location, is_blocked, notice
from shuzhi_xl.jobs.scanning.earlier_workbooks import EarlierWorkbooks
from shuzhi_xl.jobs.scanning.issued_layouts import read_issued_layouts
from shuzhi_xl.jobs.scanning.meeting_workbooks import plan_workbooks
from shuzhi_xl.jobs.scanning.scan_press import ScanPress, begin_scan
from shuzhi_xl.jobs.scanning.scanned_pages import read_scans
from shuzhi_xl.jobs.scanning.tools import load_tools
from shuzhi_xl.jobs.scanning.written_outputs import LIST_NAME, write_outputs
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.rules.forms.form_register import find_counted_forms
from shuzhi_xl.rules.scanning.assembly.ballot_counts import check_counts, count_ballots
from shuzhi_xl.rules.scanning.assembly.page_fates import find_duplicates
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.placed_pages import AssembledBallot
from shuzhi_xl.rules.scanning.scan_list import ScanRecord, count_fates, count_printed
from shuzhi_xl.rules.scanning.unread_pages import find_unread_pages
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.scanning.extra import missing_packages
from shuzhi_xl.wording.file_names import SECOND_SCAN
from shuzhi_xl.wording.screen import scanning as say
from shuzhi_xl.xlsx.scan_folder import ScannedFiles
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER


def scan(context: JobContext) -> Outcome:
    """Read the year's scanned ballots into a typing workbook for each meeting (回收规则).

    Safe to run again: what a person has decided or typed is found again by picture and row. Files in 扫描
    are only read.
    """
    press = begin_scan(context)
    if is_blocked(press.findings) or press.year.settings is None:
        return press.finish(say.not_scanned())
    files = press.folder.list_files()
    findings = [*_pass_over(press, files)]
    if not files.first:
        context.folder.make(press.folder.place)
        return press.finish(say.nothing_to_scan(press.folder.place), findings=findings)
    if missing := missing_packages():
        return press.finish(say.packages_missing(missing), findings=findings)
    layouts, layout_findings = read_issued_layouts(context, press.settings.year)
    findings += layout_findings
    if not layouts:
        place = f"{ISSUED_FOLDER}/{press.settings.year}"
        return press.finish(say.no_ballots_issued(place), findings=findings)
    return _read(press, files, layouts, findings)


def _pass_over(press: ScanPress, files: ScannedFiles) -> Iterator[Finding]:
    """Files that are not read, one notice for each reason."""
    if files.no_pictures:
        at = Location(f"{press.folder.place}/{files.no_pictures[0]}")
        yield notice("scan_no_picture", at, names=join_names(files.no_pictures))
    if files.second and not press.settings.double_typing:
        yield notice(
            "scan_second_unused", Location(f"{press.folder.place}/{SECOND_SCAN}"), count=len(files.second)
        )


def _read(
    press: ScanPress, files: ScannedFiles, layouts: Mapping[str, PageLayout], findings: Sequence[Finding]
) -> Outcome:
    tools = load_tools()
    earlier = EarlierWorkbooks(press.context, press.settings.year)
    earlier.refuse_open()
    work = earlier.read_work(tools.read_work)
    scans = read_scans(press, files, layouts, tools)
    plan = plan_workbooks(press, scans.ballots, work, tools.describe)
    printed = count_printed(press.year, scans.first)
    record = ScanRecord(scans.pages, scans.first, printed, tools.list_limits())
    outputs = write_outputs(press, plan.contents, tools.fill, record, earlier)
    ballot_counts = count_ballots(press.year, scans.first, printed)
    findings = [
        *findings,
        *work.findings,
        *find_unread_pages(scans.pages),
        *find_duplicates(scans.pages),
        *check_counts(ballot_counts, Location(LIST_NAME)),
        *plan.findings,
    ]
    ballots = {PurePosixPath(place).name: len(content.ballots) for place, content in plan.contents.items()}
    counts = {
        "pages": len(scans.pages),
        "ballots": sum(ballots.values()),
        "doubts": plan.open_doubts,
    }
    counted = _list_counted(press, scans.first)
    summary = say.scanned(count_fates(scans.pages), ballots, plan.open_doubts, counted)
    return press.finish(summary, counts, findings, outputs)


def _list_counted(press: ScanPress, ballots: Sequence[AssembledBallot]) -> list[str]:
    """Meetings of these ballots whose votes are counted already."""
    counted = find_counted_forms(press.year)
    meetings = {form.meeting for form in press.year.forms if form.form in counted and not form.number}
    return sorted({ballot.meeting for ballot in ballots} & meetings)
