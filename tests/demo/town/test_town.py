"""The invented town fits together, and the same seed invents the same town."""

from collections import Counter
from pathlib import Path

import pytest

from shuzhi_xl.demo.town.people import LEAST, MOST, split
from shuzhi_xl.demo.town.town import InventedTown, invent
from shuzhi_xl.sheets.master.vocabulary import GRADES, OVERALL
from shuzhi_xl.xlsx.textfiles.scheme_folder import DEMO_SCHEME, load_scheme


def make_town(seed: int = 1, branches: int = 12) -> InventedTown:
    return invent(seed, branches, load_scheme(DEMO_SCHEME, Path()))


@pytest.fixture(scope="module")
def town() -> InventedTown:
    return make_town(branches=100)


def test_same_seed_invents_the_same_town() -> None:
    assert make_town(seed=7) == make_town(seed=7)


def test_another_seed_invents_another_town() -> None:
    assert make_town(seed=7).replies != make_town(seed=8).replies


@pytest.mark.parametrize("branches", range(LEAST, MOST + 1, 37))
def test_tracks_share_the_branches_as_in_the_town_of_the_notice(branches: int) -> None:
    counts = split(branches)

    assert sum(counts) == branches
    assert min(counts) >= 1
    assert all(
        abs(count - branches * share / 100) <= 1 for count, share in zip(counts, (48, 27, 25), strict=True)
    )


@pytest.mark.parametrize("branches", [LEAST - 1, MOST + 1])
def test_too_small_or_too_large_a_town_is_refused(branches: int) -> None:
    with pytest.raises(ValueError, match="can be invented"):
        split(branches)


def test_no_two_organisations_or_people_share_a_name(town: InventedTown) -> None:
    names = [organisation.name for organisation in town.organisations]
    people = [organisation.secretary for organisation in town.organisations]
    people += [str(row["姓名"]) for row in town.tables["参会人员"]]

    assert len(set(names)) == len(names) == 100
    assert len(set(people)) == len(people)


def test_largest_town_finds_names_for_all() -> None:
    assert len({organisation.name for organisation in make_town(branches=MOST).organisations}) == MOST


def test_meetings_count_their_voters(town: InventedTown) -> None:
    listed = Counter(row["场次"] for row in town.tables["参会人员"])
    came = Counter(row["场次"] for row in town.tables["参会人员"] if row["出席"] == "是")

    for meeting in town.meetings:
        assert meeting.eligible == listed[meeting.number]
        assert meeting.present == came[meeting.number]


def test_about_eighty_papers_a_meeting_and_no_more_than_voters(town: InventedTown) -> None:
    for meeting in town.meetings:
        papers = town.paper[meeting.number]
        assert 70 <= len(papers) <= (meeting.present or 0)
        assert [paper.order for paper in papers] == list(range(1, len(papers) + 1))


def test_every_paper_rates_every_secretary_of_its_meeting(town: InventedTown) -> None:
    for meeting in town.meetings:
        rated = {
            organisation.number
            for organisation in town.organisations
            if organisation.meeting == meeting.number
        }
        assert all({number for number, _ in ballot.marks} == rated for ballot in town.paper[meeting.number])


def test_branches_answer_no_more_than_they_were_sent_and_never_rate_themselves(town: InventedTown) -> None:
    for branch in town.organisations:
        reply = town.replies[branch.number]
        assert len(reply.ballots) == branch.ballots
        assert 8 <= len(reply.surveys) <= (branch.surveys or 0) <= 40
        assert all((branch.number, OVERALL) not in ballot.marks for ballot in reply.ballots)


def test_every_grade_and_abstentions_occur(town: InventedTown) -> None:
    marks = Counter(
        mark for papers in town.paper.values() for paper in papers for mark in paper.marks.values()
    )

    assert set(marks) == {*GRADES, ""}
    assert marks["好"] > marks["较好"] > marks["一般"] > marks["差"]


def test_better_secretaries_are_better_rated_in_the_meeting_and_at_home(town: InventedTown) -> None:
    def share_of_good(number: str) -> tuple[float, float]:
        meeting = next(
            organisation.meeting for organisation in town.organisations if organisation.number == number
        )
        at_meeting = [ballot.marks[number, OVERALL] for ballot in town.paper[meeting]]
        at_home = [survey.marks[OVERALL] for survey in town.replies[number].surveys]
        return at_meeting.count("好") / len(at_meeting), at_home.count("好") / len(at_home)

    ranked = sorted((share_of_good(organisation.number) for organisation in town.organisations), reverse=True)
    best, worst = ranked[:30], ranked[-30:]

    assert sum(home for _, home in best) > sum(home for _, home in worst)


def test_each_raised_problem_is_a_remark_or_a_visit_marked_as_a_problem(town: InventedTown) -> None:
    remarks = {(row["编号"], "点评", row["点评内容"]) for row in town.remarks if row["列入问题"] == "是"}
    visits = {
        (row["编号"], "调研", row["情况摘要"]) for row in town.tables["座谈调研"] if row["列入问题"] == "是"
    }

    assert town.raised == remarks | visits
