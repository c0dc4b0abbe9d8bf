"""What the invented branches fill in is read back as they meant it, whatever program saved it last."""

from pathlib import Path
from typing import Any

import pytest

from shuzhi_xl.demo.play.fill_forms import backdate, fill_package, fill_typing
from shuzhi_xl.demo.play.resaved import by_openpyxl, resave_elsewhere
from shuzhi_xl.demo.town.town import InventedTown, invent
from shuzhi_xl.rules.forms.identity import examine_identity, seal_identity
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.intake.read_form import read_form, read_identity
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from shuzhi_xl.sheets.outgoing.forms import (
    PACKAGE_TEMPLATE,
    TEMPLATE_VERSION,
    TYPING_TEMPLATE,
    Candidate,
    PackageContent,
    TypingContent,
)
from shuzhi_xl.xlsx.files.shipped import read_template
from shuzhi_xl.xlsx.fill import package, typing_workbook
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.read.calamine import read_calamine
from shuzhi_xl.xlsx.textfiles.scheme_folder import DEMO_SCHEME, load_scheme

KEY = b"this year's"
PAPERS = ("A票", "B票", "C票")
HOME = ("党员票", "群众票")


@pytest.fixture(scope="module")
def town() -> InventedTown:
    return invent(3, 12, load_scheme(DEMO_SCHEME, Path()))


def _candidates(town: InventedTown, number: str = "") -> list[Candidate]:
    return [
        Candidate(
            organisation.number,
            organisation.name,
            organisation.secretary,
            is_own=organisation.number == number,
        )
        for organisation in town.organisations
        if organisation.meeting == "第1场"
    ]


def _identity(kind: str, number: str) -> Any:
    return seal_identity(
        KEY,
        year=2015,
        form="15-C001-1-ACDE",
        kind=kind,
        number=number,
        meeting="第1场",
        track="村机关事业单位",
        version=TEMPLATE_VERSION,
    )


@pytest.fixture(scope="module")
def filled(town: InventedTown) -> bytes:
    branch = town.organisations[0]
    content = PackageContent(
        identity=_identity("测评表", branch.number),
        title="2015年度",
        committee="中共云栖镇委员会",
        organisation=branch.name,
        secretary=branch.secretary,
        candidates=_candidates(town, branch.number),
        voter_classes=["互评票"],
        survey_classes=HOME,
        further=(),
        ballots=branch.ballots or 0,
        surveys=branch.surveys or 0,
    )
    issued = package.fill_package(Workbook.load(read_template(PACKAGE_TEMPLATE, Path())), content)
    return fill_package(issued, town.replies[branch.number])


def _read(workbook: bytes, town: InventedTown) -> Answers:
    grids = read_calamine(workbook).grids
    identity = read_identity(grids)
    assert identity is not None
    rules = FormRules(
        voter_classes=frozenset([*PAPERS, "互评票"]),
        survey_classes=frozenset(HOME),
        further=(),
        own_excluded=True,
        candidates=frozenset(candidate.number for candidate in _candidates(town)),
    )
    intake = read_form(ReturnedForm("表.xlsx", grids, identity, rules))
    answers, findings = intake.answers, intake.findings
    assert not findings
    return answers


def test_package_says_what_the_branch_meant(filled: bytes, town: InventedTown) -> None:
    answers, intended = _read(filled, town), town.replies["C001"]

    assert (answers.ballots, answers.surveys, answers.problems) == (
        intended.ballots,
        intended.surveys,
        intended.problems,
    )


def test_typing_workbook_says_what_the_papers_said(town: InventedTown) -> None:
    content = TypingContent(
        identity=_identity("录票甲", ""),
        title="2015年度",
        meeting="第1场",
        hand="甲",
        candidates=_candidates(town),
        voter_classes=PAPERS,
        further=(),
        ballots=town.meetings[0].eligible,
    )
    issued = typing_workbook.fill_typing(Workbook.load(read_template(TYPING_TEMPLATE, Path())), content)

    answers = _read(fill_typing(issued, town.paper["第1场"]), town)

    assert sorted(answers.ballots, key=lambda ballot: ballot.order) == list(town.paper["第1场"])


def test_saving_again_changes_the_file_but_not_its_fingerprint(filled: bytes, town: InventedTown) -> None:
    again = by_openpyxl(filled)

    assert again != filled
    assert fingerprint(_read(again, town)) == fingerprint(_read(filled, town))


def test_without_an_office_another_program_saves_it_identically_every_time(
    filled: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    assert resave_elsewhere(filled) == resave_elsewhere(filled) != filled


def test_last_years_file_is_recognised(filled: bytes) -> None:
    identity = read_identity(read_calamine(backdate(filled, b"last year's")).grids)

    assert identity is not None
    assert identity.year == 2014
    assert examine_identity(identity, KEY, 2015, TEMPLATE_VERSION) == "identity_other_year"
    assert examine_identity(identity, b"last year's", 2014, TEMPLATE_VERSION) is None
