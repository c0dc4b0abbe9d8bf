"""The page of findings is what its generator gives, and helps with each finding once."""

import re
from collections import Counter
from pathlib import Path

from shuzhi_xl.building.manual.finding_groups import GROUPS
from shuzhi_xl.building.manual.findings_page import FINDINGS_PAGE, findings_page
from shuzhi_xl.wording.findings.all import SENTENCES
from shuzhi_xl.wording.screen.console import STOPPED

ROOT = Path(__file__).resolve().parents[3]


def test_the_committed_page_is_a_fresh_one() -> None:
    assert (ROOT / FINDINGS_PAGE).read_text(encoding="utf-8") == findings_page()


def test_every_finding_is_in_exactly_one_group() -> None:
    assert Counter(code for group in GROUPS for code in group.codes) == Counter({*SENTENCES, *STOPPED})
    assert len({group.title for group in GROUPS}) == len(GROUPS)


def test_no_sentence_is_lost_where_a_command_and_the_report_say_different_things() -> None:
    page = findings_page()
    for sentences in (SENTENCES, STOPPED):
        assert sentences["file_missing"].partition("{")[0] in page


def test_a_sentence_cannot_break_its_table() -> None:
    lines = [line for line in findings_page().splitlines() if line.startswith("| `")]
    assert {line.replace(r"\|", "").count("|") for line in lines} == {3}
    assert not any(re.search(r"\{\w+\}", line) for line in lines)
