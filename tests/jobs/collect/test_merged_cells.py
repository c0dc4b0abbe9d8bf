"""回收 of packages in which cells were merged: what one does not see is never counted."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.rules.intake.cell_grid import address
from shuzhi_xl.sheets.master.vocabulary import SPOILED
from shuzhi_xl.sheets.master.votes import BALLOT
from tests.jobs.collect.edited_workbook import GRADES, head, worked_on
from tests.jobs.collect.returned_files import codes, fates, package
from tests.jobs.opened_parts import with_merged
from tests.office_saves import saved_as
from tests.year_stages import Stages, TownOffice

BRANCH, SEEN, HIDDEN = "C003", "C001", "C002"
Save = Callable[[bytes, Path], bytes]


def keep_as_saved(book: bytes, _: Path) -> bytes:
    return book


def by_office(suffix: str) -> Save:
    return lambda book, folder: saved_as(suffix, {"a": book}, folder)["a"]


def merged_over_a_mark(book: bytes) -> bytes:
    """Two secretaries' cells of the first ballot, the upper one blank, merged with their contents kept."""
    areas: list[str] = []

    def blank_the_upper(opened: openpyxl.Workbook) -> None:
        sheet = opened["录票"]
        upper, lower = (
            next(row for row in range(head(sheet), sheet.max_row) if sheet.cell(row, 1).value == number)
            for number in (SEEN, HIDDEN)
        )
        assert sheet.cell(lower, 4).value in GRADES
        sheet.cell(upper, 4).value = None
        areas.append(f"{address(upper, 4)}:{address(lower, 4)}")

    return with_merged(worked_on(book, blank_the_upper), "录票", *areas)


@pytest.mark.parametrize(
    "save",
    [keep_as_saved, by_office("xlsx"), by_office("ods"), by_office("xls")],
    ids=["as it is", "xlsx", "ods", "xls"],
)
def test_a_mark_hidden_under_a_blank_merged_cell_is_spoiled_and_listed(
    issued: TownOffice, stages: Stages, save: Save, tmp_path: Path
) -> None:
    issued.drop("a.xlsx", save(merged_over_a_mark(package(stages, BRANCH)), tmp_path / "office"))
    outcome = issued.run_job(collect)
    assert (fates(outcome), codes(outcome)) == ((1, 0, 0, 0), {"mark_merged": 2})
    spoiled = [row.number for row in issued.rows(BALLOT) if row.overall == SPOILED]
    assert sorted(spoiled) == [SEEN, HIDDEN]
    assert {finding.at.sheet for finding in outcome.findings if finding.code == "mark_merged"} == {"录票"}


def test_cells_merged_without_any_content_are_still_abstentions(issued: TownOffice, stages: Stages) -> None:
    empty = worked_on(merged_over_a_mark(package(stages, BRANCH)), lambda _: None)  # openpyxl drops it
    issued.drop("a.xlsx", empty)
    assert not codes(issued.run_job(collect))
    assert SPOILED not in {row.overall for row in issued.rows(BALLOT)}
