"""校验: list all errors and gaps of the master, each with its cell and what to do."""

from collections.abc import Sequence

from shuzhi_xl.findings import Finding, Severity, sort_findings
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.issued_forms import outdated_forms
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.job_log import log_end
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.jobs.stages.read_year import has_all_tables
from shuzhi_xl.jobs.stages.report_sheet import Review, review_findings
from shuzhi_xl.jobs.stages.staleness import find_changed_technical, stale_results
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.rules.log_chain import check_chain
from shuzhi_xl.rules.policy.make import make_policy
from shuzhi_xl.sheets.master.all_sheets import SHEET_ORDER
from shuzhi_xl.sheets.master.program_sheets import LOG
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.job_summaries import checked


def check(context: JobContext) -> Outcome:
    """Check every table, the settings, the log, and whether the results are still those of the tables.

    Returns:
        Counts of blocking findings and notices.
    """
    year, findings, run = open_year(context, "check")
    findings += _check_log(context)
    # With a sheet or a column gone every cross-check would only repeat that, once for each row.
    if has_all_tables(findings):
        findings += check_year(year)
        findings += _check_scheme(year, findings)
        # After the checks, whose findings it needs: gaps in the roster make issued forms seem outdated.
        findings += outdated_forms(context, year, findings)
        findings += [*stale_results(context, year), *find_changed_technical(context, year)]
    review = review_findings(context, year, "check", sort_findings(findings, SHEET_ORDER))
    return finish(context, year, run, _outcome(findings, review))


def _check_log(context: JobContext) -> list[Finding]:
    log, findings = parse_table(LOG, context.store.read_table(LOG))
    return [*findings, *check_chain(log, log_end(context))]


def _check_scheme(year: Year, findings: Sequence[Finding]) -> list[Finding]:
    """Findings about the scheme, without cells that have one already: the rest follows from those."""
    reported = {finding.at for finding in findings if finding.at.cell}
    return [finding for finding in make_policy(year)[1] if finding.at not in reported]


def _outcome(findings: Sequence[Finding], review: Review) -> Outcome:
    blocking = sum(finding.severity is Severity.BLOCKING for finding in findings)
    notices = len(findings) - blocking
    counts = {"blocking": blocking, "notices": notices}
    acknowledged = sum(cause.count for cause in review.acknowledged)
    summary = checked(review.causes, acknowledged, review.vain_marks)
    return Outcome("check", summary, counts, findings)
