"""What 生成, 公布 and 整改跟踪 share: results that are current, and problems brought together."""

from collections.abc import Iterable

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.stages.read_year import reread
from shuzhi_xl.rules.grading.compute_year import Computed, compute_year, is_current
from shuzhi_xl.rules.rectification.problems import make_problems
from shuzhi_xl.rules.rectification.replies import move_merged_problems
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM, TALLY
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name


def result_places(year: int, kind: str, names: Iterable[str], suffix: str = ".xlsx") -> dict[str, str]:
    """Where the workbooks or documents of one kind go, one for each track or department.

    Returns:
        The name by the place; names that would give one file give two.

    >>> list(result_places(2015, "公布", ["村/居", "村_居"]))
    ['结果/2015/公布_村_居.xlsx', '结果/2015/公布_村_居(2).xlsx']
    """
    subjects = list(names)
    places = make_distinct([f"结果/{year}/{kind}_{safe_name(name)}{suffix}" for name in subjects])
    return dict(zip(places, subjects, strict=True))


def current_results(context: JobContext, year: Year) -> tuple[Computed | None, list[Finding]]:
    """The results, worked out again, if they are those in the sheets.

    Returns:
        None when they differ, because something was changed after 计算; results that leave the office
        are never older than the tables.
    """
    result, findings = compute_year(year)
    if result is None:
        return None, findings
    # Compared with the cells, not with a flag set at 计算: an edit by hand would leave the flag as it was.
    if is_current(result, context.store.read_table(TALLY), context.store.read_table(APPRAISAL)):
        return result, findings
    at = Location(context.store.file, context.store.read_table(APPRAISAL).frame.sheet)
    return None, [*findings, blocking("results_outdated", at)]


def gather_problems(context: JobContext, year: Year) -> Year:
    """Enter problems from remarks and visits into 整改清单, and move those of merged branches."""
    changes = {(change.line, change.header): change.value for change in move_merged_problems(year)}
    context.store.write_cells(PROBLEM, changes)
    problems = make_problems(year, {})
    context.store.append_rows(PROBLEM, [problem.record() for problem in problems])
    return reread(context, year, "problems")
