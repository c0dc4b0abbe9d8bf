"""回收 of packages whose ballots name another voter class (票类) than they were issued for."""

import openpyxl

from shuzhi_xl.demo.play.fill_forms import fill_package
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.vocabulary import PACKAGE, TYPING_A
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from shuzhi_xl.wording.findings.all import sentence
from tests.jobs.collect.edited_workbook import Change, head, worked_on
from tests.jobs.collect.returned_files import blank_package, codes, drop_all, fates, package
from tests.year_stages import Stages, TownOffice

PEER, ATTENDEES = "互评票", "A票"


def with_class(voter_class: str) -> Change:
    """All ballots of a package name this class."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["录票"]
        row = next(row for row in range(head(sheet), sheet.max_row) if sheet.cell(row, 1).value == "票类")
        for col in range(4, sheet.max_column + 1):
            if sheet.cell(row, col).value:
                sheet.cell(row, col).value = voter_class

    return change


def test_ballots_in_another_class_than_the_package_was_issued_for_are_held(
    issued: TownOffice, stages: Stages
) -> None:
    issued.drop("a.xlsx", worked_on(package(stages, "C001"), with_class(ATTENDEES)))
    outcome = issued.run_job(collect)
    held_ballots = [finding for finding in outcome.findings if finding.code == "ballot_class_unknown"]
    assert (fates(outcome), len(held_ballots)) == (
        (1, 0, 0, 0),
        stages.town.replies["C001"].ballots[-1].order,
    )
    assert {(finding.at.file, finding.at.sheet) for finding in held_ballots} == {("a.xlsx", "录票")}
    assert f"“{ATTENDEES}”不在可选范围（{PEER}）内" in sentence(held_ballots[0])
    assert issued.rows(BALLOT) == []
    row = issued.row(FORM, number="C001", kind=PACKAGE)
    assert (row.valid, row.spoiled) == (0, len(held_ballots))


def test_a_class_written_otherwise_is_still_the_one_issued_for(issued: TownOffice, stages: Stages) -> None:
    issued.drop("a.xlsx", worked_on(package(stages, "C001"), with_class("互　评\u200b票 ")))
    outcome = issued.run_job(collect)
    assert not codes(outcome)
    assert {row.voter_class for row in issued.rows(BALLOT)} == {PEER}


def test_what_was_issued_for_one_class_stays_so_when_the_setting_is_emptied(
    issued: TownOffice, stages: Stages
) -> None:
    issued.set_values(互评票类=None)
    issued.drop("a.xlsx", package(stages, "C001"))
    issued.drop("b.xlsx", worked_on(package(stages, "C002"), with_class(ATTENDEES)))
    outcome = issued.run_job(collect)
    assert {finding.at.file for finding in outcome.findings if finding.code == "ballot_class_unknown"} == {
        "b.xlsx"
    }
    assert {row.voter_class for row in issued.rows(BALLOT)} == {PEER}


def test_ballots_of_any_class_of_the_meeting_come_from_a_package_issued_for_none(
    drafted: TownOffice, stages: Stages
) -> None:
    drafted.set_values(互评票类=None)
    assert drafted.run_job(distribute).ok
    filled = fill_package(blank_package(drafted, "C001"), stages.town.replies["C001"])
    drafted.drop("a.xlsx", worked_on(filled, with_class(ATTENDEES)))
    assert not codes(drafted.run_job(collect))
    assert {row.voter_class for row in drafted.rows(BALLOT)} == {ATTENDEES}


def test_too_many_votes_of_a_class_name_the_forms_and_spare_the_other_meetings(
    issued: TownOffice, stages: Stages
) -> None:
    """Votes that came in before packages were kept to their class."""
    drop_all(issued, stages.filled())
    assert issued.run_job(collect).ok
    ours = issued.row(FORM, number="C001", kind=PACKAGE)
    for row in issued.rows(BALLOT):
        if row.form == ours.form:
            issued.type_in(BALLOT, row, 票类=ATTENDEES)
    outcome = issued.run_job(compute)
    findings = [finding for finding in outcome.findings if finding.code == "votes_exceed_eligible"]
    assert {(finding.at.sheet, finding.at.cell) for finding in findings} == {
        ("票单登记", ours.at("form").cell)
    }
    typed = issued.row(FORM, meeting=ours.meeting, kind=TYPING_A)
    assert f"表单 {ours.form}（" in sentence(findings[0])
    assert f"表单 {typed.form}（" in sentence(findings[0])
    ranked = {appraisal.track for appraisal in issued.rows(APPRAISAL) if appraisal.rank}
    assert len(ranked) == 2
