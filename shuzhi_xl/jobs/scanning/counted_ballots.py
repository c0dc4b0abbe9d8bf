"""The ballots that 读票 read and 回收 has counted, with the files that they were counted from (抽查)."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.jobs.stages.returned_files import ReadingBasis, read_file, reading_basis
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.compare_typing import compare_typing
from shuzhi_xl.rules.receipt.contents import is_counted
from shuzhi_xl.rules.receipt.entered_votes import is_entered
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint
from shuzhi_xl.rules.scanning.audit import CountedBallot
from shuzhi_xl.rules.scanning.ballot_pages import read_ballot_pages
from shuzhi_xl.rules.scanning.earlier.earlier_work import Readings, read_readings
from shuzhi_xl.sheets.declaration.units import FormNumber, MeetingNumber
from shuzhi_xl.sheets.master.vocabulary import TYPING_A, TYPING_B
from shuzhi_xl.sheets.master.votes import BALLOT, RegisteredForm
from shuzhi_xl.sheets.outgoing.scanned_ballots import ScannedPage
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.returned_folder import file_tag


class _CountedFile(NamedTuple):
    """A typing workbook as it was counted; its pages are None where a person has typed it."""

    name: str
    answers: Answers
    pages: Mapping[int, Sequence[ScannedPage]] | None
    readings: Readings


@dataclass(frozen=True)
class CountedBallots:
    """What can be drawn.

    Attributes:
        ballots: Counted ballots of which there are pictures, of all meetings.
        contents: 文件指纹 of what they were counted from, by 场次.
        findings: Why others cannot be drawn.
    """

    ballots: Sequence[CountedBallot] = ()
    contents: Mapping[MeetingNumber, Fingerprint] = field(default_factory=dict)
    findings: Sequence[Finding] = ()


def read_counted_ballots(context: JobContext, year: Year, key: bytes) -> CountedBallots:
    """Read the counted typing workbooks again, and take the ballots that 测评票 has just as they are there.

    Raises:
        ChildrenMissing: This computer lets no reading process start.
    """
    rows = [row for row in year.forms if row.kind in {TYPING_A, TYPING_B} and is_counted(row)]
    files, findings = _read_files(context, year, key, rows)
    ballots: list[CountedBallot] = []
    contents: dict[MeetingNumber, Fingerprint] = {}
    # The votes are entered under 甲's form
    for row in (row for row in rows if row.kind == TYPING_A):
        forms = [partner.form for partner in rows if partner.meeting == row.meeting]
        # Without 乙's file nobody can say which ballots both have typed
        if any(form not in files for form in forms):
            continue
        drawable, meeting_findings = _list_ballots(context, key, row, [files[form] for form in forms])
        ballots += drawable
        findings += meeting_findings
        contents[row.meeting] = row.fingerprint
    return CountedBallots(ballots, contents, findings)


def _read_files(
    context: JobContext, year: Year, key: bytes, rows: Sequence[RegisteredForm]
) -> tuple[dict[FormNumber, _CountedFile], list[Finding]]:
    """The file that each row was counted from, by form; a finding for each that is not there as it was."""
    basis = reading_basis(context, year, key)
    aside = basis.folder.list_aside()
    files: dict[FormNumber, _CountedFile] = {}
    findings = []
    for row in rows:
        processed = basis.folder.list_done(file_tag(row.form, row.fingerprint))
        file = _find_content(basis, [*processed, *aside], row.fingerprint)
        if file is not None:
            files[row.form] = file
            continue
        code = "audit_file_changed" if processed else "audit_file_missing"
        at = Location(PurePosixPath(processed[0]).name) if processed else row.at("fingerprint")
        findings.append(blocking(code, at, value=row.fingerprint, form=row.form))
    return files, findings


def _find_content(basis: ReadingBasis, names: Sequence[str], content: Fingerprint) -> _CountedFile | None:
    """The first of some files that has a content, by its answers and not by its name."""
    with closing(basis.folder.read_all(names, basis.passwords_for)) as readings:
        for reading in readings:
            file = read_file(reading, basis)
            if file and file.answers and file.arrival and file.arrival.fingerprint == content:
                grids = reading.first or {}
                pages = read_ballot_pages(grids)
                return _CountedFile(file.name, file.answers, pages, read_readings(grids) or {})
    return None


def _list_ballots(
    context: JobContext, key: bytes, row: RegisteredForm, sides: Sequence[_CountedFile]
) -> tuple[list[CountedBallot], list[Finding]]:
    """The ballots of a meeting of which there are pictures.

    Args:
        context: With the master's store.
        key: The master's key.
        row: The row of 甲's form.
        sides: 甲's file and, with 双人录入, 乙's.
    """
    scanned = next((side for side in sides if side.pages is not None), None)
    if scanned is None or scanned.pages is None:
        return [], []
    answers = next(side.answers for side in sides if side.answers.identity.form == row.form)
    if len(sides) > 1:
        agreed, _ = compare_typing(sides[0].answers, sides[1].answers)
        answers = answers.only(agreed)
    table = context.store.read_table(BALLOT)
    if not is_entered(table, answers, key):
        return [], [
            blocking("audit_votes_differ", Location(context.store.file, table.frame.sheet), form=row.form)
        ]
    ballots = [
        CountedBallot(
            row.meeting, ballot, scanned.pages[ballot.order], scanned.readings.get(str(ballot.order), {})
        )
        for ballot in answers.ballots
        if ballot.order in scanned.pages
    ]
    unpictured = len(answers.ballots) - len(ballots)
    at = Location(PurePosixPath(scanned.name).name)
    return ballots, [notice("audit_unpictured", at, value=unpictured)] if unpictured else []
