"""重发: forms that a change of the roster has outdated become void, and new ones are made."""

from collections.abc import Collection, Sequence

from shuzhi_xl.findings import Finding, Location, blocking, is_blocked
from shuzhi_xl.jobs.distribute import IssuePlan, Issuing, issue, open_issuing
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.issued_forms import issued_lists
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.returned_files import returned_folder
from shuzhi_xl.rules.forms.contents import hand_of
from shuzhi_xl.rules.forms.due_forms import DueForm, list_due_forms
from shuzhi_xl.rules.forms.reissue import Reissue, plan_reissue
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.job_summaries import not_reissued, reissued


def reissue(context: JobContext, subjects: Collection[str] = ()) -> Outcome:
    """Void and issue again what no longer fits the roster and settings (组织名册; 通知 四、3).

    A form of which anything came back stays as it is. What the clerk has declared void is issued again too.
    While returned files wait in 收回 nothing is done: their forms might become void.

    Args:
        context: What the job may touch.
        subjects: 编号 (or 场次) whose form was lost or spoilt, to be re-issued besides.
    """
    issuing = open_issuing(context, "reissue")
    issuing = issuing._replace(findings=[*issuing.findings, *_find_uncollected(context, issuing.year)])
    choice = _choose(context, issuing, subjects)
    findings = [*issuing.findings, *(choice.findings if choice else ())]
    if choice is None or is_blocked(findings):
        outcome = Outcome("reissue", not_reissued(), _counts(0, 0, 0), findings)
        return finish(context, issuing.year, issuing.run, outcome)
    return issue(context, issuing, choice.rows, lambda plan: _report(plan, choice, findings))


def _find_uncollected(context: JobContext, year: Year) -> list[Finding]:
    folder = returned_folder(context, year)
    # Files in _有问题 count for nothing and are often what a re-issue is to replace
    names = [name for name in folder.names() if not folder.was_put_aside(name)]
    if not names:
        return []
    place = Location(names[0])
    return [blocking("files_not_collected", place, count=len(names), names=join_names(names))]


def _choose(context: JobContext, issuing: Issuing, subjects: Collection[str]) -> Reissue | None:
    # What is due cannot be said while the roster has gaps
    if is_blocked(issuing.findings):
        return None
    due_forms = list_due_forms(issuing.year, issuing.key)
    return plan_reissue(issuing.year, due_forms, issued_lists(context), subjects)


def _report(plan: IssuePlan, choice: Reissue, findings: Sequence[Finding]) -> Outcome:
    subjects = {(row.kind, row.number or row.meeting) for row in choice.rows}
    again = [form for form in plan.missing.values() if _subject(form) in subjects]
    packages = [form for form in again if form.organisation]
    typing = [form for form in again if not form.organisation]
    new, gone = len(plan.missing) - len(again), len(choice.forms) - len(again)
    workbooks = {"支部工作簿": [*map(_label, packages)], "录票工作簿": [*map(_label, typing)]}
    summary = reissued(choice.changes, workbooks, new, gone, choice.refused)
    return Outcome("reissue", summary, _counts(len(packages), len(typing), choice.refused), findings)


def _subject(form: DueForm) -> tuple[str, str]:
    # Without the 场次 of a branch, which may have changed
    return form.identity.kind, form.identity.number or form.identity.meeting


def _label(form: DueForm) -> str:
    if form.organisation is None:
        return f"{form.meeting.number} {hand_of(form.identity.kind)}"
    return f"{form.organisation.number} {form.organisation.name}"


def _counts(packages: int, typing: int, refused: int) -> dict[str, int]:
    return {"packages": packages, "typing": typing, "refused": refused}
