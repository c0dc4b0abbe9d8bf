"""The manual as one page of HTML that prints well (手册): chapters, pictures and links in a single file.

HTML, because every Windows opens and prints it; a PDF would need LibreOffice to make it.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

CHAPTERS: Final = (
    "经办人手册",
    "回收规则",
    "算法",
    "区县汇总",
    "疑点对照",
    "公文格式",
    "公文模板",
    "验收清单",
)
"""Pages of the folder docs, in the order in which they are printed; they link only to one another."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNTICKED, _BOX = "[ ] ", "☐ "
_ITEM_TO_TEXT = 2  # tokens from the beginning of a list item to its text, with the paragraph between


def print_manual(docs: Path) -> str:
    """The manual with everything it needs in one file.

    Args:
        docs: The folder of the pages.
    """
    chapters = [_chapter(docs, name) for name in CHAPTERS]
    style = (docs / "print.css").read_text(encoding="utf-8")
    contents = "".join(entry for tokens in chapters for entry in _contents(tokens))
    body = "".join(_markdown().renderer.render(tokens, _markdown().options, {}) for tokens in chapters)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>述职评议考核 经办人手册</title>'
        f"<style>{style}</style></head>\n<body><nav><p>述职评议考核 经办人手册</p>{contents}</nav>\n"
        f"{body}</body></html>\n"
    )


def slug(heading: str) -> str:
    """The anchor of a heading, as code hosts make it from its text.

    >>> slug("一、安装"), slug("8 读取报告"), slug("How to add a column")
    ('一安装', '8-读取报告', 'how-to-add-a-column')
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _chapter(docs: Path, name: str) -> Sequence[Token]:
    # Comments go first: without HTML in the pages they would be printed as text.
    text = _COMMENT.sub("", (docs / f"{name}.md").read_text(encoding="utf-8"))
    tokens = _markdown().parse(text)
    for order, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", name if token.tag == "h1" else f"{name}-{slug(tokens[order + 1].content)}")
        # CommonMark has no lists of tasks, so the boxes of 验收清单 are made here.
        if token.type == "inline" and token.content.startswith(_UNTICKED):
            tokens[order - _ITEM_TO_TEXT].attrSet("class", "box")
        for child in token.children or ():
            _complete(child, docs, name)
        _join_lines(token.children or ())
    return tokens


def _join_lines(tokens: Sequence[Token]) -> None:
    """Take out line ends of the source, which a browser would show as spaces between Chinese words."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.type == "softbreak" and not (before.content[-1:].isalnum() and after.content[:1].isascii()):
            token.type = "text"


def _complete(token: Token, docs: Path, page: str) -> None:
    """Put the picture, the place in this file or the box to tick into a token, in place."""
    if token.type == "image":
        picture = (docs / str(token.attrs["src"])).read_bytes()
        token.attrSet("src", f"data:image/png;base64,{b64encode(picture).decode()}")
    elif token.type == "link_open":
        token.attrSet("href", f"#{_place(str(token.attrs['href']), page)}")
    elif token.content.startswith(_UNTICKED):
        token.content = _BOX + token.content.removeprefix(_UNTICKED)


def _place(link: str, page: str) -> str:
    """Where in this file a link of a page leads.

    >>> _place("算法.md#七匿名", "经办人手册"), _place("#更新", "经办人手册"), _place("算法.md", "经办人手册")
    ('算法-七匿名', '经办人手册-更新', '算法')
    """
    place = unquote(link)
    file, _, anchor = place.partition("#")
    chapter = file.removesuffix(".md") or page
    if chapter not in CHAPTERS:
        raise ValueError(f"{page} leads to {place}, which the printed manual lacks")
    return f"{chapter}-{anchor}" if anchor else chapter


def _contents(tokens: Sequence[Token]) -> Iterator[str]:
    for token, following in pairwise(tokens):
        if token.type == "heading_open" and token.tag in {"h1", "h2"}:
            yield f'<a class="{token.tag}" href="#{token.attrs["id"]}">{following.content}</a>'
