"""Documents for many recipients joined into one of each kind (合订), to be printed inside in a single run."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.documents.joined_document import fill_joined
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name
from shuzhi_xl.xlsx.fill.filling import Filling
from shuzhi_xl.xlsx.town_folder import PRINT_FOLDER


@dataclass(frozen=True)
class PrintRun:
    """All documents of a kind for the branches of a track.

    Attributes:
        place: Where they are put as one, never encrypted.
        template: Their template.
        numbers: The branches, in the order of the roster: that of the ranks would show these.
    """

    place: str
    template: str
    numbers: Sequence[Number]

    def filling(self, papers: Mapping[Number, Sequence[Filling]]) -> Filling:
        """The document to be made of the single ones, which are given by 编号."""
        contents = [
            filling.content
            for number in self.numbers
            for filling in papers[number]
            if filling.template == self.template
        ]
        return Filling(self.place, fill_joined, self.template, contents)


def plan_print_runs(
    year: Year, number_of_year: int, due: Iterable[Organisation], templates: Iterable[str]
) -> list[PrintRun]:
    """The print runs of some branches, by track and template (合订_<种类>_<板块>.docx)."""
    numbers = {organisation.number for organisation in due}
    members: dict[str, list[Number]] = {}
    for organisation in year.organisations:
        if organisation.number in numbers:
            members.setdefault(organisation.track, []).append(organisation.number)
    subjects = make_distinct([safe_name(track) for track in members])
    return [
        PrintRun(_place_of(number_of_year, template, f"_{subject}"), template, of_track)
        for template in templates
        for subject, of_track in zip(subjects, members.values(), strict=True)
    ]


def join_fillings(fillings: Sequence[Filling], number_of_year: int) -> list[Filling]:
    """One document for all of each kind, in their order (合订_<种类>.docx)."""
    templates = dict.fromkeys(filling.template for filling in fillings)
    return [
        Filling(
            _place_of(number_of_year, template),
            fill_joined,
            template,
            [filling.content for filling in fillings if filling.template == template],
        )
        for template in templates
    ]


def find_stale_print_runs(
    context: JobContext, number_of_year: int, templates: Iterable[str], places: Collection[str]
) -> Iterator[Finding]:
    """Print runs of an earlier run, of kinds that a job makes, in which nothing would be now."""
    kinds = [_place_of(number_of_year, template).removesuffix(".docx") for template in templates]
    for place in context.folder.matching(f"{_folder(number_of_year)}/*.docx"):
        # Named, not deleted, as what is sent
        if place not in places and place.startswith(tuple(f"{kind}{end}" for kind in kinds for end in "._")):
            yield notice("print_run_stale", Location(place.rpartition("/")[2]))


def _folder(number_of_year: int) -> str:
    return f"结果/{number_of_year}/{PRINT_FOLDER}"


def _place_of(number_of_year: int, template: str, of_subject: str = "") -> str:
    kind = template.rpartition("/")[2].removesuffix(".docx")
    return f"{_folder(number_of_year)}/合订_{kind}{of_subject}.docx"
