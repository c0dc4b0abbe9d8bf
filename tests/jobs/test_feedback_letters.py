"""反馈意见书, read back: every number is that of the workbook that goes with it."""

import io
from pathlib import Path

import docx
import openpyxl
from docx.document import Document

from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.sheets.documents.feedback_letter import FEEDBACK_LETTER
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.vocabulary import GRADES
from tests.xlsx.documents.word_templates import package, paragraph
from tests.year_stages import BRANCHES, TownOffice

RESULTS = "结果"


def letters(office: TownOffice) -> list[Path]:
    return sorted(office.root.glob(f"{RESULTS}/*/*/反馈意见书_*.docx"))


def restyle(office: TownOffice, template: bytes) -> None:
    path = office.root / "templates" / FEEDBACK_LETTER.template
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(template)


def workbook_lines(letter: Path) -> list[list[str]]:
    """Lines of the first page of the workbook beside a letter, without blank cells."""
    path = letter.with_name(letter.name.replace("意见书", "")).with_suffix(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True).worksheets[0]
    return [[print_cell(value) for value in row if value is not None] for row in sheet.values]


def print_cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float | int) else str(value)


def letter_lines(word: Document) -> list[list[str]]:
    """Lines of the tables of scores and of votes, as the workbook writes them."""
    scores, votes, *_ = word.tables
    return [
        *([cell.text for cell in row.cells] for row in scores.rows[1:]),
        *([count_text(cell.text) for cell in row.cells] for row in votes.rows[1:]),
    ]


def count_text(text: str) -> str:
    count, _, share = text.partition("\n")
    return f"{count} ({share})" if share and count.isdecimal() else text


def test_every_number_of_a_letter_is_in_the_workbook(generated: TownOffice) -> None:
    paths = letters(generated)
    assert len(paths) == BRANCHES
    compared = 0
    for path in paths:
        lines = workbook_lines(path)
        for line in letter_lines(docx.Document(io.BytesIO(path.read_bytes()))):
            source_lines = [cells for cells in lines if cells[:2] == line[:2]]
            assert source_lines, line
            # 其他 is three columns there, and a withheld line has fewer
            shown = [*line[:6], line[-1]] if len(line) > len(GRADES) + 3 else line
            assert any(set(shown) <= set(cells) for cells in source_lines), (path.name, line, source_lines)
            compared += 1
    assert compared > BRANCHES * 5


def test_a_letter_says_grade_composite_and_opinion_of_its_branch_alone(generated: TownOffice) -> None:
    rows = generated.rows(APPRAISAL)
    for path in letters(generated):
        text = "\n".join(line.text for line in docx.Document(io.BytesIO(path.read_bytes())).paragraphs)
        row = generated.row(APPRAISAL, number=path.name.split("_")[1])
        assert f"{row.secretary}同志的最终等次为“{row.final_grade}”" in text
        assert f"综合得分为{row.composite_score:.2f}分" in text
        assert row.opinion in text
        assert not any(branch.name in text for branch in rows if branch.number != row.number)
        assert "{" not in text


def test_a_faulty_template_beside_the_master_keeps_only_its_documents_back(decided: TownOffice) -> None:
    restyle(decided, package(paragraph("{{ 组织 }}：")))
    outcome = decided.run_job(generate)
    assert [finding.code for finding in outcome.findings if finding.code.startswith("document")] == [
        "document_name_unknown"
    ]
    assert outcome.counts["documents"] == BRANCHES + 1
    assert outcome.counts["workbooks"] > BRANCHES
    assert letters(decided) == []


def test_a_template_restyled_by_staff_is_used(decided: TownOffice) -> None:
    restyle(decided, package(paragraph("致{{ 组织名称 }}")))
    assert decided.run_job(generate).counts["documents"] == 2 * BRANCHES + 1
    names = {row.number: row.name for row in decided.rows(APPRAISAL)}
    for path in letters(decided):
        (line,) = docx.Document(io.BytesIO(path.read_bytes())).paragraphs
        assert line.text == f"致{names[path.name.split('_')[1]]}"
