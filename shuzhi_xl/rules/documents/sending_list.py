"""The lists by which the office sends files out (发送清单): to whom, which file, and words to paste.

The program sends nothing, and no password is in these lists: it travels apart from the file (密码清单).
"""

from collections.abc import Callable, Mapping, Sequence

from shuzhi_xl.rules.documents.recipients import RECIPIENT_WIDTHS, recipient_cells, recipient_headers
from shuzhi_xl.sheets.declaration.units import Number
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


def _make_list(
    year: Year, title: str, files: Files, message: Callable[[Organisation, Sequence[str]], str]
) -> ListContent:
    rows = []
    # In roster order, whatever order the files were made in
    for organisation in year.organisations:
        if organisation.number in files:
            names = [place.rpartition("/")[2] for place in files[organisation.number]]
            rows.append([*recipient_cells(organisation), "\n".join(names), message(organisation, names)])
    return ListContent(
        title=title,
        sheet=say.SHEET,
        subtitle=say.LINE,
        headers=[*recipient_headers(), *say.HEADERS],
        widths=[*RECIPIENT_WIDTHS, 36, 62],
        rows=rows,
        landscape=True,
    )
