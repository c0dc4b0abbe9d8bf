"""回收: read every returned file, decide what becomes of it, and enter the votes of those accepted.

One ballot's way: returned file → two readings → answers → the form's decision → rows of 测评票.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from shuzhi_xl.findings import Finding, Location, Severity, blocking, is_blocked, notice
from shuzhi_xl.jobs.check import STRUCTURAL
from shuzhi_xl.jobs.stages.begin_and_finish import begin, finish, master_key, read_year, reread
from shuzhi_xl.jobs.stages.issued_forms import issued_lists
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.rules.checks.overfull import check_typed_within_voters
from shuzhi_xl.rules.forms.form_register import Register
from shuzhi_xl.rules.forms.identity import examine_identity, identity_finding, survey_form
from shuzhi_xl.rules.forms.issued_lists import UNKNOWN, IssuedLists
from shuzhi_xl.rules.forms.voter_classes import allowed_classes, class_names
from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.intake.read_form import HELD_WHOLE, FormRules, other_senders, read_answers, read_identity
from shuzhi_xl.rules.receipt.contents import Arrival
from shuzhi_xl.rules.receipt.decide import decide_all
from shuzhi_xl.rules.receipt.fingerprint import fingerprint as content_print
from shuzhi_xl.rules.receipt.orphaned_self_checks import left_behind
from shuzhi_xl.rules.receipt.outcome import Fate, FormOutcome
from shuzhi_xl.rules.receipt.register_rows import ballots_after, register_after, surveys_after
from shuzhi_xl.rules.rectification.problems import make_problems
from shuzhi_xl.rules.rectification.replies import apply_replies, reportable_problems
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, ISSUED, SURVEY
from shuzhi_xl.sheets.master.votes import BALLOT, FORM, SURVEY_ANSWER
from shuzhi_xl.sheets.outgoing.forms import TEMPLATE_VERSION, Identity
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.screen.job_summaries import collected, not_collected
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile
from shuzhi_xl.xlsx.returned_folder import ReturnedFolder


@dataclass
class _Batch:
    """The files of one run, sorted as they are read."""

    arrivals: list[Arrival] = field(default_factory=list)
    fates: dict[str, Fate] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    said: dict[str, list[Finding]] = field(default_factory=dict)  # of what a file contains, by its name


def collect(context: JobContext) -> Outcome:
    """Take in all files under 收回 and say of each what became of it.

    Safe to run again: a content counted once is never counted twice; held files are read again.

    Returns:
        Counts in which files = accepted + duplicate + held + refused.
    """
    year, findings = read_year(context)
    begun = begin(context, "collect")
    key, wrong = master_key(context, year)
    findings = [
        each for each in [*findings, *wrong] if each.at.sheet in _rests_on() or each.code in STRUCTURAL
    ]
    if is_blocked(findings) or year.settings is None:
        empty = dict.fromkeys(_COUNTS, 0)
        return finish(context, year, begun, Outcome("collect", not_collected(), empty, findings))
    batch = _read_all(context, _intake(context, year, key))
    decisions = decide_all(year.forms, batch.arrivals, double_typing=year.settings.double_typing)
    for decision in decisions:
        batch.fates |= decision.fates
        batch.findings += decision.findings
    batch.findings += _said_of_what_counts(batch)
    added, updated = _enter(context, year, decisions, batch, key)
    year = reread(context, year, "forms", "problems")
    batch.findings += _not_returned(year)
    counts = _count(batch, decisions, added)
    outcome = Outcome("collect", collected(counts, updated), counts, [*findings, *batch.findings])
    outcome = finish(context, year, begun, outcome)
    return replace(outcome, outputs=_put_away(_returned(context, year), batch, decisions))


_VOID = ("content_void", "form_void")
_COUNTS = ("files", "accepted", "duplicate", "held", "refused", "ballots", "survey_rows", "problems")


def _rests_on() -> set[str]:
    tables = ("基本设置", "票单登记", "组织名册", "评议会议", "票类权重", "测评项目", "表单密钥")
    return {SHEET_OF[name].title for name in tables}


@dataclass(frozen=True)
class _Intake:
    """What a file is understood by: the year, the master's key, and what its forms have come to.

    Attributes:
        void: Forms that were declared void (作废).
        lists: Who stood on each form when it was issued.
        is_first: No file of this year has been put away under its own folder yet, but files have come back:
            those in the _有问题 that all years shared are this year's.
    """

    year: Year
    key: bytes
    place: ReturnedFolder
    void: frozenset[str]
    lists: IssuedLists
    is_first: bool

    def is_left_over(self, file: str, identity: Identity | None) -> bool:
        """Whether a file was put aside in another year, and is no matter of this one."""
        if not self.place.is_in_shared_folder(file):
            return False
        settings = self.year.settings
        is_own = identity is not None and settings is not None and identity.year == settings.year
        return not is_own and (identity is not None or not self.is_first)


def _intake(context: JobContext, year: Year, key: bytes) -> _Intake:
    place = _returned(context, year)
    register = Register(year.forms)
    void = frozenset(row.form for row in year.forms if register.is_void(row.form))
    has_returned = any(row.returned_at for row in year.forms)
    return _Intake(year, key, place, void, issued_lists(context), has_returned and not place.has_sorted_files)


def _returned(context: JobContext, year: Year) -> ReturnedFolder:
    return context.folder.returned(year.settings.year if year.settings else 0)


def _read_all(context: JobContext, intake: _Intake) -> _Batch:
    batch = _Batch()
    names = intake.place.names()
    if others := intake.place.list_unreadable():
        batch.findings.append(notice("entries_passed_over", Location(others[0]), names=join_names(others)))
    with closing(intake.place.read_all(names)) as coming:
        for done, found in enumerate(coming, start=1):
            if found.refusal is None:
                _understand(found, intake, batch)
            elif not intake.is_left_over(found.file, None):
                batch.fates[found.file] = Fate.REFUSED
                batch.findings.append(_said_before(found.refusal, intake))
            context.progress(done, len(names))
    return batch


def _said_before(refusal: Finding, intake: _Intake) -> Finding:
    """Why a file is refused; of one that an earlier run has put into _有问题 the clerk knows it already."""
    return (
        replace(refusal, severity=Severity.NOTICE) if intake.place.was_put_aside(refusal.at.file) else refusal
    )


def _understand(found: ReturnedFile, intake: _Intake, batch: _Batch) -> None:
    """Add a file's answers to the batch, or the reason why it is held."""
    first, second = found.first or {}, found.second or {}
    identity = read_identity(first)
    if intake.is_left_over(found.file, identity):
        return
    reason = _doubt(identity, first, intake.year, intake.key)
    if identity is None or reason:
        batch.fates[found.file] = Fate.HELD if identity else Fate.REFUSED
        batch.findings.append(identity_finding(found.file, reason, identity))
        return
    rules = form_rules(intake.year, identity, intake.lists)
    answers, findings = read_answers(found.file, first, identity, rules, found.formulas)
    again = answers if second is first else read_answers(found.file, second, identity, rules)[0]
    if answers != again:
        findings.append(blocking("readers_differ", Location(found.file)))
    batch.said[found.file] = findings
    is_whole = answers == again and not any(each.code in HELD_WHOLE for each in findings)
    if is_whole or identity.form in intake.void:
        was_aside = intake.place.was_put_aside(found.file)
        batch.arrivals.append(Arrival(found.file, answers, content_print(answers), was_aside))
    else:
        batch.fates[found.file] = Fate.HELD


