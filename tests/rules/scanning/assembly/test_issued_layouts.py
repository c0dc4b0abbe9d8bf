"""Issued files are held against each other."""

from dataclasses import replace

from shuzhi_xl.rules.scanning.assembly.issued_layouts import merge_layouts
from shuzhi_xl.rules.scanning.page_layout import PrintedArea
from shuzhi_xl.wording.findings.papers.scanning import SCANNING
from tests.rules.scanning.assembly.issued_pages import LAYOUTS


def test_files_of_several_meetings_are_read_together() -> None:
    files = {
        "测评票_M1.xlsx": LAYOUTS[:4],
        "测评票_M2.xlsx": LAYOUTS[4:],
        "测评票_M1 - 副本.xlsx": LAYOUTS[:4],
    }
    merged = merge_layouts(files)
    assert merged.layouts == {page.code: page for page in LAYOUTS}
    assert merged.findings == []


def test_a_copy_restyled_leaves_its_codes_unexplained() -> None:
    restyled = [replace(page, code_area=PrintedArea(1, 1, 2, 2)) for page in LAYOUTS[:2]]
    merged = merge_layouts({"原.xlsx": LAYOUTS, "改.xlsx": restyled})
    assert [*merged.layouts.values()] == LAYOUTS[2:]
    (finding,) = merged.findings
    assert (finding.code, finding.at.file) == ("scan_layout_twice", "改.xlsx")
    assert "“原.xlsx”" in SCANNING[finding.code].format_map(finding.context)
