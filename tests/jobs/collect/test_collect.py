"""回收: every file has one fate, every vote counts once, whatever the names, copies and interruptions."""

import io
import shutil
import zipfile
from pathlib import Path
from typing import NoReturn

import openpyxl
import pytest

from shuzhi_xl.demo.play.fill_forms import backdate, fill_package
from shuzhi_xl.demo.play.office import secret_key
from shuzhi_xl.demo.play.resaved import by_openpyxl
from shuzhi_xl.demo.play.returns import SLIP, with_slip
from shuzhi_xl.demo.verdict.audit import find_lost_or_doubled_votes
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.sheets.master.program_sheets import KEY_NAME, SECRET, Secret
from shuzhi_xl.sheets.master.vocabulary import RETURNED, SPOILED
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.returned_folder import ReturnedFolder
from tests.jobs.collect.returned_files import blank_package, codes, contents, drop_all, fates, package, votes
from tests.year_stages import BRANCHES, Stages, TownOffice


def test_everything_comes_back_once(issued: TownOffice, stages: Stages) -> None:
    drop_all(issued, stages.filled())
    outcome = issued.run_job(collect)
    town = stages.town
    assert fates(outcome) == (len(stages.filled()), 0, 0, 0)
    assert outcome.counts["ballots"] == sum(map(len, town.paper.values())) + sum(
        len(reply.ballots) for reply in town.replies.values()
    )
    assert outcome.counts["survey_rows"] == sum(len(reply.surveys) for reply in town.replies.values())
    assert list(find_lost_or_doubled_votes(issued, town)) == []
    assert {row.state for row in issued.rows(FORM)} == {RETURNED}
    assert all(row.returned == row.valid for row in issued.rows(FORM))


def test_collecting_again_counts_nothing_twice(collected: TownOffice) -> None:
    before = votes(collected)
    outcome = collected.run_job(collect)
    assert fates(outcome) == (0, 0, 0, 0)
    assert outcome.counts["ballots"] == 0
    ballots, surveys, _ = votes(collected)
    assert (ballots, surveys) == before[:2]


def test_copies_under_other_names_are_repeats(issued: TownOffice, stages: Stages) -> None:
    files = stages.filled()
    drop_all(issued, files)
    drop_all(
        issued,
        {f"邮件/第{index}批/副本 {index}.XLSX": content for index, content in enumerate(files.values())},
    )
    outcome = issued.run_job(collect)
    assert fates(outcome) == (len(files), len(files), 0, 0)
    assert list(find_lost_or_doubled_votes(issued, stages.town)) == []
    late = dict.fromkeys(("再报.xlsx", "又报/再报.xlsx"), package(stages, "C001"))
    drop_all(issued, late)
    assert fates(issued.run_job(collect)) == (0, 2, 0, 0)
    assert list(find_lost_or_doubled_votes(issued, stages.town)) == []
    assert len(issued.returned()) == 2 * len(files) + 2


def test_votes_do_not_depend_on_names_or_order(issued: TownOffice, stages: Stages) -> None:
    files = stages.filled()
    drop_all(issued, files)
    issued.run_job(collect)
    at_once = votes(issued)
    other_office = stages.open("issued", issued.root / "other")
    for index, content in enumerate(reversed(list(files.values()))):
        other_office.drop(f"{index}.xlsx", content)
        if index == len(files) // 2:
            other_office.run_job(collect)
    other_office.run_job(collect)
    one_by_one = votes(other_office)
    assert one_by_one[:2] == at_once[:2]
    assert sorted(one_by_one[2]) == sorted(at_once[2])


class Killed(BaseException):
    """The machine went off."""


def kill(*_: object, **__: object) -> NoReturn:
    raise Killed


def test_a_run_that_dies_before_files_are_put_away_counts_once(
    issued: TownOffice, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = stages.filled()
    drop_all(issued, files)
    with monkeypatch.context() as broken:
        broken.setattr(ReturnedFolder, "move_to_done", kill)
        with pytest.raises(Killed):
            issued.run_job(collect)
    assert sorted(issued.returned()) == sorted(files)
    before = votes(issued)
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, len(files), 0, 0)
    assert votes(issued) == before
    assert list(find_lost_or_doubled_votes(issued, stages.town)) == []
    assert all(name.startswith("2015/_已处理/") for name in issued.returned())


def test_a_file_saved_by_another_program_has_the_same_content(collected: TownOffice, stages: Stages) -> None:
    collected.drop("另存.xlsx", by_openpyxl(package(stages, "J001")))
    assert fates(collected.run_job(collect)) == (0, 1, 0, 0)


def test_a_slip_of_the_pen_is_listed_and_counts_as_spoiled(issued: TownOffice, stages: Stages) -> None:
    issued.drop(
        "填错.xlsx", fill_package(blank_package(issued, "C001"), with_slip(stages.town.replies["C001"]))
    )
    outcome = issued.run_job(collect)
    (findings,) = (finding for finding in outcome.findings if finding.code == "mark_unreadable")
    assert (findings.at.file, findings.at.sheet, findings.value) == ("填错.xlsx", "录票", SLIP)
    assert findings.at.cell
    assert SLIP in sentence(findings)
    spoiled = [row for row in issued.rows(BALLOT) if row.overall == SPOILED]
    assert len(spoiled) == 1
    assert fates(outcome) == (1, 0, 0, 0)


