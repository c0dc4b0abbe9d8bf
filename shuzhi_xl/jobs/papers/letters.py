"""催办函 of each lead department: problems due, and papers that have not come (通知 四、5 and 五、2)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.papers.documents import document_filling, write_documents
from shuzhi_xl.jobs.sending.print_runs import find_stale_print_runs, join_fillings
from shuzhi_xl.jobs.stages.current_results import result_places
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.documents.results.papers_letter import make_papers_letters
from shuzhi_xl.rules.documents.results.rectification_letter import make_rectification_letters
from shuzhi_xl.sheets.documents.declaration import Content, Document
from shuzhi_xl.sheets.documents.letters import PAPERS_LETTER, RECTIFICATION_LETTER
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.reading.year import Year


@dataclass(frozen=True)
class WrittenLetters:
    """Letters as written.

    Attributes:
        department_of: The department of each letter, by its place.
        print_runs: Places of the documents that contain all letters of a kind.
        due: Places of all letters that are due, of which some may not have been made.
        faults: What is wrong with the templates of those.
        stale: Print runs of an earlier run.
    """

    department_of: Mapping[str, str]
    print_runs: Sequence[str]
    due: Collection[str]
    faults: Sequence[Finding]
    stale: Sequence[Finding]


def write_letters(context: JobContext, year: Year, settings: Settings) -> WrittenLetters:
    """Write the letters to all lead departments, and all of each kind once more as one document to print."""
    department_of: dict[str, str] = {}
    fillings = []
    for document, letters in _make_letters(year, settings, context.now().date()):
        places = result_places(settings.year, document.name, letters, ".docx")
        department_of |= places
        fillings += [
            document_filling(place, document, letters[department]) for place, department in places.items()
        ]
    print_runs = join_fillings(fillings, settings.year)
    documents, faults = write_documents(context, [*fillings, *print_runs])
    sound_letters = {place: name for place, name in department_of.items() if place in documents}
    joined = [place for place in documents if place not in sound_letters]
    templates = (RECTIFICATION_LETTER.template, PAPERS_LETTER.template)
    stale = [*find_stale_print_runs(context, settings.year, templates, [run.place for run in print_runs])]
    return WrittenLetters(sound_letters, joined, {*department_of}, faults, stale)


def _make_letters(
    year: Year, settings: Settings, today: date
) -> Iterator[tuple[Document, Mapping[str, Content]]]:
    yield RECTIFICATION_LETTER, make_rectification_letters(year, settings)
    yield PAPERS_LETTER, make_papers_letters(year, settings, today)
