"""读票: from pictures in 扫描 to workbooks in 收回, decisions kept, every page listed."""

from collections.abc import Sequence

import pytest

from shuzhi_xl.findings import Severity
from shuzhi_xl.jobs.scanning import scan as scan_job
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.rules.scanning.page_reading import PageReading, Refusal
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETING_TABLE, ORGANISATION
from shuzhi_xl.sheets.outgoing.scanned_ballots import DoubtKey
from shuzhi_xl.xlsx.ballot_layout.page_layouts import read_page_layouts
from shuzhi_xl.xlsx.files.lock import FileBusy
from tests.jobs.scanning.faked_reading import Scan, Scans, decide, fake_tools, page, read_sheet
from tests.xlsx.handmade import package, parts_of
from tests.year_stages import TownOffice

WORKBOOK = "收回/2015/读票_第2场.xlsx"
LIST = "扫描/2015/读票清单.xlsx"
Pairs = Sequence[tuple[int, int, float]]


@pytest.fixture
def scan(monkeypatch: pytest.MonkeyPatch) -> Scan:
    """Presses 读票 in an office, where the pictures show what a test says."""

    def press(office: TownOffice, scans: Scans, pairs: Pairs = ()) -> Outcome:
        for name in scans:
            path = office.root / "扫描/2015" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
        monkeypatch.setattr(scan_job, "load_tools", lambda: fake_tools(scans, pairs))
        return office.run_job(scan_job.scan)

    return press


def layouts_of(office: TownOffice, meeting: str = "第2场") -> list[PageLayout]:
    (path,) = office.root.glob(f"发出/2015/*/会议_{meeting}/测评票_*.xlsx")
    return read_page_layouts(path.read_bytes())


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings if finding.code.startswith("scan_")]


def test_pages_become_a_workbook_with_ballots_in_the_order_of_the_scans(
    issued: TownOffice, scan: Scan
) -> None:
    first, second, *_ = layouts_of(issued)
    scans = {
        "a.pdf": [page(second, "p", 0, 1, 2), PageReading("", 0, "q", refusal=Refusal.BLANK)],
        "b.pdf": [page(first, "r", 3, "faint", 0, pictures={1: b""})],
    }
    outcome = scan(issued, scans)
    assert outcome.outputs == [WORKBOOK, LIST]
    assert (outcome.counts["pages"], outcome.counts["ballots"], outcome.counts["doubts"]) == (3, 2, 1)
    assert outcome.summary.startswith(
        "读票完成：共 3 页 = 读出 2 + 空白 1；“读票_第2场.xlsx”2 张票，1 处请人判定"
    )
    rows = read_sheet(issued.root / WORKBOOK, "读数")
    marks = {1: (second, ["好", "较好", "一般"]), 2: (first, ["差", "存疑", "好"])}
    assert [(row[0], row[1], row[3]) for row in rows] == [
        (order, layout.voter_class, mark) for order, (layout, row) in marks.items() for mark in row
    ]
    pages = read_sheet(issued.root / LIST, "逐页")[4:]
    assert [row[:3] for row in pages] == [("a.pdf", 1, "读出"), ("a.pdf", 2, "空白"), ("b.pdf", 1, "读出")]


