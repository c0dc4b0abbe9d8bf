"""A damaged or mistreated master: a plain sentence, never a crash, and nothing half-written."""

import random
import re
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.jobs.track import track
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF, TABLES
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors
from tests.jobs.opened_parts import (
    packed,
    parts_of,
    rels_part,
    sheet_part,
    with_merged,
    with_rows,
    without_table,
)
from tests.year_stages import TownOffice

JOBS: tuple[Callable[..., Outcome], ...] = (check, distribute, collect, compute, generate, publish, track)


def run_unless_stopped(office: TownOffice, job: Callable[..., Outcome]) -> Outcome | None:
    """Run a job; None when it had to stop, with the master as it was."""
    before = office.master.read_bytes()
    outcome = None
    with suppress(Stopped), stopping_on_file_errors():
        outcome = office.run_job(job)
    if outcome is None:
        assert office.master.read_bytes() == before
        assert not [file for file in office.files() if ".~写" in file or file.endswith(".待发")]
        return None
    assert all(sentence(finding) for finding in outcome.findings)
    return outcome


def codes(outcome: Outcome | None) -> set[tuple[str, str]]:
    return {(finding.code, finding.at.sheet) for finding in outcome.findings} if outcome else set()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_that_is_gone_is_named(drafted: TownOffice, name: str) -> None:
    drafted.master.write_bytes(without_table(drafted.master.read_bytes(), name))
    outcome = run_unless_stopped(drafted, check)
    if name in ("进度", "校验报告", "操作日志"):
        assert outcome is None
    elif not TABLES[name].is_first:
        # Masters of earlier versions have none
        assert outcome
        assert outcome.ok
    else:
        assert ("table_missing", SHEET_OF[name].title) in codes(outcome)


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("name", ["表单密钥", "综合评定"])
def test_no_job_needs_what_is_gone(generated: TownOffice, name: str, job: Callable[..., Outcome]) -> None:
    generated.master.write_bytes(without_table(generated.master.read_bytes(), name))
    run_unless_stopped(generated, job)


@pytest.mark.parametrize("job", JOBS)
def test_a_sheet_that_is_gone_is_named(generated: TownOffice, job: Callable[..., Outcome]) -> None:
    parts = parts_of(generated.master.read_bytes())
    part = sheet_part(parts, "组织名册")
    gone = {part, rels_part(part), *(f"xl/{target}" for target in _targets(parts[rels_part(part)]))}
    book = re.sub(r'<sheet [^>]*name="组织名册"[^>]*/>', "", parts["xl/workbook.xml"].decode())
    rest = {name: content for name, content in parts.items() if name not in gone}
    rest["xl/workbook.xml"] = book.encode()
    rest["[Content_Types].xml"] = _without_types(parts["[Content_Types].xml"].decode(), gone)
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    rest["xl/_rels/workbook.xml.rels"] = re.sub(
        rf'<Relationship [^>]*{part.removeprefix("xl/")}"[^>]*/>', "", rels
    ).encode()
    generated.master.write_bytes(packed(rest))
    outcome = run_unless_stopped(generated, job)
    assert outcome is None or any(sheet == "组织名册" for _, sheet in codes(outcome))
    assert outcome is None or not outcome.ok


def _targets(rels: bytes) -> list[str]:
    return [
        target.rpartition("../")[2].removeprefix("/xl/")
        for target in re.findall(r'Target="([^"]+)"', rels.decode())
    ]


def _without_types(types: str, gone: set[str]) -> bytes:
    for name in gone:
        types = re.sub(rf'<Override [^>]*"/{re.escape(name)}"[^>]*/>', "", types)
    return types.encode()


@pytest.mark.parametrize("job", JOBS)
def test_a_renamed_header_is_named(generated: TownOffice, job: Callable[..., Outcome]) -> None:
    letter = generated.store().read_table(ORGANISATION).frame.letters["书记姓名"]
    book = Workbook.load(generated.master.read_bytes())
    row = book.tables["组织名册"].area.first_row
    book.set_cell("组织名册", f"{letter}{row}", "书记")
    generated.master.write_bytes(book.to_bytes())
    outcome = run_unless_stopped(generated, job)
    if job is check:
        assert ("header_missing", "组织名册") in codes(outcome)
    assert outcome is None or not outcome.ok
    assert generated.store().read_table(ORGANISATION).rows


def test_text_in_a_number_column_is_named(drafted: TownOffice) -> None:
    row = drafted.rows(ORGANISATION)[2]
    drafted.type_in(ORGANISATION, row, 测评票数="三张")
    outcome = run_unless_stopped(drafted, check)
    assert outcome is not None
    (findings,) = (finding for finding in outcome.findings if finding.code == "number_expected")
    assert (findings.value, findings.at.sheet, findings.at.cell[1:]) == ("三张", "组织名册", str(row.line))


def test_merged_cells_in_a_table_are_named(drafted: TownOffice) -> None:
    drafted.master.write_bytes(with_merged(drafted.master.read_bytes(), "组织名册", "B5:B6"))
    outcome = run_unless_stopped(drafted, check)
    assert outcome is not None
    assert [finding.at.cell for finding in outcome.findings if finding.code == "merged_cells"] == ["B5"]


def test_a_merged_cell_outside_the_tables_is_no_matter(drafted: TownOffice) -> None:
    drafted.master.write_bytes(with_merged(drafted.master.read_bytes(), "组织名册", "A1:C1"))
    outcome = run_unless_stopped(drafted, check)
    assert outcome is not None
    assert not [finding for finding in outcome.findings if finding.code == "merged_cells"]


@pytest.mark.parametrize("title", ["组织名册", "校验报告"])
def test_a_hundred_thousand_blank_formatted_rows_are_read_fast(drafted: TownOffice, title: str) -> None:
    whole = drafted.master.read_bytes()
    blank = "".join(
        f'<row r="{row}"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(5000, 105_000)
    )
    drafted.master.write_bytes(with_rows(whole, title, blank.encode()))
    started = time.perf_counter()
    outcome = run_unless_stopped(drafted, check)
    seconds = time.perf_counter() - started
    assert outcome is not None
    assert outcome.ok
    assert seconds < 15


def test_broken_bytes_never_crash(drafted: TownOffice) -> None:
    """Some bytes of the master are overwritten, at places drawn with a fixed seed."""
    whole = drafted.master.read_bytes()
    chance = random.Random(7)  # noqa: S311 -- the places must be the same each time
    for _ in range(25):
        at = chance.randrange(len(whole) - 40)
        drafted.master.write_bytes(whole[:at] + chance.randbytes(8) + whole[at + 8 :])
        run_unless_stopped(drafted, check)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "组织名册", "表"]
)
@pytest.mark.parametrize("content", [b"<", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_a_broken_part_never_crashes(drafted: TownOffice, part: str, content: bytes) -> None:
    parts = parts_of(drafted.master.read_bytes())
    name = {"组织名册": sheet_part(parts, "组织名册"), "表": "xl/tables/table9.xml"}.get(part, part)
    drafted.master.write_bytes(packed({**parts, name: content}))
    outcome = run_unless_stopped(drafted, check)
    # Content types tell Excel about parts; nothing here is read by them.
    assert outcome is None or not outcome.ok or part == "[Content_Types].xml"