def _said_of_what_counts(batch: _Batch) -> Iterable[Finding]:
    """Findings within files, but for those that the clerk has declared void: their faults matter no more."""
    void = {each.at.file for each in batch.findings if each.code in _VOID}
    return (finding for file, said in batch.said.items() if file not in void for finding in said)


def _doubt(identity: Identity | None, grids: Grids, year: Year, key: bytes) -> str:
    if identity is None:
        return "identity_missing"
    settings = year.settings
    code = examine_identity(identity, key, settings.year if settings else 0, TEMPLATE_VERSION)
    others = other_senders(grids, identity)
    return code or ("identity_of_another" if others & year.organisation_of.keys() else "")


def form_rules(year: Year, identity: Identity, lists: IssuedLists = UNKNOWN) -> FormRules:
    """What a form's answers may be, by the year's settings and how it was issued."""
    people = lists.people(identity.form)
    return FormRules(
        voter_classes=frozenset(allowed_classes(year, identity)),
        survey_classes=frozenset(class_names(year, identity.track, SURVEY)),
        further=year.further,
        own_excluded=bool(year.settings and year.settings.own_excluded),
        candidates=frozenset(each.number for each in year.appraised_at.get(identity.meeting, ())),
        listed=None if people is None else frozenset(people),
        ballots=year.issued.get(identity.form, 0),
        surveys=year.issued.get(survey_form(identity.form), 0),
        misread_most=year.settings.misread_most if year.settings else None,
        problems=reportable_problems(year, identity.number) if identity.kind == FEEDBACK else None,
    )


