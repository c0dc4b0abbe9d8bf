"""Filling a branch's package (测评表_<编号>_<组织名称>.xlsx) from its template."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from shuzhi_xl.sheets.master.vocabulary import GRADES, OVERALL
from shuzhi_xl.sheets.outgoing.forms import (
    ENTRY,
    SURVEY_HEADERS,
    SURVEY_SHEET,
    FormName,
    PackageContent,
    PackagePlace,
    ballot_header,
)
from shuzhi_xl.sheets.outgoing.sender_line import sender
from shuzhi_xl.wording.findings.issuing import amounts
from shuzhi_xl.xlsx.fill.template_places import fill_choices, fill_identity, fill_table, in_words
from shuzhi_xl.xlsx.patch.values import KEEP, BlockValue, Formula, Styled
from shuzhi_xl.xlsx.patch.workbook import Workbook

_MOST_ON_PAPER: Final = 2
_OFF: Final = Styled(None, PackagePlace.ENTRY_LOCKED)
_SELF_VOTE: Final = "／"


def fill_package(template: Workbook, content: PackageContent) -> bytes:
    """Fill one branch's package.

    Args:
        template: The package template, perhaps restyled by staff; it is not changed.
        content: The content.

    Returns:
        The package as a file; whatever staff added to the template is in it, bit for bit.

    Raises:
        PlaceMissing: The template has lost a defined name or a table.
        PlaceTaken, PlaceMerged: The template has other content where a list must grow.
    """
    book = _with_shared(template, _shared(content)).fork()
    fill_identity(book, content.identity)
    _fill_names(book, content)
    _fill_own_row(book, content)
    _fill_survey(book, content)
    return book.to_bytes()


class _Shared(NamedTuple):
    """The part that packages of one meeting with the same number of ballots share; it is filled once."""

    title: str
    committee: str
    return_by: date | None
    voter_classes: Sequence[str]
    survey_classes: Sequence[str]
    further: Sequence[str]
    secretaries: Sequence[tuple[str, str, str]]
    ballots: int

    @property
    def on_paper(self) -> Sequence[str]:
        """Further 测评项目 that the paper ballot has room for: all or none."""
        return self.further if len(self.further) <= _MOST_ON_PAPER else ()

    @property
    def boxes(self) -> int:
        """Boxes beside each secretary on the paper ballot."""
        return len(GRADES) * (1 + len(self.on_paper))

    @property
    def columns(self) -> int:
        """Answer columns of 录票."""
        return self.ballots * (1 + len(self.further))


def _shared(content: PackageContent) -> _Shared:
    return _Shared(
        content.title,
        content.committee,
        content.return_by,
        tuple(content.voter_classes),
        tuple(content.survey_classes),
        tuple(content.further),
        tuple((candidate.number, candidate.name, candidate.secretary) for candidate in content.candidates),
        content.ballots,
    )


# the cached workbook must never be changed: each package is filled into a fork of it
# filled once for all packages of a meeting: 1.8 instead of 2.6 ms a package
@lru_cache(maxsize=32)
def _with_shared(template: Workbook, shared: _Shared) -> Workbook:
    book = template.fork()
    fill_choices(book, FormName.CLASSES, shared.voter_classes)
    fill_choices(book, FormName.SURVEY_CLASSES, shared.survey_classes)
    _fill_guide(book, shared)
    if shared.ballots:
        _fill_paper_ballot(book, shared)
        _fill_entry(book, shared)
    else:
        _leave_out_ballots(book)
    return book


def _leave_out_ballots(book: Workbook) -> None:
    """Hide both sheets of a package without ballots: they list no names, so no change of names matters."""
    book.set_value(PackagePlace.ENTRY_DUE, _due(0, "张"))
    book.fill_block(PackagePlace.ENTRY_BALLOTS, [[_OFF]])
    book.fill_block(PackagePlace.ENTRY_CLASSES, [[_OFF]])
    book.fill_block(PackagePlace.ENTRY_SECRETARIES, [[None, None, None, _OFF]])
    for name in (PackagePlace.PAPER_SECRETARIES, PackagePlace.ENTRY_SECRETARIES):
        book.hide(name)


def _fill_guide(book: Workbook, shared: _Shared) -> None:
    book.set_value(PackagePlace.GUIDE_TITLE, shared.title)
    book.set_value(PackagePlace.GUIDE_COMMITTEE, shared.committee)
    limit = f"请于 {in_words(shared.return_by)} 前发回" if shared.return_by else "按通知要求的时间发回"
    book.set_value(PackagePlace.GUIDE_RETURN_BY, limit)


def _fill_paper_ballot(book: Workbook, shared: _Shared) -> None:
    blocks = [OVERALL, *shared.on_paper]
    book.set_value(PackagePlace.PAPER_COMMITTEE, shared.committee)
    classes = "    ".join(f"□ {name}" for name in shared.voter_classes)
    book.set_value(PackagePlace.PAPER_CLASSES, f"票类（由工作人员勾选）：{classes}")
    if len(shared.further) > len(shared.on_paper):
        names = "、".join(shared.further)
        book.set_value(PackagePlace.PAPER_NOTE, f"本票只列{OVERALL}；{names}请直接在“{ENTRY}”中填写。")
    criteria = [cell for name in blocks for cell in (name, *[None] * (len(GRADES) - 1))]
    book.fill_block(PackagePlace.PAPER_CRITERIA, [criteria])
    book.fill_block(PackagePlace.PAPER_GRADES, [[*GRADES] * len(blocks)])
    # Blank cells beside the title, so that it is centred over all columns.
    book.fill_block(PackagePlace.PAPER_TITLE, [[shared.title, None, None, *[None] * (shared.boxes - 1)]])
    rows = [[*secretary, *[None] * shared.boxes] for secretary in shared.secretaries]
    book.fill_block(PackagePlace.PAPER_SECRETARIES, rows)


def _fill_entry(book: Workbook, shared: _Shared) -> None:
    # By 票类: a ballot exists only once that is filled in, whatever marks it has (回收规则)
    book.set_value(PackagePlace.ENTRY_TYPED, Formula(f"COUNTA({PackagePlace.ENTRY_CLASSES})", 0))
    book.set_value(PackagePlace.ENTRY_DUE, _due(shared.ballots, "张"))
    criteria = ("", *shared.further)
    headers: list[BlockValue] = [
        ballot_header(order, name) for order in range(1, shared.ballots + 1) for name in criteria
    ]
    # The class of a ballot is entered once, in its first column.
    classes: list[BlockValue] = [None, *[_OFF] * len(shared.further)] * shared.ballots
    book.fill_block(PackagePlace.ENTRY_BALLOTS, [headers])
    book.fill_block(PackagePlace.ENTRY_CLASSES, [classes])
    answers = [None] * shared.columns
    book.fill_block(
        PackagePlace.ENTRY_SECRETARIES, [[*secretary, *answers] for secretary in shared.secretaries]
    )


def _fill_names(book: Workbook, content: PackageContent) -> None:
    sender_of = sender(content.identity.number, content.organisation, content.secretary)
    book.set_value(PackagePlace.ENTRY_ORGANISATION, sender_of)
    book.set_value(PackagePlace.SURVEY_ORGANISATION, sender_of)
    book.set_value(PackagePlace.SELF_CHECK_ORGANISATION, sender_of)
    book.set_value(PackagePlace.GUIDE_ORGANISATION, f"{content.identity.number}  {content.organisation}")
    book.set_value(PackagePlace.GUIDE_SECRETARY, content.secretary)
    book.set_value(PackagePlace.GUIDE_AMOUNTS, amounts(content.ballots, content.surveys))


def _fill_own_row(book: Workbook, content: PackageContent) -> None:
    """Lock the cells of the branch's own secretary, under 回避."""
    shared = _shared(content)
    for index, candidate in enumerate(content.candidates if shared.ballots else ()):
        if candidate.is_own:
            names = [KEEP] * len(shared.secretaries[index])
            book.fill_row(PackagePlace.PAPER_SECRETARIES, index, [*names, *[_SELF_VOTE] * shared.boxes])
            book.fill_row(PackagePlace.ENTRY_SECRETARIES, index, [*names, *[_OFF] * shared.columns])


def _fill_survey(book: Workbook, content: PackageContent) -> None:
    counted = Formula(f"COUNTA({SURVEY_SHEET}[{SURVEY_HEADERS[1]}])", 0)
    book.set_value(PackagePlace.SURVEY_TYPED, counted)
    book.set_value(PackagePlace.SURVEY_DUE, _due(content.surveys, "份"))
    headers = (*SURVEY_HEADERS[:-1], *content.further, SURVEY_HEADERS[-1])
    rows = [{SURVEY_HEADERS[0]: order} for order in range(1, content.surveys + 1)]
    fill_table(book, SURVEY_SHEET, headers, rows)


def _due(amount: int, unit: str) -> str:
    return f"共 {amount} {unit}" if amount else "不用填写"
