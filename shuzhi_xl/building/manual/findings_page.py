"""The page docs/疑点对照.md: every finding with what the clerk does about it (疑点对照)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from shuzhi_xl.building.manual.finding_groups import GROUPS, FindingGroup
from shuzhi_xl.wording.findings.all import SENTENCES
from shuzhi_xl.wording.screen.console import STOPPED

FINDINGS_PAGE: Final = "docs/疑点对照.md"

_INTRODUCTION: Final = """# 疑点对照

<!-- 由 make build 生成，请勿直接改动。
分类和办法在 shuzhi_xl/building/manual/finding_groups.py，句子在 shuzhi_xl/wording。 -->

按 Ctrl+F 找“校验报告”的“编码”。每一类先说怎样办，再列出程序会说的话；“……”处是当时的内容。
疑点怎样分级，见[看到疑点怎么办](经办人手册.md#六看到疑点怎么办)。
"""


def findings_page() -> str:
    """The page in Markdown, as `make build` writes it."""
    return "\n".join([_INTRODUCTION, *map(_section, GROUPS)])


def _section(group: FindingGroup) -> str:
    lines = [f"| `{code}` | {sentence} |" for code in group.codes for sentence in _sentences(code)]
    return "\n".join([f"## {group.title}\n", f"{group.advice}\n", "| 编码 | 说法 |", "|---|---|", *lines, ""])


def _sentences(code: str) -> list[str]:
    """What is said of a finding: a command that stops may say it in other words than 校验报告."""
    wordings: tuple[Mapping[str, str], ...] = (SENTENCES, STOPPED)
    # A sentence that both wordings have is listed once.
    sentences = dict.fromkeys(wording[code] for wording in wordings if code in wording)
    # A bar in a sentence would end the cell of the Markdown table.
    return [_unfilled(sentence).replace("|", r"\|") for sentence in sentences]


def _unfilled(sentence: str) -> str:
    """A sentence with dots for what differs; doubled braces become single, as when it is said."""
    return sentence.format_map(defaultdict(lambda: "……"))
