"""What 公文格式.toml says is measured is measured: each clause on a page that Writer sets, within 1 mm."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final, TypeAlias

import pytest

from shuzhi_xl.sheets.documents.official_format import IN_THE_FILE, MEASURED
from tests.documents.drawn_pages import Line, Page, draw
from tests.documents.file_checks import CHECKS
from tests.documents.rulers import (
    DATE,
    FORMAT,
    HEADERS,
    HEADING,
    LONG_NAME,
    OFFICE,
    PUSHED,
    ROWS,
    TITLE,
    rulers,
)

Drawings: TypeAlias = Mapping[str, Sequence[Page]]
A4: Final = (210, 297)
LINE: Final = float(FORMAT.number("行距")) * 25.4 / 72
LEFT, RIGHT = (float(FORMAT.number(item)) for item in ("左边距", "右边距"))
TOP, BOTTOM = (float(FORMAT.number(item)) for item in ("上边距", "下边距"))
CHARACTER: Final = FORMAT.twips("首行缩进") / 2 * 25.4 / 1440
NUMBER: Final = float(FORMAT.number("页码字号")) * 25.4 / 72
near = partial(pytest.approx, abs=1)


@pytest.fixture(scope="module")
def drawings(tmp_path_factory: pytest.TempPathFactory) -> Drawings:
    return draw(rulers(), tmp_path_factory.mktemp("rulers"))


def line_with(page: Page, text: str) -> Line:
    return next(line for line in page.lines if text in line.text)


def text_lines(page: Page) -> Sequence[Line]:
    """All lines but the page number."""
    return page.lines[:-1]


def lines_between(page: Page, upper: str, lower: str) -> float:
    """From one line to another of the same size of type, in lines."""
    return (line_with(page, lower).top - line_with(page, upper).top) / LINE


def middle_height(line: Line) -> float:
    """Where the middle of its type is, whatever its size."""
    return (line.top + line.words[0].bottom) / 2


def full_page(drawings: Drawings) -> Page:
    return drawings["满页"][1]


def parts(drawings: Drawings) -> Page:
    return drawings["各部分"][0]


def measure_paper(drawings: Drawings) -> None:
    assert {(round(page.width), round(page.height)) for page in drawings["满页"]} == {A4}
    assert {(round(page.height), round(page.width)) for page in drawings["横页"]} == {A4}


def measure_top(drawings: Drawings) -> None:
    # The rule of a table, since Writer sets type low in a line of exact height.
    height, *_ = drawings["各部分"][2].rules[0]
    assert height == near(TOP)
    assert full_page(drawings).ink_between(0, 100)[0] > height


def measure_bottom(drawings: Drawings) -> None:
    page = full_page(drawings)
    _, ink = page.ink_between(100, page.height - BOTTOM + 2)
    below = (LINE - float(FORMAT.number("正文字号")) * 25.4 / 72) / 2
    assert page.height - ink - below == near(BOTTOM)


def measure_left(drawings: Drawings) -> None:
    sides = [line.left for line in text_lines(full_page(drawings))]
    assert sides == near([LEFT] * len(sides))


def measure_right(drawings: Drawings) -> None:
    page = full_page(drawings)
    sides = [page.width - line.right for line in text_lines(page)]
    assert sides == near([RIGHT] * len(sides))


def measure_size(drawings: Drawings) -> None:
    size = float(FORMAT.number("正文字号") + FORMAT.number("字距"))
    # A full line is stretched to the edge.
    assert full_page(drawings).lines[0].pitch == pytest.approx(size, abs=0.1)


def count_lines(drawings: Drawings) -> None:
    assert [len(text_lines(page)) for page in drawings["满页"][:3]] == [FORMAT.number("每面行数")] * 3


def measure_pitch(drawings: Drawings) -> None:
    first, *_, last = text_lines(full_page(drawings))
    assert (last.top - first.top) / 21 == pytest.approx(LINE, abs=0.02)


def count_characters(drawings: Drawings) -> None:
    assert {len(line.text) for line in text_lines(full_page(drawings))} == {FORMAT.number("每行字数")}


def measure_title_size(drawings: Drawings) -> None:
    assert line_with(parts(drawings), TITLE).pitch == pytest.approx(
        float(FORMAT.number("标题字号")), abs=0.05
    )


def measure_title_middle(drawings: Drawings) -> None:
    middle = (LEFT + parts(drawings).width - RIGHT) / 2
    assert [line.middle for line in parts(drawings).lines[:2]] == [near(middle)] * 2


def measure_addressee(drawings: Drawings) -> None:
    page = parts(drawings)
    addressee = line_with(page, "各党组织：")
    assert addressee.left == near(LEFT)
    below = middle_height(addressee) - middle_height(line_with(page, TITLE))
    assert below / LINE == pytest.approx(2, abs=0.1)


def measure_indent(drawings: Drawings) -> None:
    indented = line_with(parts(drawings), "国国")
    following = next(line for line in parts(drawings).lines if line.top > indented.top)
    assert indented.left == near(LEFT + 2 * CHARACTER)
    assert following.left == near(LEFT)


def find_headings_at_the_end(drawings: Drawings) -> None:
    for lines in PUSHED:
        pages = drawings[f"标题推后{lines}行"]
        (page,) = (page for page in pages if any(HEADING in line.text for line in page.lines))
        assert HEADING not in text_lines(page)[-1].text
    assert len(text_lines(drawings[f"标题推后{PUSHED[-1]}行"][0])) == PUSHED[-1]


def measure_attachment_note(drawings: Drawings) -> None:
    page = parts(drawings)
    first, following = line_with(page, "附件：1."), line_with(page, "2." + LONG_NAME[:8])
    turned = line_with(page, LONG_NAME[-6:])
    assert lines_between(page, "特此通报。", "附件：1.") == pytest.approx(2, abs=0.1)
    assert first.left == near(LEFT + 2 * CHARACTER)
    assert [following.left, turned.left] == near([LEFT + 5 * CHARACTER] * 2)


def measure_date(drawings: Drawings) -> None:
    gap = float(FORMAT.number("日期右空")) * CHARACTER
    assert line_with(parts(drawings), DATE).right == near(parts(drawings).width - RIGHT - gap)


def measure_signature(drawings: Drawings) -> None:
    page = parts(drawings)
    date, office = line_with(page, DATE), line_with(page, OFFICE)
    assert office.middle == near(date.right - date.width / 2)
    assert lines_between(page, OFFICE, DATE) == pytest.approx(1, abs=0.1)
    assert lines_between(page, LONG_NAME[-6:], OFFICE) == pytest.approx(2, abs=0.1)


def find_signatures_alone(drawings: Drawings) -> None:
    for lines in PUSHED:
        (page,) = (
            page for page in drawings[f"署名推后{lines}行"] if any(DATE in line.text for line in page.lines)
        )
        assert [line.text for line in text_lines(page)[-3:]] == ["特此通报。", OFFICE, DATE]


def measure_attachment(drawings: Drawings) -> None:
    page = drawings["各部分"][1]
    mark, title = page.lines[:2]
    assert (mark.text, title.text) == ("附件2", "测评表")
    assert mark.left == near(LEFT)
    assert mark.top == near(full_page(drawings).lines[0].top)
    assert (middle_height(title) - middle_height(mark)) / LINE == pytest.approx(2, abs=0.1)
    assert title.middle == near((LEFT + page.width - RIGHT) / 2)


def measure_number_size(drawings: Drawings) -> None:
    _, number, _ = full_page(drawings).lines[-1].words
    assert number.right - number.left == pytest.approx(NUMBER / 2, abs=0.1)


def read_numbers(drawings: Drawings) -> None:
    for pages in drawings.values():
        assert [page.lines[-1].text for page in pages] == [f"—{page.number}—" for page in pages]


def measure_number_height(drawings: Drawings) -> None:
    page = full_page(drawings)
    edge = page.height - BOTTOM
    dash = page.lines[-1].words[0]
    rows = page.ink[:, round(dash.left * 150 / 25.4) : round(dash.right * 150 / 25.4)].any(axis=1)
    below = [row * 25.4 / 150 for row in rows.nonzero()[0] if row * 25.4 / 150 > edge]
    assert below[0] - edge == near(float(FORMAT.number("页码下移")))


def measure_number_sides(drawings: Drawings) -> None:
    odd, even = drawings["满页"][:2]
    assert odd.width - RIGHT - odd.lines[-1].right == near(NUMBER)
    assert even.lines[-1].left - LEFT == near(NUMBER)


def measure_table(drawings: Drawings) -> None:
    page = drawings["各部分"][2]
    lefts, rights = ([rule[end] for rule in page.rules] for end in (1, 2))
    assert lefts == near([LEFT] * len(lefts))
    assert rights == near([page.width - RIGHT] * len(rights))
    assert len(page.rules) == len(text_lines(page)) + 1


def find_headers(drawings: Drawings) -> None:
    pages = drawings["各部分"][2:]
    assert [text_lines(page)[0].text for page in pages] == ["".join(HEADERS)] * len(pages)
    assert len(pages) == 2


def find_whole_rows(drawings: Drawings) -> None:
    rows = [line.text for page in drawings["各部分"] for line in page.lines if "总支" in line.text]
    assert rows == [f"{order}某某村党总支好" for order in range(ROWS)]
    # A text that is too long for its cell makes the row higher.
    (lying,) = drawings["横页"]
    assert "".join(line.text for line in lying.lines).count("国") == 200
    assert lying.ink_between(0, lying.height - 26)[1] == near(lying.rules[-1][0])


def find_short_title_lines(drawings: Drawings) -> None:
    assert min(len(line.text) for line in parts(drawings).lines[:2]) > 2


MEASUREMENTS: Final[Mapping[str, Callable[[Drawings], None]]] = {
    "纸张": measure_paper,
    "上边距": measure_top,
    "下边距": measure_bottom,
    "左边距": measure_left,
    "右边距": measure_right,
    "正文字号": measure_size,
    "字距": measure_size,
    "每面行数": count_lines,
    "行距": measure_pitch,
    "每行字数": count_characters,
    "标题字号": measure_title_size,
    "标题居中": measure_title_middle,
    "标题回行": find_short_title_lines,
    "主送机关": measure_addressee,
    "首行缩进": measure_indent,
    "标题不落底": find_headings_at_the_end,
    "附件说明": measure_attachment_note,
    "日期右空": measure_date,
    "署名居中": measure_signature,
    "署名不单独": find_signatures_alone,
    "附件另面": measure_attachment,
    "页码字号": measure_number_size,
    "页码一字线": read_numbers,
    "页码下移": measure_number_height,
    "页码空字": measure_number_sides,
    "表格位置": measure_table,
    "表头重复": find_headers,
    "表行完整": find_whole_rows,
}


@pytest.mark.parametrize("item", [clause.item for clause in FORMAT.clauses if clause.proof == MEASURED])
def test_a_clause_that_is_measured(item: str, drawings: Drawings) -> None:
    MEASUREMENTS[item](drawings)


def test_every_clause_that_passes_has_its_check() -> None:
    proofs = {clause.item: clause.proof for clause in FORMAT.clauses}
    assert {item for item, proof in proofs.items() if proof == MEASURED} == set(MEASUREMENTS)
    # tests/project/test_ooxml.py has Microsoft's own check.
    assert {item for item, proof in proofs.items() if proof == IN_THE_FILE} == {*CHECKS, "文件完好"}
