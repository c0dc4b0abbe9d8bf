"""回收: read every returned file, decide what becomes of it, and enter the votes of those accepted.

One ballot's way: returned file → two readings → answers → the form's decision → rows of 测评票.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shuzhi_xl.findings import Finding, Location, is_blocked, notice
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.open_year import open_year
from shuzhi_xl.jobs.stages.read_year import STRUCTURAL, master_key, reread
from shuzhi_xl.jobs.stages.returned_files import (
    ReadFiles,
    read_returned_files,
    reading_basis,
    returned_folder,
)
from shuzhi_xl.rules.checks.overfull import check_typed_within_voters
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.decide import decide_all
from shuzhi_xl.rules.receipt.orphaned_self_checks import find_orphaned_self_checks
from shuzhi_xl.rules.receipt.outcome import Fate, FormOutcome
from shuzhi_xl.rules.receipt.register_rows import ballots_after, register_after, surveys_after
from shuzhi_xl.rules.rectification.problems import make_problems
from shuzhi_xl.rules.rectification.replies import apply_replies
from shuzhi_xl.sheets.declaration.units import FormNumber
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, ISSUED, LAST_COUNTS
from shuzhi_xl.sheets.master.votes import BALLOT, FORM, SURVEY_ANSWER
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.job_summaries import collected, not_collected
from shuzhi_xl.xlsx.returned_folder import ReturnedFolder, file_tag


def collect(context: JobContext) -> Outcome:
    """Take in all files under 收回 (通知 四、3 and 四、4) and report what became of each.

    Safe to run again: a content counted once is never counted twice; held files are read again.

    Returns:
        Counts in which files = accepted + duplicate + held + refused.
    """
    year, findings, run = open_year(context, "collect")
    key, key_findings = master_key(context, year)
    # A gap in 整改清单 or 日程安排 must not keep votes out: 回收 goes on beside sheets that are half filled.
    findings = _relevant([*findings, *key_findings])
    if is_blocked(findings) or year.settings is None:
        empty = dict.fromkeys(_COUNTS, 0)
        return finish(context, year, run, Outcome("collect", not_collected(), empty, findings))
    files = read_returned_files(context, reading_basis(context, year, key))
    # All files at once: which of two contents of one form counts must not depend on the order of reading.
    decision = decide_all(
        year.forms,
        files.arrivals,
        files.typed,
        double_typing=year.settings.double_typing,
        last_counts=year.settings.replacement == LAST_COUNTS,
    )
    counted = decision.counted_answers(files.answers_of)
    _enter_forms(context, decision, files)
    _enter_votes(context, year, decision, counted, key)
    replies = _enter_replies(context, year, counted, files)
    problems = _add_problems(context, year, counted)
    findings += _findings(year, files, decision, counted, replies)
    # From here on as written: 首页 and the list of missing forms must count this run's arrivals.
    year = reread(context, year, "forms", "problems")
    findings += _not_returned(year)
    counts = _count({**files.fates, **decision.fates}, counted, problems)
    outcome = Outcome("collect", collected(counts, replies.updated), counts, findings)
    # The commit comes before the files move: after a crash in between they are read again as duplicates,
    # whereas files moved first would be put away with their votes nowhere.
    outcome = finish(context, year, run, outcome)
    return replace(outcome, outputs=_put_away(returned_folder(context, year), files, decision))


Counted = Mapping[FormNumber, Answers]
"""Answers of the forms that a run enters, by form number."""

_VOID = ("content_void", "form_void")
_COUNTS = ("files", "accepted", "duplicate", "held", "refused", "ballots", "survey_rows", "problems")
_BASIS = ("基本设置", "票单登记", "组织名册", "评议会议", "票类权重", "测评项目", "表单密钥")


def _relevant(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that matter for 回收: of the sheets that it rests on, and of the master's structure."""
    sheets = {SHEET_OF[name].title for name in _BASIS}
    return [finding for finding in findings if finding.at.sheet in sheets or finding.code in STRUCTURAL]


def _enter_forms(context: JobContext, decision: FormOutcome, files: ReadFiles) -> None:
    """Bring 票单登记 up to date."""
    register = register_after(context.store.read_table(FORM), decision, context.now(), files.names)
    context.store.write_table(FORM, register)


