"""整改跟踪: bring all problems together, list those not closed by track, remind the lead departments."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.jobs.papers.letters import write_letters
from shuzhi_xl.jobs.sending.sending_lists import write_reminder_sending
from shuzhi_xl.jobs.stages.current_results import gather_problems, result_places
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.rules.rectification.problems import count_by_track
from shuzhi_xl.rules.rectification.reminders import count_due_soon, make_reminders
from shuzhi_xl.rules.results.track_summary import make_tracking_content
from shuzhi_xl.sheets.master.results import RECTIFICATION_SHEET
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.file_names import first_version
from shuzhi_xl.wording.screen.job_summaries import not_tracked, tracked
from shuzhi_xl.xlsx.output.printed_lists import build_list


def track(context: JobContext) -> Outcome:
    """Update 整改清单 (通知 四、5); a tracking list for each track, a reminder for each lead department."""
    year, findings, run = open_year(context, "track")
    settings = year.settings
    if settings is None:
        counts = {"workbooks": 0, "documents": 0}
        return finish(context, year, run, Outcome("track", not_tracked(), counts, findings))
    year = gather_problems(context, year)
    # Findings of other sheets are listed by 校验; here they would hide those about problems.
    findings += [finding for finding in check_year(year) if finding.at.sheet == RECTIFICATION_SHEET.title]
    contents = {row.name: make_tracking_content(year, row.name) for row in year.tracks}
    lists = _write_lists(context, settings, "整改跟踪", contents)
    reminders = make_reminders(year, settings)
    reminder_places = _write_lists(context, settings, "催办", reminders)
    letters = write_letters(context, year, settings)
    sent_files = result_places(settings.year, "催办", reminders) | {**letters.department_of}
    further = [*letters.print_runs, *write_reminder_sending(context, year, settings, sent_files)]
    findings += [*letters.faults, *letters.stale]
    findings += _stale(context, settings, {*reminder_places, *letters.due})
    files = lists, reminder_places, [*letters.department_of], further
    return finish(context, year, run, _outcome(year, settings, findings, files))


def _outcome(
    year: Year, settings: Settings, findings: Sequence[Finding], files: tuple[Sequence[str], ...]
) -> Outcome:
    # As of 催办日期, not of today's date, so that the printed list and the master say the same next week.
    counts = count_by_track(year, settings.tracking_day).values()
    lists, reminders, letters, further = files
    summary = tracked(
        sum(count.total for count in counts),
        sum(count.open for count in counts),
        sum(count.overdue for count in counts),
        count_due_soon(year, settings),
        {"跟踪表": len(lists), "催办单": len(reminders), "催办函": len(letters)},
    )
    numbers = {"workbooks": len(lists) + len(reminders), "documents": len(letters)}
    return Outcome("track", summary, numbers, findings, [*lists, *reminders, *letters, *further])


def _write_lists(
    context: JobContext, settings: Settings, kind: str, lists: Mapping[str, ListContent]
) -> list[str]:
    """Write printed lists, one for each track or department; returns their places."""
    places = result_places(settings.year, kind, lists)
    context.folder.write_all((place, build_list(lists[name])) for place, name in places.items())
    return [*places]


def _stale(context: JobContext, settings: Settings, places: Collection[str]) -> Iterator[Finding]:
    """Reminders and letters of an earlier run whose department has nothing due now, or leads no track."""
    for pattern in ("催办_*.xlsx", "催办函_*.docx"):
        for place in context.folder.matching(f"结果/{settings.year}/{pattern}"):
            # The newer version of a letter that was edited is as due as the letter
            if not {place, first_version(place)} & set(places):
                yield notice("reminder_stale", Location(PurePosixPath(place).name))