def _enter(
    context: JobContext, year: Year, decisions: Sequence[FormOutcome], batch: _Batch, key: bytes
) -> tuple[int, int]:
    """Bring the tables up to date.

    Returns:
        How many problems were added to 整改清单, and how many of those there were changed by replies.
    """
    store = context.store
    store.write_table(FORM, register_after(store.read_table(FORM), decisions, context.now()))
    if any(decision.counted or decision.withdrawn for decision in decisions):
        store.write_table(BALLOT, ballots_after(store.read_table(BALLOT), decisions, key), year.further)
        surveys = surveys_after(store.read_table(SURVEY_ANSWER), decisions, key)
        store.write_table(SURVEY_ANSWER, surveys, year.further)
    counted = [answers for decision in decisions for answers in decision.counted.values()]
    came_in = {each.answers.identity.form: Location(each.name) for each in reversed(batch.arrivals)}
    cells: dict[tuple[int, str], Any] = {}
    for answers in counted:
        at = came_in.get(answers.identity.form, Location())
        changes, refused = apply_replies(year, answers.identity.number, answers.replies, at)
        batch.findings += refused
        cells |= {(each.line, each.header): each.value for each in changes}
    store.write_cells(PROBLEM, cells)
    batch.findings += left_behind(year, decisions)
    withdrawn = {form for decision in decisions for form in decision.withdrawn}
    batch.findings += check_typed_within_voters(year, counted, withdrawn, came_in)
    checks = {each.identity.number: each.problems for each in counted if each.problems}
    problems = make_problems(year, checks)
    store.append_rows(PROBLEM, [problem.record() for problem in problems])
    return len(problems), len({line for line, _ in cells})


def _not_returned(year: Year) -> Iterable[Finding]:
    for row in year.forms:
        if row.state == ISSUED and row.kind != FEEDBACK and row.issued:
            yield notice("not_returned", row.at("state"), value=row.state, kind=row.kind, form=row.form)


def _count(batch: _Batch, decisions: Sequence[FormOutcome], problems: int) -> dict[str, int]:
    fates = Counter(batch.fates.values())
    counted = [answers for decision in decisions for answers in decision.counted.values()]
    return {
        "files": len(batch.fates),
        **{fate.value: fates[fate] for fate in Fate},
        "ballots": sum(len(answers.ballots) for answers in counted),
        "survey_rows": sum(len(answers.surveys) for answers in counted),
        "problems": problems,
    }


def _put_away(place: ReturnedFolder, batch: _Batch, decisions: Sequence[FormOutcome]) -> list[str]:
    """Move the files to _已处理 or _有问题, after the master has been committed."""
    place.recall(_tag(*content) for decision in decisions for content in decision.recalled)
    tags = {
        arrival.name: _tag(arrival.answers.identity.form, arrival.fingerprint) for arrival in batch.arrivals
    }
    moved = []
    for name, fate in sorted(batch.fates.items()):
        if fate is Fate.HELD or name not in tags:
            moved.append(place.put_aside(name))
        else:
            moved.append(place.move_to_done(name, tags[name]))
    return [f"收回/{name}" for name in moved]


def _tag(form: str, content: str) -> str:
    return f"{form}_{content[:8]}"
