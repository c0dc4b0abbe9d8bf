"""回收 of packages that people have worked on in a spreadsheet: nothing is guessed, nothing dropped."""

from dataclasses import replace

import openpyxl
import pytest
from openpyxl.styles import Font

from shuzhi_xl.demo.play.fill_forms import fill_typing
from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.sheets.master.vocabulary import SPOILED
from shuzhi_xl.sheets.master.votes import BALLOT
from shuzhi_xl.wording.findings.all import sentence
from tests.jobs.collect.edited_workbook import Change, head, mark, with_first_mark, worked_on
from tests.jobs.collect.returned_files import codes, fates, package, votes
from tests.jobs.fuzz.odd_mutants import under_another_identity
from tests.year_stages import Stages, TownOffice


def unprotect(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        sheet.protection.sheet = False


def hide(book: openpyxl.Workbook) -> None:
    sheet = book["录票"]
    sheet.row_dimensions[mark(sheet)[0]].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.sheet_state = "hidden"


def rename(book: openpyxl.Workbook) -> None:
    book["录票"].title = "Sheet1"
    book["问卷"].title = "Sheet2"


def sort(book: openpyxl.Workbook) -> None:
    sheet = book["录票"]
    first, last = head(sheet) + 2, sheet.max_row
    rows = [
        [sheet.cell(row, col).value for col in range(1, sheet.max_column + 1)]
        for row in range(first, last + 1)
    ]
    for row, values in zip(range(first, last + 1), reversed(rows), strict=True):
        for col, value in enumerate(values, start=1):
            sheet.cell(row, col).value = value


def copy_blank(book: openpyxl.Workbook) -> None:
    copied = book.copy_worksheet(book["录票"])
    for row in copied.iter_rows(min_row=head(copied) + 1, min_col=4):
        for cell in row:
            cell.value = None


@pytest.mark.parametrize("change", [unprotect, hide, rename, sort, copy_blank])
def test_what_does_not_touch_the_answers_changes_nothing(
    issued: TownOffice, stages: Stages, change: Change
) -> None:
    issued.drop("原.xlsx", package(stages, "C001"))
    issued.drop("动过.xlsx", worked_on(package(stages, "C001"), change))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (1, 1, 0, 0)
    assert not codes(outcome)


def set_mark(value: object) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["录票"]
        sheet.cell(*mark(sheet)).value = value  # type: ignore[assignment]

    return change


def strike(book: openpyxl.Workbook) -> None:
    sheet = book["录票"]
    sheet.cell(*mark(sheet)).font = Font(strike=True)


@pytest.mark.parametrize("change", [*map(set_mark, ["√", "✓", "✔", "对", 1, "好、差", "好差"]), strike])
def test_a_mark_nobody_can_read_is_spoiled_and_listed(
    issued: TownOffice, stages: Stages, change: Change
) -> None:
    issued.drop("a.xlsx", worked_on(package(stages, "C001"), change))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (1, 0, 0, 0)
    (findings,) = (
        finding for finding in outcome.findings if finding.code in ("mark_unreadable", "mark_struck")
    )
    assert (findings.at.file, findings.at.sheet) == ("a.xlsx", "录票")
    assert [row.overall for row in issued.rows(BALLOT)].count(SPOILED) == 1


def copy_filled(book: openpyxl.Workbook) -> None:
    copied = book.copy_worksheet(book["录票"])
    row, col = mark(copied)
    copied.cell(row, col).value = "差" if copied.cell(row, col).value != "差" else "好"


def delete_row(book: openpyxl.Workbook) -> None:
    book["录票"].delete_rows(mark(book["录票"])[0])


def lose_header(book: openpyxl.Workbook) -> None:
    book["录票"].cell(head(book["录票"]), 1).value = "序号"


def formula(book: openpyxl.Workbook) -> None:
    set_mark('=IF(1,"好","差")')(book)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (copy_filled, "sheet_copied"),
        (delete_row, "candidate_missing"),
        (lose_header, "headers_missing"),
        (formula, "formula_unvalued"),
    ],
)
def test_what_leaves_the_answers_in_doubt_is_held(
    issued: TownOffice, stages: Stages, change: Change, code: str
) -> None:
    issued.drop("a.xlsx", worked_on(package(stages, "C001"), change))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert code in codes(outcome)
    assert votes(issued)[0] == []