def test_last_years_form_is_held_with_the_reason(issued: TownOffice, stages: Stages) -> None:
    issued.drop("去年.xlsx", backdate(package(stages, "C001"), bytes.fromhex(secret_key(1, 2014))))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert codes(outcome) == {"identity_other_year": 1}
    assert issued.returned() == ["2015/_有问题/去年.xlsx"]
    assert issued.rows(BALLOT) == []


def test_files_of_other_years_are_neither_read_nor_reported_again(issued: TownOffice, stages: Stages) -> None:
    """_有问题 was one folder for all years."""
    last_year = backdate(package(stages, "C001"), bytes.fromhex(secret_key(1, 2014)))
    picture = b"\xff\xd8\xff\xe0" + bytes(100)
    old_files = {"_有问题/去年.xlsx": last_year, "_有问题/照片.jpg": picture, "2014/去年.xlsx": last_year}
    for name, content in old_files.items():
        issued.drop(name, content)
    issued.drop("_有问题/今年.xlsx", package(stages, "C001"))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (1, 0, 0, 0)
    assert codes(outcome) == {}
    assert {name: issued.files("收回")[name] for name in old_files} == old_files


def test_files_set_aside_before_this_year_had_a_folder_are_still_reported(
    collected: TownOffice,
) -> None:
    shutil.rmtree(collected.root / "收回")  # as if all had been put away by an older version
    collected.drop("_有问题/照片.jpg", b"\xff\xd8\xff\xe0" + bytes(100))
    for _ in range(2):
        outcome = collected.run_job(collect)
        assert (fates(outcome), codes(outcome)) == ((0, 0, 0, 1), {"file_picture": 1})
        assert collected.returned() == ["2015/_有问题/照片.jpg"]


def test_forms_are_collected_from_the_folder_of_the_year(issued: TownOffice, stages: Stages) -> None:
    issued.drop("2015/东片/一.xlsx", package(stages, "C001"))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (1, 0, 0, 0)
    (name,) = issued.returned()
    assert name.startswith("2015/_已处理/15-C001-")
    assert outcome.outputs == [f"收回/{name}"]


def test_a_form_of_another_town_is_held(issued: TownOffice, stages: Stages) -> None:
    stranger = stages.open("drafted", issued.root / "stranger")
    with stranger.writing() as context:
        context.store.write_table(SECRET, [Secret(name=KEY_NAME, value=secret_key(2, 2015)).record()])
    stranger.run_job(distribute)
    foreign = fill_package(blank_package(stranger, "C001"), stages.town.replies["C001"])
    issued.drop("邻镇.xlsx", foreign)
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert codes(outcome) == {"identity_altered": 1}


def test_files_that_are_no_forms_are_refused_with_a_reason(issued: TownOffice) -> None:
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
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, 0, 0, len(strangers))
    assert {finding.at.file for finding in outcome.findings if finding.code != "not_returned"} == set(
        strangers
    )
    assert sorted(issued.returned()) == sorted(f"2015/_有问题/{name}" for name in strangers)


def test_what_has_not_come_back_is_listed(issued: TownOffice, stages: Stages) -> None:
    issued.drop("C001.xlsx", package(stages, "C001"))
    outcome = issued.run_job(collect)
    open_forms = {form.form for form in issued.rows(FORM) if form.number != "C001"}
    assert {
        finding.context["form"] for finding in outcome.findings if finding.code == "not_returned"
    } == open_forms
    assert (
        len({row.number for row in issued.rows(FORM) if row.state == "已发出" and row.number}) == BRANCHES - 1
    )


def test_more_ballots_than_were_issued_are_held(issued: TownOffice, stages: Stages) -> None:
    form = contents(issued, "C001")[0]
    issued.type_in(FORM, form, 发出数=form.issued - 1)
    issued.drop("C001.xlsx", package(stages, "C001"))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert codes(outcome) == {"more_than_issued": 1}
    assert issued.rows(BALLOT) == []
    issued.type_in(FORM, form, 发出数=form.issued)
    assert fates(issued.run_job(collect)) == (1, 0, 0, 0)


def test_junk_blocks_once_and_is_a_notice_when_it_is_met_again(issued: TownOffice, stages: Stages) -> None:
    issued.drop("a.xlsx", package(stages, "C001"))
    issued.drop("说明.txt", "请查收".encode("gb18030"))
    assert issued.run_job(collect).ok
    issued.drop("坏.xlsx", package(stages, "C002")[:2000])
    first, again = issued.run_job(collect), issued.run_job(collect)
    assert (first.ok, again.ok) == (False, True)
    assert [codes(outcome)["file_damaged"] for outcome in (first, again)] == [1, 1]


def test_what_is_no_file_is_mentioned_in_one_line(issued: TownOffice, stages: Stages, tmp_path: Path) -> None:
    issued.drop("a.xlsx", package(stages, "C001"))
    (issued.root / "收回/失效.xlsx").symlink_to(tmp_path / "没有")
    (issued.root / "收回/链接").symlink_to(tmp_path)
    outcome = issued.run_job(collect)
    assert (outcome.ok, fates(outcome)) == (True, (1, 0, 0, 0))
    (findings,) = (finding for finding in outcome.findings if finding.code == "entries_passed_over")
    assert "失效.xlsx、链接" in sentence(findings)
