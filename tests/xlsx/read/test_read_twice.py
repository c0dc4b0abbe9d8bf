"""Whole returned files, good and bad, through both readers."""

import pickle
import re
import struct
from pathlib import Path

import pytest
from openpyxl import Workbook

from shuzhi_xl.rules.intake.read_form import read_form
from shuzhi_xl.rules.intake.returned_form import ReturnedForm
from shuzhi_xl.xlsx.read.read_twice import read_returned
from tests.xlsx.format_corpus import RULES, answers_print, strict
from tests.xlsx.returned_books import (
    biff,
    cells,
    compound,
    encrypted,
    identity,
    ods,
    one_sheet,
    package,
    parts_of,
    read,
    zipped,
)


def test_both_readers_read_a_package_identically(tmp_path: Path) -> None:
    content = package()
    returned_file = read(tmp_path, content)
    assert returned_file.first == returned_file.second
    assert returned_file.first is not None
    intake = read_form(ReturnedForm("a", returned_file.first, identity(), RULES))
    answers, findings = intake.answers, intake.findings
    assert [ballot.voter_class for ballot in answers.ballots] == ["A票", "B票"]
    assert answers.surveys[0].opinion == "多下基层\n多听意见"
    assert [finding.code for finding in findings] == []
    assert (returned_file.size, len(returned_file.hash)) == (len(content), 64)
    assert pickle.loads(pickle.dumps(returned_file)) == returned_file  # noqa: S301 -- our own value


def hide(book: Workbook) -> None:
    book["录票"].row_dimensions[4].hidden = True
    book["录票"].column_dimensions["E"].hidden = True
    book["问卷"].sheet_state = "hidden"


def insert(book: Workbook) -> None:
    book["录票"].insert_rows(1, 3)
    book["录票"].insert_cols(5, 2)
    book["录票"].move_range("A7:H7", rows=4)
    book["问卷"].insert_rows(1)
    book.create_sheet("说明", 0)["A1"] = "已填好"


@pytest.mark.parametrize("change", [hide, insert])
def test_rearranged_packages_keep_their_fingerprint(tmp_path: Path, change: object) -> None:
    changed = read(tmp_path, package(change))  # type: ignore[arg-type]
    assert answers_print(changed) == answers_print(read(tmp_path, package()))


def without_addresses(parts: dict[str, bytes]) -> dict[str, bytes]:
    """No cell addresses; cells that were left out stand as empty ones, as some programs write them."""

    cell = re.compile(rb'<c r="([A-Z])\d+".*?(?:/>|</c>)', re.DOTALL)

    def row(match: re.Match[bytes]) -> bytes:
        by_column = {cell[1]: cell[0] for cell in cell.finditer(match[1])}
        line = [by_column.get(bytes([letter]), b"<c/>") for letter in b"ABCDEF"]
        return b"<row>" + re.sub(rb' r="[A-Z]\d+"', b"", b"".join(line)) + b"</row>"

    return {
        name: re.sub(rb"<row [^>]*>(.*?)</row>", row, content, flags=re.DOTALL)
        if "/sheet" in name
        else content
        for name, content in parts.items()
    }


