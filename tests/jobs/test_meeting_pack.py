"""分发 makes the papers of each meeting, and makes them again only when something on them has changed."""

from pathlib import Path

from openpyxl import load_workbook

from shuzhi_xl.building.templates.paper_ballots import build_paper_template
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.organisations_and_meetings import ATTENDEE, MEETING_TABLE, ORGANISATION
from shuzhi_xl.sheets.outgoing.paper_ballots import PRINTING_SHEET, PaperPlace
from tests.xlsx.handmade import package, parts_of
from tests.xlsx.outgoing import shown
from tests.year_stages import BRANCHES, TownOffice

_FIRST = f"{PaperPlace.SECRETARIES}_1"


def ballots_of(office: TownOffice, meeting: str) -> Path:
    return next(office.root.glob(f"发出/*/*/会议_{meeting}/测评票_{meeting}.xlsx"))


def codes_of(outcome: Outcome) -> dict[str, str]:
    return {
        finding.at.file: finding.code
        for finding in outcome.findings
        if finding.code in ("ballots_void", "ballots_renewed")
    }


def codes_on(path: Path) -> set[str]:
    return {str(row[0]) for row in shown(load_workbook(path), PaperPlace.PAGES)}


def sheets_of(path: Path) -> list[str]:
    return [sheet.title for sheet in load_workbook(path) if sheet.sheet_state == "visible"]


def printed(path: Path) -> list[str]:
    book = load_workbook(path)
    ((title, area),) = book.defined_names[_FIRST].destinations
    return [str(row[2].value) for row in book[title][area] if row[2].value]


def test_every_secretary_of_a_meeting_is_on_its_ballot(issued: TownOffice) -> None:
    for meeting in issued.rows(MEETING_TABLE):
        secretaries = [row.secretary for row in issued.rows(ORGANISATION) if row.meeting == meeting.number]
        assert printed(ballots_of(issued, meeting.number)) == secretaries


def test_a_restyled_file_stays_while_nothing_changes_and_a_lost_one_comes_back(issued: TownOffice) -> None:
    first, second, *_ = (ballots_of(issued, row.number) for row in issued.rows(MEETING_TABLE))
    original = second.read_bytes()
    first.write_bytes(b"restyled by hand")
    second.unlink()
    outcome = issued.run_job(distribute)
    assert outcome.counts == {"packages": 0, "unchanged": BRANCHES}
    assert outcome.outputs == [second.relative_to(issued.root).as_posix()]
    assert "1 份会议材料" in outcome.summary
    assert codes_of(outcome) == {}
    assert (first.read_bytes(), second.read_bytes()) == (b"restyled by hand", original)


def test_a_restyled_template_is_another_layout_of_ballots_made_from_then_on(issued: TownOffice) -> None:
    first, second, *_ = (ballots_of(issued, row.number) for row in issued.rows(MEETING_TABLE))
    before = (first.read_bytes(), codes_on(second))
    parts = parts_of(build_paper_template())
    sheet = parts["xl/worksheets/sheet2.xml"].replace(b'ht="28.35"', b'ht="31"')
    issued.write_files({"templates/测评票.xlsx": package(parts | {"xl/worksheets/sheet2.xml": sheet})})
    second.unlink()
    outcome = issued.run_job(distribute)
    assert codes_of(outcome) == {}
    assert first.read_bytes() == before[0]
    assert not before[1] & codes_on(second)
    ((title, area),) = load_workbook(second).defined_names[_FIRST].destinations
    rows = load_workbook(second)[title][area]
    assert rows[0][0].parent.row_dimensions[rows[0][0].row].height == 31


def test_a_new_secretary_renews_the_ballots_of_that_meeting_once(issued: TownOffice) -> None:
    row = issued.row(ORGANISATION, number="C002")
    issued.type_in(ORGANISATION, row, 书记姓名="接任者")
    other_files = {path: path.read_bytes() for path in issued.root.glob("发出/*/*/会议_*/*")}
    outcome = issued.run_job(distribute)
    place = ballots_of(issued, row.meeting)
    assert codes_of(outcome) == {place.name: "ballots_void"}
    assert "接任者" in printed(place)
    changed = [path for path, content in other_files.items() if path.read_bytes() != content]
    assert place in changed
    # The agenda and the script name him too; nothing of another meeting does
    assert {path.parent for path in changed} == {place.parent}
    again = issued.run_job(distribute)
    assert (codes_of(again), again.outputs) == ({}, [])


def test_more_voters_change_what_is_to_be_printed_not_the_ballot(issued: TownOffice) -> None:
    attendee = issued.rows(ATTENDEE)[0]
    meeting = issued.row(MEETING_TABLE, number=attendee.meeting)
    issued.type_in(ATTENDEE, attendee, 人数=(attendee.count or 1) + 5)
    issued.type_in(MEETING_TABLE, meeting, 应到人数=meeting.eligible + 5)
    outcome = issued.run_job(distribute)
    place = ballots_of(issued, attendee.meeting)
    assert codes_of(outcome) == {place.name: "ballots_renewed"}


def test_ballots_that_are_counted_stay_as_they_were_cast(collected: TownOffice) -> None:
    row = collected.row(ORGANISATION, number="C002")
    before = ballots_of(collected, row.meeting).read_bytes()
    collected.type_in(ORGANISATION, row, 书记姓名="接任者")
    outcome = collected.run_job(distribute)
    assert codes_of(outcome) == {}
    assert ballots_of(collected, row.meeting).read_bytes() == before


def test_ballots_of_a_track_with_several_meetings_are_joined_for_printing(drafted: TownOffice) -> None:
    meeting, row = drafted.rows(MEETING_TABLE)[0], drafted.rows(ORGANISATION)[0]
    attendee = drafted.row(ATTENDEE, meeting=meeting.number)
    with drafted.writing() as context:
        number = {"场次": "第9场"}
        context.store.append_rows(
            MEETING_TABLE, [meeting.record() | number | {"应到人数": 30, "实到人数": None}]
        )
        context.store.append_rows(ATTENDEE, [attendee.record() | number | {"人数": 30}])
    drafted.type_in(ORGANISATION, row, 场次="第9场")
    drafted.run_job(distribute)
    (place,) = drafted.root.glob("发出/*/内部_合订打印/合订_测评票_*.xlsx")
    single = [ballots_of(drafted, name) for name in (meeting.number, "第9场")]
    joined, *pages = ({*sheets_of(path)} - {PRINTING_SHEET} for path in (place, *single))
    assert joined == {f"{order} {title}" for order, titles in enumerate(pages, start=1) for title in titles}
    assert drafted.run_job(distribute).outputs == []
    # Without its only secretary the second meeting has no ballots, and the track those of one meeting
    drafted.type_in(ORGANISATION, row, 场次=meeting.number)
    outcome = drafted.run_job(distribute)
    assert [finding.at.file for finding in outcome.findings if finding.code == "print_run_stale"] == [
        place.name
    ]
