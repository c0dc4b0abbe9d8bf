"""A table that must grow over something of the clerk's refuses, open and closed alike."""

from pathlib import Path

import pytest
import xlwings as xw

from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.scheme_tables import CLASS_WEIGHT, SCORING_SHEET
from shuzhi_xl.sheets.master.votes import BALLOT
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.live.store import LiveStore
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors
from tests.year_stages import Stages, TownOffice


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


def test_the_next_table_is_not_written_over_and_gives_way_once_the_workbook_is_closed(
    book: xw.Book, office: TownOffice
) -> None:
    sheet = book.sheets[SCORING_SHEET.title]
    caption = sheet.tables["测评项目"].range.row - 1
    before = [sheet.tables[table.name].range.value for table in SCORING_SHEET.tables]
    store = LiveStore(book)
    records = [
        {**record, "票类": f"{record['票类']}{number}"}
        for number in range(4)
        for record in store.read_table(CLASS_WEIGHT).records()
    ]
    store.write_table(CLASS_WEIGHT, records)
    with pytest.raises(Stopped) as caught, stopping_on_file_errors():
        store.commit(office.clock())
    sentence = stopped(caught.value.code, **caught.value.context)
    assert f"“评分设置”的 A{caption} 处另有内容" in sentence
    assert "在这一行上方插入几个整行" in sentence
    assert [sheet.tables[table.name].range.value for table in SCORING_SHEET.tables] == before
    book.close()
    closed = ClosedStore(office.master)
    neighbours = {
        name: closed.read_table(TABLES[name]).records() for name in ("来源权重", "测评项目", "评定规则")
    }
    closed.write_table(CLASS_WEIGHT, records)
    closed.commit(office.clock())
    again = ClosedStore(office.master)
    assert [record["票类"] for record in again.read_table(CLASS_WEIGHT).records()] == [
        record["票类"] for record in records
    ]
    assert {name: again.read_table(TABLES[name]).records() for name in neighbours} == neighbours
