"""The layouts of all issued ballots together, held against each other and against the roster (测评票)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.forms.due_forms import list_candidates
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.sheets.declaration.units import CriterionName, MeetingNumber, Number
from shuzhi_xl.sheets.master.vocabulary import OVERALL
from shuzhi_xl.sheets.reading.year import Year

_Row = tuple[Number, CriterionName]


class MergedLayouts(NamedTuple):
    """The layouts of all issued ballots (测评票).

    Attributes:
        layouts: By what the code on a page says.
        findings: Codes that two files explain in two ways; they are not among the layouts.
    """

    layouts: Mapping[str, PageLayout]
    findings: Sequence[Finding]


def merge_layouts(files: Mapping[str, Iterable[PageLayout]]) -> MergedLayouts:
    """Bring the layouts of several files of 测评票 together.

    A copy of a file says the same of its codes. Where it was restyled, nobody knows which of the two was
    printed, and neither counts.

    Args:
        files: The layouts that each file has, by its name.
    """
    layouts: dict[str, PageLayout] = {}
    sources: dict[str, str] = {}
    conflicts: dict[tuple[str, str], set[str]] = {}
    for name, pages in files.items():
        for page in pages:
            if layouts.setdefault(page.code, page) != page:
                conflicts.setdefault((sources[page.code], name), set()).add(page.code)
            sources.setdefault(page.code, name)
    unclear = {code for codes in conflicts.values() for code in codes}
    findings = [blocking("scan_layout_twice", Location(second), first=first) for first, second in conflicts]
    return MergedLayouts({code: page for code, page in layouts.items() if code not in unclear}, findings)


def compare_with_roster(year: Year, layouts: Iterable[PageLayout], at: Location) -> Iterator[Finding]:
    """Find meetings whose 测评票 have other rows than the roster and 测评项目 now say (组织名册).

    A row too many is not counted; one that is lacking has no mark on any ballot.

    Args:
        year: The year's tables.
        layouts: The layouts of all issued ballots.
        at: Where 读票清单 is.
    """
    printed: dict[MeetingNumber, set[_Row]] = {}
    for page in layouts:
        rows = {(row.number, row.criterion) for row in page.rows}
        printed.setdefault(page.meeting, set()).update(rows)
    for meeting, rows in printed.items():
        due = _list_rows(year, meeting)
        if rows != due:
            more, less = (
                sorted({number for number, _ in difference}) for difference in (rows - due, due - rows)
            )
            yield notice("scan_rows_differ", at, meeting=meeting, more=_name(more), less=_name(less))


def _list_rows(year: Year, meeting: MeetingNumber) -> set[_Row]:
    return {
        (candidate.number, criterion)
        for candidate in list_candidates(year, meeting, "")
        for criterion in (OVERALL, *year.further)
    }


def _name(numbers: Sequence[Number]) -> str:
    return "、".join(numbers) or "无"
