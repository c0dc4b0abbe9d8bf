"""Words of the papers of a meeting (会议材料)."""

from collections.abc import Mapping, Sequence

TOTAL = "合计"
"""Last line of a table of counts."""


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["A票", "B票"])
    'A票、B票'
    """
    return "、".join(names)


def eligible(count: int, classes: Mapping[str, int]) -> str:
    """How many are expected, and with which ballots.

    >>> eligible(85, {"A票": 11, "B票": 74}), eligible(9, {})
    ('85人（A票11人、B票74人）', '9人')
    """
    by_class = listed([f"{voter_class}{seats}人" for voter_class, seats in classes.items()])
    return f"{count}人（{by_class}）" if by_class else f"{count}人"


def member_of(group: str, role: str) -> str:
    """Role of somebody whose group alone is known.

    >>> member_of("群众代表", "群众代表"), member_of("青溪村", "群众代表")
    ('群众代表', '青溪村（群众代表）')
    """
    return role if group in role else f"{group}（{role}）"


def speaking(speakers: int, writers: int) -> str:
    """How the secretaries report, in one clause.

    >>> speaking(20, 7)
    '20位书记现场述职，7位书记书面述职'
    >>> speaking(0, 7)
    '7位书记书面述职'
    """
    parts = [(speakers, "现场述职"), (writers, "书面述职")]
    return "，".join(f"{count}位书记{form}" for count, form in parts if count)


def secretary_of(organisation: str, secretary: str) -> str:
    """A secretary in a list of names.

    >>> secretary_of("青溪村党支部", "张三")
    '青溪村党支部书记张三同志'
    """
    return f"{organisation}书记{secretary}同志"


def call(order: int, organisation: str, secretary: str, following: str) -> str:
    """The chair's words that call a secretary to report.

    Args:
        order: Place in the order, from 1.
        organisation: 组织名称.
        secretary: 书记姓名.
        following: 书记姓名 of the next; blank for the last.

    >>> call(1, "青溪村党支部", "张三", "李四")
    '首先，请青溪村党支部书记张三同志述职，请李四同志做准备。'
    >>> call(2, "柳湾村党支部", "李四", "")
    '最后，请柳湾村党支部书记李四同志述职。'
    >>> call(1, "青溪村党支部", "张三", "")
    '请青溪村党支部书记张三同志述职。'
    """
    request = f"请{secretary_of(organisation, secretary)}述职"
    if following:
        return f"{'首先' if order == 1 else '下面'}，{request}，请{following}同志做准备。"
    return f"{request}。" if order == 1 else f"最后，{request}。"
