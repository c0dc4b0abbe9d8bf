"""An archive's lists, seal and catalogue, and the check of each part of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.archive.catalogue import make_catalogue
from shuzhi_xl.rules.archive.check import UNREADABLE, Edition, check_edition, check_log
from shuzhi_xl.rules.archive.hash_list import contents_print, read_hash_list, write_hash_list
from shuzhi_xl.rules.archive.seal import read_seal, write_seal
from shuzhi_xl.rules.log_chain import line_print
from shuzhi_xl.sheets.master.program_sheets import LogEntry
from shuzhi_xl.sheets.outgoing.archive import (
    COPY_LIST,
    SCAN_LIST,
    SEAL_NOTE,
    TOP_LIST,
    ArchivedFile,
    PageCount,
    Seal,
)

A, B, C = (letter * 64 for letter in "abc")
MASTER = "总表/总表.xlsm"
LISTS = {
    COPY_LIST: write_hash_list({"发出/2015/甲.xlsx": A}),
    SCAN_LIST: write_hash_list({"../../扫描/2015/a.pdf": B}),
}
CONTENTS = contents_print(LISTS.values())
TOP = write_hash_list({MASTER: C, **{name: hashlib.sha256(text).hexdigest() for name, text in LISTS.items()}})
LINE = LogEntry(logged_at=datetime(2016, 3, 1), job="归档", outcome=f"卷宗指纹 {CONTENTS}。")  # noqa: DTZ001
SEAL = Seal(
    year=2015,
    sealed_at=datetime(2016, 3, 1, 9),  # noqa: DTZ001
    copies=1,
    scans=1,
    contents=CONTENTS,
    tables="0" * 16,
    log_end=line_print(LINE),
    top_list=hashlib.sha256(TOP).hexdigest(),
)
DIGESTS = {
    **read_hash_list(TOP),
    "发出/2015/甲.xlsx": A,
    TOP_LIST: SEAL.top_list,
    SEAL_NOTE: hashlib.sha256(write_seal(SEAL)).hexdigest(),
}
WHOLE = Edition("归档/2015", SEAL, {**LISTS, TOP_LIST: TOP}, DIGESTS, {"扫描/2015/a.pdf": B})


def codes(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code.removeprefix("archive_"), finding.at.file) for finding in findings]


def test_an_archive_as_it_was_sealed_has_no_finding() -> None:
    assert check_edition(WHOLE) == []
    assert check_log(WHOLE, 2015, [LINE]) == []


@pytest.mark.parametrize(
    ("digests", "finding"),
    [
        ({"发出/2015/甲.xlsx": None}, ("file_missing", "归档/2015/发出/2015/甲.xlsx")),
        ({"发出/2015/甲.xlsx": B}, ("file_changed", "归档/2015/发出/2015/甲.xlsx")),
        ({"发出/2015/甲.xlsx": UNREADABLE}, ("file_unreadable", "归档/2015/发出/2015/甲.xlsx")),
        ({MASTER: A}, ("file_changed", f"归档/2015/{MASTER}")),
        ({"发出/乙\udcff.xlsx": A}, ("file_added", "归档/2015/发出/乙?.xlsx")),
    ],
)
def test_each_file_is_compared(digests: Mapping[str, str | None], finding: tuple[str, str]) -> None:
    merged = {**DIGESTS, **digests}
    edition = replace(
        WHOLE, digests={place: digest for place, digest in merged.items() if digest is not None}
    )
    assert codes(check_edition(edition)) == [finding]


@pytest.mark.parametrize(
    ("scans", "code"),
    [
        ({}, "scan_missing"),
        ({"扫描/2015/a.pdf": A}, "scan_changed"),
        ({"扫描/2015/a.pdf": UNREADABLE}, "file_unreadable"),
    ],
)
def test_each_scan_is_compared_where_it_is(scans: Mapping[str, str], code: str) -> None:
    assert codes(check_edition(replace(WHOLE, scans=scans))) == [(code, "扫描/2015/a.pdf")]


@pytest.mark.parametrize(
    ("edition", "part"),
    [
        (replace(WHOLE, seal=None), SEAL_NOTE),
        (replace(WHOLE, seal=replace(SEAL, top_list=A)), TOP_LIST),
        (replace(WHOLE, seal=replace(SEAL, contents="0" * 16)), SEAL_NOTE),
    ],
)
def test_the_parts_of_the_seal_fit_each_other(edition: Edition, part: str) -> None:
    assert codes(check_edition(edition)) == [("seal_broken", f"归档/2015/{part}")]


def test_an_archive_without_its_lists_lacks_them() -> None:
    edition = replace(WHOLE, lists={}, digests={SEAL_NOTE: A, "甲.xlsx": A})
    assert {code for code, _ in codes(check_edition(edition))} == {"file_added", "seal_broken"}


def test_a_sealing_that_the_log_does_not_have_is_reported() -> None:
    altered = replace(SEAL, contents="0" * 16)
    assert codes(check_log(WHOLE, 2015, [])) == [("not_in_log", f"归档/2015/{SEAL_NOTE}")]
    assert codes(check_log(replace(WHOLE, seal=altered), 2015, [LINE]))[0][0] == "not_in_log"
    assert check_log(replace(WHOLE, seal=None), 2015, [LINE]) == []


@pytest.mark.parametrize("year", [None, 2016])
def test_the_log_of_another_year_is_not_compared(year: int | None) -> None:
    (finding,) = check_log(WHOLE, year, [])
    assert finding.code == "archive_log_not_compared"


@given(
    st.dictionaries(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1), st.just(A)
    )
)
def test_a_list_of_hashes_is_read_as_it_was_written(digests: dict[str, str]) -> None:
    assert read_hash_list(write_hash_list(digests)) == digests


def test_the_seal_is_read_as_it_was_written_and_only_whole() -> None:
    content = write_seal(SEAL)
    assert read_seal(content) == SEAL
    assert read_seal(content.replace("年度".encode(), b"")) is None
    assert read_seal(content.replace(b"2015", b"x")) is None
    assert read_seal(b"\xff") is None


def test_the_catalogue_numbers_everything_and_invents_no_pages() -> None:
    day = date(2016, 2, 29)
    copies = [
        ArchivedFile(MASTER, A, day, PageCount(28, is_of_sheets=True)),
        ArchivedFile("结果/2015/通报.docx", B, day, PageCount(2)),
        ArchivedFile("发出/2015/日程.ics", C, day),
    ]
    content = make_catalogue(SEAL, "中共云栖镇委员会", copies, [ArchivedFile("扫描/2015/a.pdf", A, day)])
    assert content.rows == [
        [1, "总表.xlsm", day, "28 张表", A, "总表所在的文件夹"],
        [2, "通报.docx", day, "2 页", B, "结果/2015"],
        [3, "日程.ics", day, "—", C, "发出/2015"],
        [4, "a.pdf", day, "—", A, "扫描/2015"],
    ]
    assert "1 件不复制" in content.subtitle
    assert content.signed[0] == f"卷宗指纹：{CONTENTS}"
    assert content.signed[-1] == "2016年3月1日"
