"""核对: LibreOffice works every composite out again from the counts, and sees when one of them is changed."""

import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from shuzhi_xl.rules.results.track_summary import make_summary_content
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import WITHHELD
from shuzhi_xl.xlsx.output.summary.book import build_audit
from shuzhi_xl.xlsx.patch import workbook as patch
from tests.jobs.opened_parts import parts_of, sheet_part
from tests.jobs.recalculation import recalculated
from tests.rules.computed_town import NUMBERS, computed, town
from tests.rules.small_town import (
    Rows,
    answers,
    attendees,
    form,
    grades,
    organisation,
    routine,
    source_weights,
    votes,
)
from tests.year_stages import Stages

Books = Mapping[str, tuple[bytes, bytes]]
"""Each summary as written, and as LibreOffice works it out."""

CHANGED = "（改了票数）"
ITEMS = [{"项目": "总体评价", "权重": 60}, {"项目": "廉洁自律", "权重": 40}, {"项目": "作风", "权重": 0}]
COUNTS = ((7, 1, 1, 0), (3, 4, 1, 1), (2, 2, 3, 2), (1, 1, 3, 4), (5, 3, 0, 1))
MARKS = {
    number: dict(zip(("好", "较好", "一般", "差"), counts, strict=True))
    for number, counts in zip(NUMBERS, COUNTS, strict=True)
}
ANNUAL = [
    routine(number, 年度考核=71 + 6 * place, 加减分=place - 2.125) for place, number in enumerate(NUMBERS)
]
MINUS = grades(("好", 90.5, 85, None), ("较好", 80, 80, None), ("一般", 60, 60, None), ("差", -20, 0, None))


def ballots(**more: str) -> Rows:
    """Votes on every branch: two classes, blank and spoilt ones too."""
    return [
        {**row, **more}
        for number in NUMBERS
        for row in (
            *votes(number, "A票", "M1", "", **MARKS[number], 弃权=1, 作废=1),
            *votes(number, "B票", 好=2, 较好=MARKS[number]["差"], 弃权=1),
        )
    ]


def surveys(**more: str) -> Rows:
    return [{**row, **more} for number in NUMBERS for row in answers(number, "群众", 较好=3, 差=2, 弃权=1)]


def policy(settings: dict[str, Any] | None = None, **tables: Any) -> Year:
    cast = {"ballots": ballots(), "surveys": surveys(), "routine": ANNUAL}
    forms = [form(f"15-{number}-问", number, "问卷", issued=9) for number in NUMBERS]
    people = [attendees("A票", 15), attendees("B票", 11)]
    all_settings = {"匿名下限": 1, **(settings or {})}
    return town(all_settings, **{**cast, "forms": forms, "attendees": people, **tables})


def without_b(*numbers: str) -> Rows:
    """No B票 on some branches."""
    return [row for row in ballots() if row["票类"] == "A票" or row["编号"] not in numbers]


TO_BE_CHANGED: Mapping[str, Year] = {
    "有效票": policy(),
    "收回票": policy({"计票分母": "收回票"}),
    "应到人数": policy({"计票分母": "应到人数", "占比分母": "应到人数"}),
    "两个项目": policy(
        criteria=ITEMS,
        ballots=ballots(廉洁自律="一般", 作风="差"),
        surveys=surveys(廉洁自律="较好", 作风="差"),
    ),
}
YEARS: Mapping[str, Year] = {
    **TO_BE_CHANGED,
    "倒扣分": policy(grades=MINUS),
    "空票折算": policy(ballots=without_b("V001", "V004")),
    "空票计零": policy({"空票类处理": "计零"}, ballots=without_b("V001", "V004")),
    "项目空白": policy(
        {"空票类处理": "计零"},
        criteria=ITEMS,
        ballots=[
            {**row, "作风": "差", "廉洁自律": None if row["编号"] == "V002" else "一般"}
            for row in without_b("V001")
        ],
        surveys=surveys(廉洁自律="较好", 作风="差"),
    ),
    "缺项折算": policy({"缺项处理": "按其余来源折算", "小数位数": 0}, routine=ANNUAL[2:]),
    "不公开": policy({"匿名下限": 6}, source_weights=source_weights(现场测评=60, 问卷调查=40)),
    "一个支部": policy(organisations=[organisation("V003")]),
}


