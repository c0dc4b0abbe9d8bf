"""抽查: drawn by words entered after the count, pictures beside what was recorded, one record a meeting."""

import io
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.scanning import audit as audit_job
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.rules.scanning.audit_content import PagePicture
from shuzhi_xl.rules.scanning.page_layout import PageLayout
from shuzhi_xl.sheets.master.program_sheets import LOG
from shuzhi_xl.sheets.outgoing.audit import BALLOTS_SHEET, RECORD_SHEET
from tests.jobs.scanning.scanned_typing import PICTURES, first_meeting, page_of, scanned
from tests.year_stages import Stages, TownOffice

Audit = Callable[..., Outcome]
PAGE = (190.0, 277.0)


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.new("L", (95, 138), 230).save(target, "JPEG")
    return target.getvalue()


@pytest.fixture
def audit(issued: TownOffice, stages: Stages, monkeypatch: pytest.MonkeyPatch) -> Audit:
    """Presses 抽查 in an office with a scanned meeting; some pages may show another picture than before."""
    issued.drop("读票.xlsx", scanned(issued, stages))
    issued.write_files({f"扫描/2015/{PICTURES}": b"pictures"})

    def press(count: int, seed: str, changed: Sequence[int] = ()) -> Outcome:
        def read(
            pages: Sequence[tuple[Path, str, int]], layouts: Mapping[str, PageLayout]
        ) -> Generator[PagePicture]:
            classes = {paper.order: paper.voter_class for paper in stages.town.paper[first_meeting(issued)]}
            for path, name, order in pages:
                assert (path.read_bytes(), name) == (b"pictures", PICTURES)
                code = next(
                    code
                    for code, layout in layouts.items()
                    if (layout.meeting, layout.voter_class) == (first_meeting(issued), classes[order])
                )
                digest = "0" * 64 if order in changed else page_of(order).digest
                yield PagePicture(jpeg(), PAGE, code, "", digest)

        monkeypatch.setattr(audit_job, "load_reader", lambda: read)
        return issued.run_job(audit_job.audit, count=count, seed=seed)

    return press


def cells(office: TownOffice, place: str, sheet: str) -> list[list[object]]:
    book = openpyxl.load_workbook(office.root / place)
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_the_record_has_the_marks_of_the_paper_beside_each_picture(
    issued: TownOffice, stages: Stages, audit: Audit
) -> None:
    issued.run_job(collect)
    meeting = first_meeting(issued)
    papers = {paper.order: paper for paper in stages.town.paper[meeting]}
    outcome = audit(3, " ３５16 ")
    place = f"扫描/2015/抽查_{meeting}_3516.xlsx"
    assert (outcome.outputs, outcome.counts["ballots"], outcome.counts["pages"]) == ([place], 3, 3)
    record = [row[0] for row in cells(issued, place, RECORD_SHEET)]
    orders = [order for order in papers if f"第 {order} 票（{papers[order].voter_class}）" in record]
    assert len(orders) == 3
    rows = cells(issued, place, BALLOTS_SHEET)
    shown = [(str(row[1]).split()[0], row[2]) for row in rows if row[3] == "□"]
    assert shown == [
        (number, mark or "弃权")
        for order in orders
        for (number, _), mark in sorted(papers[order].marks.items())
    ]


def test_the_log_keeps_the_words_and_each_draw_has_a_record(issued: TownOffice, audit: Audit) -> None:
    """So that nobody draws until the sample suits him."""
    issued.run_job(collect)
    for seed in ("3516", "4261"):
        audit(3, seed)
    lines = [row.outcome for row in issued.rows(LOG) if row.outcome.startswith("抽查完成")]
    assert ["随机词 3516，" in lines[0], "随机词 4261，" in lines[1], len(lines)] == [True, True, 2]
    assert len(issued.files("扫描/2015")) == 3


def test_the_same_words_give_the_same_file(issued: TownOffice, audit: Audit) -> None:
    issued.run_job(collect)
    audit(3, "3516")
    before = issued.files("扫描")
    audit(3, "3516")
    assert issued.files("扫描") == before


def test_fewer_ballots_than_asked_are_all_drawn(issued: TownOffice, stages: Stages, audit: Audit) -> None:
    issued.run_job(collect)
    outcome = audit(5000, "3516")
    assert outcome.counts["ballots"] == len(stages.town.paper[first_meeting(issued)])
    assert "audit_fewer" in {finding.code for finding in outcome.findings}


def test_a_changed_or_missing_picture_is_no_reason_to_draw_another(issued: TownOffice, audit: Audit) -> None:
    issued.run_job(collect)
    shown = audit(5000, "3516").counts["ballots"]
    outcome = audit(5000, "3516", changed=[2])
    assert outcome.counts["ballots"] == shown
    (finding,) = [finding for finding in outcome.findings if finding.code == "audit_picture_missing"]
    assert (finding.context["order"], finding.context["reason"]) == (2, "图片与读票时不同")
    (issued.root / f"扫描/2015/{PICTURES}").unlink()
    outcome = audit(5000, "3516")
    missing = [finding for finding in outcome.findings if finding.code == "audit_picture_missing"]
    assert len(missing) == shown
    assert {finding.context["reason"] for finding in missing} == {"找不到图片"}


def test_before_the_count_and_without_words_nothing_is_drawn(issued: TownOffice, audit: Audit) -> None:
    outcome = audit(3, "3516")
    assert "audit_nothing" in {finding.code for finding in outcome.findings}
    assert [*outcome.outputs] == []
    issued.run_job(collect)
    outcome = audit(3, "　")
    assert "audit_seed_blank" in {finding.code for finding in outcome.findings}
    assert not outcome.ok


def test_the_record_leaves_the_office_with_nothing_that_is_sent(issued: TownOffice, audit: Audit) -> None:
    """It lies in 扫描 alone, which 归档 lists and does not copy."""
    issued.run_job(collect)
    before = {place for place in issued.files() if not place.startswith("扫描/")}
    audit(3, "3516")
    assert {place for place in issued.files() if not place.startswith("扫描/")} - before <= {
        place for place in issued.files() if place.startswith("备份/")
    }
