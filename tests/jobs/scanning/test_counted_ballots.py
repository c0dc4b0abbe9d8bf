"""What can be drawn: ballots that 读票 read, 回收 counted and 测评票 still has."""

import shutil
from dataclasses import replace

from shuzhi_xl.demo.play.fill_forms import fill_typing
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.scanning.counted_ballots import CountedBallots, read_counted_ballots
from shuzhi_xl.jobs.stages.read_year import master_key, read_year
from shuzhi_xl.sheets.master.vocabulary import TYPING_A
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from tests.jobs.scanning.scanned_typing import add_pages, first_meeting, page_of, scanned, typed
from tests.year_stages import Stages, TownOffice


def counted(office: TownOffice) -> CountedBallots:
    context = office.context()
    year, _ = read_year(context)
    key, _ = master_key(context, year)
    return read_counted_ballots(context, year, key)


def codes(ballots: CountedBallots) -> list[str]:
    return [finding.code for finding in ballots.findings]


def collect_scan(office: TownOffice, stages: Stages, without: int = 0) -> None:
    office.drop("读票.xlsx", scanned(office, stages, without))
    office.run_job(collect)


def test_the_ballots_are_those_of_the_paper_each_with_its_picture(issued: TownOffice, stages: Stages) -> None:
    collect_scan(issued, stages)
    meeting = first_meeting(issued)
    ballots = counted(issued)
    assert [ballot.answer for ballot in ballots.ballots] == [*stages.town.paper[meeting]]
    assert all(ballot.pages == (page_of(ballot.answer.order),) for ballot in ballots.ballots)
    row = issued.row(FORM, meeting=meeting, kind=TYPING_A)
    assert (ballots.contents, codes(ballots)) == ({meeting: row.fingerprint}, [])


def test_before_the_count_and_without_a_scan_there_is_nothing(issued: TownOffice, stages: Stages) -> None:
    assert counted(issued) == CountedBallots([], {}, [])
    issued.drop("甲.xlsx", typed(issued, stages))
    issued.run_job(collect)
    assert (counted(issued).ballots, codes(counted(issued))) == ([], [])


def test_ballots_without_a_picture_are_counted_in_a_finding(issued: TownOffice, stages: Stages) -> None:
    collect_scan(issued, stages, without=2)
    ballots = counted(issued)
    assert len(ballots.ballots) == len(stages.town.paper[first_meeting(issued)]) - 2
    assert [(finding.code, finding.context["value"]) for finding in ballots.findings] == [
        ("audit_unpictured", 2)
    ]


def test_a_file_that_is_gone_or_changed_is_not_drawn_from(issued: TownOffice, stages: Stages) -> None:
    """By its content: another file under its name is not what was counted."""
    collect_scan(issued, stages)
    (place,) = issued.root.glob("收回/*/_已处理/*读票.xlsx")
    papers = stages.town.paper[first_meeting(issued)]
    blank = next(issued.root.glob(f"发出/*/*/录票_{first_meeting(issued)}_甲.xlsx")).read_bytes()
    content = place.read_bytes()
    place.write_bytes(add_pages(fill_typing(blank, papers[:-1]), papers))
    assert (counted(issued).ballots, codes(counted(issued))) == ([], ["audit_file_changed"])
    place.unlink()
    assert (counted(issued).ballots, codes(counted(issued))) == ([], ["audit_file_missing"])
    issued.write_files({"收回/2015/_有问题/找回.xlsx": content})
    assert len(counted(issued).ballots) == len(papers)


def test_a_vote_changed_in_the_master_is_not_drawn_over(issued: TownOffice, stages: Stages) -> None:
    collect_scan(issued, stages)
    row = next(row for row in issued.rows(BALLOT) if row.overall == "好")
    issued.type_in(BALLOT, row, 总体评价="差")
    assert (counted(issued).ballots, codes(counted(issued))) == ([], ["audit_votes_differ"])


def test_with_two_hands_only_what_both_have_is_drawn(issued_twice: TownOffice, stages: Stages) -> None:
    """甲 is scanned and 乙 typed, with one mark otherwise; the files of both must be there."""
    meeting = first_meeting(issued_twice)
    first, *rest = stages.town.paper[meeting]
    secretary, mark = next((secretary, mark) for secretary, mark in first.marks.items() if mark)
    mistyped = replace(first, marks={**first.marks, secretary: "差" if mark != "差" else "好"})
    blank = next(issued_twice.root.glob(f"发出/*/*/录票_{meeting}_乙.xlsx")).read_bytes()
    issued_twice.drop("读票.xlsx", scanned(issued_twice, stages))
    issued_twice.drop("乙.xlsx", fill_typing(blank, (mistyped, *rest)))
    issued_twice.run_job(collect)
    ballots = counted(issued_twice)
    assert ([ballot.answer for ballot in ballots.ballots], codes(ballots)) == (rest, [])
    shutil.rmtree(issued_twice.root / "收回")
    assert (counted(issued_twice).ballots, codes(counted(issued_twice))) == ([], ["audit_file_missing"] * 2)