def _summary(year: Year) -> bytes:
    return build_audit(make_summary_content(year, *computed(year), "村"))


def _with_votes_more(workbook: bytes) -> bytes:
    """Three votes more for the grade 好 in the last line of counts; every stored value stays."""
    lines = _rows(workbook, "核对票数")
    row = max(at for at, line in enumerate(lines, start=1) if isinstance(line[5], float))
    book = patch.Workbook.load(workbook)
    book.set_cell("核对票数", f"F{row}", lines[row - 1][5] + 3)
    return book.to_bytes()


def _rows(workbook: bytes, title: str) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return book.get_sheet_by_name(title).to_python(skip_empty_area=False)


def _checks(workbook: bytes) -> list[dict[str, Any]]:
    rows = _rows(workbook, "核对")
    top = next(at for at, row in enumerate(rows) if row[0] == "编号")
    return [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :] if row[0]]


@pytest.fixture(scope="module")
def books(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> Books:
    summaries = {name: _summary(year) for name, year in YEARS.items()}
    own_summaries = {name: content for name, content in stages.files("generated").items() if "/核对_" in name}
    summaries |= {f"{name}{CHANGED}": _with_votes_more(summaries[name]) for name in TO_BE_CHANGED}
    summaries |= own_summaries | {
        f"{name}{CHANGED}": _with_votes_more(content) for name, content in own_summaries.items()
    }
    anew = recalculated(summaries, tmp_path_factory.mktemp("anew"))
    return {name: (content, anew[name]) for name, content in summaries.items()}


@pytest.mark.parametrize("name", YEARS)
def test_every_composite_is_worked_out_again_from_the_counts(name: str, books: Books) -> None:
    original, anew = books[name]
    assert len(_checks(anew)) == len(YEARS[name].appraised)
    for before, after in zip(_checks(original), _checks(anew), strict=True):
        if before["公式重算"] == WITHHELD:
            assert after == before
            continue
        assert (after["公式重算"], after["差异"]) == (before["程序算得"], 0)
        for header in ("现场测评", "问卷调查", "加权得分", "加减分后", "公式重算"):
            assert after[header] == pytest.approx(before[header], abs=1e-9)
    lines = zip(_rows(original, "核对票数")[4:], _rows(anew, "核对票数")[4:], strict=True)
    assert all(after[13:] == pytest.approx(before[13:], abs=1e-9) for before, after in lines)


@pytest.mark.parametrize("name", TO_BE_CHANGED)
def test_a_changed_count_shows_as_a_difference(name: str, books: Books) -> None:
    original, anew = books[f"{name}{CHANGED}"]
    assert {check["差异"] for check in _checks(original)} == {0}
    gaps = [check["差异"] for check in _checks(anew)]
    assert gaps[-1] > 0
    assert set(gaps[:-1]) == {0}


def test_the_summaries_of_the_town_add_up_and_their_formulas_are_live(books: Books) -> None:
    own_summaries = {name: _checks(anew) for name, (_, anew) in books.items() if "/核对_" in name}
    gaps = {
        name: [check["差异"] for check in checks if check["差异"] != ""]
        for name, checks in own_summaries.items()
    }
    changed_names = [name for name in gaps if gaps[name] and not name.endswith(CHANGED)]
    assert len(own_summaries) == 6
    assert changed_names
    for name in changed_names:
        assert set(gaps[name]) == {0}
        assert len(set(gaps[f"{name}{CHANGED}"])) == 2


def test_only_functions_that_every_program_calculates_identically_are_used(books: Books) -> None:
    used: set[str] = set()
    for content, _ in books.values():
        parts = parts_of(content)
        for title in ("核对", "核对票数"):
            formulas = re.findall(r"<f>([^<]+)</f>", parts[sheet_part(parts, title)].decode())
            used |= {name for formula in formulas for name in re.findall(r"([A-Z]+)\(", formula)}
    assert used == {"SUMPRODUCT", "SUMIFS", "ROUND", "ABS", "INDEX", "MATCH"}
