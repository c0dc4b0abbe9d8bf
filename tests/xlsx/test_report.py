"""Track summaries and printed lists: what stands in them, and that their live formulas give what is shown."""

import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import openpyxl
import pytest
from handmade import parts_of, values
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.sheets.outputs import CheckLine, ListContent, SummaryContent
from shuzhi_xl.sheets.results import Appraisal, Tally
from shuzhi_xl.wording.titles import WITHHELD
from shuzhi_xl.xlsx.report import (
    CHECK_SHEET,
    RANKING_SHEET,
    TALLY_SHEET,
    WORK_SHEET,
    build_list,
    build_summary,
)

WEIGHTS = {"现场测评": Fraction(50), "问卷调查": Fraction(100, 3), "年度考核": Fraction(50, 3)}


def check(
    number: str, *scores: Fraction | None, adjustment: str | None = "1", composite: str | None
) -> CheckLine:
    return CheckLine(
        number,
        f"{number}村党支部",
        dict(zip(WEIGHTS, scores, strict=True)),
        None if adjustment is None else Decimal(adjustment),
        None if composite is None else Decimal(composite),
    )


LINES = [
    check("V001", Fraction(100), Fraction(100), Fraction(100), composite="100"),
    check("V002", Fraction(260, 3), Fraction(80), Fraction(75), composite="83.50"),
    check(
        "V003",
        Fraction(8001, 100),
        Fraction(8001, 100),
        Fraction(8001, 100),
        adjustment=None,
        composite="80.01",
    ),
    check("V004", None, Fraction(80), Fraction(75), composite=None),
    check(
        "V005",
        Fraction(16001, 200),
        Fraction(16001, 200),
        Fraction(16001, 200),
        adjustment="0",
        composite="80.01",
    ),
    check("V006", Fraction(0), Fraction(0), Fraction(0), adjustment="-3", composite="0"),
]


def summary(lines: list[CheckLine] | None = None, **more: Any) -> bytes:
    ranking = [
        Appraisal.model_construct(
            track="村",
            number="V001",
            name="=1+1",
            secretary="王\x07一",
            composite_score=Decimal("80.10"),
            rank=1,
        ).record()
    ]
    tallies = [Tally.model_construct(track="村", number="V001", good=3, good_share=Decimal("50.00")).record()]
    content: dict[str, Any] = {
        "title": "汇总（村）",
        "committee": "云溪镇党委",
        "track": "村",
        "ranking": ranking,
        "tallies": tallies,
        "checks": LINES if lines is None else lines,
        "weights": WEIGHTS,
        "places": 2,
        "skips_missing": False,
        "figures": [("参加述职评议考核的党组织书记", "5 人"), ("=SUM(A1)", "1 次")],
    }
    return build_summary(SummaryContent(**{**content, **more}))


def opened(data: bytes, sheet: str) -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    assert isinstance(found, Worksheet)
    return found


def _bounds(place: str) -> dict[str, int]:
    names = ("min_col", "min_row", "max_col", "max_row")
    return dict(zip(names, map(int, map(str, range_boundaries(place))), strict=True))


def _start(place: str) -> dict[str, int]:
    bounds = _bounds(place)
    return {"row": bounds["min_row"], "column": bounds["min_col"]}


def calculated(sheet: Worksheet, formula: str) -> float:
    """The value of a formula of the 核对 sheet, worked out as Excel would."""
    python = re.sub(r"\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)", r"area('\1\2:\3\4')", formula.lstrip("="))
    python = re.sub(r"(?<![A-Z'(:\d])\$?([A-Z])(\d+)(?!['\d:])", r"cell('\1\2')", python)
    python = re.sub(r"(area\('[^']*'\))<>\"\"", r"(\1 == \1)", python)  # a blank is nan, unlike itself

    def area(place: str) -> np.ndarray:
        (cells,) = sheet.iter_rows(**_bounds(place), values_only=True)
        return np.array([np.nan if each is None else each for each in cells], dtype=float)

    known = {
        "area": area,
        "cell": lambda place: sheet.cell(**_start(place)).value or 0,
        "SUMPRODUCT": lambda *parts: float(np.prod([np.nan_to_num(part) for part in parts], axis=0).sum()),
        "ROUND": lambda value, places: float(
            Decimal(value).quantize(Decimal(10) ** -places, "ROUND_HALF_UP")
        ),
        "MAX": max,
        "MIN": min,
    }
    return float(eval(python, known))  # noqa: S307 -- our own formula


