"""Filling a branch's result workbook (反馈_<编号>_<组织名称>.xlsx) from its template."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final
from unicodedata import east_asian_width

from shuzhi_xl.sheets.forms import (
    DUTY_HEADERS,
    DUTY_LIST,
    PROBLEM_HEADERS,
    PROBLEM_LIST,
    RECTIFICATION_HEADERS,
    RECTIFICATION_LIST,
    WITHHELD,
    CountRow,
    FeedbackContent,
    FeedbackPlace,
    PartRow,
)
from shuzhi_xl.sheets.vocabulary import BALLOT_SOURCES, GRADES
from shuzhi_xl.xlsx.cells import BlockValue, Styled, Value
from shuzhi_xl.xlsx.fill import fill_identity, fill_table, in_words
from shuzhi_xl.xlsx.patch import Workbook

_LINE_WIDTH: Final = 52
_NOT_FIRST: Final = "，。、；：？！）”》’"


def fill_feedback(template: Workbook, content: FeedbackContent) -> bytes:
    """Fill one branch's result workbook.

    Args:
        template: The feedback template, perhaps restyled by staff; it stays as it is.
        content: What fills it; nothing of other branches.

    Returns:
        The workbook as a file; whatever staff added to the template is in it, bit for bit.

    Raises:
        PlaceMissing: The template has lost a defined name or a table.
        PlaceTaken, PlaceMerged: Something stands in the template where a list must grow.
    """
    book = template.fork()
    fill_identity(book, content.identity)
    _fill_head(book, content)
    _fill_composite(book, content)
    book.fill_block(FeedbackPlace.COUNTS, [_count_cells(row) for row in content.counts])
    book.fill_block(FeedbackPlace.CHART, [_chart_cells(source, content) for source in BALLOT_SOURCES])
    book.fill_block(FeedbackPlace.TEXT, [[line] for line in _text_lines(content)])
    fill_table(book, PROBLEM_LIST, PROBLEM_HEADERS, content.problems)
    fill_table(book, DUTY_LIST, DUTY_HEADERS, content.problems)
    fill_table(book, RECTIFICATION_LIST, RECTIFICATION_HEADERS, content.problems)
    return book.to_bytes()


def _fill_head(book: Workbook, content: FeedbackContent) -> None:
    book.set_value(FeedbackPlace.TITLE, content.title)
    book.set_value(FeedbackPlace.COMMITTEE, content.committee)
    book.set_value(FeedbackPlace.ORGANISATION, f"{content.identity.number}  {content.organisation}")
    book.set_value(FeedbackPlace.SECRETARY, content.secretary)
    book.set_value(FeedbackPlace.TRACK, content.track)
    day = content.reply_by
    asked = f"请于 {in_words(day)} 前填好“{RECTIFICATION_LIST}”发回" if day else None
    book.set_value(FeedbackPlace.REPLY_BY, asked)


def _fill_composite(book: Workbook, content: FeedbackContent) -> None:
    book.fill_block(FeedbackPlace.PARTS, [_part_cells(part) for part in content.parts])
    book.set_value(FeedbackPlace.ADJUSTMENT, _or_dash(content.adjustment))
    book.set_value(FeedbackPlace.COMPOSITE, _or_dash(content.composite))
    book.set_value(FeedbackPlace.COMPOSITE_MEAN, _or_dash(content.composite_mean))
    book.set_value(FeedbackPlace.GRADE, content.grade)


def _part_cells(part: PartRow) -> list[Value]:
    figures = (part.weight, part.score, part.contribution, part.track_mean)
    return [part.source, *map(_or_dash, figures)]


def _count_cells(row: CountRow) -> list[BlockValue]:
    if _withheld(row):
        words = [row.note or WITHHELD, *[None] * (len(row.counts) - 1)]
        shown: list[BlockValue] = [Styled(word, FeedbackPlace.WITHHELD) for word in words]
    else:
        shown = [_count(*pair) for pair in zip(row.counts, row.shares, strict=True)]
    return [row.source, row.voter_class, *shown, _or_dash(row.score)]


def _withheld(row: CountRow) -> bool:
    return all(count is None for count in row.counts)


def _count(count: int | None, share: Decimal | None) -> str:
    """A count with its share (票数和占比).

    >>> _count(12, Decimal("60.00")), _count(0, None)
    ('12 (60.00%)', '0')
    """
    if count is None:
        return "—"
    return f"{count} ({share}%)" if share is not None else str(count)


def _chart_cells(source: str, content: FeedbackContent) -> list[Value]:
    shares = content.chart.get(source) or [None] * len(GRADES)
    known = any(share is not None for share in shares)
    return [source if known else f"{source}（无占比）", *shares]


def _text_lines(content: FeedbackContent) -> Iterator[str]:
    for heading, texts in _texts(content).items():
        if texts:
            yield f"【{heading}】"
        for text in texts:
            yield from in_lines(text)


def _texts(content: FeedbackContent) -> dict[str, Sequence[str]]:
    noted = [row for row in content.counts if row.note and not _withheld(row)]
    return {
        "综合评价意见": [content.opinion] if content.opinion else [],
        "现场点评": [f"{order}. {remark}" for order, remark in enumerate(content.remarks, start=1)],
        "测评结果的说明": [f"{row.source}·{row.voter_class}：{row.note}" for row in noted],
    }


def in_lines(text: str, width: int = _LINE_WIDTH) -> list[str]:
    """Break text into lines, since rows that share a page with a table cannot grow (断行).

    A punctuation mark that may not begin a line hangs at the end of the line before.

    Args:
        text: The text; its own line ends are kept.
        width: Width of a line; a Chinese character counts 2, a Latin one 1.

    >>> in_lines("支部换届，按期完成。", width=8)
    ['支部换届，', '按期完成。']
    """
    lines = []
    for paragraph in text.splitlines():
        line, used = "", 0
        for sign in paragraph:
            wide = 2 if east_asian_width(sign) in "WFA" else 1
            if used + wide > width and sign not in _NOT_FIRST:
                lines.append(line)
                line, used = "", 0
            line, used = line + sign, used + wide
        lines.append(line)
    return lines


def _or_dash(figure: Decimal | str | None) -> Decimal | str:
    return "—" if figure is None else figure
