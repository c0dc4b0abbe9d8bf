"""The tags of a document template (模板标记): which there are, and what each says."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

# A tag never contains the beginning of another, so that one left open does not swallow the next
_TAG: Final = re.compile(
    r"\{\{(?P<shown>(?:(?!\{[{%]|\}\}).)*)\}\}"
    r"|\{%(?P<level>p|tr)?(?P<block>\s(?:(?!\{[{%]|%\}).)*)%\}",
    re.DOTALL,
)
# A Chinese keyboard types full-width brackets where nobody sees the difference
_BROKEN: Final = re.compile(
    r"[{｛][{｛%％#][^{}｛｝]{0,30}(?:[%％#}｝]?[}｝])?"
    r"|[^{}｛｝]{0,30}[%％#}｝][}｝]"
)
_NAME: Final = r"[^\W\d]\w*"
_PATH: Final = rf"(?P<path>{_NAME}(?:\.{_NAME})*)"
_BLOCK: Final = re.compile(
    rf"for (?P<line>{_NAME}) in {_PATH}|(?:el)?if (?P<no>not )?{_PATH.replace('path', 'condition')}"
    r"|else|endif|endfor"
)
_SHOWN: Final = re.compile(_PATH)


class Level(Enum):
    """What a tag takes out of the document with itself: its characters, its paragraph, its table row."""

    TEXT = ""
    PARAGRAPH = "p"
    ROW = "tr"


class Tag(NamedTuple):
    """One tag.

    Attributes:
        text: As the template has it, for example ``{%p for 行 in 问题清单 %}``.
        level: What it takes out with itself.
        word: Its first word, such as ``for``; blank where it shows a value.
        path: The placeholder it names, with the parts behind points; blank for ``else`` and the ends.
        line: The name that ``for`` gives to each line.
        negated: Whether ``if`` asks for the opposite.
    """

    text: str
    level: Level = Level.TEXT
    word: str = ""
    path: tuple[str, ...] = ()
    line: str = ""
    negated: bool = False


class BrokenTag(Exception):  # noqa: N818 -- a circumstance of the template, not a bug
    """A tag that is not complete, or says what no template may say; the message is its text."""


def find_tags(text: str) -> Iterator[tuple[int, int, Tag | BrokenTag]]:
    """Beginning, end and content of each tag of a paragraph's text, in order.

    >>> [tag.path for _, _, tag in find_tags("{{ 组织名称 }}：{% if not 行.销号 %}")]
    [('组织名称',), ('行', '销号')]
    """
    end = 0
    for match in _TAG.finditer(text):
        yield from _find_broken(text, end, match.start())
        yield match.start(), match.end(), _read_tag(match)
        end = match.end()
    yield from _find_broken(text, end, len(text))


def _find_broken(text: str, start: int, end: int) -> Iterator[tuple[int, int, BrokenTag]]:
    for match in _BROKEN.finditer(text, start, end):
        yield match.start(), match.end(), BrokenTag(match[0].strip())


def _read_tag(match: re.Match[str]) -> Tag | BrokenTag:
    """What a tag says; only names and these few words, so that no expression ever runs."""
    if match["shown"] is not None:
        shown = _SHOWN.fullmatch(" ".join(match["shown"].split()))
        return Tag(match[0], path=_split(shown["path"])) if shown else BrokenTag(match[0])
    words = " ".join(match["block"].split())
    block = _BLOCK.fullmatch(words)
    if block is None:
        return BrokenTag(match[0])
    return Tag(
        match[0],
        Level(match["level"] or ""),
        words.partition(" ")[0],
        _split(block["path"] or block["condition"] or ""),
        block["line"] or "",
        bool(block["no"]),
    )


def _split(path: str) -> tuple[str, ...]:
    return tuple(filter(None, path.split(".")))
