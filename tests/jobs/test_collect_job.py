"""回收: every file has one fate, every vote counts once, whatever the names, copies and interruptions."""

import io
import zipfile
from collections import Counter
from typing import NoReturn

import openpyxl
import pytest
from year_stages import BRANCHES, Files, Place, Stages

from shuzhi_xl.demo.audit import lost_or_doubled
from shuzhi_xl.demo.filled import backdated, fill_package
from shuzhi_xl.demo.office import secret_key
from shuzhi_xl.demo.resaved import by_openpyxl
from shuzhi_xl.demo.returns import SLIP, with_slip
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.desk import Outcome
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.opening import KEY_NAME
from shuzhi_xl.sheets.program import SECRET, Secret
from shuzhi_xl.sheets.results import PROBLEM
from shuzhi_xl.sheets.vocabulary import ADOPTED, PENDING, RETURNED, SPOILED, VOID
from shuzhi_xl.sheets.votes import BALLOT, FORM, SURVEY_ANSWER, RegisteredForm
from shuzhi_xl.wording.sentences import sentence
from shuzhi_xl.xlsx.folder import Folder

FATES = ("accepted", "duplicate", "held", "refused")


def fates(outcome: Outcome) -> tuple[int, ...]:
    assert outcome.counts["files"] == sum(outcome.counts[name] for name in FATES)
    return tuple(outcome.counts[name] for name in FATES)


def codes(outcome: Outcome) -> Counter[str]:
    return Counter(each.code for each in outcome.findings if each.code != "not_returned")


def drop_all(office: Place, files: Files) -> None:
    for name, content in files.items():
        office.drop(name, content)


def votes(office: Place) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], list[str]]:
    ballots: list[tuple[str, ...]] = [
        (row.ballot, row.form, row.voter_class, row.number, row.overall) for row in office.rows(BALLOT)
    ]
    surveys: list[tuple[str, ...]] = [
        (row.form, str(row.order), row.voter_class, row.overall) for row in office.rows(SURVEY_ANSWER)
    ]
    return ballots, surveys, [row.problem for row in office.rows(PROBLEM)]


def package(stages: Stages, number: str) -> bytes:
    return next(content for name, content in stages.filled().items() if f"_{number}_" in name)


def blank_package(office: Place, number: str) -> bytes:
    return next(office.root.glob(f"发出/*/*/测评表_{number}_*.xlsx")).read_bytes()


def changed_package(office: Place, stages: Stages, number: str) -> bytes:
    """The same form with one mark changed."""
    reply = stages.town.replies[number]
    first = reply.ballots[0]
    (whom, given), *_ = first.marks.items()
    other = "差" if given != "差" else "好"
    changed = type(first)(first.order, first.voter_class, {**first.marks, whom: other})
    return fill_package(
        blank_package(office, number),
        type(reply)((changed, *reply.ballots[1:]), reply.surveys, reply.problems),
    )


def contents(office: Place, number: str) -> list[RegisteredForm]:
    return [each for each in office.rows(FORM) if each.number == number and each.kind == "测评表"]


def ballots_from(office: Place, number: str) -> int:
    form = contents(office, number)[0].form
    return len({row.ballot for row in office.rows(BALLOT) if row.form == form})


def test_everything_comes_back_once(issued: Place, stages: Stages) -> None:
    drop_all(issued, stages.filled())
    outcome = issued.press(collect)
    town = stages.town
    assert fates(outcome) == (len(stages.filled()), 0, 0, 0)
    assert outcome.counts["ballots"] == sum(map(len, town.paper.values())) + sum(
        len(reply.ballots) for reply in town.replies.values()
    )
    assert outcome.counts["survey_rows"] == sum(len(reply.surveys) for reply in town.replies.values())
    assert list(lost_or_doubled(issued, town)) == []
    assert {row.state for row in issued.rows(FORM)} == {RETURNED}
    assert all(row.returned == row.valid for row in issued.rows(FORM))


def test_collecting_again_counts_nothing_twice(collected: Place) -> None:
    before = votes(collected)
    outcome = collected.press(collect)
    assert fates(outcome) == (0, 0, 0, 0)
    assert outcome.counts["ballots"] == 0
    ballots, surveys, _ = votes(collected)
    assert (ballots, surveys) == before[:2]