def shared(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Texts in a part of their own, as Excel writes them."""
    texts: list[bytes] = []

    def cell(match: re.Match[bytes]) -> bytes:
        texts.append(match[2])
        return b'<c%s t="s"><v>%d</v></c>' % (match[1], len(texts) - 1)

    inline = re.compile(rb'<c([^>]*) t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
    changed = {
        name: inline.sub(cell, content) if "/sheet" in name else content for name, content in parts.items()
    }
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = b"".join(b"<si>%s</si>" % text for text in texts)
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = b'<Relationship Id="rIdS" Type="%s" Target="/xl/sharedStrings.xml"/></Relationships>' % kind
    relations = changed["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", relation)
    strings = b'<sst xmlns="%s">%s</sst>' % (space, items)
    return {**changed, "xl/_rels/workbook.xml.rels": relations, "xl/sharedStrings.xml": strings}


def elsewhere(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Parts under other names, found by relationships only."""
    moved = {
        name.replace("xl/worksheets/sheet", "xl/worksheets/Blatt"): content for name, content in parts.items()
    }
    return {
        name: content.replace(b"worksheets/sheet", b"worksheets/Blatt") for name, content in moved.items()
    }


@pytest.mark.parametrize("change", [strict, without_addresses, shared, elsewhere])
def test_other_programs_ways_of_writing_keep_the_fingerprint(tmp_path: Path, change: object) -> None:
    changed = zipped(change(parts_of(package())))  # type: ignore[operator]
    assert changed != package()
    assert answers_print(read(tmp_path, changed)) == answers_print(read(tmp_path, package()))


def test_formulas_are_listed_and_their_values_read(tmp_path: Path) -> None:
    returned_file = read(
        tmp_path, one_sheet('<row r="4"><c r="D4" t="str"><f>E4</f><v>好</v></c><c r="E4"><f>1</f></c></row>')
    )
    assert cells(returned_file) == {(4, 4): "好"}
    assert returned_file.formulas == {("录票", 4, 4), ("录票", 4, 5)}


def test_error_values_are_seen_in_both_readings(tmp_path: Path) -> None:
    assert cells(read(tmp_path, one_sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'))) == {
        (1, 1): "#N/A"
    }


def test_an_xls_is_read_by_both_readers(tmp_path: Path) -> None:
    content = biff({(1, 1): "编号", (1, 2): 2.0, (2, 2): 0.5, (3, 1): True, (3, 2): b"\x2a", (4, 1): " "})
    values = cells(read(tmp_path, content))
    assert values == {(1, 1): "编号", (1, 2): 2, (2, 2): 0.5, (3, 1): True, (3, 2): "#N/A"}


def test_an_ods_is_read_by_both_readers(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>好</text:p></table:table-cell>'
    body = f'<table:table table:name="录票"><table:table-row>{cell}</table:table-row></table:table>'
    assert cells(read(tmp_path, ods(body))) == {(1, 1): "好"}


def test_excels_default_password_is_no_hindrance(tmp_path: Path) -> None:
    assert answers_print(read(tmp_path, encrypted("VelvetSweatshop"))) == answers_print(
        read(tmp_path, package())
    )


def test_a_workbook_comes_back_under_the_password_that_it_went_out_with(tmp_path: Path) -> None:
    path = tmp_path / "反馈.xlsx"
    path.write_bytes(encrypted("月溪"))
    assert answers_print(read_returned(path, path.name, "别的", "月溪")) == answers_print(
        read(tmp_path, package())
    )


def test_zeros_among_the_records_of_an_old_workbook_are_damage(tmp_path: Path) -> None:
    """Both readers pass over them, so that a row of answers would be gone without a word."""
    whole = biff({(1, 1): "编号", (2, 1): "V001", (3, 1): "V002"})
    text = whole.index("V001".encode("utf-16-le"))
    torn = whole[: text - 13] + bytes(13 + 8) + whole[text + 8 :]
    returned_file = read(tmp_path, torn)
    assert returned_file.refusal is not None
    assert returned_file.refusal.code == "file_damaged"
    assert cells(read(tmp_path, whole))[2, 1] == "V001"


def test_a_small_stream_whose_sectors_go_round_has_an_end(tmp_path: Path) -> None:
    """Its first two short sectors follow each other for ever; xlrd alone would go on until the time is up."""
    book = bytearray(compound({"Workbook": b"x", "links": struct.pack("<2I", 1, 0)}))
    table, directory, workbook, links = 512, 1024, 2, 10  # places in the file; the streams' first sectors
    struct.pack_into("<I", book, table + 4 * links, 0xFFFFFFFE)
    struct.pack_into("<II", book, 60, links, 1)
    struct.pack_into("<IQ", book, directory + 116, workbook, 4096)
    struct.pack_into("<IQ", book, directory + 128 + 116, 0, 100)
    refusal = read(tmp_path, bytes(book)).refusal
    assert refusal is not None
    assert refusal.code == "file_damaged"


@pytest.mark.parametrize(
    "book",
    [biff({(1, 1): "\0"}), one_sheet('<row><c t="str"><v>_x0001_</v></c></row>')],
)
def test_a_cell_of_signs_that_nobody_sees_is_not_blank(tmp_path: Path, book: bytes) -> None:
    assert cells(read(tmp_path, book)) == {(1, 1): "\N{REPLACEMENT CHARACTER}"}
