"""The passwords of encrypted files by branch (密码清单), for the office alone (送件加密, 基本设置)."""

from collections.abc import Mapping

from shuzhi_xl.rules.documents.sending.recipients import RECIPIENT_WIDTHS, recipient_cells, recipient_headers
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import sending as say


def make_password_list(year: Year, number_of_year: int, passwords: Mapping[Number, str]) -> ListContent:
    """Make the list of passwords, each with a message that holds nothing else (送件加密, 基本设置).

    Args:
        year: The year.
        number_of_year: 年度.
        passwords: By 编号.
    """
    rows = [
        [
            *recipient_cells(organisation),
            password,
            say.password_message(organisation.name, number_of_year, password),
        ]
        for organisation in year.organisations
        if (password := passwords.get(organisation.number))
    ]
    return ListContent(
        title=say.password_title(number_of_year),
        sheet=say.SHEET_OF_CODES,
        subtitle=say.LINE_OF_CODES,
        headers=[*recipient_headers(), *say.HEADERS_OF_CODES],
        widths=[*RECIPIENT_WIDTHS, 18, 68],
        rows=rows,
        landscape=True,
    )
