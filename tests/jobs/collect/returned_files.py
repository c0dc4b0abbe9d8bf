"""What comes back to the small town's office, and what becomes of it."""

from collections import Counter

from shuzhi_xl.demo.play.fill_forms import fill_package
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.votes import BALLOT, FORM, SURVEY_ANSWER, RegisteredForm
from tests.year_stages import Files, Stages, TownOffice

FATES = ("accepted", "duplicate", "held", "refused")


def fates(outcome: Outcome) -> tuple[int, ...]:
    assert outcome.counts["files"] == sum(outcome.counts[name] for name in FATES)
    return tuple(outcome.counts[name] for name in FATES)


def codes(outcome: Outcome) -> Counter[str]:
    return Counter(finding.code for finding in outcome.findings if finding.code != "not_returned")


def drop_all(office: TownOffice, files: Files) -> None:
    for name, content in files.items():
        office.drop(name, content)


def votes(office: TownOffice) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], list[str]]:
    ballots: list[tuple[str, ...]] = [
        (row.ballot, row.form, row.voter_class, row.number, row.overall) for row in office.rows(BALLOT)
    ]
    surveys: list[tuple[str, ...]] = [
        (row.form, str(row.order), row.voter_class, row.overall) for row in office.rows(SURVEY_ANSWER)
    ]
    return ballots, surveys, [row.problem for row in office.rows(PROBLEM)]


def package(stages: Stages, number: str) -> bytes:
    return next(content for name, content in stages.filled().items() if f"_{number}_" in name)


def blank_package(office: TownOffice, number: str) -> bytes:
    return next(office.root.glob(f"发出/*/*/测评表_{number}_*.xlsx")).read_bytes()


def changed_package(office: TownOffice, stages: Stages, number: str) -> bytes:
    """The same form with one mark changed."""
    reply = stages.town.replies[number]
    first = reply.ballots[0]
    (secretary, mark), *_ = first.marks.items()
    other_grade = "差" if mark != "差" else "好"
    changed = type(first)(first.order, first.voter_class, {**first.marks, secretary: other_grade})
    return fill_package(
        blank_package(office, number),
        type(reply)((changed, *reply.ballots[1:]), reply.surveys, reply.problems),
    )


def contents(office: TownOffice, number: str) -> list[RegisteredForm]:
    return [form for form in office.rows(FORM) if form.number == number and form.kind == "测评表"]


def ballots_from(office: TownOffice, number: str) -> int:
    form = contents(office, number)[0].form
    return len({row.ballot for row in office.rows(BALLOT) if row.form == form})