def test_one_branchs_answers_under_anothers_identity_are_held(issued: TownOffice, stages: Stages) -> None:
    issued.drop("a.xlsx", under_another_identity(package(stages, "C002"), package(stages, "C001")))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert codes(outcome) == {"identity_of_another": 1}
    assert votes(issued)[0] == []


@pytest.mark.parametrize(
    ("label", "value"), [("编号", "C002"), ("场次", "无"), ("年度", 2014), ("校验码", "0")]
)
def test_an_altered_identity_is_held(issued: TownOffice, stages: Stages, label: str, value: object) -> None:
    def alter(book: openpyxl.Workbook) -> None:
        for row in book["_身份"].iter_rows():
            if row[0].value == label:
                row[1].value = value  # type: ignore[assignment]

    issued.drop("a.xlsx", worked_on(package(stages, "C001"), alter))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert set(codes(outcome)) <= {"identity_altered", "identity_other_year"}
    assert votes(issued)[0] == []


@pytest.mark.parametrize(
    "cell",
    [
        't="str"><v>好</v><is><t>差</t></is>',
        't="inlineStr"><is><t>好</t></is><v>差</v>',
        't="str"><v><![CDATA[差]]></v>',
    ],
    ids=["text and inline text", "inline text and value", "a section of raw text"],
)
def test_a_file_that_two_readers_understand_differently_is_held(
    issued: TownOffice, stages: Stages, cell: str
) -> None:
    issued.drop("a.xlsx", with_first_mark(package(stages, "C001"), cell))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    (findings,) = (finding for finding in outcome.findings if finding.code == "readers_differ")
    assert findings.at.file == "a.xlsx"
    assert "两种办法" in sentence(findings)
    assert votes(issued)[0] == []


def test_a_cell_with_two_values_is_refused(issued: TownOffice, stages: Stages) -> None:
    issued.drop("a.xlsx", with_first_mark(package(stages, "C001"), 't="str"><v>好</v><v>差</v>'))
    outcome = issued.run_job(collect)
    assert (fates(outcome), codes(outcome)) == ((0, 0, 0, 1), {"file_damaged": 1})


def in_figures(book: openpyxl.Workbook) -> None:
    """As somebody types who takes 1 to 4 for the grades."""
    sheet = book["录票"]
    first = head(sheet) + 2
    for row in sheet.iter_rows(min_row=first, min_col=4):
        for cell in row:
            cell.value = {"好": 1, "较好": 2, "一般": 3, "差": 4}.get(str(cell.value), cell.value)


def test_a_sheet_typed_in_figures_is_held_with_one_line(issued: TownOffice, stages: Stages) -> None:
    issued.drop("a.xlsx", worked_on(package(stages, "C001"), in_figures))
    outcome = issued.run_job(collect)
    assert fates(outcome) == (0, 0, 1, 0)
    assert codes(outcome) == {"marks_unreadable": 1}
    (findings,) = (finding for finding in outcome.findings if finding.code == "marks_unreadable")
    assert (findings.at.file, findings.at.sheet) == ("a.xlsx", "录票")
    assert not outcome.ok
    assert votes(issued)[0] == []
    issued.set_values(错填上限=500)
    outcome = issued.run_job(collect)
    assert fates(outcome) == (1, 0, 0, 0)
    assert codes(outcome)["mark_unreadable"] == findings.context["count"] > 3


def test_more_ballots_of_a_class_than_its_voters_are_reported_while_typing(
    issued: TownOffice, stages: Stages
) -> None:
    meeting = min(stages.town.paper)
    papers = stages.town.paper[meeting]
    few = min({paper.voter_class for paper in papers}, key=[paper.voter_class for paper in papers].count)
    blank = next(issued.root.glob(f"发出/*/*/录票_{meeting}_甲.xlsx")).read_bytes()
    issued.drop("甲.xlsx", fill_typing(blank, tuple(replace(paper, voter_class=few) for paper in papers)))
    outcome = issued.run_job(collect)
    (findings,) = (finding for finding in outcome.findings if finding.code == "ballots_exceed_voters")
    assert (findings.at.file, findings.at.sheet) == ("甲.xlsx", "录票")
    assert f"“{few}”有 {len(papers)} 张" in sentence(findings)
    assert not outcome.ok
    assert "ballots_exceed_voters" in {finding.code for finding in issued.run_job(check).findings}
    assert "ballots_exceed_voters" not in {finding.code for finding in issued.run_job(compute).findings}
