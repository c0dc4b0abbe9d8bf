"""The layouts of all issued ballots together (测评票)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.rules.scanning.page_layout import PageLayout


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
