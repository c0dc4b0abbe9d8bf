"""The buttons of 首页: where they are, what they run, and that other writers leave them alone."""

import io
import posixpath
import re
from itertools import combinations

from lxml import etree
from openpyxl import load_workbook

from shuzhi_xl.building.macros.buttons import DRAWING_PART
from shuzhi_xl.sheets.master.buttons import FURTHER, STEPS
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.xlsx.macro_master import MASTER, parts_in, public_subs, saved_again

EXCEL = "{urn:schemas-microsoft-com:office:excel}"
VML = "{urn:schemas-microsoft-com:vml}"
HOME = "xl/worksheets/sheet1.xml"


def drawing(workbook: bytes) -> etree._Element:
    """What the legacy drawing of 首页 refers to, whatever the file is called."""
    parts = parts_in(workbook)
    sheet = etree.fromstring(parts[HOME])
    (legacy_drawing,) = (element for element in sheet if etree.QName(element).localname == "legacyDrawing")
    links = etree.fromstring(parts["xl/worksheets/_rels/sheet1.xml.rels"])
    (target,) = (link.get("Target", "") for link in links if link.get("Id") in legacy_drawing.attrib.values())
    return etree.fromstring(parts[posixpath.normpath(posixpath.join("/xl/worksheets", target))[1:]])


def captions(workbook: bytes) -> list[str]:
    return [
        "".join(str(font.text) for font in shape.iter("font"))
        for shape in drawing(workbook).iter(f"{VML}shape")
    ]


def macros(workbook: bytes) -> list[str]:
    return [macro.text or "" for macro in drawing(workbook).iter(f"{EXCEL}FmlaMacro")]


def test_buttons_of_the_steps_come_in_working_order_before_the_others() -> None:
    assert captions(MASTER) == [button.caption for button in (*STEPS, *FURTHER)]
    steps = ("Check", "Distribute", "Collect", "Compute", "Generate", "Publish", "Track")
    further = ("ReadReports", "ApplyScheme", "ExportScheme")
    assert macros(MASTER)[:10] == [f"[0]!SzButtons.Sz{job}" for job in (*steps, *further)]
    assert macros(MASTER) == [f"[0]!SzButtons.Sz{button.sub}" for button in (*STEPS, *FURTHER)]


def test_every_button_runs_a_public_sub_without_parameters() -> None:
    runnable = {f"[0]!{sub.module}.{sub.name}" for sub in public_subs(MASTER) if not sub.parameters}
    assert set(macros(MASTER)) <= runnable


def test_every_button_covers_an_otherwise_empty_cell() -> None:
    anchors = [
        [*map(int, (anchor.text or "").split(","))] for anchor in drawing(MASTER).iter(f"{EXCEL}Anchor")
    ]
    further = ((order % 7 + 1, 6 + order // 7) for order in range(len(FURTHER)))
    places = [*((col, 4) for col in range(1, 8)), *further]
    assert [(anchor[0], anchor[2]) for anchor in anchors] == places
    assert [anchor[4:] for anchor in anchors] == [[col + 1, 0, row + 1, 0] for col, row in places]
    home = load_workbook(io.BytesIO(MASTER), keep_vba=True)["首页"]
    assert not any(home.cell(row + 1, col + 1).value for col, row in places)


def test_buttons_do_not_lie_over_one_another_where_only_their_style_is_read() -> None:
    boxes = [box(shape.get("style") or "") for shape in drawing(MASTER).iter(f"{VML}shape")]
    for first, second in combinations(boxes, 2):
        assert any(first[side] + first[side + 2] < second[side] for side in (0, 1))


def box(style: str) -> list[float]:
    """Left, top, width and height in points."""
    matches = [
        re.search(rf"(?:^|;){name}:([0-9.]+)pt", style)
        for name in ("margin-left", "margin-top", "width", "height")
    ]
    return [float(match[1]) for match in matches if match]


def test_buttons_survive_another_program_that_keeps_macros() -> None:
    again = saved_again(MASTER)
    assert (captions(again), macros(again)) == (captions(MASTER), macros(MASTER))


def test_writing_into_the_sheet_leaves_the_buttons_bit_for_bit() -> None:
    book = Workbook.load(MASTER)
    book.set_value("首页_标题", "月溪镇述职评议考核")
    after, before = parts_in(book.to_bytes()), parts_in(MASTER)

    assert after[HOME] != before[HOME]
    untouched = (DRAWING_PART.format(1), "customUI/customUI.xml", "xl/vbaProject.bin", "_rels/.rels")
    assert all(after[name] == before[name] for name in untouched)
    assert captions(book.to_bytes()) == captions(MASTER)
