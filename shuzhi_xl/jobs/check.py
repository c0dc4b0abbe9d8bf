"""校验: list all that is wrong or missing in the master, each with its cell and what to do."""

from shuzhi_xl.findings import Severity
from shuzhi_xl.jobs.stages.begin_and_finish import begin, finish, log_end, read_year
from shuzhi_xl.jobs.stages.issued_forms import outdated_forms
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.staleness import stale_results
from shuzhi_xl.rules.checks import check_year
from shuzhi_xl.rules.log_chain import check_chain
from shuzhi_xl.rules.scheme.make import make_policy
from shuzhi_xl.sheets.master.program_sheets import LOG
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.wording.screen.job_summaries import checked


def check(context: JobContext) -> Outcome:
    """Check every table, the settings, the log, and whether the results are still those of the tables.

    Returns:
        Counts of blocking findings and notices.
    """
    year, findings = read_year(context)
    begun = begin(context, "check")
    log, broken = parse_table(LOG, context.store.read_table(LOG))
    findings += [*broken, *check_chain(log, log_end(context))]
    if not any(each.code in STRUCTURAL for each in findings):
        findings += check_year(year)
        told = {each.at for each in findings if each.at.cell}
        findings += [each for each in make_policy(year)[1] if each.at not in told]  # the rest follows
        findings += outdated_forms(context, year, findings)
        findings += stale_results(context, year)
    blocking = sum(each.severity is Severity.BLOCKING for each in findings)
    counts = {"blocking": blocking, "notices": len(findings) - blocking}
    outcome = Outcome("check", checked(blocking, len(findings) - blocking), counts, findings)
    return finish(context, year, begun, outcome)


STRUCTURAL = frozenset({"sheet_missing", "table_missing", "header_missing"})
"""Findings after which cross-checks would only list their consequences."""