def _enter_votes(
    context: JobContext, year: Year, decision: FormOutcome, counted: Counted, key: bytes
) -> None:
    """Bring 测评票 and 问卷调查 up to date; a run that brings nothing new leaves them as they are."""
    store = context.store
    if replaced := decision.replaced:
        ballots = ballots_after(store.read_table(BALLOT), replaced, counted.values(), key)
        store.write_table(BALLOT, ballots, year.further)
        surveys = surveys_after(store.read_table(SURVEY_ANSWER), replaced, counted.values(), key)
        store.write_table(SURVEY_ANSWER, surveys, year.further)


@dataclass(frozen=True)
class _Replies:
    """Replies entered into 整改清单: how many problems they changed, and findings about the others."""

    updated: int
    findings: Sequence[Finding]


def _enter_replies(context: JobContext, year: Year, counted: Counted, files: ReadFiles) -> _Replies:
    files_of = _locations(files)
    cells: dict[tuple[int, str], Any] = {}
    findings: list[Finding] = []
    for form, answers in counted.items():
        at = files_of.get(form, Location())
        changes, refused = apply_replies(year, answers.identity.number, answers.replies, at)
        findings += refused
        cells |= {(change.line, change.header): change.value for change in changes}
    context.store.write_cells(PROBLEM, cells)
    return _Replies(len({line for line, _ in cells}), findings)


def _locations(files: ReadFiles) -> Mapping[str, Location]:
    """The first file of each form."""
    return {arrival.identity.form: Location(arrival.name) for arrival in reversed(files.arrivals)}


def _add_problems(context: JobContext, year: Year, counted: Counted) -> int:
    """Add the problems of 问题自查 to 整改清单; returns their number."""
    checks = {answers.identity.number: answers.problems for answers in counted.values() if answers.problems}
    problems = make_problems(year, checks)
    context.store.append_rows(PROBLEM, [problem.record() for problem in problems])
    return len(problems)


def _findings(
    year: Year, files: ReadFiles, decision: FormOutcome, counted: Counted, replies: _Replies
) -> Iterable[Finding]:
    """Findings of one run; ``year`` is as it was before the run."""
    yield from files.file_findings()
    yield from decision.findings
    void = {finding.at.file for finding in decision.findings if finding.code in _VOID}
    yield from files.content_findings(void)
    yield from replies.findings
    yield from find_orphaned_self_checks(year, decision, counted.values())
    # Reported here, at the file: at 计算 the typist may have gone.
    yield from check_typed_within_voters(year, counted.values(), decision.withdrawn, _locations(files))


def _not_returned(year: Year) -> Iterable[Finding]:
    for row in year.forms:
        if row.state == ISSUED and row.kind != FEEDBACK and row.issued:
            yield notice("not_returned", row.at("state"), value=row.state, kind=row.kind, form=row.form)


def _count(fates: Mapping[str, Fate], counted: Counted, problems: int) -> dict[str, int]:
    files = Counter(fates.values())
    return {
        "files": len(fates),
        **{fate.value: files[fate] for fate in Fate},
        "ballots": sum(len(answers.ballots) for answers in counted.values()),
        "survey_rows": sum(len(answers.surveys) for answers in counted.values()),
        "problems": problems,
    }


def _put_away(folder: ReturnedFolder, files: ReadFiles, decision: FormOutcome) -> list[str]:
    """Move the files to _已处理, _有问题 or another year's folder, after the master has been committed."""
    folder.recall(file_tag(*content) for content in decision.recalled)
    tags = {arrival.name: file_tag(arrival.identity.form, arrival.fingerprint) for arrival in files.arrivals}
    moved = []
    for name, fate in sorted({**files.fates, **decision.fates}.items()):
        # Held files go to _有问题, which the next run reads again; _已处理 is never read again.
        if name in files.years:
            moved.append(folder.move_to_year(name, files.years[name]))
        elif fate is Fate.HELD or name not in tags:
            moved.append(folder.put_aside(name))
        else:
            moved.append(folder.move_to_done(name, tags[name]))
    return [f"收回/{name}" for name in moved]
