"""In the open workbook, three pasted columns of the roster are enough too."""

import xlwings as xw

from shuzhi_xl.button import run_button
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.reading.parse import parse_table
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from tests.jobs.test_blank_cells import paste_roster
from tests.year_stages import TownOffice


def test_the_roster_is_filled_where_the_clerk_sees_it(spreadsheet: xw.App, drafted: TownOffice) -> None:
    paste_roster(drafted)
    book = spreadsheet.books.open(str(drafted.master))
    book.set_mock_caller()
    outcome = run_button("check", drafted.clock)
    assert outcome is not None
    assert "“组织名册”12 行" in outcome.summary
    numbers = [f"{order:02}" for order in range(1, 13)]
    # As text, or Excel would make 1 of 01
    assert book.sheets["组织名册"]["A4:A15"].value == numbers
    organisations, findings = parse_table(ORGANISATION, ClosedStore(drafted.master).read_table(ORGANISATION))
    assert ([organisation.number for organisation in organisations], findings) == (numbers, [])
