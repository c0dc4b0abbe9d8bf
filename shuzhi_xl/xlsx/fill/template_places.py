"""Steps that filling all workbooks going out have in common; places are found by name (填写模板)."""

from collections.abc import Mapping, Sequence
from datetime import date

from shuzhi_xl.sheets.outgoing.forms import FormName, Identity
from shuzhi_xl.xlsx.patch.values import Value
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing, Workbook


def fill_identity(book: Workbook, identity: Identity) -> None:
    """Write the form's identity (表单身份) as label and value.

    Raises:
        PlaceMissing: The template has lost the identity's name.
    """
    book.fill_block(FormName.IDENTITY, [[label, value] for label, value in identity.record().items()])


def fill_later(book: Workbook, values: Mapping[str, Value]) -> None:
    """Write the places (位置) that a version added after the first: a template in use may lack them."""
    book.set_values({name: value for name, value in values.items() if name in book.names})


def fill_choices(book: Workbook, place: FormName, words: Sequence[str]) -> None:
    """Write the words that a dropdown (下拉列表) offers, one below the other.

    Raises:
        PlaceMissing: The template has lost the list's name.
    """
    book.fill_block(place, [[word] for word in words])


def fill_table(
    book: Workbook, name: str, headers: Sequence[str], records: Sequence[Mapping[str, Value]]
) -> None:
    """Write the rows of a table (表格); columns that staff added to the template stay, blank.

    Args:
        book: The workbook.
        name: The table's name.
        headers: The required headers, in order.
        records: Header and value of each row; without records one blank row is left.

    Raises:
        PlaceMissing: The template has lost the table.
    """
    present = book.tables[name].headers if name in book.tables else ()
    staff_headers = [header for header in present if header not in headers]
    # staff may have moved the columns: their order stays unless a required one is missing
    shown = present if set(headers) <= set(present) else [*headers, *staff_headers]
    book.write_table(name, {header: [record.get(header) for record in records] for header in shown})


def in_words(day: date) -> str:
    """A date as documents write it.

    >>> in_words(date(2016, 1, 5))
    '2016年1月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def find_sheet(book: Workbook, place: str) -> str:
    """The title of the sheet (工作表) with a place; staff may have renamed it.

    Raises:
        PlaceMissing: The template has lost the place's name.
    """
    if place not in book.names:
        raise PlaceMissing(place)
    return book.names[place].sheet