def cached(data: bytes, sheet: str, line: int) -> list[Any]:
    return list(values(data, sheet)[line - 1])


@pytest.mark.parametrize("skips", [False, True])
def test_the_live_formula_gives_the_composite_and_the_difference_is_nought(skips: bool) -> None:
    lines = LINES
    if skips:
        lines = [*LINES, check("V007", None, Fraction(90), Fraction(60), adjustment="2", composite="82")]
    data = summary(lines, skips_missing=skips)
    sheet = opened(data, CHECK_SHEET)
    for row, line in enumerate(lines, start=6):
        again, gap = sheet.cell(row, 8).value, sheet.cell(row, 9).value
        if line.composite is None:
            assert (again, gap) == (None, None)
            continue
        assert calculated(sheet, str(again)) == float(line.composite)
        assert cached(data, CHECK_SHEET, row)[7:] == [float(line.composite), 0]
        assert gap == f"=ROUND(H{row}-G{row},2)"


def test_a_wrong_composite_shows_as_a_difference() -> None:
    sheet = opened(summary([check("V001", *[Fraction(90)] * 3, composite="90.50")]), CHECK_SHEET)
    assert calculated(sheet, str(sheet["H6"].value)) == 91


def test_the_summary_has_its_four_sheets_with_what_they_should_hold() -> None:
    data = summary()
    head, row = values(data, RANKING_SHEET)[3:5]
    told = dict(zip(head, row, strict=True))
    assert (told["名次"], told["编号"], told["书记姓名"], told["综合得分"]) == (1, "V001", "王一", 80.1)
    assert "板块" not in head
    assert opened(data, TALLY_SHEET)["A5"].value == "V001"
    assert [row[:2] for row in values(data, WORK_SHEET)[4:]] == [
        ["参加述职评议考核的党组织书记", "5 人"],
        ["=SUM(A1)", "1 次"],
    ]
    assert [row[0] for row in values(data, RANKING_SHEET)[:2]] == ["汇总（村）", "云溪镇党委"]


def test_text_from_outside_never_becomes_a_formula() -> None:
    data = summary(committee="=2+2")
    assert [cell.data_type for cell in (opened(data, RANKING_SHEET)[place] for place in ("A2", "C5"))] == [
        "s",
        "s",
    ]
    told = ListContent("=1", "公布", "=2", ["问题"], [20], [["=HYPERLINK(1)"]], ["=3"])
    sheet = opened(build_list(told), "公布")
    texts = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in texts} == {"s"}
    assert sheet["A5"].value == "=HYPERLINK(1)"


def test_numbers_are_shown_to_the_places_of_the_settings() -> None:
    shown = {opened(summary(places=places), RANKING_SHEET)["K5"].number_format for places in (0, 3)}
    assert shown == {"0", "0.000"}


def test_an_empty_track_still_gives_a_summary() -> None:
    data = summary([], ranking=[], tallies=[])
    assert len(values(data, RANKING_SHEET)) == 4


def test_two_builds_are_the_same_to_the_byte() -> None:
    assert parts_of(summary()) == parts_of(summary())
    assert summary() == summary()


def test_a_list_prints_its_rows_signature_and_repeated_header() -> None:
    told = ListContent(
        title="结果公布",
        sheet="结果公布",
        subtitle="村",
        headers=["序号", "组织名称", "整改时限"],
        widths=[8, 36, 12],
        rows=[[1, "月溪村党支部", date(2016, 1, 5)], [2, None, None]],
        signed=["云溪镇党委", "2016年2月5日"],
        landscape=True,
    )
    sheet = opened(build_list(told), "结果公布")
    assert [cell.value for cell in sheet[4]] == ["序号", "组织名称", "整改时限"]
    assert sheet["C5"].number_format == "yyyy-mm-dd"
    assert [cell.value for cell in sheet[5]][:2] == [1, "月溪村党支部"]
    assert [sheet["C8"].value, sheet["C9"].value] == ["云溪镇党委", "2016年2月5日"]
    assert sheet.print_title_rows == "$1:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet["B5"].alignment.horizontal, sheet["A5"].alignment.horizontal) == ("left", "center")


def test_a_check_that_may_not_be_told_says_so() -> None:
    line = replace(LINES[1], is_public=False)
    sheet = opened(summary([LINES[0], line]), CHECK_SHEET)
    last = [cell.value for cell in sheet[7]][-3:]
    assert last == [83.5, WITHHELD, None]
    assert str(sheet.cell(6, sheet.max_column).value).startswith("=ROUND")
