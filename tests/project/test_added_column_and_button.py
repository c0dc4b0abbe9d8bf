"""In a copy of the project: a shown column is one line, a button its entry, job, sentence, test and help.

Each addition is made by exactly the edits below, the steps of CONTRIBUTING.md, and the workbooks are built
again after each; then the copy's own tests run, once for both.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from tests.xlsx.macro_master import modules_in

ROOT = Path(__file__).resolve().parents[2]
MASTER, FEEDBACK = "workbook/述职评议考核.xlsm", "templates/反馈.xlsx"
COPIED = (
    "shuzhi_xl",
    "tests",
    "workbook",
    "templates",
    "docs",
    "pyproject.toml",
    "README.md",
    "CONTRIBUTING.md",
)

ROSTER = "shuzhi_xl/sheets/master/organisations_and_meetings.py"
COLUMN = {
    ROSTER: (
        "\n\nclass Meeting(Row):",
        '    post: str = text("职务", "书记的党内职务。", since=2, shown_in=(FEEDBACK,), width=14)\n',
    ),
}
TEST_OF_COLUMN = '''"""The feedback shows the secretary's post."""

import io

from openpyxl import load_workbook

from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from tests.year_stages import TownOffice


def test_the_feedback_shows_the_post(decided: TownOffice) -> None:
    organisation = decided.rows(ORGANISATION)[0]
    decided.type_in(ORGANISATION, organisation, 职务="党总支书记")
    decided.run_job(compute)
    (place,) = (name for name in decided.run_job(generate).outputs if f"反馈_{organisation.number}_" in name)
    book = load_workbook(io.BytesIO(decided.files()[place]))
    ((sheet, cell),) = book.defined_names["反馈_职务"].destinations
    shown = book[sheet][cell]
    assert shown.value == "党总支书记"
    assert book[sheet].cell(shown.row, shown.column - 1).value == "职务"
'''

BUTTONS, MANUAL = "shuzhi_xl/sheets/master/buttons.py", "docs/经办人手册.md"
SENTENCES = "shuzhi_xl/wording/screen/job_summaries.py"
SENTENCE = '''def members_counted(members: int) -> str:
    """End of 党员统计."""
    return f"党员统计完成：共 {members} 名党员。"


'''
BUTTON = {
    BUTTONS: (
        ')\n"""All buttons, ',
        """    Button(
        job="count_members",
        command="count-members",
        caption="党员统计",
        tip="加出各党组织的党员人数",
        help="党员统计：加出各党组织的党员人数",
        group=RibbonGroup.YEAR,
        image="AutoSum",
        shows=ORGANISATION,
        on=ROSTER_SHEET,
    ),
""",
    ),
    SENTENCES: ("def recounted(", SENTENCE),
    MANUAL: (
        "## 六、",
        "### 11 党员统计\n\n加出名册上的党员人数（命令 `shuzhi count-members`），转到“组织名册”。\n\n",
    ),
}
IMPORT = (
    "from shuzhi_xl.sheets.master.program_sheets",
    "from shuzhi_xl.sheets.master.organisations_and_meetings import ROSTER_SHEET\n",
)
JOB = '''"""党员统计: how many members the organisations of the roster have."""

from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_log import begin
from shuzhi_xl.jobs.stages.read_year import read_year
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.wording.screen.job_summaries import members_counted


def count_members(context: JobContext) -> Outcome:
    """Add up 党员人数 of the roster."""
    year, findings = read_year(context)
    run = begin(context, "count_members")
    members = sum(organisation.members or 0 for organisation in year.organisations)
    outcome = Outcome("count_members", members_counted(members), {"members": members}, findings)
    return finish(context, year, run, outcome)
'''
TEST_OF_JOB = '''"""党员统计 adds up the members."""

from shuzhi_xl.jobs.count_members import count_members
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from tests.year_stages import TownOffice


def test_all_members_are_counted(drafted: TownOffice) -> None:
    members = sum(organisation.members or 0 for organisation in drafted.rows(ORGANISATION))
    assert drafted.run_job(count_members).summary == f"党员统计完成：共 {members} 名党员。"
