"""Whole returned files, good and bad, through both readers."""

import io
import pickle
import re
from dataclasses import replace
from pathlib import Path

import msoffcrypto  # type: ignore[import-untyped]  # ships no types
import pytest
from openpyxl import Workbook
from returned_books import (
    KEY,
    biff,
    cells,
    compound,
    identity,
    ods,
    one_sheet,
    package,
    parts_of,
    read,
    zipped,
)

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.fingerprint import fingerprint
from shuzhi_xl.rules.identity import examine
from shuzhi_xl.rules.intake import FormRules, read_answers, read_identity
from shuzhi_xl.wording.intake import INTAKE
from shuzhi_xl.xlsx.returned import Returned, read_returned

RULES = FormRules(
    frozenset({"A票", "B票"}),
    frozenset({"党员"}),
    (),
    own_excluded=True,
    candidates=frozenset({"V002", "V003"}),
)


def answers_print(found: Returned) -> str:
    """The fingerprint of the answers, on which both readers must agree."""
    assert found.refusal is None
    prints = set()
    for grids in (found.first, found.second):
        assert grids is not None
        known = read_identity(grids)
        assert known is not None
        assert examine(known, KEY, 2015, "1") is None
        prints.add(fingerprint(read_answers(found.file, grids, known, RULES)[0]))
    assert len(prints) == 1
    return prints.pop()


def refusal(found: Returned) -> str:
    assert (found.first, found.second) == (None, None)
    assert found.refusal is not None
    assert found.refusal.at.file == found.file
    assert INTAKE[found.refusal.code].format_map(found.refusal.context)
    return found.refusal.code


def test_a_package_is_read_alike_by_both_readers(tmp_path: Path) -> None:
    found = read(tmp_path, package())
    assert found.first == found.second
    assert found.first is not None
    answers, findings = read_answers("a", found.first, identity(), RULES)
    assert [each.voter_class for each in answers.ballots] == ["A票", "B票"]
    assert answers.surveys[0].opinion == "多下基层\n多听意见"
    assert [each.code for each in findings] == []
    assert (found.size, len(found.hash)) == (len(package()), 64)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 -- our own value


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


def strict(parts: dict[str, bytes]) -> dict[str, bytes]:
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    swaps = {
        old + b"spreadsheetml/2006/main": new + b"spreadsheetml/main",
        old + b"officeDocument/2006/relationships": new + b"officeDocument/relationships",
    }
    for before, after in swaps.items():
        parts = {name: content.replace(before, after) for name, content in parts.items()}
    return parts


def without_addresses(parts: dict[str, bytes]) -> dict[str, bytes]:
    """No cell addresses; cells that were left out stand as empty ones, as some programs write them."""

    def row(found: re.Match[bytes]) -> bytes:
        by_column = {each[1]: each[0] for each in re.finditer(rb'<c r="([A-Z])\d+".*?(?:/>|</c>)', found[1])}
        line = [by_column.get(bytes([letter]), b"<c/>") for letter in b"ABCDEF"]
        return b"<row>" + re.sub(rb' r="[A-Z]\d+"', b"", b"".join(line)) + b"</row>"

    return {
        name: re.sub(rb"<row [^>]*>(.*?)</row>", row, content, flags=re.DOTALL)
        if "/sheet" in name
        else content
        for name, content in parts.items()
    }


def inline(parts: dict[str, bytes]) -> dict[str, bytes]:
    texts = re.findall(rb"<si>(.*?)</si>", parts["xl/sharedStrings.xml"], flags=re.DOTALL)

    def cell(found: re.Match[bytes]) -> bytes:
        return b'<c r="%s" t="inlineStr"><is>%s</is></c>' % (found[1], texts[int(found[2])])

    shared = rb'<c r="(\w+)"[^>]*t="s"[^>]*><v>(\d+)</v></c>'
    return {
        name: re.sub(shared, cell, content) if "/sheet" in name else content
        for name, content in parts.items()
    }


