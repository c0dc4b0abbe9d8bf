"""催办函（未交材料）: reports not handed in and forms not returned, for each lead department (通知 五、2)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuzhi_xl.rules.checks.lookups import column_values
from shuzhi_xl.rules.schedule.workdays import window_of
from shuzhi_xl.sheets.documents.letters import MissingLine, PapersLetter
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT, DebriefReport
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, ISSUED, REPORTING
from shuzhi_xl.sheets.master.votes import RegisteredForm
from shuzhi_xl.sheets.outgoing.printed_lists import chinese_date
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import letters as say
from shuzhi_xl.wording.documents.numbering import BLANK_DAY

_NUMBER = DebriefReport.columns()["number"].header


@dataclass(frozen=True)
class _Missing:
    """Papers that one organisation has not handed in, or one meeting not returned."""

    track: str
    subject: str
    secretary: str
    papers: tuple[str, ...]


def make_papers_letters(year: Year, settings: Settings, today: date) -> dict[str, PapersLetter]:
    """Make the letter to each 牵头部门 that has reports or forms outstanding (催办函; 通知 五、2).

    Nothing is demanded before its time: a report until its stage of 日程安排 is over, a form until the
    meeting where its votes are counted. A form whose votes no grade waits for any more is not demanded.

    Args:
        year: The year.
        settings: Its settings; 催办日期 is the date of the letter, blank where it is.
        today: The office's day.
    """
    missing = [*_find_missing_of_branches(year, today), *_find_missing_of_meetings(year, today)]
    departments = dict.fromkeys(track.lead_department for track in year.tracks)
    leads = {track.name: track.lead_department for track in year.tracks}
    letters = {}
    for department in departments:
        if of_department := [entry for entry in missing if leads.get(entry.track) == department]:
            letters[department] = _make_letter(settings, department, of_department)
    return letters


def _make_letter(settings: Settings, department: str, missing: Sequence[_Missing]) -> PapersLetter:
    lines = [
        MissingLine(str(order), entry.subject, entry.secretary, "、".join(entry.papers))
        for order, entry in enumerate(missing, start=1)
    ]
    return PapersLetter(
        year=str(settings.year),
        committee=settings.party_committee,
        department=department,
        overview=say.missing_papers(Counter(paper for entry in missing for paper in entry.papers)),
        lines=lines,
        day=chinese_date(settings.reminder_day) if settings.reminder_day else BLANK_DAY,
    )


def _find_missing_of_branches(year: Year, today: date) -> Iterator[_Missing]:
    without_report, decided = _find_without_report(year, today), _list_decided(year)
    for organisation in year.organisations:
        papers = [say.REPORT] if organisation.number in without_report else []
        # A form of a branch that has left the appraisal is to be declared void, not to be chased
        is_needed = organisation.appraised and organisation.number not in decided
        if is_needed and _is_over(year, organisation.meeting, today):
            papers += _list_kinds_out(year.forms_of.get(organisation.number, ()))
        if papers:
            name, secretary = organisation.name, organisation.secretary
            yield _Missing(organisation.track, name, secretary, tuple(papers))


def _find_without_report(year: Year, today: date) -> frozenset[str]:
    """编号 of the organisations whose report is due and has no 提交日期."""
    window = window_of(year.schedule, REPORTING)
    if window is not None and today <= window[1]:
        return frozenset()
    read = {report.number: report.handed_in for report in year.reports}
    # A row that cannot be read has a finding of its own: nobody is asked for the office's slip
    unreadable = column_values(year, DEBRIEF_REPORT.name, _NUMBER) - read.keys()
    numbers = {organisation.number for organisation in year.appraised}
    return frozenset(number for number in numbers - unreadable if not read.get(number))


def _find_missing_of_meetings(year: Year, today: date) -> Iterator[_Missing]:
    decided = _list_decided(year)
    for meeting in year.meetings:
        rated = {organisation.number for organisation in year.appraised_at.get(meeting.number, ())}
        forms = [form for form in year.forms if not form.number and form.meeting == meeting.number]
        papers = [say.typing_workbook(kind) for kind in _list_kinds_out(forms)]
        if papers and rated - decided and _is_over(year, meeting.number, today):
            yield _Missing(meeting.track, say.meeting_papers(meeting.number), "", tuple(papers))


def _list_decided(year: Year) -> frozenset[str]:
    """编号 of the organisations that have their 最终等次."""
    return frozenset(row.number for row in year.appraisals if row.final_grade)


def _list_kinds_out(forms: Sequence[RegisteredForm]) -> list[str]:
    """Kinds of forms that have not come back; 反馈 is none of them, as it comes back all year."""
    return [form.kind for form in forms if form.state == ISSUED and form.kind != FEEDBACK]


def _is_over(year: Year, meeting: str, today: date) -> bool:
    return all(row.held_on <= today for row in year.meetings if row.number == meeting)