def test_copies_under_other_names_are_repeats(issued: Place, stages: Stages) -> None:
    files = stages.filled()
    drop_all(issued, files)
    drop_all(
        issued, {f"邮件/第{index}批/副本 {index}.XLSX": each for index, each in enumerate(files.values())}
    )
    outcome = issued.press(collect)
    assert fates(outcome) == (len(files), len(files), 0, 0)
    assert list(lost_or_doubled(issued, stages.town)) == []
    late = dict.fromkeys(("再报.xlsx", "又报/再报.xlsx"), package(stages, "C001"))
    drop_all(issued, late)
    assert fates(issued.press(collect)) == (0, 2, 0, 0)
    assert list(lost_or_doubled(issued, stages.town)) == []
    assert len(issued.returned()) == 2 * len(files) + 2


def test_votes_do_not_depend_on_names_or_order(issued: Place, stages: Stages) -> None:
    files = stages.filled()
    drop_all(issued, files)
    issued.press(collect)
    at_once = votes(issued)
    other = stages.open("issued", issued.root / "other")
    for index, content in enumerate(reversed(list(files.values()))):
        other.drop(f"{index}.xlsx", content)
        if index == len(files) // 2:
            other.press(collect)
    other.press(collect)
    one_by_one = votes(other)
    assert one_by_one[:2] == at_once[:2]
    assert sorted(one_by_one[2]) == sorted(at_once[2])


def test_two_contents_of_a_form_are_both_held_until_the_clerk_decides(issued: Place, stages: Stages) -> None:
    first, second = package(stages, "C001"), changed_package(issued, stages, "C001")
    issued.drop("一.xlsx", first)
    issued.drop("二.xlsx", second)
    outcome = issued.press(collect)
    assert fates(outcome) == (0, 0, 2, 0)
    assert codes(outcome) == {"contents_differ": 2}
    assert [row.state for row in contents(issued, "C001")] == [PENDING, PENDING]
    assert ballots_from(issued, "C001") == 0
    assert issued.returned() == ["_有问题/一.xlsx", "_有问题/二.xlsx"]
    assert fates(issued.press(collect)) == (0, 0, 2, 0)


def test_a_second_content_withdraws_the_votes_of_the_first(collected: Place, stages: Stages) -> None:
    collected.drop("更正.xlsx", changed_package(collected, stages, "C001"))
    outcome = collected.press(collect)
    assert fates(outcome)[:3] == (0, 0, 1)
    assert [row.state for row in contents(collected, "C001")] == [PENDING, PENDING]
    assert ballots_from(collected, "C001") == 0
    assert not [row for row in collected.rows(SURVEY_ANSWER) if row.number == "C001"]
    aside = [name for name in collected.returned() if name.startswith("_有问题/")]
    assert len(aside) == 2


@pytest.mark.parametrize("chosen", [0, 1], ids=["the first", "the correction"])
def test_the_clerks_choice_is_obeyed(collected: Place, stages: Stages, chosen: int) -> None:
    reply = stages.town.replies["C001"]
    correct = votes(collected)
    collected.drop("更正.xlsx", changed_package(collected, stages, "C001"))
    collected.press(collect)
    rows = contents(collected, "C001")
    for index, row in enumerate(rows):
        collected.type_in(FORM, row, 状态=ADOPTED if index == chosen else VOID)
    outcome = collected.press(collect)
    assert fates(outcome) == (1, 0, 0, 1)
    assert outcome.counts["ballots"] == len(reply.ballots)
    assert [row.state for row in contents(collected, "C001")] == [
        ADOPTED if index == chosen else VOID for index in range(2)
    ]
    assert (votes(collected)[:2] == correct[:2]) is (chosen == 0)
    assert ballots_from(collected, "C001") == len(reply.ballots)
    assert len(votes(collected)[2]) == len(correct[2])
    assert fates(collected.press(collect))[0] == 0
    assert ballots_from(collected, "C001") == len(reply.ballots)


class Killed(BaseException):
    """The machine went off."""


def kill(*_: object, **__: object) -> NoReturn:
    raise Killed


