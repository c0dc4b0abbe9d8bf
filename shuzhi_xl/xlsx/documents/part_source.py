"""From a part with marks to the source that jinja2 compiles (模板的源文)."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from shuzhi_xl.findings import Finding, Location, blocking
from shuzhi_xl.xlsx.documents.marked_part import MARK, MarkedPart
from shuzhi_xl.xlsx.documents.scope import Scope, check_tag
from shuzhi_xl.xlsx.documents.tag_words import Level, Tag
from shuzhi_xl.xlsx.patch.opc.xml_part import Element, serialise

# Characters that no text may contain (Unicode, noncharacters), so that no text is taken for a tag
BLOCK: Final = ("\ufdd0", "\ufdd1")
SHOWN: Final = ("\ufdd2", "\ufdd3")
COMMENT: Final = ("\ufdd4", "\ufdd5")
_NONE: Final = dict.fromkeys(map(ord, "".join((*BLOCK, *SHOWN, *COMMENT))))
_MARK: Final = re.compile(rf"<\?{MARK} (\d+)\?>")
_LINE: Final = "line_"
_Anchor: TypeAlias = tuple[Level, Element | None]


@dataclass
class _Block:
    """A block that is open, and the names outside of it."""

    tag: Tag
    at: Location
    anchor: _Anchor
    outside: Scope
    has_else: bool = False


@dataclass
class _Walk:
    """What is known on the way through the tags of a part."""

    scope: Scope
    blocks: list[_Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def lines(self) -> set[str]:
        """Names of the lines of the open lists."""
        return {block.tag.line for block in self.blocks}

    def take(self, tag: Tag, at: Location, anchor: _Anchor) -> None:
        """Go past a tag."""
        finding = check_tag(tag, self.scope, at)
        self.findings += [finding] if finding else []
        if tag.word in ("for", "if"):
            self.blocks.append(_Block(tag, at, anchor, self.scope))
            self.scope = self.scope.within(tag) if tag.line else self.scope
        elif tag.word:
            self._continue(tag, at, anchor)

    def _continue(self, tag: Tag, at: Location, anchor: _Anchor) -> None:
        """Go past a tag that ends a block or divides it."""
        block = self._find_block("for" if tag.word == "endfor" else "if")
        is_end = tag.word.startswith("end")
        if block is None or (block.has_else and not is_end):
            self.findings.append(_unpaired(tag, at))
            return
        if block.anchor != anchor:
            self.findings.append(blocking("document_block_apart", at, value=tag.text, begin=block.tag.text))
        block.has_else = tag.word == "else"
        if is_end:
            self.blocks.pop()
            self.scope = block.outside

    def _find_block(self, word: str) -> _Block | None:
        """The innermost block that begins with a word; those within it have no end."""
        if all(block.tag.word != word for block in self.blocks):
            return None
        while self.blocks[-1].tag.word != word:
            block = self.blocks.pop()
            self.findings.append(_unpaired(block.tag, block.at))
        return self.blocks[-1]


def make_source(part: MarkedPart, scope: Scope) -> tuple[str, list[Finding]]:
    """The source of a part, and what is wrong with its tags; it is of no use if anything is.

    Args:
        part: The part.
        scope: The names that it may use.
    """
    walk = _Walk(scope)
    statements = {}
    for number, mark in part.marks():
        tag, at = part.tags[number], part.places[number]
        walk.take(tag, at, _anchor(tag, mark))
        statements[number] = _statement(tag, walk.lines)
    walk.findings += (_unpaired(block.tag, block.at) for block in walk.blocks)
    pieces = _MARK.split(serialise(part.root).decode("utf-8"))
    source = "".join(
        statements[int(piece)] if index % 2 else piece.translate(_NONE) for index, piece in enumerate(pieces)
    )
    return source, [*part.findings, *walk.findings]


def _statement(tag: Tag, lines: Container[str]) -> str:
    """A tag as jinja2 writes it, made of its names alone."""
    # a line's name must hide no placeholder, and be none of jinja2's own words
    first = [f"{_LINE}{name}" if name in lines else name for name in tag.path[:1]]
    path = ".".join([*first, *tag.path[1:]])
    negation = "not " if tag.negated else ""
    match tag.word:
        case "":
            return f"{SHOWN[0]} {path} {SHOWN[1]}"
        case "for":
            return f"{BLOCK[0]} for {_LINE}{tag.line} in {path} {BLOCK[1]}"
        case _:
            return f"{BLOCK[0]} {tag.word} {negation}{path} {BLOCK[1]}"


def _anchor(tag: Tag, mark: Element) -> _Anchor:
    """What must contain the beginning and the end of a block; within a paragraph, what contains its runs."""
    element: Element | None = mark
    for _ in range(3 if tag.level is Level.TEXT else 1):
        element = None if element is None else element.getparent()
    return tag.level, element


def _unpaired(tag: Tag, at: Location) -> Finding:
    return blocking("document_block_unpaired", at, value=tag.text)
