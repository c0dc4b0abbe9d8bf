"""Sentences on what a new master takes over from last year's (上年结转)."""

CARRYING = {
    "carry_unknown": (
        "去年的问题 {problem} 没有带过来：它的编号“{value}”在去年的“组织名册”中没有。"
        "仍要整改的，请在新总表的“整改清单”中补登记。"
    ),
}
"""Findings on rows that were not taken over."""
# 密钥 is among them: with last year's key, last year's forms would pass for this year's
_LEFT = (
    "已销号的问题、述职报告、现场点评、座谈调研、日常年度、票单登记、测评票、问卷调查、"
    "最终等次以外的各项结果、日志和密钥"
)
CARRYING_STOPPED = {
    "last_year_same": "“{name}”就是去年的总表，没有改动它；请给新总表另起一个文件名。",
    "last_year_unknown": "“{name}”的“年度”没有填或看不懂，没有新建；请用 --year 写明新总表的年度。",
    "last_year_later": "新总表的年度 {year} 不在“{name}”的年度 {last} 以后，没有新建；请核对 --year。",
    "last_year_incomplete": "“{name}”中的表格“{table}”不见了或少了列，没有新建；请从“备份”中找一本好的。",
}
"""Findings on last year's master that cannot be used."""


def carried_over(year: int, name: str, last: str, counts: tuple[int, int, int, int]) -> str:
    """A new master was made from last year's.

    Args:
        year: Its 年度.
        name: Its file name.
        last: Last year's file name.
        counts: Organisations, tracks, rows of 评分设置 and open problems taken over.
    """
    organisations, tracks, scoring, problems = counts
    return (
        f"已新建 {year} 年度总表“{name}”，从“{last}”带来党组织 {organisations} 个、板块 {tracks} 个、"
        f"评分设置 {scoring} 行和未销号的问题 {problems} 个。"
    )


def lines(
    last: str, not_appraised: int, problems: tuple[int, int], grades: tuple[int, int], *, with_meetings: bool
) -> list[str]:
    """Summary: rows taken over, rows to fill in, and rows left out.

    Args:
        last: Last year's file name.
        not_appraised: How many organisations are not appraised.
        problems: Open problems, and how many of them went to another organisation.
        grades: Final grades of last year, and how many organisations have none yet.
        with_meetings: Whether meetings and attendees came over too.
    """
    meetings = "评议会议（组织名册的“场次”仍是去年的）、参会人员"
    if with_meetings:
        meetings = "评议会议的日期和人数、参会人员各组的“人数”"
    count, moved = problems
    merged = f"，其中 {moved} 个随组织并入转到并入的组织名下" if moved else ""
    return [
        f"组织名册：原样带来，含不参评的 {not_appraised} 个；书记、党员人数、参评等有变动的请改。",
        "板块设置、评分设置、基本设置：原样带来；今年办法有变的请改。",
        f"整改清单：未销号的 {count} 个问题，来源为“上年结转”，“结转自”是上年的问题编号{merged}。",
        _carried_grades(*grades),
        f"请重新填写：基本设置的“基准日期”“公布日期”；{meetings}。",
        f"没有带来：{_LEFT}。都还在“{last}”中，它没有改动。",
    ]


def _carried_grades(grades: int, undecided: int) -> str:
    missing = f"；还有 {undecided} 个没有最终等次，定了以后请补填在“历年等次”" if undecided else ""
    return f"历年等次：上年 {grades} 个党组织的最终等次和更早的，供今年对照{missing}。"
