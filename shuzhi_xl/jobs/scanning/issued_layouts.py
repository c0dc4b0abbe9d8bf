"""Where the boxes of this year's paper ballots lie, as their issued workbooks say (测评票的版式)."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.scanning.assembly.issued_layouts import merge_layouts
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.xlsx.ballot_layout.page_layouts import read_page_layouts
from shuzhi_xl.xlsx.read.canonical_values import RefusedError
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER


def read_issued_layouts(context: JobContext, year: int) -> tuple[Mapping[str, PageLayout], list[Finding]]:
    """Layouts of all pages of all meetings, by what the code on a page says.

    Returns:
        The layouts, and a finding for each workbook that does not say for certain where its boxes are.

    Raises:
        FileBusy, FolderRefused: A workbook cannot be read at all.
    """
    files: dict[str, list[PageLayout]] = {}
    findings = []
    for place in context.folder.matching(f"{ISSUED_FOLDER}/{year}/*/会议_*/测评票_*.xlsx"):
        content = context.folder.read(place)
        try:
            files[place] = read_page_layouts(content or b"")
        except RefusedError as error:
            at = Location(PurePosixPath(place).name)
            findings.append(blocking(error.code, at, **error.context))
    merged = merge_layouts(files)
    return merged.layouts, [*findings, *merged.findings]
