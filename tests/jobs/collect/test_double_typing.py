"""双人录入: two people type the same ballots; only what both typed alike is counted."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from shuzhi_xl.demo.play.fill_forms import fill_typing
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.sheets.master.vocabulary import TYPING_A, TYPING_B
from shuzhi_xl.sheets.master.votes import BALLOT, FORM, RegisteredForm
from shuzhi_xl.wording.findings.all import sentence
from tests.year_stages import Stages, TownOffice


def meeting_of(office: TownOffice) -> str:
    return min(row.meeting for row in office.rows(FORM) if row.kind == TYPING_A)


def typed(office: TownOffice, stages: Stages, hand: str, papers: tuple[BallotAnswer, ...] = ()) -> bytes:
    meeting = meeting_of(office)
    place = next(office.root.glob(f"发出/*/*/录票_{meeting}_{hand}.xlsx"))
    return fill_typing(place.read_bytes(), papers or stages.town.paper[meeting])


def mistyped(stages: Stages, meeting: str) -> tuple[tuple[BallotAnswer, ...], str, str]:
    """The meeting's papers with one mark typed wrongly; the mark as it is and as it was typed."""
    first, *rest = stages.town.paper[meeting]
    secretary, right = next((secretary, mark) for secretary, mark in first.marks.items() if mark)
    other_mark = "差" if right != "差" else "好"
    return (replace(first, marks={**first.marks, secretary: other_mark}), *rest), right, other_mark


def fates(outcome: Outcome) -> tuple[int, ...]:
    return tuple(outcome.counts[name] for name in ("accepted", "duplicate", "held", "refused"))


def counted(office: TownOffice) -> Counter[tuple[str, str, str]]:
    return Counter((row.number, row.voter_class, row.overall) for row in office.rows(BALLOT))


def cast(stages: Stages, meeting: str) -> Counter[tuple[str, str, str]]:
    return Counter(
        (number, paper.voter_class, mark)
        for paper in stages.town.paper[meeting]
        for (number, _), mark in paper.marks.items()
    )


def hands(office: TownOffice) -> list[RegisteredForm]:
    meeting = meeting_of(office)
    return [row for row in office.rows(FORM) if row.meeting == meeting and row.kind in (TYPING_A, TYPING_B)]


def test_the_first_typing_waits_for_the_second(issued_twice: TownOffice, stages: Stages) -> None:
    issued_twice.drop("甲.xlsx", typed(issued_twice, stages, "甲"))
    outcome = issued_twice.run_job(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert "other_typing_missing" in {finding.code for finding in outcome.findings}
    assert issued_twice.rows(BALLOT) == []


def test_equal_ballots_count_once(issued_twice: TownOffice, stages: Stages) -> None:
    meeting = meeting_of(issued_twice)
    issued_twice.drop("甲.xlsx", typed(issued_twice, stages, "甲"))
    issued_twice.run_job(collect)
    issued_twice.drop("乙.xlsx", typed(issued_twice, stages, "乙"))
    outcome = issued_twice.run_job(collect)
    assert fates(outcome) == (2, 0, 0, 0)
    assert outcome.counts["ballots"] == len(stages.town.paper[meeting])
    assert counted(issued_twice) == cast(stages, meeting)
    assert fates(issued_twice.run_job(collect)) == (0, 0, 0, 0)
    assert counted(issued_twice) == cast(stages, meeting)


def test_a_differing_ballot_is_held_with_both_marks(issued_twice: TownOffice, stages: Stages) -> None:
    meeting = meeting_of(issued_twice)
    papers, right, other_mark = mistyped(stages, meeting)
    issued_twice.drop("甲.xlsx", typed(issued_twice, stages, "甲"))
    issued_twice.drop("乙.xlsx", typed(issued_twice, stages, "乙", papers))
    outcome = issued_twice.run_job(collect)
    assert fates(outcome) == (0, 0, 2, 0)
    (findings,) = (finding for finding in outcome.findings if finding.code == "typed_differently")
    assert f"甲“{right}”乙“{other_mark}”" in sentence(findings)
    assert len({row.ballot for row in issued_twice.rows(BALLOT)}) == len(papers) - 1
    assert [(row.returned, row.valid, row.spoiled) for row in hands(issued_twice)] == [
        (len(papers), len(papers) - 1, 1)
    ] * 2


def test_a_corrected_workbook_replaces_the_held_one(issued_twice: TownOffice, stages: Stages) -> None:
    meeting = meeting_of(issued_twice)
    papers, *_ = mistyped(stages, meeting)
    issued_twice.drop("甲.xlsx", typed(issued_twice, stages, "甲"))
    issued_twice.drop("乙.xlsx", typed(issued_twice, stages, "乙", papers))
    issued_twice.run_job(collect)
    issued_twice.drop("乙改.xlsx", typed(issued_twice, stages, "乙"))
    outcome = issued_twice.run_job(collect)
    assert fates(outcome) == (2, 0, 0, 1)
    assert counted(issued_twice) == cast(stages, meeting)
    assert [(row.valid, row.spoiled) for row in hands(issued_twice)] == [(len(papers), 0)] * 2
    again = issued_twice.run_job(collect)
    assert again.counts["ballots"] == 0
    assert counted(issued_twice) == cast(stages, meeting)


def test_a_ballot_that_only_one_typed_is_held(issued_twice: TownOffice, stages: Stages) -> None:
    papers = stages.town.paper[meeting_of(issued_twice)]
    issued_twice.drop("甲.xlsx", typed(issued_twice, stages, "甲"))
    issued_twice.drop("乙.xlsx", typed(issued_twice, stages, "乙", papers[:-1]))
    outcome = issued_twice.run_job(collect)
    (findings,) = (finding for finding in outcome.findings if finding.code == "typed_once")
    assert (findings.context["order"], findings.context["hand"]) == (papers[-1].order, "乙")
    assert len({row.ballot for row in issued_twice.rows(BALLOT)}) == len(papers) - 1


def test_everything_typed_twice_is_everything_once(issued_twice: TownOffice, stages: Stages) -> None:
    for name, content in stages.filled("issued_twice").items():
        issued_twice.drop(f"收到/{name}", content)
    outcome = issued_twice.run_job(collect)
    assert outcome.ok
    assert Path(issued_twice.returned()[0]).parts[:2] == ("2015", "_已处理")
    every = Counter[tuple[str, str, str]]()
    for meeting in stages.town.paper:
        every += cast(stages, meeting)
    for reply in stages.town.replies.values():
        for ballot in reply.ballots:
            every.update(
                (secretary, ballot.voter_class, mark) for (secretary, _), mark in ballot.marks.items()
            )
    assert counted(issued_twice) == every