def elsewhere(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Parts under other names, found by relationships only."""
    moved = {
        name.replace("xl/worksheets/sheet", "xl/worksheets/Blatt"): content for name, content in parts.items()
    }
    return {
        name: content.replace(b"worksheets/sheet", b"worksheets/Blatt") for name, content in moved.items()
    }


@pytest.mark.parametrize("change", [strict, without_addresses, inline, elsewhere])
def test_other_programs_ways_of_writing_keep_the_fingerprint(tmp_path: Path, change: object) -> None:
    changed = zipped(change(parts_of(package())))  # type: ignore[operator]
    assert changed != package()
    assert answers_print(read(tmp_path, changed)) == answers_print(read(tmp_path, package()))


def test_formulas_are_listed_and_their_values_read(tmp_path: Path) -> None:
    found = read(
        tmp_path, one_sheet('<row r="4"><c r="D4" t="str"><f>E4</f><v>好</v></c><c r="E4"><f>1</f></c></row>')
    )
    assert cells(found) == {(4, 4): "好"}
    assert found.formulas == {("录票", 4, 4), ("录票", 4, 5)}


def test_error_values_are_seen_in_both_readings(tmp_path: Path) -> None:
    assert cells(read(tmp_path, one_sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'))) == {
        (1, 1): "#N/A"
    }


def test_an_xls_is_read_by_both_readers(tmp_path: Path) -> None:
    content = biff({(1, 1): "编号", (1, 2): 2.0, (2, 2): 0.5, (3, 1): True, (3, 2): b"\x2a", (4, 1): " "})
    found = cells(read(tmp_path, content))
    assert found == {(1, 1): "编号", (1, 2): 2, (2, 2): 0.5, (3, 1): True, (3, 2): "#N/A"}


def test_an_ods_is_read_by_both_readers(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>好</text:p></table:table-cell>'
    body = f'<table:table table:name="录票"><table:table-row>{cell}</table:table-row></table:table>'
    assert cells(read(tmp_path, ods(body))) == {(1, 1): "好"}


def encrypted(password: str) -> bytes:
    target = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(package())).encrypt(password, target)
    return target.getvalue()


def test_excels_default_password_is_no_hindrance(tmp_path: Path) -> None:
    assert answers_print(read(tmp_path, encrypted("VelvetSweatshop"))) == answers_print(
        read(tmp_path, package())
    )


def test_another_password_is_asked_to_be_taken_off(tmp_path: Path) -> None:
    assert refusal(read(tmp_path, encrypted("月溪"))) == "file_encrypted"


@pytest.mark.parametrize(
    "name",
    ["~$测评表.xlsx", ".~lock.测评表.xlsx#", "子夹/.DS_Store", "子夹\\Thumbs.db", "desktop.ini", "~WRL1.tmp"],
)
def test_litter_is_skipped_mildly(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, b"x", name)
    assert refusal(found) == "file_litter"
    assert found.refusal is not None
    assert found.refusal.severity is Severity.NOTICE


WORD = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})
SLIDES = zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"})
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})


@pytest.mark.parametrize(
    ("content", "code", "severity"),
    [
        (b"", "file_empty", Severity.BLOCKING),
        (b"%PDF-1.7 ...", "file_pdf", Severity.NOTICE),
        (b"\x89PNG\r\n", "file_picture", Severity.NOTICE),
        (b"\xff\xd8\xff\xe0", "file_picture", Severity.NOTICE),
        (b"Rar!\x1a", "file_archive", Severity.BLOCKING),
        (zipped({"测评表.xlsx": package()}), "file_archive", Severity.BLOCKING),
        (zipped({}), "file_archive", Severity.BLOCKING),
        (WORD, "file_word", Severity.NOTICE),
        (ODT, "file_word", Severity.NOTICE),
        (SLIDES, "file_slides", Severity.NOTICE),
        (zipped({"[Content_Types].xml": "", "xl/workbook.bin": b"\x83"}), "file_binary", Severity.BLOCKING),
        (compound({"WordDocument": b"x"}), "file_word", Severity.NOTICE),
        (compound({"PowerPoint Document": b"x"}), "file_slides", Severity.NOTICE),
        (compound({"Notes": b"x"}), "file_other", Severity.NOTICE),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "file_old", Severity.BLOCKING),
        ("<html><table><tr><td>好".encode("gb18030"), "file_web_page", Severity.BLOCKING),
        (b'<?xml version="1.0"?><Workbook/>', "file_xml", Severity.BLOCKING),
        ("编号,评价\nV001,好".encode("gb18030"), "file_text", Severity.BLOCKING),
        ("编号\t评价".encode("utf-16"), "file_text", Severity.BLOCKING),
        (b"\x00\x01\x02\x03", "file_other", Severity.NOTICE),
        (b"PK\x03\x04 and then nothing", "file_damaged", Severity.BLOCKING),
        (package()[:-200], "file_damaged", Severity.BLOCKING),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, "file_damaged", Severity.BLOCKING),
        (compound({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00"}), "file_damaged", Severity.BLOCKING),
        (compound({"Workbook": b"no records"}), "file_damaged", Severity.BLOCKING),
    ],
)
def test_other_files_are_refused_by_what_they_are(
    tmp_path: Path, content: bytes, code: str, severity: Severity
) -> None:
    found = read(tmp_path, content)
    assert refusal(found) == code
    assert found.refusal is not None
    assert found.refusal.severity is severity


def test_a_book_with_macros_is_refused_with_advice(tmp_path: Path) -> None:
    with_macros = zipped({**parts_of(package()), "xl/vbaProject.bin": b"x"})
    assert refusal(read(tmp_path, with_macros)) == "file_macros"


def test_a_file_that_is_too_big_is_refused(tmp_path: Path) -> None:
    assert refusal(read(tmp_path, bytes(20 * 1024**2 + 1))) == "file_too_big"


def test_a_file_that_is_gone_or_locked_says_so(tmp_path: Path) -> None:
    assert refusal(read_returned(tmp_path / "gone", "a.xlsx")) == "file_missing"
    assert refusal(read_returned(tmp_path, "a.xlsx")) == "file_locked"


def test_content_far_apart_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    far = one_sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    found = read(tmp_path, far)
    assert refusal(found) == "file_spread"
    assert found.refusal is not None
    assert found.refusal.context["cell"] == "XFD1048576"


def test_a_panic_in_the_first_reader_is_a_refusal(tmp_path: Path) -> None:
    broken = one_sheet('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>')
    assert refusal(read(tmp_path, broken)) == "file_damaged"


def test_a_refused_file_is_still_known_by_its_bytes(tmp_path: Path) -> None:
    found = read(tmp_path, b"%PDF-")
    assert (found.size, len(found.hash)) == (5, 64)
    assert replace(found, refusal=None).formulas == frozenset()
