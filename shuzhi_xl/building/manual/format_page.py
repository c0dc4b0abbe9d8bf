"""The page docs/公文格式.md: the official format clause by clause, and what proves each (公文格式)."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from shuzhi_xl.building.documents.format_file import load_format
from shuzhi_xl.sheets.documents.official_format import (
    IN_THE_FILE,
    MEASURED,
    NEEDS_WORD,
    NOT_MADE,
    NOT_PROVABLE,
    Clause,
)

FORMAT_PAGE: Final = "docs/公文格式.md"

_INTRODUCTION: Final = """# 公文格式

<!-- 由 make build 按 templates/公文/公文格式.toml 生成，请勿直接改动。 -->

本软件做的 Word 文件照 GB/T 9704-2012《党政机关公文格式》排版。下面一条一条列出要求、取值和核对的办法：

- **通过（量）**：测试做出样张，由 LibreOffice 画成页面，一处一处量，误差不超过 1 毫米；每个模板填好再逐页看。
- **通过（查）**：测试打开填好的每一种公文，查里面写的是不是这样。
- **要看**：要在 Word 或 WPS 里看；我们没有在真正的 Word、WPS 里打开过，请照[验收清单](验收清单.md)试。
- **不能证明**：同印刷、装订、盖章有关，软件证明不了。
- **不做**：本软件不做，由党政办公室办理。

量的时候用的是别的宋体、楷体代替仿宋、小标宋：字的大小、位置一样，字形不一样。

要改样子：把安装文件夹里“templates”下的“公文”连文件夹拷到总表旁边的“templates”里，用 Word 打开改，存盘；
以后的文件就按改过的做。字体、页边距、句子都可以改，`{{ }}` 和 `{% %}` 里的字不要动。
"""
_PROOFS: Final[Mapping[str, str]] = {
    MEASURED: "通过（量）",
    IN_THE_FILE: "通过（查）",
    NEEDS_WORD: "要看",
    NOT_PROVABLE: "不能证明",
    NOT_MADE: "不做",
}


def format_page() -> str:
    """The page in Markdown, as `make build` writes it."""
    groups = groupby(load_format().clauses, key=lambda clause: clause.group)
    return "\n".join([_INTRODUCTION, *(_section(title, list(clauses)) for title, clauses in groups)])


def _section(title: str, clauses: list[Clause]) -> str:
    lines = [f"| {' | '.join(_cells(clause))} |" for clause in clauses]
    head = ["| 项 | 要求 | 取值 | 条款 | 核对 |", "|---|---|---|---|---|"]
    return "\n".join([f"## {title}\n", *head, *lines, ""])


def _cells(clause: Clause) -> Iterator[str]:
    yield clause.item
    yield f"{clause.demand}（{clause.remark}）" if clause.remark else clause.demand
    value = clause.value if isinstance(clause.value, str) else f"{float(clause.value):g}"
    yield f"{value} {clause.unit.removeprefix('页码')}".strip()
    yield from (clause.source, _PROOFS[clause.proof])
