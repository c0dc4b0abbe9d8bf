"""docs/architecture.md names the functions that one mark passes; here one mark is followed through them.

A form is read, decided on, entered, counted and graded twice, with 好 and with 差 as its only mark. A
function is on the way if both what it receives and what it returns differ between the two.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from shuzhi_xl.rules.grading.compute_year import compute_year
from shuzhi_xl.rules.intake.read_form import read_form
from shuzhi_xl.rules.intake.returned_form import FormRules
from shuzhi_xl.rules.receipt.contents import make_arrival
from shuzhi_xl.rules.receipt.decide import decide_all
from shuzhi_xl.rules.receipt.register_rows import ballots_after, register_after
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from shuzhi_xl.sheets.reading.parse import parse_table
from tests.rules.returned_batches import NOW, issued, raw
from tests.rules.returned_forms import KEY, form_of, grids, package
from tests.rules.small_town import class_weights, grades, meeting, organisation, source_weights, year_of

ROOT = Path(__file__).parents[2]
RULES = ROOT / "shuzhi_xl" / "rules"
ROOMS = tuple(f"{RULES / room}/" for room in ("intake", "receipt", "tally", "grading"))
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WALK = PAGE.partition("## The walk of one ballot\n")[2]
GRADES = grades(("好", 100, 90, 100), ("较好", 80, 75, None), ("一般", 60, 60, None), ("差", 0, 0, None))
Passed = dict[str, tuple[list[str], list[str]]]
"""What each function received and returned, call after call."""


@contextmanager
def followed() -> Iterator[Passed]:
    passed: Passed = defaultdict(lambda: ([], []))

    def note(frame: FrameType, event: str, result: Any) -> None:
        if event in ("call", "return") and _is_followed(frame.f_code):
            # At its call the arguments are all its local variables
            value = frame.f_locals if event == "call" else result
            passed[frame.f_code.co_name][event == "return"].append(re.sub(" at 0x[0-9a-f]+", "", repr(value)))

    sys.setprofile(note)
    try:
        yield passed
    finally:
        sys.setprofile(None)


def _is_followed(code: CodeType) -> bool:
    """Whether it is a function of a room on the way; a value's own methods are left out."""
    return code.co_filename.startswith(ROOMS) and code.co_qualname.isidentifier()


def follow(mark: str) -> tuple[Passed, str]:
    """Follow a mark for V001, in the package of V002, from its cell to the grade."""
    classes = frozenset({"A票"})
    rules = FormRules(classes, classes, (), own_excluded=False, candidates=frozenset({"V001"}))
    form = form_of("a.xlsx", grids(package(["A票", mark, None, None])), rules, "V002")
    (issued_row,) = issued(form.identity.form, count=1, 编号="V002")
    with followed() as passed:
        answers = read_form(form).answers
        # Of the answers, so it differs too; which marks they are must play no part in what is decided
        arrival = replace(make_arrival("a.xlsx", answers), fingerprint="0" * 16)
        forms, _ = parse_table(FORM, raw(FORM, [issued_row]))
        decision = decide_all(forms, [arrival], {}, double_typing=False)
        counted = decision.counted_answers({arrival.fingerprint: answers})
        ballots = ballots_after(raw(BALLOT, []), decision.replaced, counted.values(), KEY)
        year = year_of(
            {"互评票类": "A票"},
            organisations=[organisation("V001", 场次="H1")],
            meetings=[meeting("H1")],
            forms=[*map(dict, register_after(raw(FORM, [issued_row]), decision, NOW, {}))],
            ballots=[*map(dict, ballots)],
            source_weights=source_weights(现场测评=100),
            class_weights=class_weights("现场测评", A票=100),
            grades=GRADES,
        )
        result, findings = compute_year(year)
    assert result, findings
    return passed, result.graded.appraisals[0].suggested_grade


def names_in(pattern: str) -> set[str]:
    """Functions that the page names in the passages that match."""
    passages = re.findall(pattern, WALK, re.MULTILINE | re.DOTALL)
    return {name for passage in passages for name in re.findall(r"`([a-z_]+)`", passage)}


def test_the_page_names_the_functions_that_a_mark_passes() -> None:
    (good, good_grade), (poor, poor_grade) = follow("好"), follow("差")
    assert (good_grade, poor_grade) == ("好", "差")
    passed = {
        name
        for name in good.keys() & poor.keys()
        if all(of_good != of_poor for of_good, of_poor in zip(good[name], poor[name], strict=True))
    }
    on_the_way, left_out = (
        names_in(r"^\d\. `rules/(?!results).*?(?=^\d\.|\n\n)"),
        names_in(r"^Left out.*?\n\n"),
    )
    assert passed - left_out == on_the_way
    assert len(on_the_way) == int(re.findall(r"(\d+) functions of the rules", WALK)[0])


def test_the_page_names_functions_of_the_jobs_that_exist() -> None:
    jobs = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "shuzhi_xl" / "jobs").rglob("*.py"))
    names = names_in(r"^\d\. `jobs/.*?(?=^\d\.)")
    assert {name for name in names if f"def {name}(" in jobs} == names
