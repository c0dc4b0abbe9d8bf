"""Names of branches and files that look like paths, devices or each other, through 分发 and 回收."""

import re
import unicodedata
from pathlib import Path

import pytest

from shuzhi_xl.demo.play.fill_forms import fill_package
from shuzhi_xl.findings import Severity
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.vocabulary import PACKAGE
from shuzhi_xl.sheets.master.votes import FORM
from tests.jobs.collect.returned_files import drop_all, fates, package
from tests.year_stages import Stages, TownOffice

NAMES = (
    "../../外面",
    "C:\\外面",
    "CON",
    "nul.xlsx",
    "尾巴. . ",
    "长" * 300,
    "Émile党支部",
    unicodedata.normalize("NFD", "Émile党支部"),
    "émile党支部",
    "/etc/passwd",
    '~$*?<>|:"',
    "倒\u202e写\n换行\t",
)
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def is_plain(name: str) -> bool:
    """Whether Windows and Linux alike can have a file or folder of this name."""
    return (
        not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
        and not name.endswith((" ", "."))
        and not RESERVED.fullmatch(name)
        and len(name.encode()) <= 255
    )


def assert_plain(office: TownOffice) -> dict[str, bytes]:
    """Everything sent is where it belongs, by a name that no other has; the packages by their names."""
    sent = office.files("发出")
    assert {path.name for path in office.root.parent.iterdir()} == {office.root.name}
    assert {len(Path(place).parts) for place in sent} == {2, 3, 4}
    assert all(is_plain(part) for place in sent for part in Path(place).parts)
    assert len({unicodedata.normalize("NFC", place).casefold() for place in sent}) == len(sent)
    return {
        Path(place).name: content for place, content in sent.items() if Path(place).name.startswith("测评表")
    }


@pytest.fixture
def office(stages: Stages, tmp_path: Path) -> TownOffice:
    """An office alone in its folder, before 分发."""
    return stages.open("drafted", tmp_path / "述职")


def test_packages_of_oddly_named_branches_go_out_and_come_back(office: TownOffice, stages: Stages) -> None:
    for row, name in zip(office.rows(ORGANISATION), NAMES, strict=True):
        office.type_in(ORGANISATION, row, 组织名称=name)
    assert office.run_job(distribute).counts["packages"] == len(NAMES)
    packages = assert_plain(office)
    filled = {
        name: fill_package(content, stages.town.replies[name.split("_")[1]])
        for name, content in packages.items()
    }
    drop_all(office, filled)
    assert fates(office.run_job(collect)) == (len(NAMES), 0, 0, 0)
    assert sum(not name.startswith("2015/_已处理/") for name in office.returned()) == 0
    ballots = {number: len(reply.ballots) for number, reply in stages.town.replies.items()}
    entered = {row.form: row.returned for row in office.rows(FORM) if row.kind == PACKAGE}
    assert {form.split("-")[1]: count for form, count in entered.items()} == ballots


def test_numbers_that_look_like_paths_or_each_other_keep_their_packages_apart(office: TownOffice) -> None:
    rows = office.rows(ORGANISATION)
    for row, number in zip(rows, ("../1", "a1", "A1", "C:", "aux"), strict=False):
        office.type_in(ORGANISATION, row, 编号=number)
    assert office.run_job(distribute).counts["packages"] == len(rows)
    packages = assert_plain(office)
    assert len(packages) == len(rows)
    drop_all(office, packages)
    assert fates(office.run_job(collect)) == (len(rows), 0, 0, 0)


@pytest.mark.parametrize(("first", "second"), [("É", "E\u0301"), ("V1", "Ｖ１"), ("V 1", "V1")])
def test_two_numbers_that_look_the_same_are_a_duplicate(office: TownOffice, first: str, second: str) -> None:
    """Their lines could not be distinguished when the packages come back."""
    rows = office.rows(ORGANISATION)
    office.type_in(ORGANISATION, rows[0], 编号=first)
    office.type_in(ORGANISATION, rows[1], 编号=second)
    outcome = office.run_job(distribute)
    assert outcome.counts["packages"] == 0
    assert [
        (finding.code, finding.value) for finding in outcome.findings if finding.severity is Severity.BLOCKING
    ] == [("repeated_key", second)]


def test_a_file_whose_name_is_as_long_as_can_be_is_put_away(office: TownOffice, stages: Stages) -> None:
    office.run_job(distribute)
    longest = "长" * 83 + ".xlsx"  # 254 bytes
    drop_all(office, {longest: package(stages, "C001")})
    assert fates(office.run_job(collect)) == (1, 0, 0, 0)
    (name,) = office.returned()
    assert name.startswith("2015/_已处理/15-C001-")
