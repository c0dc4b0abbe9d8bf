"""Names are the nouns they hold, and prose is present-day English, in the product and in its tests."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = {
    path.relative_to(ROOT): path.read_text(encoding="utf-8")
    for folder in ("shuzhi_xl", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
}

# Pronouns and participles say nothing of what a variable holds.
PRONOUNS_AND_PARTICIPLES = """
    each found known own told given made wanted begun judged wrong looked seen kept asked taken left
    meant named held read_ written drawn chosen here there that this thing things one ones what other
    others both either who whose whom some them they it him her beyond twin mine theirs wished missed
    heard put said
"""
BANNED_NAMES = frozenset(PRONOUNS_AND_PARTICIPLES.split())
# As a function, `put` is a verb; a field `left` is a side or the rest of a quota; areas lie beyond others.
BANNED_DEFINITIONS = (BANNED_NAMES | {"looks"}) - {"put", "left", "beyond"}
# What follows a name that is bound. Parsing all modules takes seconds, and most contain nothing like it.
BANNED_BINDING = re.compile(rf"\b(?:{'|'.join(BANNED_NAMES)})\b(?=\s*(?:[=,:)\]}}+\-*/%&|^<>@]|in\b))")
# Archaic words and phrases, which a reader takes for a translation.
BANNED_PROSE = re.compile(
    r"\b(told|anew|grave|gravely|hangs? on|of itself|as far as|for want of|what stands|stands there|stood in"
    r"|are to have|that may be told|files a process|package a branch)\b"
)


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


def defined_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name, without underscores, of each function, class and field of a class."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name.strip("_")
            case ast.ClassDef(name=name, body=body):
                yield node.lineno, name.strip("_").lower()
                for field in body:
                    match field:
                        case ast.AnnAssign(target=ast.Name(id=name)):
                            yield field.lineno, name.strip("_")


def prose(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each docstring and comment of a module."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield node.lineno, text


def test_a_name_is_a_noun() -> None:
    assert [
        f"{path}:{line} {name}"
        for path, source in MODULES.items()
        if BANNED_BINDING.search(source)
        for line, name in bound_names(ast.parse(source))
        if name in BANNED_NAMES
    ] == []


def test_a_function_and_a_field_say_what_they_are() -> None:
    assert [
        f"{path}:{line} {name}"
        for path, source in MODULES.items()
        for line, name in defined_names(ast.parse(source))
        if name in BANNED_DEFINITIONS or {"told", "untold"} & set(name.split("_"))
    ] == []


def test_prose_is_present_day_english() -> None:
    assert [
        f"{path}:{line} {match[0]}"
        for path, source in MODULES.items()
        if BANNED_PROSE.search(source)
        for line, text in prose(source)
        if (match := BANNED_PROSE.search(text))
    ] == []
