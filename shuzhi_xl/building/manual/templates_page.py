"""The page docs/公文模板.md: what each template of a document may show (公文模板的标记)."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, get_args, get_origin

from shuzhi_xl.sheets.documents.all_documents import DOCUMENTS
from shuzhi_xl.sheets.documents.declaration import Content, Document

TEMPLATES_PAGE: Final = "docs/公文模板.md"

_INTRODUCTION: Final = """# 公文模板

<!-- 由 make build 按 shuzhi_xl/sheets/documents 生成，请勿直接改动。 -->

每种公文的模板是“templates”下“公文”里的一个 Word 文件。下面按一年的先后，列出每个模板里可以用的标记；
在哪里改、标记怎样写，见[改版式](经办人手册.md#九改版式)。

- **文字**：`{{ 名称 }}` 写出来，用 `{% if 名称 %}` 可以只在不空的时候写。
- **条件**：只用在 `{% if 名称 %}` 里，不能写出来。
- **清单**：用 `for` 逐条列出，下面几行是每一条里可以用的。这里写的是表格的一行（带 tr）或者一段（带 p），
  两种可以换着用；“行”“条”可以换成别的字，前后一致就行。

同一个模板里没有列出的名称不能用，写了会在“校验报告”里指出来。
"""
_TEXT, _CONDITION, _LIST = "文字", "条件", "清单"
_LINE_NAMES: Final = ("行", "条")


def templates_page() -> str:
    """The page in Markdown, as `make build` writes it."""
    return "\n".join([_INTRODUCTION, *map(_section, DOCUMENTS)])


def _section(document: Document) -> str:
    head = ["| 标记 | 种类 | 写出什么 |", "|---|---|---|"]
    return "\n".join([f"## {document.name}\n", *head, *_lines(document.content), ""])


def _lines(content: type[Content], names: Sequence[str] = ()) -> Iterator[str]:
    """A line of the page for each placeholder; below a list, those of its lines.

    Args:
        content: Whose placeholders they are.
        names: What lines of lists are called, the innermost last; none for the document itself.
    """
    types = content.types()
    for name, meaning in content.placeholders().items():
        whole = f"{names[-1]}.{name}" if names else name
        if get_origin(types[name]) is Sequence:
            yield from _list_lines(whole, meaning, types[name], names)
        elif types[name] is bool:
            yield f"| `{{% if {whole} %}}` | {_CONDITION} | {meaning} |"
        else:
            yield f"| `{{{{ {whole} }}}}` | {_TEXT} | {meaning} |"


def _list_lines(name: str, meaning: str, declared: Any, names: Sequence[str]) -> Iterator[str]:
    (line,) = get_args(declared)
    of_line = _LINE_NAMES[len(names)]
    if line is str:
        yield f"| `{{%p for {of_line} in {name} %}}` | {_LIST} | {meaning} |"
        yield f"| `{{{{ {of_line} }}}}` | {_TEXT} | 其中一条 |"
    else:
        yield f"| `{{%tr for {of_line} in {name} %}}` | {_LIST} | {meaning} |"
        yield from _lines(line, [*names, of_line])
