"""Findings that both layouts of a returned form share: who is missing, and entries beside the answers."""

from collections.abc import Collection, Iterable
from typing import Any

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.intake.cell_grid import Place
from shuzhi_xl.rules.intake.marks import plain, read_key
from shuzhi_xl.rules.intake.page import Page
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.wording.findings.cells import short
from shuzhi_xl.wording.findings.intake import DELETED, DELETED_OR_ADDED

_SHOWN = 8  # cells named in one sentence


def missing_candidates(at: Location, missing: Iterable[Number], rules: FormRules) -> list[Finding]:
    """Secretaries without a row or column on a form (回收规则): taken off, or added to the roster later.

    Args:
        at: The sheet.
        missing: Their numbers.
        rules: Who was on the form when it was issued.
    """
    numbers = sorted(set(missing))
    later = [] if rules.listed is None else [number for number in numbers if number not in rules.listed]
    deleted = [number for number in numbers if number not in later]
    cause = DELETED if rules.listed is not None else DELETED_OR_ADDED
    findings = []
    if deleted:
        findings.append(blocking("candidate_missing", at, numbers="、".join(deleted), cause=cause))
    # Not the branch's doing: the roster changed after 分发, so a new package is the remedy, not a correction
    if later:
        findings.append(blocking("candidate_added", at, numbers="、".join(later)))
    return findings


def missing_page(form: ReturnedForm, title: str, issued: int | None) -> list[Finding]:
    """A missing sheet (回收规则): blocking where answers were issued, a notice where that is unknown."""
    if issued == 0:
        return []
    is_present = any(plain(grid.title) == plain(title) for grid in form.grids.values())
    # Where it is unknown whether any were issued, a missing sheet may be as it should be
    make = notice if issued is None and not is_present else blocking
    code = "headers_missing" if is_present else "sheet_missing"
    return [make(code, Location(form.file), sheet=title)]


def looks_like_mark(raw: Any, *, has_keys: bool = False) -> bool:
    """Whether a cell contains a grade, or the key of one, and nothing else (通知 四、3)."""
    return (read_key(raw) if has_keys else plain(raw)) in GRADES


def list_cells(cells: Iterable[tuple[Location, Any]]) -> str:
    """Cells and their values, for a sentence (疑点与改法); long lists are cut, with the number of cells."""
    quoted = [f"{at.cell}“{short(plain(raw))}”" for at, raw in cells]
    more = f" 等共 {len(quoted)} 格" if len(quoted) > _SHOWN else ""
    return "、".join(quoted[:_SHOWN]) + more


def marks_outside(
    page: Page, places: Iterable[Place], rows: Collection[int], keyed: Collection[int] = ()
) -> list[Finding]:
    """One notice that lists what was entered where no answer is expected (表格以外; 回收规则).

    Args:
        page: The sheet.
        places: Cells beside or below the answers.
        rows: Rows of answers: anything in these counts as meant for one, unless its column has a header of
            its own; elsewhere only a grade does.
        keyed: Columns in which keys stand for grades.
    """
    outside = [place for place in sorted(places) if place in page.filled]
    # A column that a branch added under a heading of its own is a remark, not a lost vote
    headed = {col for row, col in page.grid.cells if row == page.top} if outside else ()
    cells = [
        (page.at(row, col), raw)
        for row, col in outside
        if looks_like_mark(raw := page.filled[row, col], has_keys=col in keyed)
        or (row in rows and col not in headed)
    ]
    return [notice("marks_outside", cells[0][0], cells=list_cells(cells), value=cells[0][1])] if cells else []