def test_pressed_again_nothing_changes_and_a_decision_is_kept(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    scans = {"a.pdf": [page(layout, "p", "faint", "blank", 0)]}
    scan(issued, scans)
    before = issued.files("收回")
    assert scan(issued, scans).counts["doubts"] == 2
    assert issued.files("收回") == before
    decide(issued.root / WORKBOOK, {DoubtKey("p", 1): "好"})
    outcome = scan(issued, {**scans, "b.pdf": [page(layout, "q", 0, 0, "faint")]})
    assert outcome.counts["doubts"] == 2
    doubts = read_sheet(issued.root / WORKBOOK, "存疑")
    assert [row[:3] for row in doubts] == [("p", 1, "好"), ("p", 2, None), ("q", 3, None)]
    # The one that was replaced is kept, where 回收 does not read it
    assert [name for name in issued.returned() if "_已处理" in name] == ["2015/_已处理/旧稿_读票_第2场.xlsx"]


def test_a_decision_outlives_a_run_that_was_killed_after_the_old_workbook_was_moved(
    issued: TownOffice, scan: Scan
) -> None:
    scans = {"a.pdf": [page(layouts_of(issued)[0], "p", "faint", 0, 0)]}
    scan(issued, scans)
    decide(issued.root / WORKBOOK, {DoubtKey("p", 1): "差"})
    issued.context().folder.returned(2015).retire_draft("2015/读票_第2场.xlsx")
    assert scan(issued, scans).counts["doubts"] == 0
    assert read_sheet(issued.root / WORKBOOK, "存疑")[0][2] == "差"


def test_a_workbook_that_is_held_is_replaced_and_one_that_is_open_is_named(
    issued: TownOffice, scan: Scan
) -> None:
    scans = {"a.pdf": [page(layouts_of(issued)[0], "p", "faint", 0, 0)]}
    scan(issued, scans)
    aside = issued.root / "收回/2015/_有问题/读票_第2场.xlsx"
    aside.parent.mkdir()
    (issued.root / WORKBOOK).rename(aside)
    decide(aside, {DoubtKey("p", 1): "较好"})
    note = aside.with_name(f"~${aside.name}")
    note.write_bytes(b"\x03abc")
    with pytest.raises(FileBusy, match=aside.name):
        scan(issued, scans)
    note.unlink()
    scan(issued, scans)
    assert (aside.exists(), (issued.root / WORKBOOK).exists()) == (False, True)
    assert read_sheet(issued.root / WORKBOOK, "存疑")[0][2] == "较好"


def test_two_workbooks_that_say_different_things_decide_nothing(issued: TownOffice, scan: Scan) -> None:
    scans = {"a.pdf": [page(layouts_of(issued)[0], "p", "faint", 0, 0)]}
    scan(issued, scans)
    copy = issued.root / "收回/2015/读票_第2场 (1).xlsx"
    copy.write_bytes((issued.root / WORKBOOK).read_bytes())
    decide(issued.root / WORKBOOK, {DoubtKey("p", 1): "好"})
    decide(copy, {DoubtKey("p", 1): "差"})
    outcome = scan(issued, scans)
    assert "scan_decisions_differ" in codes(outcome)
    assert read_sheet(issued.root / WORKBOOK, "存疑")[0][2] is None


def test_the_second_scan_is_the_other_typist_s_with_the_numbers_of_the_first(
    issued_twice: TownOffice, scan: Scan
) -> None:
    layout = layouts_of(issued_twice)[0]
    scans = {
        "a.pdf": [page(layout, "p", 0, 0, 0, signature=b"1"), page(layout, "q", 1, 1, 1, signature=b"2")],
        "第二遍/b.pdf": [
            page(layout, "r", 1, 1, 1, signature=b"2"),
            page(layout, "s", 0, 0, 0, signature=b"1"),
        ],
    }
    outcome = scan(issued_twice, scans, [(0, 3, 0.99), (1, 2, 0.99)])
    second = "收回/2015/读票_第2场_乙.xlsx"
    assert outcome.outputs == [WORKBOOK, second, LIST]
    for place in (WORKBOOK, second):
        marks = {row[0]: row[3] for row in read_sheet(issued_twice.root / place, "读数")}
        assert marks == {1: "好", 2: "较好"}


def test_without_double_typing_the_second_scan_is_named_and_not_read(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    scans = {"a.pdf": [page(layout, "p", 0, 0, 0)], "第二遍/b.pdf": [page(layout, "q", 0, 0, 0)]}
    outcome = scan(issued, scans)
    assert (outcome.counts["pages"], "scan_second_unused" in codes(outcome)) == (1, True)


def test_pages_that_are_not_read_and_files_that_are_no_pictures_are_named(
    issued: TownOffice, scan: Scan
) -> None:
    (issued.root / "扫描/2015").mkdir(parents=True)
    (issued.root / "扫描/2015/说明.docx").write_bytes(b"x")
    torn = PageReading("", 0, "p", layouts_of(issued)[0].code, Refusal.CORNER_MISSING)
    outcome = scan(issued, {"a.pdf": [torn]})
    assert (outcome.counts["pages"], outcome.counts["ballots"], outcome.ok) == (1, 0, False)
    assert {*codes(outcome)} == {"scan_no_picture", "scan_pages_unread"}
    assert "没有读出测评票" in outcome.summary
    assert outcome.outputs == [LIST]


def test_too_few_ballots_are_said(issued: TownOffice, scan: Scan) -> None:
    outcome = scan(issued, {"a.pdf": [page(layouts_of(issued)[0], "p", 0, 0, 0)]})
    assert "scan_fewer_than_eligible" in codes(outcome) or "scan_fewer_than_present" in codes(outcome)


def test_a_roster_that_changed_since_the_ballots_went_out_keeps_them_from_being_misread(
    issued: TownOffice, scan: Scan
) -> None:
    layout = layouts_of(issued)[0]
    organisation = issued.row(ORGANISATION, number=layout.rows[0].number)
    issued.type_in(ORGANISATION, organisation, 书记姓名="钱新来")
    outcome = scan(issued, {"a.pdf": [page(layout, "p", 0, 0, 0)]})
    assert "scan_form_outdated" in codes(outcome)
    assert outcome.outputs == [LIST]


def test_a_typing_form_that_was_never_issued_is_asked_for(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    issued.set_values(双人录入="是")
    scans = {"a.pdf": [page(layout, "p", 0, 0, 0)], "第二遍/b.pdf": [page(layout, "q", 0, 0, 0)]}
    outcome = scan(issued, scans)
    assert codes(outcome).count("scan_form_not_issued") == 1
    assert outcome.outputs == [WORKBOOK, LIST]


def test_an_empty_folder_is_made_and_said(issued: TownOffice, scan: Scan) -> None:
    outcome = scan(issued, {})
    assert outcome.summary.startswith("没有读票：“扫描/2015”文件夹里没有扫描的测评票")
    assert (issued.root / "扫描/2015").is_dir()


def test_without_the_issued_ballots_nothing_is_read(issued: TownOffice, scan: Scan) -> None:
    layout = layouts_of(issued)[0]
    for path in issued.root.glob("发出/2015/*/会议_*/测评票_*.xlsx"):
        path.write_bytes(b"broken")
    outcome = scan(issued, {"a.pdf": [page(layout, "p", 0, 0, 0)]})
    assert outcome.summary.startswith("没有读票：“发出/2015”里没有发出的")
    assert not outcome.ok


def test_a_gap_in_the_roster_or_a_missing_package_stops_it(
    issued: TownOffice, scan: Scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_job, "missing_packages", lambda: ["zxing-cpp"])
    assert "没有装读票用的软件包（zxing-cpp）" in scan(issued, {"a.pdf": []}).summary
    monkeypatch.undo()
    meeting = issued.rows(MEETING_TABLE)[0]
    issued.type_in(MEETING_TABLE, meeting, 会议日期="不是日期")
    outcome = issued.run_job(scan_job.scan)
    assert outcome.summary.startswith("没有读票：设置、名册、会议或票单")
    assert any(finding.severity is Severity.BLOCKING for finding in outcome.findings)


def test_ballots_of_a_meeting_that_is_counted_are_said_to_be(collected: TownOffice, scan: Scan) -> None:
    outcome = scan(collected, {"a.pdf": [page(layouts_of(collected)[0], "p", 0, 0, 0)]})
    assert "第2场 的票已经计过" in outcome.summary


def test_pictures_are_read_and_never_changed_or_copied(issued: TownOffice, scan: Scan) -> None:
    scan(issued, {"a.pdf": [page(layouts_of(issued)[0], "p", 0, 0, 0)]})
    copies = [place for place, content in issued.files().items() if content == b"a.pdf"]
    assert copies == ["扫描/2015/a.pdf"]


def test_a_restyled_copy_beside_the_issued_ballots_keeps_them_from_being_read(
    issued: TownOffice, scan: Scan
) -> None:
    (path,) = issued.root.glob("发出/2015/*/会议_第2场/测评票_*.xlsx")
    layout = layouts_of(issued)[0]
    copy = path.with_name("测评票_第2场 - 副本.xlsx")
    copy.write_bytes(path.read_bytes())
    assert codes(scan(issued, {"a.pdf": [page(layout, "p", 0, 0, 0)]})).count("scan_layout_twice") == 0
    parts = parts_of(path.read_bytes())
    restyled = {
        name: part.replace(b'ht="28.35"', b'ht="31"')
        for name, part in parts.items()
        if "worksheets/sheet" in name
    }
    copy.write_bytes(package(parts | restyled))
    outcome = scan(issued, {"a.pdf": [page(layout, "p", 0, 0, 0)]})
    assert codes(outcome).count("scan_layout_twice") == 1
    assert outcome.outputs == [LIST]
