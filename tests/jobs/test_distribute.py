"""分发: whatever interrupts it, every branch ends up with one package, and what went out stays as it is."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from openpyxl import load_workbook

from shuzhi_xl.demo.play.fill_forms import fill_typing
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.reissue import reissue
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETING_TABLE, ORGANISATION, Organisation
from shuzhi_xl.sheets.master.program_sheets import SECRET
from shuzhi_xl.sheets.master.vocabulary import ISSUED, PACKAGE, RETURNED, VOID
from shuzhi_xl.sheets.master.votes import BALLOT, FORM, RegisteredForm
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.town_folder import Folder
from tests.year_stages import BRANCHES, Stages, TownOffice

SENT = "发出"


class Killed(BaseException):
    """The machine went off."""


def kill(*_: object, **__: object) -> NoReturn:
    raise Killed


def register(office: TownOffice) -> list[tuple[str, str, str]]:
    return [(form.form, form.kind, form.state) for form in office.rows(FORM)]


def package_of(office: TownOffice, number: str) -> Path:
    return next(office.root.glob(f"{SENT}/*/*/测评表_{number}_*.xlsx"))


def forms_of(office: TownOffice, number: str) -> list[RegisteredForm]:
    return [form for form in office.rows(FORM) if form.number == number and form.kind == PACKAGE]


def test_every_branch_gets_a_package_and_every_meeting_a_typing_workbook(drafted: TownOffice) -> None:
    outcome = drafted.run_job(distribute)
    assert outcome.counts == {"packages": BRANCHES, "unchanged": 0}
    names = sorted(Path(file).name.split("_")[0] for file in drafted.files(SENT))
    meetings = len(drafted.rows(MEETING_TABLE))
    papers = ["主持词", "会议议程", "签到表", "计票报告单", "调研记录表", "测评票"]
    whole = ["发送清单.xlsx", "日程安排.ics", "述职评议考核通知.docx"]
    assert names == sorted([*[*papers, "录票"] * meetings, *whole, *["测评表"] * BRANCHES])
    assert sorted(outcome.outputs) == sorted(f"{SENT}/{file}" for file in drafted.files(SENT))


def test_a_second_run_changes_nothing(issued: TownOffice) -> None:
    files, rows = issued.files(SENT), register(issued)
    outcome = issued.run_job(distribute)
    assert outcome.counts == {"packages": 0, "unchanged": BRANCHES}
    assert (issued.files(SENT), register(issued)) == (files, rows)
    assert (outcome.ok, outcome.outputs) == (True, [])


def test_a_deleted_package_is_made_again_to_the_byte(issued: TownOffice) -> None:
    files, rows = issued.files(SENT), register(issued)
    package_of(issued, "C002").unlink()
    outcome = issued.run_job(distribute)
    assert outcome.counts == {"packages": 1, "unchanged": BRANCHES - 1}
    assert (issued.files(SENT), register(issued)) == (files, rows)


@pytest.mark.parametrize(
    ("owner", "name"),
    [(ClosedStore, "commit"), (Folder, "place_staged")],
    ids=["before commit", "after commit"],
)
def test_an_interrupted_run_is_completed_by_the_next(
    drafted: TownOffice, stages: Stages, monkeypatch: pytest.MonkeyPatch, owner: type, name: str
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(owner, name, kill)
        with pytest.raises(Killed):
            drafted.run_job(distribute)
    assert not any(name.startswith("测评表") for name in map(_base, drafted.files(SENT)))
    drafted.run_job(distribute)
    whole = stages.open("issued", drafted.root / "whole")
    assert drafted.files(SENT) == whole.files(SENT)
    assert register(drafted) == register(whole)


def test_a_run_that_dies_while_moving_files_is_completed(
    drafted: TownOffice, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", _dies_after(3, os.replace))
        with pytest.raises(Killed):
            drafted.run_job(distribute)
    drafted.run_job(distribute)
    assert drafted.files(SENT) == stages.open("issued", drafted.root / "whole").files(SENT)


def _dies_after(count: int, move: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
    moved_files: list[Path] = []

    def replace(source: Path, target: Path) -> None:
        if source.name.startswith("~"):
            moved_files.append(source)
        return kill() if len(moved_files) > count else move(source, target)

    return replace


@pytest.mark.parametrize(
    ("suffix", "limit"), [(".xlsx", "Excel 能打开的 218 个"), (".docx", "Windows 能打开的 259 个")]
)
def test_files_that_cannot_be_opened_are_named_once(
    suffix: str, limit: str, drafted: TownOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lengths(_: Folder, places: Iterable[str]) -> Mapping[str, int]:
        return {place: 219 + len(place) + (100 if place.endswith(suffix) else 0) for place in places}

    monkeypatch.setattr(Folder, "find_overlong_paths", lengths)
    outcome = drafted.run_job(distribute)
    (finding,) = (finding for finding in outcome.findings if finding.code == "path_too_long")
    longest = max((place for place in outcome.outputs if place.endswith(suffix)), key=len)
    assert finding.at.file == Path(longest).name
    assert f"路径有 {319 + len(longest)} 个字符，超过 {limit}" in sentence(finding)
    assert f"共 {len(outcome.outputs) - 2} 个" in sentence(finding)
    assert outcome.ok


def _base(place: str) -> str:
    return Path(place).name


def test_a_reissued_package_makes_the_lost_one_void(issued: TownOffice, stages: Stages) -> None:
    lost = next(content for name, content in stages.filled().items() if "_C001_" in name)
    before = package_of(issued, "C001").read_bytes()
    outcome = issued.run_job(distribute, reissue=["C001"])
    assert outcome.counts == {"packages": 1, "unchanged": BRANCHES - 1}
    old, new = forms_of(issued, "C001")
    assert (old.state, new.state) == (VOID, ISSUED)
    assert old.form != new.form
    assert package_of(issued, "C001").read_bytes() != before
    issued.drop("找到了.xlsx", lost)
    outcome = issued.run_job(collect)
    assert (outcome.counts["files"], outcome.counts["refused"], outcome.counts["ballots"]) == (1, 1, 0)
    assert "form_void" in {finding.code for finding in outcome.findings}


def test_reissuing_an_unknown_branch_changes_nothing(issued: TownOffice) -> None:
    files, rows = issued.files(SENT), register(issued)
    outcome = issued.run_job(distribute, reissue=["X999"])
    assert [finding.code for finding in outcome.findings] == ["reissue_unknown"]
    assert (issued.files(SENT), register(issued)) == (files, rows)


def test_a_form_declared_void_by_hand_is_issued_again(issued: TownOffice) -> None:
    (old,) = forms_of(issued, "J001")
    issued.type_in(FORM, old, 状态=VOID)
    outcome = issued.run_job(distribute)
    assert outcome.counts["packages"] == 1
    assert [form.state for form in forms_of(issued, "J001")] == [VOID, ISSUED]
    assert issued.run_job(distribute).counts == {"packages": 0, "unchanged": BRANCHES}


def test_a_typing_workbook_is_reissued_by_its_meeting(issued: TownOffice) -> None:
    meeting = issued.rows(MEETING_TABLE)[0].number
    issued.run_job(distribute, reissue=[meeting])
    states = [
        form.state for form in issued.rows(FORM) if form.meeting == meeting and form.kind.startswith("录票")
    ]
    assert states == [VOID, ISSUED]


def test_a_change_of_the_roster_names_the_forms_to_reissue_and_rewrites_none(issued: TownOffice) -> None:
    files, rows = issued.files(SENT), register(issued)
    gone = issued.row(ORGANISATION, number="C001")
    issued.type_in(ORGANISATION, gone, 参评="否", 不参评原因="书记空缺")
    outcome = issued.run_job(distribute)
    form_names = {finding.context["form"] for finding in outcome.findings if finding.code == "form_outdated"}
    of_meeting = {
        form.form
        for form in issued.rows(FORM)
        if form.meeting == gone.meeting and form.number != "C001" and form.form
    }
    assert form_names == of_meeting
    changed = {name for name in files if issued.files(SENT)[name] != files[name]}
    assert {name for name in changed if "/会议_" not in name} == {"2015/发送清单.xlsx"}
    assert [row for row in register(issued) if row[2] != VOID] == [
        row
        for row in rows
        if row[0] not in {form.form for form in issued.rows(FORM) if form.number == "C001"}
    ]


def without_ballots(office: TownOffice) -> None:
    with office.writing() as context:
        rows = office.rows(ORGANISATION)
        context.store.write_cells(ORGANISATION, {(row.line, "测评票数"): 0 for row in rows})


def add_branch(office: TownOffice, like: Organisation) -> None:
    """A branch that the office has forgotten."""
    values = {"number": "X900", "name": "新建党支部", "secretary": "新书记"}
    with office.writing() as context:
        context.store.append_rows(ORGANISATION, [like.model_copy(update=values).record()])


def sentences_of(outcome: Outcome) -> dict[str, str]:
    return {
        finding.context["subject"]: sentence(finding)
        for finding in outcome.findings
        if finding.code == "form_outdated"
    }


def test_packages_without_ballots_stay_valid_whatever_changes_on_the_roster(
    drafted: TownOffice, stages: Stages
) -> None:
    without_ballots(drafted)
    assert drafted.run_job(distribute).ok
    book = load_workbook(package_of(drafted, "C001"))
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == [
        "填写说明",
        "问卷",
        "问题自查",
    ]
    row = drafted.row(ORGANISATION, number="C002")
    drafted.type_in(ORGANISATION, row, 书记姓名="接任者")
    add_branch(drafted, row)
    before = sentences_of(drafted.run_job(check))
    assert list(before) == [row.meeting]
    assert f"的书记由“{row.secretary}”改为“接任者”；增加“新建党支部”（X900）。" in before[row.meeting]
    outcome = drafted.run_job(distribute)
    assert sentences_of(outcome) == before
    assert outcome.counts == {"packages": 1, "unchanged": BRANCHES}
    place = next(drafted.root.glob(f"发出/*/*/录票_{row.meeting}_甲.xlsx"))
    drafted.drop("甲.xlsx", fill_typing(place.read_bytes(), stages.town.paper[row.meeting]))
    drafted.drop("支部.xlsx", package_of(drafted, "C001").read_bytes())
    outcome = drafted.run_job(collect)
    (findings,) = (finding for finding in outcome.findings if finding.at.file == "甲.xlsx")
    assert (findings.code, findings.context["numbers"]) == ("candidate_added", "X900")
    assert (outcome.counts["accepted"], outcome.counts["held"]) == (1, 1)


def test_forms_issued_by_the_first_version_are_not_issued_again(issued: TownOffice) -> None:
    """It kept a fingerprint of each form, and no lists."""
    files = issued.files(SENT)
    with issued.writing() as context:
        secrets = context.store.read_table(SECRET).records()
        first = [
            {**row, "取值": str(row["取值"]).split(" ")[0]}
            for row in secrets
            if not str(row["名称"]).startswith("名单")
        ]
        assert len(first) < len(secrets)
        context.store.write_table(SECRET, first)
    outcome = issued.run_job(distribute)
    assert outcome.counts == {"packages": 0, "unchanged": BRANCHES}
    assert not sentences_of(outcome)
    assert issued.files(SENT) == files


def test_nothing_goes_out_while_the_roster_has_gaps(drafted: TownOffice) -> None:
    drafted.type_in(ORGANISATION, drafted.rows(ORGANISATION)[0], 书记姓名=None)
    outcome = drafted.run_job(distribute)
    assert not outcome.ok
    assert outcome.counts == {"packages": 0, "unchanged": 0}
    assert drafted.files(SENT) == {}
    assert drafted.rows(FORM) == []


def test_one_press_reissues_what_a_new_secretary_outdates_but_nothing_that_came_back(
    issued: TownOffice, stages: Stages
) -> None:
    row = issued.row(ORGANISATION, number="C001")
    colleagues = [form.number for form in issued.rows(FORM) if form.meeting == row.meeting and form.number]
    counted_number = next(number for number in colleagues if number != "C001")
    returned = next(content for name, content in stages.filled().items() if f"_{counted_number}_" in name)
    issued.drop("交来.xlsx", returned)
    assert issued.run_job(collect).counts["accepted"] == 1
    votes = issued.rows(BALLOT)
    issued.type_in(ORGANISATION, row, 书记姓名="接任者")
    before = {number: package_of(issued, number).read_bytes() for number in colleagues}
    outcome = issued.run_job(reissue)
    assert outcome.counts == {"packages": len(colleagues) - 1, "typing": 1, "refused": 1}
    assert f"“{row.name}”（C001）的书记由“{row.secretary}”改为“接任者”；原表单作废，重做了" in outcome.summary
    assert f"（{row.meeting} 甲）" in outcome.summary
    assert "另有 1 份要重发的表单已经收回" in outcome.summary
    assert [finding.code for finding in outcome.findings].count("counted_form_outdated") == 1
    assert issued.rows(BALLOT) == votes
    assert [form.state for form in forms_of(issued, counted_number)] == [RETURNED]
    for number in colleagues:
        is_same = package_of(issued, number).read_bytes() == before[number]
        assert is_same == (number == counted_number)
    assert [form.state for form in forms_of(issued, "C001")] == [VOID, ISSUED]
    rows = register(issued)
    again = issued.run_job(reissue)
    assert again.summary.startswith("没有重发：1 份")
    assert register(issued) == rows


def test_reissue_does_nothing_where_nothing_changed_or_the_roster_has_gaps(issued: TownOffice) -> None:
    files, rows = issued.files(SENT), register(issued)
    assert issued.run_job(reissue).summary.startswith("没有重发：已发出的表单都与现在的名册、设置相符。")
    assert not issued.run_job(reissue, subjects=["X999"]).ok
    issued.type_in(ORGANISATION, issued.rows(ORGANISATION)[0], 书记姓名=None)
    outcome = issued.run_job(reissue)
    assert (outcome.ok, outcome.counts) == (False, {"packages": 0, "typing": 0, "refused": 0})
    assert (issued.files(SENT), register(issued)) == (files, rows)


def test_nothing_is_reissued_while_returned_files_wait(issued: TownOffice, stages: Stages) -> None:
    issued.type_in(ORGANISATION, issued.row(ORGANISATION, number="C001"), 书记姓名="接任者")
    issued.drop("交来.xlsx", next(iter(stages.filled().values())))
    rows = register(issued)
    outcome = issued.run_job(reissue)
    assert [finding.code for finding in outcome.findings if finding.code == "files_not_collected"]
    assert (outcome.ok, register(issued)) == (False, rows)
    issued.run_job(collect)
    assert issued.run_job(reissue).ok
