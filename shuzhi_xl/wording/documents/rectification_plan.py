"""Sentences of the plan of a branch (整改落实方案)."""

from collections.abc import Mapping


def problem_overview(counts: Mapping[str, int]) -> str:
    """How many problems a branch has to put right, by source (整改落实方案).

    >>> problem_overview({"自查": 2, "点评": 1}), problem_overview({})[:16]
    ('共3个问题，其中自查2个、点评1个', '反馈没有列出问题，由本党组织对照')
    """
    if not counts:
        return "反馈没有列出问题，由本党组织对照述职报告和现场点评自行查摆后填写"
    listed = "、".join(f"{source}{count}个" for source, count in counts.items())
    return f"共{sum(counts.values())}个问题，其中{listed}"
