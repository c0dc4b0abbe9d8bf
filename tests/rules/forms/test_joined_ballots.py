from dataclasses import replace

from shuzhi_xl.rules.forms.issued_papers import PaperPrint
from shuzhi_xl.rules.forms.joined_ballots import fingerprint_joined, join_ballots
from shuzhi_xl.sheets.outgoing.paper_ballots import BallotPage, PaperBallotContent, PrintOrder


def ballots(meeting: str) -> PaperBallotContent:
    order = PrintOrder("A票", "1 页", "7", "3", "10", "白纸", "A票 第1页")
    page = BallotPage("A票", "A票 第1页", 1, 1, f"code of {meeting}", ())
    page_of_b = replace(page, voter_class="B票", sheet="B票 第1页")
    orders = [order, order._replace(voter_class="B票")]
    return PaperBallotContent("测评表", "印制说明", "青溪镇党委", meeting, meeting, orders, [page, page_of_b])


def test_titles_are_distinct_and_orders_name_meeting_and_class() -> None:
    joined = join_ballots("村", [ballots("H1"), ballots("H2")])
    assert joined.track_line == "板块：村　场次：H1、H2"
    assert [page.sheet for content in joined.meetings for page in content.pages] == [
        "1 A票 第1页",
        "1 B票 第1页",
        "2 A票 第1页",
        "2 B票 第1页",
    ]
    assert [(order.voter_class, order.sheets) for order in joined.orders][2:] == [
        ("H2 A票", "2 A票 第1页"),
        ("H2 B票", "2 B票 第1页"),
    ]
    assert [content.pages[0].code for content in joined.meetings] == ["code of H1", "code of H2"]


def test_joined_ballots_change_with_those_of_any_meeting() -> None:
    prints = [PaperPrint("H1", "a", "b"), PaperPrint("H2", "c", "d")]
    joined = fingerprint_joined(prints, "合订")
    assert joined == fingerprint_joined(prints, "合订")
    changes = [prints[:1], [prints[0], PaperPrint("H2", "c", "e")], [prints[0], PaperPrint("H2", "x", "d")]]
    assert len({joined.value, *(fingerprint_joined(changed, "合订").value for changed in changes)}) == 4
