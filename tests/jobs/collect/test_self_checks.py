"""回收: problems of a 问题自查 that was replaced or withdrawn stay in 整改清单, with a notice."""

from dataclasses import replace

from shuzhi_xl.demo.play.fill_forms import fill_package
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.rules.intake.answers import SelfCheck
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.vocabulary import ADOPTED, SELF_CHECK, VOID
from shuzhi_xl.sheets.master.votes import FORM
from shuzhi_xl.wording.findings.all import sentence
from tests.jobs.collect.returned_files import blank_package, codes, contents, package
from tests.year_stages import Stages, TownOffice

OTHER = SelfCheck("另一个问题")


def self_checked(office: TownOffice) -> list[Problem]:
    return [
        problem
        for problem in office.rows(PROBLEM)
        if (problem.number, problem.source) == ("C001", SELF_CHECK)
    ]


def replaced(office: TownOffice, stages: Stages, adopted: int) -> Outcome:
    """Another content of the form, with other problems, is handed in, and the clerk adopts one."""
    office.drop("一.xlsx", package(stages, "C001"))
    office.run_job(collect)
    reply = replace(stages.town.replies["C001"], problems=(OTHER,))
    office.drop("二.xlsx", fill_package(blank_package(office, "C001"), reply))
    assert "self_check_left" not in codes(office.run_job(collect))
    for index, row in enumerate(contents(office, "C001")):
        office.type_in(FORM, row, 状态=ADOPTED if index == adopted else VOID)
    return office.run_job(collect)


def test_what_the_adopted_form_no_longer_says_is_named_row_by_row(issued: TownOffice, stages: Stages) -> None:
    texts = [problem.content for problem in stages.town.replies["C001"].problems]
    outcome = replaced(issued, stages, adopted=1)
    rows = self_checked(issued)
    assert [row.content for row in rows] == [*texts, OTHER.content]
    findings = [finding for finding in outcome.findings if finding.code == "self_check_left"]
    assert [(finding.at.sheet, finding.value) for finding in findings] == [
        ("整改清单", text) for text in texts
    ]
    assert rows[0].problem in sentence(findings[0])


def test_nothing_is_left_behind_when_the_first_form_is_adopted(issued: TownOffice, stages: Stages) -> None:
    assert "self_check_left" not in codes(replaced(issued, stages, adopted=0))
    assert OTHER.content not in {problem.content for problem in self_checked(issued)}
