"""What a code on a page is to a master: issued, outdated, another year's, somebody else's."""

from dataclasses import replace

import pytest

from shuzhi_xl.rules.forms.ballot_codes import PageIdentity, seal_page
from shuzhi_xl.rules.scanning.assembly.page_codes import CodeOrigin, JudgedCode, judge_code
from tests.rules.scanning.assembly.issued_pages import BOOK, LAYOUTS, code, layout


def test_a_code_of_the_ballots_last_issued_brings_its_layout() -> None:
    assert judge_code(code(2, "B票"), BOOK) == JudgedCode(CodeOrigin.ISSUED, LAYOUTS[3], "M1", "B票", 2, 2015)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.com/SZ1",
        code(1).lower(),
        f"{code(1)}-A",
        code(1).replace("2015", "２０１５"),
        seal_page(b"another master", PageIdentity(2015, "M1", "A票", 1, "layout")),
        code(1)[:-1] + ("A" if code(1)[-1] != "A" else "C"),
        code(1).replace("-01-", "-02-"),
    ],
)
def test_a_code_that_this_master_has_not_sealed_is_none_of_its_ballots(text: str) -> None:
    assert judge_code(text, BOOK).origin is CodeOrigin.FOREIGN


def test_another_years_code_is_known_by_its_year_whoever_sealed_it() -> None:
    last_year = seal_page(b"last year's key", PageIdentity(2014, "M1", "A票", 1, "layout"))
    result = judge_code(last_year, BOOK)
    assert (result.origin, result.year, result.page) == (CodeOrigin.OTHER_YEAR, 2014, 1)


@pytest.mark.parametrize(
    ("text", "origin", "meeting", "voter_class"),
    [
        (code(1, layout="before"), CodeOrigin.OUTDATED, "M1", "A票"),
        (code(1, "C票"), CodeOrigin.OUTDATED, "M1", "C票"),
        (code(1, "D票"), CodeOrigin.OUTDATED, "M1", ""),
        (code(1, "B票", "M3"), CodeOrigin.OTHER_MEETING, "M3", "B票"),
        (code(1, "B票", "M9"), CodeOrigin.OTHER_MEETING, "", "B票"),
    ],
)
def test_a_code_of_ballots_not_last_issued_says_what_they_were(
    text: str, origin: CodeOrigin, meeting: str, voter_class: str
) -> None:
    assert judge_code(text, BOOK) == JudgedCode(origin, None, meeting, voter_class, 1, 2015)


@pytest.mark.parametrize("changes", [{"meeting": "M2"}, {"voter_class": "B票"}, {"page": 2}])
def test_an_issued_file_that_was_edited_gives_no_page_another_meaning(changes: dict[str, object]) -> None:
    edited = replace(layout(1), **changes)  # type: ignore[arg-type]
    book = replace(BOOK, layouts={edited.code: edited, LAYOUTS[1].code: LAYOUTS[1]})
    assert judge_code(edited.code, book).origin is CodeOrigin.OUTDATED
