"""抽查: after the count, ballots are drawn and their pictures laid beside what was recorded, to be signed."""

from collections.abc import Mapping
from typing import Final

from shuzhi_xl.findings import Location, blocking, is_blocked, notice
from shuzhi_xl.jobs.scanning.counted_ballots import CountedBallots, read_counted_ballots
from shuzhi_xl.jobs.scanning.drawn_pictures import load_reader, read_drawn
from shuzhi_xl.jobs.scanning.issued_layouts import read_issued_layouts
from shuzhi_xl.jobs.scanning.scan_press import ScanPress, begin_scan
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.rules.scanning.audit import draw_ballots, tidy_seed
from shuzhi_xl.rules.scanning.audit_content import Sample, make_audit_contents
from shuzhi_xl.scanning.extra import missing_packages
from shuzhi_xl.sheets.declaration.units import MeetingNumber
from shuzhi_xl.sheets.outgoing.audit import SAMPLE, AuditContent
from shuzhi_xl.wording.scanning.audit import audited, not_audited
from shuzhi_xl.wording.screen.scanning import not_scanned, packages_missing
from shuzhi_xl.xlsx.files.file_names import make_distinct, safe_name
from shuzhi_xl.xlsx.output.audit_record import build_audit

_NONE: Final = CountedBallots()


def audit(context: JobContext, seed: str = "", count: int = SAMPLE) -> Outcome:
    """Draw counted ballots of all meetings and make a record of each meeting.

    Args:
        context: What the job may touch.
        seed: The words by which they are drawn, entered after the count.
        count: How many ballots to draw.
    """
    press, seed = begin_scan(context, "audit"), tidy_seed(seed)
    if missing := missing_packages():
        return press.finish(packages_missing(missing))
    if is_blocked(press.findings) or press.year.settings is None:
        return press.finish(not_scanned())
    # Without words nothing is read: what is drawn must depend on them alone
    counted = read_counted_ballots(context, press.year, press.key) if seed else _NONE
    if not counted.ballots:
        code = "audit_nothing" if seed else "audit_seed_blank"
        findings = [*counted.findings, blocking(code, Location(context.store.file))]
        return press.finish(not_audited(seed), findings=findings)
    return _make_records(press, counted, count, seed)


def _make_records(press: ScanPress, counted: CountedBallots, count: int, seed: str) -> Outcome:
    layouts, findings = read_issued_layouts(press.context, press.settings.year)
    draws, total = draw_ballots(counted.ballots, seed, count), len(counted.ballots)
    pictures = read_drawn(press, draws, layouts, load_reader())
    secretaries = {branch.number: branch.secretary for branch in press.year.organisations}
    sample = Sample(
        press.settings.year, seed, total, draws, counted.contents, pictures.pictures, layouts, secretaries
    )
    places = _write_records(press, make_audit_contents(sample), seed)
    findings = [*findings, *counted.findings, *pictures.findings]
    if total < count:
        findings.append(notice("audit_fewer", Location(press.context.store.file), value=total, asked=count))
    counts = {"pages": len(pictures.pictures), "ballots": len(draws)}
    return press.finish(audited(seed, total, len(draws), places), counts, findings, places)


def _write_records(press: ScanPress, contents: Mapping[MeetingNumber, AuditContent], seed: str) -> list[str]:
    """Write the record of each meeting; one of other words stays beside it."""
    names = [f"抽查_{safe_name(meeting)}_{safe_name(seed)}.xlsx" for meeting in contents]
    places = [f"{press.folder.place}/{name}" for name in make_distinct(names)]
    records = zip(places, contents.values(), strict=True)
    press.context.folder.write_all((place, build_audit(content)) for place, content in records)
    return places
