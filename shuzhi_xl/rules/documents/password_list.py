"""The passwords of encrypted files by branch (密码清单), for the office alone (送件加密, 基本设置)."""

from collections.abc import Mapping
from typing import Final

from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import sending as say

RECIPIENT_FIELDS: Final = ("number", "name", "secretary", "contact", "telephone")
RECIPIENT_WIDTHS: Final = (9, 26, 10, 10, 14)


def recipient_headers() -> list[str]:
    """Headers of the columns that say who gets a file (组织名册)."""
    columns = Organisation.columns()
    return [columns[name].header for name in RECIPIENT_FIELDS]


def recipient_cells(organisation: Organisation) -> list[str]:
    """Whom to send a file to: the branch, its secretary, its contact (组织名册)."""
    return [getattr(organisation, name) for name in RECIPIENT_FIELDS]


def make_password_list(year: Year, number_of_year: int, passwords: Mapping[Number, str]) -> ListContent:
    """Make the list of passwords, each with a message that holds nothing else (送件加密, 基本设置).

    Args:
        year: The year.
        number_of_year: 年度.
        passwords: By 编号; in the order of the list.
    """
    organisations = year.organisation_of
    rows = [
        [
            *recipient_cells(organisations[number]),
            password,
            say.password_message(organisations[number].name, number_of_year, password),
        ]
        for number, password in passwords.items()
    ]
    return ListContent(
        title=say.password_title(number_of_year),
        sheet=say.SHEET_OF_CODES,
        subtitle=say.LINE_OF_CODES,
        headers=[*recipient_headers(), *say.HEADERS_OF_CODES],
        widths=[*RECIPIENT_WIDTHS, 18, 56],
        rows=rows,
        landscape=True,
    )
