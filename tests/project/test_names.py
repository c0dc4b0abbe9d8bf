"""Names are the nouns they hold, and prose is present-day English, in the product and in its tests."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([*ROOT.glob("shuzhi_xl/**/*.py"), *ROOT.glob("tests/**/*.py")])

# Pronouns and participles say nothing of what a variable holds.
PRONOUNS_AND_PARTICIPLES = """
    each found known own told given made wanted begun judged wrong looked seen kept asked taken left
    meant named held read_ written drawn chosen here there that this thing things one ones what other
    others both either who whose whom some them they it him her beyond twin mine theirs wished missed
    heard put said
"""
BANNED_NAMES = frozenset(PRONOUNS_AND_PARTICIPLES.split())
# Archaic words and phrases, which a reader takes for a translation.
BANNED_PROSE = re.compile(
    r"\b(told|anew|grave|gravely|hangs? on|of itself|as far as|for want of|what stands|stands there|stood in"
    r"|are to have|that may be told|files a process|package a branch)\b"
)
# Folders and modules that are not clean yet; each goes when it is.
NAMES_TO_COME: tuple[str, ...] = (
    "shuzhi_xl/building/macros/",
    "shuzhi_xl/building/master/",
    "shuzhi_xl/building/release/",
    "shuzhi_xl/building/templates/",
    "shuzhi_xl/rules/district/",
    "shuzhi_xl/sheets/declaration/",
    "shuzhi_xl/xlsx/master/",
    "shuzhi_xl/xlsx/patch/",
    "tests/xlsx/district/",
    "tests/xlsx/fill/",
    "tests/xlsx/master/",
    "tests/xlsx/patch/",
    "tests/xlsx/workers/",
)
PROSE_TO_COME: tuple[str, ...] = ("shuzhi_xl/xlsx/patch/",)


def bound_names(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of each variable and parameter; fields of a class are named after their columns."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield child.lineno, name
            case ast.AnnAssign(value=value) if isinstance(node, ast.ClassDef):
                yield from bound_names(value) if value else ()
                continue
        yield from bound_names(child)


def prose(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each docstring and comment of a module."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield node.lineno, text


def modules(to_come: tuple[str, ...]) -> list[str]:
    """Paths of the modules that are held to a rule."""
    paths = [str(path.relative_to(ROOT)) for path in MODULES]
    return [path for path in paths if not path.startswith(to_come)]


@pytest.mark.parametrize("path", modules(NAMES_TO_COME))
def test_a_name_is_a_noun(path: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert [
        f"{path}:{line} {name}" for line, name in bound_names(ast.parse(source)) if name in BANNED_NAMES
    ] == []


@pytest.mark.parametrize("path", modules(PROSE_TO_COME))
def test_prose_is_present_day_english(path: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    archaic = [(line, BANNED_PROSE.search(text)) for line, text in prose(source)]
    assert [f"{path}:{line} {match[0]}" for line, match in archaic if match] == []


@pytest.mark.parametrize("prefix", [*NAMES_TO_COME, *PROSE_TO_COME])
def test_what_is_excepted_exists(prefix: str) -> None:
    assert any(str(path.relative_to(ROOT)).startswith(prefix) for path in MODULES)
