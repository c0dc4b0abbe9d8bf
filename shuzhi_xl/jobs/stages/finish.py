"""How every job ends (收尾): list its findings, show progress on 首页, log the run, and commit."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Location, notice, sort_findings
from shuzhi_xl.jobs.stages.home_sheet import write_home
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.job_log import Run, drop_note, write_log
from shuzhi_xl.jobs.stages.organisation_names import write_names
from shuzhi_xl.jobs.stages.report_sheet import review_findings, write_report
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.files.file_names import LONGEST_FOR_EXCEL, longest_path_of


def finish(context: JobContext, year: Year, run: Run, outcome: Outcome) -> Outcome:
    """Write the findings, the progress and the log, and commit.

    Args:
        year: As it is after the job.
        run: What `open_year` or `begin` returned.
        outcome: What the job did; its findings are put in order here, and what was filled is added to
            its summary.
    """
    now = context.now()
    outcome = replace(outcome, summary=f"{outcome.summary}{run.completion}")
    # Sorted here for all jobs, so that the terminal, 校验报告 and --json have one order.
    findings = sort_findings([*outcome.findings, *_overlong_path(context, outcome)], SHEET_ORDER)
    write_names(context)
    # The log comes last before the commit, because its fingerprint covers 校验报告 and 首页 too.
    review = review_findings(context, year, outcome.job, findings)
    write_report(context, review)
    write_home(context, year, review.findings, now.date())
    write_log(context, run, now, outcome.summary)
    context.store.commit(now)
    drop_note(context)
    return replace(outcome, findings=findings, causes=review.causes)


def _overlong_path(context: JobContext, outcome: Outcome) -> Iterator[Finding]:
    """One finding for all files that cannot be opened, at the one whose path is longest for its program."""
    lengths = context.folder.find_overlong_paths(outcome.outputs)
    if lengths:
        longest = max(lengths, key=lambda place: lengths[place] - longest_path_of(place))
        at, limit = Location(PurePosixPath(longest).name), longest_path_of(longest)
        program = "Excel" if limit == LONGEST_FOR_EXCEL else "Windows"
        yield notice(
            "path_too_long", at, length=lengths[longest], program=program, limit=limit, count=len(lengths)
        )


def close(context: JobContext, run: Run, summary: str) -> None:
    """Write the log and commit; 校验报告 and 首页 stay as the last job left them."""
    now = context.now()
    write_log(context, run, now, summary)
    context.store.commit(now)
    drop_note(context)
