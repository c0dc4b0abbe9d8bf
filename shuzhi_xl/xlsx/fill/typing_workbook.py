"""Filling a typing workbook (录票_<场次>_甲.xlsx) from its template."""

from typing import Final

from shuzhi_xl.sheets.outgoing.forms import FormName, TypingContent, TypingPlace, secretary_header
from shuzhi_xl.wording.sheets.typing import class_counts, expected_ballots
from shuzhi_xl.xlsx.fill.template_places import fill_choices, fill_identity, fill_later
from shuzhi_xl.xlsx.patch.values import Formula
from shuzhi_xl.xlsx.patch.workbook import Workbook

# Counts the marks of the formula's own row; names instead of addresses, so that rows may be inserted above.
_FIRST_ROW: Final = f"ROW(INDEX({TypingPlace.MARKS},1,1))"
_MARKS_TYPED: Final = f"COUNTA(INDEX({TypingPlace.MARKS},ROW()-{_FIRST_ROW}+1,0))"


def fill_typing(template: Workbook, content: TypingContent) -> bytes:
    """Fill one typing workbook for a meeting's paper ballots.

    Args:
        template: The typing template, perhaps restyled by staff; it is not changed.
        content: The content.

    Returns:
        The workbook as a file, with one row for each ballot issued, and the spare rows.

    Raises:
        PlaceMissing: The template has lost a defined name.
        PlaceTaken, PlaceMerged: The template has other content where a list must grow.
    """
    book = template.fork()
    fill_identity(book, content.identity)
    fill_choices(book, FormName.CLASSES, content.voter_classes)
    book.set_value(TypingPlace.TITLE, content.title)
    book.set_value(TypingPlace.MEETING, f"场次：{content.meeting}    板块：{content.identity.track}")
    book.set_value(TypingPlace.HAND, f"录入人：{content.hand}（两人录入的，请各录各的，不要互相对照）")
    # By 票类, which an all-blank ballot has too: it counts as 弃权 throughout (回收规则)
    book.set_value(TypingPlace.TYPED, Formula(f"COUNTA({TypingPlace.CLASSES})", 0))
    book.set_value(TypingPlace.DUE, expected_ballots(content.ballots, content.spare))
    counts = class_counts(content.voter_classes, content.voters, TypingPlace.CLASSES)
    fill_later(book, {TypingPlace.CLASSES_TYPED: Formula(*counts)})
    _fill_ballots(book, content)
    return book.to_bytes()


def _fill_ballots(book: Workbook, content: TypingContent) -> None:
    columns = [(candidate, name) for candidate in content.candidates for name in ("", *content.further)]
    book.fill_block(
        TypingPlace.SECRETARIES, [[secretary_header(candidate.number, name) for candidate, name in columns]]
    )
    book.fill_block(TypingPlace.NAMES, [[candidate.secretary for candidate, _ in columns]])
    orders = range(1, content.ballots + content.spare + 1)
    book.fill_block(TypingPlace.MARKS, [[None] * len(columns) for _ in orders])
    book.fill_block(TypingPlace.BALLOTS, [[order, None, Formula(_MARKS_TYPED, 0)] for order in orders])
