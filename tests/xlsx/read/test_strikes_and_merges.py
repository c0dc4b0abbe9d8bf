"""What a returned workbook shows besides its values: crossed-out texts and merged cells."""

import os
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.forms.identity import examine_identity
from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.intake.read_form import read_form
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile
from tests.xlsx.returned_books import KEY, identity, ods, one_sheet, package, read

RULES = FormRules(
    frozenset({"A票", "B票"}),
    frozenset({"党员"}),
    (),
    own_excluded=True,
    candidates=frozenset({"V002", "V003"}),
)


def crossed_out(book: openpyxl.Workbook) -> None:
    """Ballot 1: a whole text; ballot 2: a part of one; and two cells of ballot 3 made one."""
    sheet = book["录票"]
    sheet["D4"].font = Font(strike=True)
    sheet["E4"] = CellRichText(TextBlock(InlineFont(strike=True), "较"), "好")
    sheet["F2"], sheet["F4"] = "A票", "差"
    sheet.merge_cells("F4:F5")


def agreed_answers(returned_file: ReturnedFile) -> tuple[Answers, list[Finding]]:
    """The answers, on which both readings must agree."""
    assert returned_file.first is not None
    assert returned_file.second is not None
    assert returned_file.first == returned_file.second
    first, second = (
        read_form(ReturnedForm("a", grid, identity(), RULES))
        for grid in (returned_file.first, returned_file.second)
    )
    assert first == second
    return first.answers, [*first.findings]


def test_a_struck_or_merged_mark_is_never_counted(tmp_path: Path) -> None:
    assert examine_identity(identity(), KEY, 2015, "1") is None
    answers, findings = agreed_answers(read(tmp_path, package(crossed_out)))
    assert [dict(ballot.marks)["V002", "总体评价"] for ballot in answers.ballots] == ["作废"] * 3
    assert [(finding.code, finding.at.cell, finding.value) for finding in findings] == [
        ("mark_struck", "D4", "好"),
        ("mark_struck", "E4", "较好"),
        ("mark_merged", "F4", "差"),
        ("mark_merged", "F5", "差"),
    ]


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same package saved by LibreOffice in two other formats."""
    folder = tmp_path_factory.mktemp("resaved")
    (folder / "form.xlsx").write_bytes(package(crossed_out))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for kind in ("xls", "ods"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "form.xlsx"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120, env={**os.environ})
    return folder


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_strokes_and_merged_cells_are_seen_in_other_formats(resaved: Path, tmp_path: Path, kind: str) -> None:
    answers, findings = agreed_answers(read(tmp_path, (resaved / f"form.{kind}").read_bytes()))
    assert [dict(ballot.marks)["V002", "总体评价"] for ballot in answers.ballots] == ["作废"] * 3
    assert [finding.code for finding in findings] == [
        "mark_struck",
        "mark_struck",
        "mark_merged",
        "mark_merged",
    ]


def test_a_stroke_that_is_switched_off_is_none(tmp_path: Path) -> None:
    text = '<is><r><rPr><strike val="0"/></rPr><t>好</t></r></is>'
    returned_file = read(tmp_path, one_sheet(f'<row r="1"><c r="A1" t="inlineStr">{text}</c></row>'))
    assert returned_file.second is not None
    assert not returned_file.second["录票"].struck


def test_areas_without_content_and_single_cells_are_no_merged_cells(tmp_path: Path) -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>好</t></is></c>'
    areas = '<mergeCells><mergeCell ref="A1"/><mergeCell ref="B1:B9"/></mergeCells>'
    returned_file = read(tmp_path, _with_areas(cell, areas))
    assert returned_file.second is not None
    assert not returned_file.second["录票"].merged


def test_an_area_over_the_whole_sheet_costs_no_memory(tmp_path: Path) -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>好</t></is></c>'
    returned_file = read(
        tmp_path, _with_areas(cell, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    )
    assert returned_file.second is not None
    assert returned_file.second["录票"].merged == {(1, 1): (1, 1)}


def _with_areas(cell: str, areas: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData><row r="1">{cell}</row></sheetData>{areas}</worksheet>'
    return one_sheet("", **{"xl/worksheets/sheet1.xml": sheet})


def test_a_styleless_open_document_has_no_strokes(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>好</text:p></table:table-cell>'
    body = f'<table:table table:name="录票"><table:table-row>{cell}</table:table-row></table:table>'
    returned_file = read(tmp_path, ods(body))
    assert returned_file.second is not None
    assert not returned_file.second["录票"].struck
