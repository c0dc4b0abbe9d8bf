"""The lists by which the office sends files out (发送清单): to whom, which file, and words to paste.

The program sends nothing, and no password is in these lists: it travels apart from the file (密码清单).
"""

from collections.abc import Callable, Mapping, Sequence

from shuzhi_xl.rules.documents.sending.recipients import RECIPIENT_WIDTHS, recipient_cells, recipient_headers
from shuzhi_xl.sheets.declaration.units import Number, TrackName
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import sending as say

Files = Mapping[Number, Sequence[str]]
"""Places of the files for each branch, by 编号."""


def make_result_sending(year: Year, settings: Settings, files: Files) -> ListContent:
    """List the results that go to branches (发送清单; 通知 四、4: 结果反馈本人).

    Args:
        year: The year.
        settings: Its settings; 送件加密 says whether a password follows.
        files: Places of the files for each branch.
    """

    def message(organisation: Organisation, names: Sequence[str]) -> str:
        """The words that go with a branch's results."""
        committee, number = settings.party_committee, settings.year
        return say.result_message(
            organisation.name, committee, number, names, is_encrypted=settings.is_encrypted
        )

    return _make_list(year, say.result_title(settings.year), files, message)


def make_package_sending(year: Year, settings: Settings, files: Files) -> ListContent:
    """List the packages that go to branches (发送清单; 通知 四、3 and 四、4: 测评、问卷).

    Args:
        year: The year.
        settings: Its settings.
        files: Places of the packages of each branch.
    """

    def message(organisation: Organisation, names: Sequence[str]) -> str:
        """The words that go with a branch's package."""
        return say.package_message(organisation.name, settings.party_committee, settings.year, names)

    return _make_list(year, say.package_title(settings.year), files, message)


def make_handover_sending(
    settings: Settings, tracks_of: Mapping[str, Sequence[TrackName]], files: Mapping[str, Sequence[str]]
) -> ListContent:
    """List what goes to the lead departments to be handed on (板块设置.牵头部门; 通知 四、4).

    Args:
        settings: The year's settings.
        tracks_of: The tracks of each department.
        files: Places of its files.
    """

    def message(department: str, names: Sequence[str]) -> str:
        """The words that go with a department's package."""
        committee, number = settings.party_committee, settings.year
        return say.handover_message(department, committee, number, names, is_encrypted=settings.is_encrypted)

    return _list_departments(say.handover_title(settings.year), tracks_of, files, message)


def make_reminder_sending(year: Year, settings: Settings, department_of: Mapping[str, str]) -> ListContent:
    """List the reminders that go to lead departments (板块设置.牵头部门; 通知 四、5).

    Args:
        year: The year.
        settings: Its settings.
        department_of: The department of each file, by its place.
    """
    files: dict[str, list[str]] = {}
    for place, department in department_of.items():
        files.setdefault(department, []).append(place)
    tracks_of = {
        department: [track.name for track in year.tracks if track.lead_department == department]
        for department in files
    }

    def message(department: str, names: Sequence[str]) -> str:
        """The words that go with a department's reminders."""
        return say.reminder_message(department, settings.party_committee, settings.year, names)

    return _list_departments(say.reminder_title(settings.year), tracks_of, files, message)


def _list_departments(
    title: str,
    tracks_of: Mapping[str, Sequence[TrackName]],
    files: Mapping[str, Sequence[str]],
    message: Callable[[str, Sequence[str]], str],
) -> ListContent:
    rows = []
    for department, tracks in tracks_of.items():
        names = _names_of(files[department])
        rows.append([department, "、".join(tracks), "\n".join(names), message(department, names)])
    return _lay_out(title, [*say.DEPARTMENT_HEADERS], [26, 34], rows)


def _make_list(
    year: Year, title: str, files: Files, message: Callable[[Organisation, Sequence[str]], str]
) -> ListContent:
    rows = []
    # In roster order, whatever order the files were made in
    for organisation in year.organisations:
        if organisation.number in files:
            names = _names_of(files[organisation.number])
            rows.append([*recipient_cells(organisation), "\n".join(names), message(organisation, names)])
    return _lay_out(title, recipient_headers(), RECIPIENT_WIDTHS, rows)


def _names_of(places: Sequence[str]) -> list[str]:
    return [place.rpartition("/")[2] for place in places]


def _lay_out(
    title: str, headers: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]
) -> ListContent:
    return ListContent(
        title=title,
        sheet=say.SHEET,
        subtitle=say.LINE,
        headers=[*headers, *say.HEADERS],
        widths=[*widths, 42, 62],
        rows=rows,
        landscape=True,
    )
