"""Documents alone (只做公文): those of all branches from their templates, by the product and by docxtpl.

What they say is worked out before, for both, and takes no part in their times.
"""

import pickle
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from docx import Document

from shuzhi_xl.jobs.papers.branch_papers import BranchPapers
from shuzhi_xl.jobs.stages.job_context import JobContext, now
from shuzhi_xl.jobs.stages.read_year import read_year
from shuzhi_xl.rules.grading.compute_year import compute_year
from shuzhi_xl.rules.results.feedback import feedback_content
from shuzhi_xl.rules.results.results_by_organisation import Results, results_of
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.shipped import project_folder
from shuzhi_xl.xlsx.fill.filling import Filling, make_file, open_templates
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.town_folder import Folder
from tests.bench.measurement import Work
from tests.rules.returned_forms import identity


def write_fillings(year: Path, into: Path) -> Work:
    """Put down what the documents of a year say, which was played to its end."""
    return partial(_write, year, into)


def read_fillings(file: Path, sample: int | None = None) -> list[Filling]:
    """What `write_fillings` put down, all or the first."""
    fillings: list[Filling] = pickle.loads(file.read_bytes())  # noqa: S301 -- written by this run
    return fillings[:sample]


def template_of(filling: Filling) -> Path:
    """The template of a document."""
    return project_folder() / "templates" / filling.template


def fill(into: Path, fillings: Path) -> Work:
    """As 生成 does it, but one after the other in one process."""
    into.mkdir(parents=True)
    return partial(_fill_all, read_fillings(fillings), into)


def compare_texts(folder: Path, texts: dict[str, list[str]]) -> None:
    """Compare the texts of a folder's documents with those made in another way.

    Args:
        folder: The folder.
        texts: Paragraphs of the documents of the other way, by file name; takes those that are new.

    Raises:
        RuntimeError: A document says something else.
    """
    for path in folder.iterdir():
        paragraphs = ["".join(line.itertext()) for line in Document(str(path)).element.body.iter("{*}p")]
        if texts.setdefault(path.name, paragraphs) != paragraphs:
            raise RuntimeError(path.name)


def _write(year: Path, into: Path) -> None:
    tables, _ = read_year(JobContext(ClosedStore(year / MASTER_NAME), Folder(year), now))
    computed, _ = compute_year(tables)
    assert computed is not None
    results = results_of(tables, computed.policy, computed.tallied, computed.graded)
    into.write_bytes(pickle.dumps([*_list_fillings(results)]))


def _list_fillings(results: Results) -> Iterator[Filling]:
    branches = [
        results.year.organisation_of[row.number] for row in results.appraisals.values() if row.final_grade
    ]
    papers = BranchPapers.plan(branches, results.policy.settings.year, {})
    for branch in branches:
        feedback = feedback_content(results, branch, identity("反馈", branch.number))
        yield from papers.fillings(results, branch, feedback)


def _fill_all(fillings: list[Filling], into: Path) -> None:
    names = {filling.template: template_of(filling).read_bytes() for filling in fillings}
    templates = open_templates(names).by_name
    for filling in fillings:
        (into / Path(filling.place).name).write_bytes(make_file(templates, filling))
