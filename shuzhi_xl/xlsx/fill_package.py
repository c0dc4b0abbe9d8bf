"""Filling a branch's package (测评表_<编号>_<组织名称>.xlsx) from its template."""

from collections.abc import Sequence
from typing import Final

from shuzhi_xl.sheets.forms import (
    ENTRY,
    SELF_CHECK_SHEET,
    SURVEY_HEADERS,
    SURVEY_SHEET,
    Candidate,
    PackageContent,
    PackagePlace,
    Place,
    ballot_header,
)
from shuzhi_xl.sheets.senders import sender
from shuzhi_xl.sheets.vocabulary import GRADES, OVERALL
from shuzhi_xl.xlsx.cells import BlockValue, Formula, Styled
from shuzhi_xl.xlsx.fill import fill_choices, fill_identity, fill_table, in_words
from shuzhi_xl.xlsx.patch import Workbook

_MOST_ON_PAPER: Final = 2
_OFF: Final = Styled(None, PackagePlace.ENTRY_LOCKED)
_SELF_VOTE: Final = "／"


def fill_package(template: Workbook, content: PackageContent) -> bytes:
    """Fill one branch's package.

    Args:
        template: The package template, perhaps restyled by staff; it stays as it is.
        content: What fills it.

    Returns:
        The package as a file; whatever staff added to the template is in it, bit for bit.

    Raises:
        PlaceMissing: The template has lost a defined name or a table.
        PlaceTaken, PlaceMerged: Something stands in the template where a list must grow.
    """
    book = template.fork()
    fill_identity(book, content.identity)
    fill_choices(book, Place.CLASSES, content.voter_classes)
    fill_choices(book, Place.SURVEY_CLASSES, content.survey_classes)
    _fill_guide(book, content)
    _fill_paper_ballot(book, content)
    _fill_entry(book, content)
    _fill_survey(book, content)
    book.set_value(PackagePlace.SELF_CHECK_ORGANISATION, _sender(content))
    return book.to_bytes()


def _sender(content: PackageContent) -> str:
    return sender(content.identity.number, content.organisation, content.secretary)


def _fill_guide(book: Workbook, content: PackageContent) -> None:
    book.set_value(PackagePlace.GUIDE_TITLE, content.title)
    book.set_value(PackagePlace.GUIDE_COMMITTEE, content.committee)
    book.set_value(PackagePlace.GUIDE_ORGANISATION, f"{content.identity.number}  {content.organisation}")
    book.set_value(PackagePlace.GUIDE_SECRETARY, content.secretary)
    book.set_value(
        PackagePlace.GUIDE_AMOUNTS,
        f"{ENTRY} {content.ballots} 张，{SURVEY_SHEET} {content.surveys} 份，{SELF_CHECK_SHEET}有几条填几条",
    )
    limit = f"请于 {in_words(content.return_by)} 前发回" if content.return_by else "按通知要求的时间发回"
    book.set_value(PackagePlace.GUIDE_RETURN_BY, limit)


def _fill_paper_ballot(book: Workbook, content: PackageContent) -> None:
    shown = content.further if len(content.further) <= _MOST_ON_PAPER else ()
    blocks = [OVERALL, *shown]
    book.set_value(PackagePlace.PAPER_COMMITTEE, content.committee)
    classes = "    ".join(f"□ {name}" for name in content.voter_classes)
    book.set_value(PackagePlace.PAPER_CLASSES, f"票类（由工作人员勾选）：{classes}")
    if len(content.further) > len(shown):
        names = "、".join(content.further)
        book.set_value(PackagePlace.PAPER_NOTE, f"本票只列{OVERALL}；{names}请直接在“{ENTRY}”中填写。")
    criteria = [cell for name in blocks for cell in (name, *[None] * (len(GRADES) - 1))]
    book.fill_block(PackagePlace.PAPER_CRITERIA, [criteria])
    book.fill_block(PackagePlace.PAPER_GRADES, [[*GRADES] * len(blocks)])
    boxes = len(GRADES) * len(blocks)
    # Blank cells beside the title, so that it is centred over all columns.
    book.fill_block(PackagePlace.PAPER_TITLE, [[content.title, None, None, *[None] * (boxes - 1)]])
    rows = [[*_who(one), *[_SELF_VOTE if one.own else None] * boxes] for one in content.candidates]
    book.fill_block(PackagePlace.PAPER_SECRETARIES, rows)


def _fill_entry(book: Workbook, content: PackageContent) -> None:
    book.set_value(PackagePlace.ENTRY_ORGANISATION, _sender(content))
    book.set_value(PackagePlace.ENTRY_TYPED, Formula(f"COUNTA({PackagePlace.ENTRY_CLASSES})", 0))
    book.set_value(PackagePlace.ENTRY_DUE, _due(content.ballots, "张"))
    criteria = ("", *content.further)
    headers: list[BlockValue] = [
        ballot_header(order, name) for order in range(1, content.ballots + 1) for name in criteria
    ]
    # A ballot's class is asked once, in its first column.
    classes: list[BlockValue] = [None, *[_OFF] * len(content.further)] * content.ballots
    book.fill_block(PackagePlace.ENTRY_BALLOTS, [headers or [_OFF]])
    book.fill_block(PackagePlace.ENTRY_CLASSES, [classes or [_OFF]])
    rows = [[*_who(one), *_answers(one, len(headers))] for one in content.candidates]
    book.fill_block(PackagePlace.ENTRY_SECRETARIES, rows)


def _answers(candidate: Candidate, columns: int) -> Sequence[BlockValue]:
    return [_OFF if candidate.own else None] * columns or [_OFF]


def _fill_survey(book: Workbook, content: PackageContent) -> None:
    book.set_value(PackagePlace.SURVEY_ORGANISATION, _sender(content))
    counted = Formula(f"COUNTA({SURVEY_SHEET}[{SURVEY_HEADERS[1]}])", 0)
    book.set_value(PackagePlace.SURVEY_TYPED, counted)
    book.set_value(PackagePlace.SURVEY_DUE, _due(content.surveys, "份"))
    headers = (*SURVEY_HEADERS[:-1], *content.further, SURVEY_HEADERS[-1])
    rows = [{SURVEY_HEADERS[0]: order} for order in range(1, content.surveys + 1)]
    fill_table(book, SURVEY_SHEET, headers, rows)


def _due(amount: int, unit: str) -> str:
    return f"共 {amount} {unit}" if amount else "不用填写"


def _who(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.number, candidate.name, candidate.secretary
