"""Every public rule cites a clause, a page of docs, or a sheet, heading or setting of the master."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ("通知", "算法 ", "回收规则", "区县汇总", "decisions/")


def string_constants(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Constant(value=str(text)):
                yield text


def declared_names() -> set[str]:
    """Chinese names that the sheets declare: of sheets, headings, settings and values."""
    texts = (text for path in ROOT.glob("shuzhi_xl/sheets/**/*.py") for text in string_constants(path))
    return {text for text in texts if re.fullmatch(r"[\u4e00-\u9fff]{3,12}", text)}


def public_rules(path: Path) -> Iterator[tuple[str, str]]:
    """Name and docstring of each public function and class of a module."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, ast.get_docstring(node) or ""


def test_every_public_rule_cites_its_source() -> None:
    source = re.compile("|".join(map(re.escape, (*PAGES, *declared_names()))))
    rules = {
        f"{path.relative_to(ROOT)} {name}": docstring
        for path in sorted(ROOT.glob("shuzhi_xl/rules/**/*.py"))
        for name, docstring in public_rules(path)
    }
    assert len(rules) > 400
    assert [rule for rule, docstring in rules.items() if not source.search(docstring)] == []
