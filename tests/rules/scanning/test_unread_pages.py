"""Pages that are in no ballot: which are to be dealt with, and that blank sides are not."""

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.scanning.placed_pages import FatedPage, PageFate
from shuzhi_xl.rules.scanning.unread_pages import find_unread_pages
from shuzhi_xl.wording.findings.all import sentence
from tests.rules.scanning.invented_pages import reading


def page(index: int, fate: PageFate, reason: str = "") -> FatedPage:
    return FatedPage(reading(str(index), index=index), fate, reason)


def test_pages_that_may_hold_votes_are_blocking_and_those_of_one_reason_one_finding() -> None:
    pages = [
        page(1, PageFate.READ),
        page(2, PageFate.UNREADABLE, "角上缺了标记。"),
        page(3, PageFate.OTHER_YEAR, "是 2014 年度的票。"),
        page(4, PageFate.UNREADABLE, "角上缺了标记。"),
        page(5, PageFate.UNREADABLE, "有条痕。"),
        page(6, PageFate.BLANK, "空白页。"),
        page(7, PageFate.DUPLICATE, "是同一幅图。"),
        page(8, PageFate.OTHER_MEETING, "没有发出。"),
        page(9, PageFate.NO_BALLOT, "别的纸。"),
    ]
    findings = [*find_unread_pages(pages)]
    assert [(finding.severity, finding.context["count"]) for finding in findings] == [
        (Severity.BLOCKING, 2),
        (Severity.NOTICE, 1),
        (Severity.BLOCKING, 1),
        (Severity.BLOCKING, 1),
        (Severity.NOTICE, 1),
    ]
    assert findings[0].at.file == "会场.pdf"
    assert (
        sentence(findings[0])
        == "2 页没有读（读不了）。角上缺了标记。请核对这些页：会场.pdf 第2页、会场.pdf 第4页。"
    )
