"""Opinions and remarks on a branch (意见和点评): what fits on the first page, and all on a separate sheet."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from unicodedata import east_asian_width

from shuzhi_xl.sheets.outgoing.feedback import (
    MORE_LINES,
    VOICE_HEADERS,
    VOICES,
    FeedbackContent,
    FeedbackPlace,
)
from shuzhi_xl.wording.sheets import feedback as say
from shuzhi_xl.xlsx.fill.template_places import fill_table
from shuzhi_xl.xlsx.patch.values import Value
from shuzhi_xl.xlsx.patch.workbook import Workbook

_MOST: Final = 30
"""Lines of counts and text that the first page holds without being printed too small."""
_LEAST: Final = 10
_WIDTH: Final = 88
_NOTE_WIDTH, _NOTE_LINES = 98, 3
"""Width and lines of the cell for 定等说明."""
# GB/T 15834: these marks must not begin a line
_NOT_FIRST: Final = "，。、；：？！）”》’"


class Voice(NamedTuple):
    """A text and its kind."""

    label: str
    text: str


def first_page(content: FeedbackContent) -> list[Voice]:
    """Lines of the first page: opinions and remarks, then what to do; each kind begins with a label."""
    listed = Counter(str(problem.get("来源", "")) for problem in content.problems)
    to_do = _break_voice(Voice(say.TO_DO, say.to_do(listed)))
    return [*_fit_voices(_number_voices(_voices(content)), _free_lines(content, len(to_do))), *to_do]


def grade_note(content: FeedbackContent) -> str:
    """定等说明 where its cell has room for it, otherwise a reference to it."""
    return say.note_below() if _is_long(content.grade_note) else content.grade_note


def _is_long(note: str) -> bool:
    return len(in_lines(note, _NOTE_WIDTH)) > _NOTE_LINES


def fill_voices(book: Workbook, content: FeedbackContent, sender_text: str) -> None:
    """Show the sheet with all texts if the first page has no room for them.

    Args:
        book: The workbook.
        content: The content.
        sender_text: The sender line.

    Raises:
        PlaceMissing: The template has lost the sheet or its table.
    """
    if sum(len(_break_voice(voice)) for voice in _number_voices(_voices(content))) > _free_lines(content, 1):
        numbered = enumerate(_voices(content), start=1)
        records: list[dict[str, Value]] = [
            dict(zip(VOICE_HEADERS, (order, *voice), strict=True)) for order, voice in numbered
        ]
        fill_table(book, VOICES, VOICE_HEADERS, records)
        book.set_value(FeedbackPlace.VOICES_OF, sender_text)
        book.reveal(VOICES)


def _voices(content: FeedbackContent) -> list[Voice]:
    notes = [row for row in content.counts if row.note and any(count is not None for count in row.counts)]
    texts = {
        say.GRADE_NOTE: [content.grade_note] if _is_long(content.grade_note) else [],
        say.OPINION: [content.opinion] if content.opinion else [],
        say.REMARK: content.remarks,
        say.POLLED: content.polled,
        say.NOTE: [f"{row.source}·{row.voter_class}：{row.note}" for row in notes],
    }
    # First, since the scores that it explains are just above
    texts = {say.ROUNDED_NOTE: list(_score_notes(content)), **texts}
    return [Voice(label, text) for label, texts_of_label in texts.items() for text in texts_of_label]


def _score_notes(content: FeedbackContent) -> Iterator[str]:
    if content.step is not None:
        yield say.rounded_scores(content.step)
    if content.least_for_mean is not None:
        yield say.no_mean(content.least_for_mean)


def _number_voices(voices: Sequence[Voice]) -> list[Voice]:
    """Number the texts of a kind that has several."""
    of_kind = Counter(voice.label for voice in voices)
    numbers: Counter[str] = Counter()
    numbered = []
    for voice in voices:
        numbers[voice.label] += 1
        text = f"{numbers[voice.label]}. {voice.text}" if of_kind[voice.label] > 1 else voice.text
        numbered.append(Voice(voice.label, text))
    return numbered


def _free_lines(content: FeedbackContent, used_lines: int) -> int:
    return max(_LEAST, _MOST - MORE_LINES - len(content.counts) - used_lines)


def _break_voice(voice: Voice) -> list[Voice]:
    return [
        Voice("" if order else voice.label, line) for order, line in enumerate(in_lines(voice.text, _WIDTH))
    ]


def _fit_voices(voices: Sequence[Voice], room: int) -> Iterator[Voice]:
    """The lines of as many texts as there is room for, then the number of the rest."""
    used_lines, label = 0, ""
    for order, voice in enumerate(voices):
        lines, is_last = _break_voice(voice), order == len(voices) - 1
        used_lines += len(lines)
        # one line is kept for the number of the rest, unless this text is the last
        if used_lines + (not is_last) > room:
            yield Voice("", say.more_said(len(voices) - order))
            return
        yield from (line._replace(label="") if line.label == label else line for line in lines)
        label = voice.label


def in_lines(text: str, width: int) -> list[str]:
    """Break text into lines, since rows below a table of the same columns cannot be merged to wrap (断行).

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
            # A for ambiguous: marks such as “ and … are as wide as a character in Chinese fonts
            wide = 2 if east_asian_width(sign) in "WFA" else 1
            if used + wide > width and sign not in _NOT_FIRST:
                lines.append(line)
                line, used = "", 0
            line, used = line + sign, used + wide
        lines.append(line)
    return lines