def test_a_run_that_dies_before_files_are_put_away_counts_once(
    issued: Place, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = stages.filled()
    drop_all(issued, files)
    with monkeypatch.context() as broken:
        broken.setattr(Folder, "put_done", kill)
        with pytest.raises(Killed):
            issued.press(collect)
    assert sorted(issued.returned()) == sorted(files)
    before = votes(issued)
    outcome = issued.press(collect)
    assert fates(outcome) == (0, len(files), 0, 0)
    assert votes(issued) == before
    assert list(lost_or_doubled(issued, stages.town)) == []
    assert all(name.startswith("_已处理/") for name in issued.returned())


def test_a_withdrawal_that_dies_before_files_are_moved_is_completed(
    collected: Place, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counted file is still among the processed ones; the next run fetches it back."""
    collected.drop("更正.xlsx", changed_package(collected, stages, "C001"))
    with monkeypatch.context() as broken:
        broken.setattr(Folder, "recall", kill)
        with pytest.raises(Killed):
            collected.press(collect)
    assert ballots_from(collected, "C001") == 0
    collected.press(collect)
    for row in contents(collected, "C001"):
        collected.type_in(
            FORM, row, 状态=ADOPTED if row.line == contents(collected, "C001")[0].line else VOID
        )
    collected.press(collect)
    outcome = collected.press(collect)
    assert "adopted_file_missing" not in codes(outcome)
    assert list(lost_or_doubled(collected, stages.town)) == []


def test_a_file_saved_by_another_program_has_the_same_content(collected: Place, stages: Stages) -> None:
    collected.drop("另存.xlsx", by_openpyxl(package(stages, "J001")))
    assert fates(collected.press(collect)) == (0, 1, 0, 0)


def test_a_slip_of_the_pen_is_listed_and_counts_as_spoiled(issued: Place, stages: Stages) -> None:
    issued.drop(
        "填错.xlsx", fill_package(blank_package(issued, "C001"), with_slip(stages.town.replies["C001"]))
    )
    outcome = issued.press(collect)
    (found,) = (each for each in outcome.findings if each.code == "mark_unreadable")
    assert (found.at.file, found.at.sheet, found.value) == ("填错.xlsx", "录票", SLIP)
    assert found.at.cell
    assert SLIP in sentence(found)
    spoiled = [row for row in issued.rows(BALLOT) if row.overall == SPOILED]
    assert len(spoiled) == 1
    assert fates(outcome) == (1, 0, 0, 0)


def test_last_years_form_is_held_with_the_reason(issued: Place, stages: Stages) -> None:
    issued.drop("去年.xlsx", backdated(package(stages, "C001"), bytes.fromhex(secret_key(1, 2014))))
    outcome = issued.press(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert codes(outcome) == {"identity_other_year": 1}
    assert issued.returned() == ["_有问题/去年.xlsx"]
    assert issued.rows(BALLOT) == []


def test_a_form_of_another_town_is_held(issued: Place, stages: Stages) -> None:
    stranger = stages.open("drafted", issued.root / "stranger")
    with stranger.writing() as desk:
        desk.store.write_table(SECRET, [Secret(name=KEY_NAME, value=secret_key(2, 2015)).record()])
    stranger.press(distribute)
    foreign = fill_package(blank_package(stranger, "C001"), stages.town.replies["C001"])
    issued.drop("邻镇.xlsx", foreign)
    outcome = issued.press(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert codes(outcome) == {"identity_altered": 1}


def test_files_that_are_no_forms_are_refused_each_with_its_reason(issued: Place) -> None:
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("说明.txt", "附件")
    strangers = {
        "别的表.xlsx": book.getvalue(),
        "名单.csv": "编号,姓名\n".encode(),
        "附件.zip": archive.getvalue(),
        "空.xlsx": b"",
        "坏.xlsx": book.getvalue()[:400],
        "照片.jpg": b"\xff\xd8\xff\xe0" + bytes(100),
        "总表.xlsm": issued.master.read_bytes(),
    }
    for name, content in strangers.items():
        (issued.root / "收回").mkdir(exist_ok=True)
        (issued.root / "收回" / name).write_bytes(content)
    outcome = issued.press(collect)
    assert fates(outcome) == (0, 0, 0, len(strangers))
    assert {each.at.file for each in outcome.findings if each.code != "not_returned"} == set(strangers)
    assert sorted(issued.returned()) == sorted(f"_有问题/{name}" for name in strangers)


def test_what_has_not_come_back_is_listed(issued: Place, stages: Stages) -> None:
    issued.drop("C001.xlsx", package(stages, "C001"))
    outcome = issued.press(collect)
    open_forms = {each.form for each in issued.rows(FORM) if each.number != "C001"}
    assert {each.context["form"] for each in outcome.findings if each.code == "not_returned"} == open_forms
    assert (
        len({row.number for row in issued.rows(FORM) if row.state == "已发出" and row.number}) == BRANCHES - 1
    )


def test_more_ballots_than_were_issued_are_held(issued: Place, stages: Stages) -> None:
    form = contents(issued, "C001")[0]
    issued.type_in(FORM, form, 发出数=form.issued - 1)
    issued.drop("C001.xlsx", package(stages, "C001"))
    outcome = issued.press(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert codes(outcome) == {"more_than_issued": 1}
    assert issued.rows(BALLOT) == []
    issued.type_in(FORM, form, 发出数=form.issued)
    assert fates(issued.press(collect)) == (1, 0, 0, 0)
