"""A long sheet is read in pieces as if it were read whole."""

import re
from pathlib import Path

import pytest

from shuzhi_xl.sheets.master.votes import BALLOT
from shuzhi_xl.xlsx.master import closed_store, long_sheets
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.master.long_sheets import cut_at_rows, short_books
from shuzhi_xl.xlsx.patch.opc import zip_container
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from tests.xlsx.handmade import worksheet
from tests.xlsx.masters import change_part, empty_master, stored

LINES = (*range(3, 9), 12)
ROWS = "".join(f'<row r="{line}"><c r="B{line}"><v>{line}</v></c></row>' for line in LINES)


def cut(text: str, step: int = 40) -> list[str]:
    raw = text.encode()
    texts = [raw[start : start + step] for start in range(0, len(raw), step)]
    return [piece.decode() for piece in cut_at_rows(texts, 150)]


def test_the_pieces_contain_all_rows_in_order_and_the_last_one_the_rest() -> None:
    pieces = cut(worksheet(ROWS, after='<mergeCells><mergeCell ref="B3:C3"/></mergeCells>'))
    assert len(pieces) > 2
    assert "".join(piece[piece.index("<row") : piece.index("</sheetData>")] for piece in pieces) == ROWS
    assert ["mergeCell" in piece for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    head = worksheet(ROWS).partition("<row")[0]
    assert all(piece.startswith(head) and piece.endswith("</worksheet>") for piece in pieces)


@pytest.mark.parametrize(
    "text",
    [
        worksheet(ROWS.replace("<v>", "<v><!-- -->", 1)),
        worksheet(ROWS.replace("<v>3", "<v><![CDATA[3]]>")),
        worksheet(ROWS.replace("<row r=", "<row spans='1:2' r=")),
        worksheet(""),
        worksheet(f'<row r="3">{"<c/>" * 100}</row>'),
    ],
)
def test_what_cannot_be_cut_safely_stays_whole(text: str) -> None:
    assert cut(text) == [text]


def vote(index: int) -> dict[str, str | None]:
    return {"票号": f"F1-{index:03}", "编号": "V1", "总体评价": None if index % 3 else "好"}


def test_a_table_in_pieces_is_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = empty_master(tmp_path)
    stored(path, BALLOT, *map(vote, range(200)))
    whole = change_part(path, BALLOT.name, merged_and_gapped).read_table(BALLOT)
    monkeypatch.setattr(closed_store, "LONG", 1)
    monkeypatch.setattr(long_sheets, "PIECE", 5_000)
    monkeypatch.setattr(zip_container, "_PIECE", 4_000)
    in_pieces = ClosedStore(path).read_table(BALLOT)
    assert tuple(in_pieces.rows) == tuple(whole.rows)
    assert [row.line for row in in_pieces.rows][98:102] == [102, 103, 204, 205]
    assert in_pieces.findings == whole.findings
    assert [finding.code for finding in in_pieces.findings] == ["merged_cells"]
    title = whole.frame.sheet
    assert len(list(short_books(Parts.open(path), title))) > 3


def merged_and_gapped(text: str) -> str:
    """A hundred blank rows in the middle, and cells merged below."""
    moved = re.sub(r'r="([A-Z]*)(\d+)"', lambda finding: f'r="{finding[1]}{lower(int(finding[2]))}"', text)
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A250:B250"/></mergeCells>'
    return re.sub("</sheetData>(<mergeCells.*</mergeCells>)?", merge, moved)


def lower(line: int) -> int:
    return line + 100 if line > 103 else line
