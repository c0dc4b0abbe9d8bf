"""One town's master read for the district: its figures, or the reason why it is left out; never an error."""

import pickle
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from shuzhi_xl.findings import Location
from shuzhi_xl.rules.district.town_figures import TownDigest
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.district import read_town as reading
from shuzhi_xl.xlsx.district.read_town import read_town
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.xlsx.handmade import package, parts_of
from tests.xlsx.returned_books import zipped
from tests.year_stages import BRANCHES, Stages

TIMES = Fraction(5)
APPRAISED = f'displayName="{APPRAISAL.name}"'.encode()


@pytest.fixture(scope="module")
def master(stages: Stages) -> bytes:
    return stages.files("generated")[MASTER_NAME]


def exclusion_of(digest: TownDigest) -> tuple[str, str]:
    """Code and sentence of what is left out."""
    assert digest.town is None
    assert digest.left_out is not None
    assert digest.left_out.at.file == "甲镇.xlsm"
    assert pickle.loads(pickle.dumps(digest)) == digest  # noqa: S301 -- as between our own processes
    return digest.left_out.code, sentence(digest.left_out)


def left_out(content: bytes | Path) -> tuple[str, str]:
    return exclusion_of(read_town(content, "甲镇.xlsm", TIMES))


def test_a_master_gives_a_small_digest_that_travels(master: bytes, tmp_path: Path) -> None:
    path = tmp_path / "总表.xlsm"
    path.write_bytes(master)
    digest = read_town(path, "甲镇.xlsm", TIMES)
    assert digest == read_town(master, "甲镇.xlsm", TIMES)
    assert digest.town is not None
    assert (digest.town.organisations, sum(digest.town.grades)) == (BRANCHES, BRANCHES)
    assert digest.town.stage == ("生成反馈", BRANCHES, BRANCHES)
    packed = pickle.dumps(digest)
    assert len(packed) < 4000
    assert pickle.loads(packed) == digest  # noqa: S301


def test_a_master_saved_without_macros_is_read_too(master: bytes) -> None:
    plain = package({name: part for name, part in parts_of(master).items() if "vba" not in name})
    assert read_town(plain, "甲镇.xlsm", TIMES).town is not None


def changed(master: bytes, sheet: str, cell: str, value: str) -> bytes:
    book = Workbook.load(master)
    book.set_cell(sheet, cell, value)
    return book.to_bytes()


def test_a_master_with_an_unfit_cell_is_left_out_with_its_place(master: bytes) -> None:
    digest = read_town(changed(master, "组织名册", "C4", "社区"), "甲镇.xlsm", TIMES)
    code, text = exclusion_of(digest)
    assert code == "town_faulty"
    assert "1 处" in text
    assert digest.left_out is not None
    assert digest.left_out.at == Location("甲镇.xlsm", "组织名册", "C4")
    assert digest.left_out.value == "社区"


def test_an_empty_master_lacks_its_settings() -> None:
    code, text = left_out(read_shipped_master())
    assert code == "town_faulty"
    assert "校验" in text


def test_a_workbook_of_ours_that_is_no_master_is_only_named(stages: Stages) -> None:
    form = next(content for name, content in stages.files("issued").items() if "测评表_" in name)
    assert left_out(form)[0] == "town_not_master"


def with_part(master: bytes, table_mark: bytes, edit: Callable[[bytes], bytes]) -> bytes:
    """The master with the sheet of a table changed as another program could."""
    parts = parts_of(master)
    table = next(name for name, part in parts.items() if table_mark in part)
    rels = next(
        name for name, part in parts.items() if "worksheets/_rels" in name and table[3:].encode() in part
    )
    sheet = rels.replace("_rels/", "").removesuffix(".rels")
    return package({**parts, sheet: edit(parts[sheet])})


def far_away(sheet: bytes) -> bytes:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return sheet.replace(b"</sheetData>", row + b"</sheetData>")


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "0 字节"),
    "text": (lambda _: "编号,姓名".encode(), "不是工作簿"),
    "half": (lambda master: master[: len(master) // 2], "已损坏"),
    "archive": (lambda _: zipped({"甲镇/总表.xlsm": b"x"}), "压缩包"),
    "open document": (
        lambda _: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "不是 .xlsm",
    ),
    "bomb": (lambda master: package({**parts_of(master), "xl/a.xml": bytes(97 * 1024**2)}), "太大"),
    "climbing part": (lambda master: package({**parts_of(master), "../a.xml": b"x"}), "结构不正常"),
    "entities": (
        lambda master: with_part(master, APPRAISED, lambda part: b"<!DOCTYPE a>" + part),
        "结构不正常",
    ),
    "far cell": (lambda master: with_part(master, APPRAISED, far_away), "很远"),
    "cut sheet": (lambda master: with_part(master, APPRAISED, lambda part: part[: len(part) // 2]), "已损坏"),
    "old format": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ""),
    "packed too big": (lambda _: b"PK\x03\x04" + bytes(33 * 1024**2), "太大"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_cannot_be_read_is_left_out_with_the_reason(master: bytes, kind: str) -> None:
    make, reason = HOSTILE[kind]
    code, text = left_out(make(master))
    assert code == "town_unreadable"
    assert reason in text


def test_a_file_that_is_gone_or_closed_to_us_says_so(tmp_path: Path) -> None:
    assert "已不在原处" in left_out(tmp_path / "没有.xlsm")[1]
    assert "打不开" in left_out(tmp_path)[1]


def test_too_little_memory_costs_one_file_only(master: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_content: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr(reading, "repack", full)
    assert "内存" in left_out(master)[1]


@pytest.mark.parametrize("inside", [False, True], ids=["the file", "a part"])
def test_a_file_with_any_changed_byte_is_read_or_reported(master: bytes, *, inside: bool) -> None:
    chance = Random(7)  # noqa: S311 -- the same bytes each time
    parts = parts_of(master)
    votes = max(parts, key=lambda name: len(parts[name]))  # never read
    outcomes = set()
    for _ in range(20):
        name = chance.choice([name for name in parts if name != votes])
        broken = bytearray(parts[name] if inside else master)
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        content = package({**parts, name: bytes(broken)}) if inside else bytes(broken)
        digest = read_town(content, "甲镇.xlsm", TIMES)
        outcomes.add(exclusion_of(digest)[0] if digest.town is None else "read")
    assert outcomes >= {"town_unreadable"}
