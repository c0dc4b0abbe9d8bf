"""The paper ballots of a meeting: who is on which page, how many are printed, when they are made again."""

from dataclasses import replace
from typing import Any

import pytest

from shuzhi_xl.rules.forms.ballot_codes import PageIdentity, seal_page
from shuzhi_xl.rules.forms.issued_papers import find_renewed_papers
from shuzhi_xl.rules.forms.paper_ballots import (
    fingerprint_ballots,
    label_sheets,
    list_printed_meetings,
    make_ballot_content,
    paginate,
)
from shuzhi_xl.sheets.outgoing.forms import Candidate
from shuzhi_xl.sheets.outgoing.paper_ballots import ROWS_ON_PAGE, PaperBallotContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.forms.registered_forms import KEY, due_forms, registered_rows, year_with
from tests.rules.small_town import attendees, class_weights, meeting, organisation, year_of

TWO_CLASSES = class_weights("现场测评", A票=60, B票=40)
VOTERS = [attendees("A票", 7), attendees("B票", 30)]


def content_of(year: Year, template: str = "t") -> PaperBallotContent:
    assert year.settings is not None
    return make_ballot_content(year, year.meetings[0], year.settings, KEY, template)


def secretaries(count: int) -> list[Candidate]:
    return [Candidate(f"V{order:03}", f"{order}村", f"书记{order}") for order in range(1, count + 1)]


def test_each_class_has_a_ballot_with_all_secretaries_and_its_own_code() -> None:
    content = content_of(year_with(class_weights=TWO_CLASSES, attendees=VOTERS))
    assert [(page.voter_class, page.sheet) for page in content.pages] == [
        ("A票", "A票 第1页"),
        ("B票", "B票 第1页"),
    ]
    first, second = content.pages
    assert [line.number for line in first.lines] == ["V001", "V002", "V003"]
    assert first.lines == second.lines
    assert first.code != second.code
    assert first.code.split("-")[5] == second.code.split("-")[5]
    assert "2015" in content.title


def test_copies_are_the_voters_of_the_class_and_some_to_spare() -> None:
    orders = content_of(year_with(class_weights=TWO_CLASSES, attendees=VOTERS)).orders
    assert [(order.voter_class, order.eligible, order.spare, order.copies) for order in orders] == [
        ("A票", "7", "3", "10"),
        ("B票", "30", "3", "33"),
    ]
    assert [order.paper for order in orders] == ["白纸", "浅黄色纸"]


def test_where_the_voters_are_not_listed_the_office_counts_them() -> None:
    (order, *_) = content_of(year_with()).orders
    assert (order.eligible, order.spare, order.copies) == ("—", "—", "按应到人数另加备用")
    nobody = content_of(year_with(class_weights=TWO_CLASSES, attendees=VOTERS[:1])).orders[1]
    assert (nobody.eligible, nobody.spare, nobody.copies) == ("0", "—", "0")


@pytest.mark.parametrize("count", [1, 3, 20, 21, 27, 60, 61])
@pytest.mark.parametrize("items", [1, 2, 3, 25])
def test_all_rows_of_a_secretary_are_on_one_page_and_in_order(count: int, items: int) -> None:
    criteria = [f"项目{order}" for order in range(items)]
    pages = paginate(secretaries(count), criteria)
    rows = [(line.number, line.criterion) for page in pages for line in page]
    assert rows == [
        (secretary.number, criterion) for secretary in secretaries(count) for criterion in criteria
    ]
    numbers = [{line.number for line in page} for page in pages]
    assert sum(map(len, numbers)) == count
    assert max(map(len, numbers)) - min(map(len, numbers)) <= 1
    assert all(len(page) <= max(ROWS_ON_PAGE, items) for page in pages)


def test_no_two_classes_share_the_name_of_a_sheet() -> None:
    labels = label_sheets(["A/票", "A票", "a票", "票" * 300, "", "票" * 200])
    assert len({label.casefold() for label in labels.values()}) == len(labels)
    assert all(len(label) <= 20 and not set(label) & set("[]:*?/\\'") for label in labels.values())


@pytest.mark.parametrize(
    "change", [{"year": 2016}, {"meeting": "M2"}, {"voter_class": "B票"}, {"page": 2}, {"layout": "y"}]
)
def test_a_code_says_what_the_page_is_and_only_the_master_can_make_it(change: dict[str, Any]) -> None:
    page = PageIdentity(2015, "M1", "A票", 1, "x")
    assert seal_page(KEY, page._replace(**change)) != seal_page(KEY, page)
    assert seal_page(b"another key", page)[-6:] != seal_page(KEY, page)[-6:]


def test_a_code_is_as_short_for_any_name() -> None:
    plain = seal_page(KEY, PageIdentity(2015, "M1", "A票", 1, "x"))
    hostile = seal_page(KEY, PageIdentity(2015, "场" * 300, "<票>{{ 1 }}\x07", 1, "x"))
    assert len(plain) == len(hostile) == 34
    assert hostile.isascii()


def test_another_template_is_another_layout() -> None:
    year = year_with()
    assert content_of(year).pages[0].code != content_of(year, "restyled").pages[0].code


def test_ballots_are_printed_for_meetings_with_secretaries_and_classes_and_no_votes_yet() -> None:
    year = year_with(meetings=[meeting(), meeting("M2")])
    assert [entry.number for entry in list_printed_meetings(year)] == ["M1"]
    assert list_printed_meetings(replace(year, settings=None)) == []
    only_peers = year_with({"互评票类": "A票"}, class_weights=class_weights("现场测评", A票=100))
    assert list_printed_meetings(only_peers) == []
    typed = [form for form in due_forms(year) if form.organisation is None]
    returned = year_with(forms=registered_rows(typed, 状态="已收回"))
    assert list_printed_meetings(returned) == []
    packages = [form for form in due_forms(year) if form.organisation]
    assert list_printed_meetings(year_with(forms=registered_rows(packages, 状态="已收回"))) != []


def test_a_changed_secretary_voids_what_is_printed_and_a_corrected_name_does_not() -> None:
    year = year_with(attendees=[attendees("A票", 7)])
    before = fingerprint_ballots(content_of(year), "发出/测评票_M1.xlsx")
    values = dict(find_renewed_papers([before], {}).values)
    assert find_renewed_papers([before], {}).findings == []
    assert find_renewed_papers([before], values).values == {}
    codes = {
        "V001村党总支部": "ballots_renewed",
        "V001村党支部": "ballots_void",
    }
    for name, code in codes.items():
        secretary = "书记V001" if code == "ballots_renewed" else "接任者"
        roster = [organisation("V001", 组织名称=name, 书记姓名=secretary, 测评票数=2, 问卷份数=3)]
        changed = year_of(
            organisations=[*roster, *map(organisation, ("V002", "V003"))], attendees=[attendees("A票", 7)]
        )
        after = fingerprint_ballots(content_of(changed), "发出/测评票_M1.xlsx")
        renewed = find_renewed_papers([after], values)
        assert after.name in renewed.values
        assert [(finding.code, finding.at.file) for finding in renewed.findings] == [(code, "测评票_M1.xlsx")]
        assert "请" in sentence(renewed.findings[0])


def test_the_words_of_another_version_renew_nothing() -> None:
    content = content_of(year_with())
    reworded = replace(content, title="测评票", order_title="说明")
    assert fingerprint_ballots(content, "a") == fingerprint_ballots(reworded, "a")