'''
JOB_FILES = {"shuzhi_xl/jobs/count_members.py": JOB, "tests/jobs/test_count_members.py": TEST_OF_JOB}
CHECKED = (
    "tests/sheets/master/test_buttons.py",
    "tests/sheets/outgoing/test_feedback.py",
    "tests/building/master/test_home_buttons.py",
    "tests/building/macros/test_ribbon.py",
    "tests/project/test_docs.py::test_every_button_is_described_with_the_sheet_it_moves_to",
)


class Project:
    """A copy of the project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                # With what is compiled already, or each process of the copy would compile the program again.
                shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("*.zip"))
            else:
                shutil.copy(source, root / name)

    def contents(self) -> Mapping[str, str]:
        """A hash of each file."""
        files = (path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }

    def insert(self, name: str, anchor: str, lines: str) -> None:
        """Put lines before the first place in a file that reads so."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert anchor in text
        path.write_text(text.replace(anchor, lines + anchor, 1), encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def run(self, *arguments: str, status: int = 0) -> str:
        """What a Python of the copy prints that ends with this status."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def shuzhi(self, *arguments: str, status: int = 0) -> str:
        return self.run("-c", "from shuzhi_xl.cli import main; main()", *arguments, status=status)


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("project"))


class Addition(NamedTuple):
    """The files that were edited for an addition, and those that differ after the next build."""

    edited: set[str]
    built: set[str]


def add(
    project: Project, insertions: Iterable[tuple[str, tuple[str, str]]], files: Mapping[str, str]
) -> Addition:
    before = project.contents()
    for name, insertion in insertions:
        project.insert(name, *insertion)
    for name, text in files.items():
        project.write(name, text)
    edited = project.contents()
    project.shuzhi("build")
    return Addition(changed(before, edited), changed(edited, project.contents()))


@pytest.fixture(scope="module")
def column(project: Project) -> Addition:
    return add(project, COLUMN.items(), {"tests/jobs/test_post.py": TEST_OF_COLUMN})


@pytest.fixture(scope="module")
def button(project: Project, column: Addition) -> Addition:
    assert column.built  # the copy has the column already
    return add(project, [*BUTTON.items(), (BUTTONS, IMPORT)], JOB_FILES)


def test_a_column_that_the_feedback_shows_is_one_line(column: Addition) -> None:
    assert column.edited == {ROSTER, "tests/jobs/test_post.py"}
    assert column.built == {MASTER, FEEDBACK}


def test_a_button_is_its_entry_its_job_its_sentence_its_test_and_its_help(
    project: Project, button: Addition
) -> None:
    assert button.edited == {*BUTTON, *JOB_FILES}
    assert len(button.edited) == 5
    assert button.built == {MASTER}

    master = (project.root / MASTER).read_bytes()
    assert 'Press "count_members", "count-members"' in modules_in(master)["SzButtons"]
    with ZipFile(io.BytesIO(master)) as package:
        assert 'label="党员统计"' in package.read("customUI/customUI.xml").decode()
        drawings = [package.read(name).decode() for name in package.namelist() if name.endswith(".vml")]
    home_and_roster = [drawing for drawing in drawings if "SzButtons.SzCountMembers<" in drawing]
    assert len(home_and_roster) == len(("首页", "组织名册"))
    assert all('alt="加出各党组织的党员人数"' in drawing for drawing in home_and_roster)
    assert "count-members" in project.shuzhi("--help")
    shutil.copy(project.root / MASTER, project.root / "总表.xlsm")
    printed = project.shuzhi("count-members", "总表.xlsm", "--json", status=1)  # the master is still empty
    assert json.loads(printed)["summary"] == "党员统计完成：共 0 名党员。"


@pytest.mark.usefixtures("column", "button")
def test_the_tests_of_both_and_of_all_buttons_pass(project: Project) -> None:
    project.run(
        "-m", "pytest", "-q", "-p", "no:cacheprovider",
        "tests/jobs/test_post.py", "tests/jobs/test_count_members.py", *CHECKED,
    )  # fmt: skip
