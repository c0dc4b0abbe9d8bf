"""Issued files are held against each other and against the roster."""

from dataclasses import replace

from shuzhi_xl.findings import Location
from shuzhi_xl.rules.scanning.assembly.issued_layouts import compare_with_roster, merge_layouts
from shuzhi_xl.rules.scanning.page_layout import Area, PageLayout, RowLayout
from shuzhi_xl.wording.findings.papers.scanning import SCANNING
from tests.rules.scanning.assembly.issued_pages import AREA, LAYOUTS, layout
from tests.rules.small_town import meeting, organisation, year_of

PLACE = Location("读票清单.xlsx")


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
    restyled = [replace(page, code_area=Area(1, 1, 2, 2)) for page in LAYOUTS[:2]]
    merged = merge_layouts({"原.xlsx": LAYOUTS, "改.xlsx": restyled})
    assert [*merged.layouts.values()] == LAYOUTS[2:]
    (finding,) = merged.findings
    assert (finding.code, finding.at.file) == ("scan_layout_twice", "改.xlsx")
    assert "“原.xlsx”" in SCANNING[finding.code].format_map(finding.context)


def page_of(*numbers: str) -> PageLayout:
    return replace(layout(1), rows=[RowLayout(number, "总体评价", [AREA] * 4) for number in numbers])


def test_ballots_must_have_the_secretaries_of_the_roster() -> None:
    year = year_of(organisations=[organisation("V001"), organisation("V002")], meetings=[meeting()])
    second = replace(page_of("V002"), page=2)
    assert [*compare_with_roster(year, [page_of("V001"), second], PLACE)] == []
    (finding,) = compare_with_roster(year, [page_of("V001", "V003")], PLACE)
    assert (finding.code, finding.at) == ("scan_rows_differ", PLACE)
    assert finding.context == {"meeting": "M1", "more": "V003", "less": "V002"}
    assert "票上多印的 V003" in SCANNING[finding.code].format_map(finding.context)
    (finding,) = compare_with_roster(year, [page_of("V001")], PLACE)
    assert finding.context["more"] == "无"
