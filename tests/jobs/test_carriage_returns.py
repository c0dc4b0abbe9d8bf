"""Names pasted from other systems hold carriage returns and signs that no workbook keeps."""

from shuzhi_xl.cli.recount import recount_master
from shuzhi_xl.demo.play import clerk
from shuzhi_xl.demo.town.clock import DECIDED_ON, PUBLISHED_ON
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.sheets.master.office_entries import MILESTONE
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from tests.jobs.opened_parts import packed, parts_of
from tests.year_stages import TownOffice

PATTERNS = ("{}_x000D_\n{}", "{}_x000D_{}", "{}_x000d__x0007_\n{}", "{}\n{}")


def write_otherwise(office: TownOffice, text: str, otherwise: str) -> None:
    """A text stands in every sheet of the master in another way of writing it."""
    parts = parts_of(office.master.read_bytes())
    changed = {
        name: part.replace(text.encode(), otherwise.encode()) if "worksheets/sheet" in name else part
        for name, part in parts.items()
    }
    assert changed != parts
    office.master.write_bytes(packed(changed))


def test_all_steps_agree_on_names_with_odd_signs(collected: TownOffice) -> None:
    organisations = [organisation.name for organisation in collected.rows(ORGANISATION)]
    tracks = [track.name for track in collected.rows(TRACK)]
    for names in (organisations, tracks):
        for name, pattern in zip(names, PATTERNS, strict=False):
            write_otherwise(collected, name, pattern.format(name[:3], name[3:]))
    collected.clock.turn_to(DECIDED_ON)
    assert collected.run_job(check).ok
    assert all("\n" in row.name for row in collected.rows(ORGANISATION)[: len(PATTERNS)])
    assert collected.run_job(compute).ok
    clerk.decide_grades(collected)
    assert collected.run_job(compute).ok
    collected.clock.turn_to(PUBLISHED_ON)
    for job in (generate, publish):
        outcome = collected.run_job(job)
        assert outcome.ok, outcome.findings
    assert not recount_master(collected.master).findings


def test_the_calendar_contains_no_forbidden_character(drafted: TownOffice) -> None:
    task = drafted.rows(MILESTONE)[0]
    for text in (task.task, task.department):
        write_otherwise(drafted, text, f"{text[:2]}_x0000__x000D_\n{text[2:]}")
    assert drafted.run_job(distribute).ok
    calendar = next(drafted.root.glob("发出/*/*.ics")).read_bytes()
    assert not set(calendar.replace(b"\r\n", b"")) & {*range(32)} - {9}
