"""A table that must grow over something of the clerk's refuses, open and closed alike."""

from pathlib import Path

import pytest
import xlwings as xw

from shuzhi_xl.sheets.master.votes import BALLOT
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors
from tests.year_stages import Stages


def test_a_note_beside_a_table_is_not_written_over(
    spreadsheet: xw.App, stages: Stages, tmp_path: Path
) -> None:
    office = stages.open("collected", tmp_path)
    book = spreadsheet.books.open(str(office.master))
    table = book.sheets["测评票"].tables["测评票"].range
    note = book.sheets["测评票"].range((table.row + 5, table.column + table.shape[1]))
    note.value = "这一场的票已封存"
    book.save()
    stood, saved = table.value, office.master.read_bytes()
    sentences = []
    for store in (LiveStore(book), ClosedStore(office.master)):
        store.write_table(BALLOT, store.read_table(BALLOT).records(), further=("廉洁自律",))
        with pytest.raises(Stopped) as caught, stopping_on_file_errors():
            store.commit(office.clock())
        sentences.append(stopped(caught.value.code, **caught.value.context))
    assert sentences[0] == sentences[1]
    assert note.get_address(row_absolute=False, column_absolute=False) in sentences[0]
    assert (note.value, table.value) == ("这一场的票已封存", stood)
    assert office.master.read_bytes() == saved
