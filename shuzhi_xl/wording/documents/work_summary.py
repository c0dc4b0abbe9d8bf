"""Sentences of the report on the year (工作总结): every figure; what only people know is a marked blank."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

BALLOTS_WITHHELD = "现场测评的票数按匿名规定不列"
SURVEYS_WITHHELD = "问卷份数按匿名规定不列"
UNDECIDED = "等次尚未研究确定"
TOTAL = "合计"


def appraised(count: int, debriefed: Mapping[str, int]) -> str:
    """Secretaries who were appraised, and how they debriefed.

    >>> appraised(27, {"现场": 23, "书面": 4})
    '参加述职评议考核的党组织书记27名，其中现场述职23名、书面述职4名'
    """
    forms = "、".join(f"{form}述职{number}名" for form, number in debriefed.items())
    return f"参加述职评议考核的党组织书记{count}名" + (f"，其中{forms}" if forms else "")


def reports(count: int, whole: int) -> str:
    """Debrief reports that were handed in."""
    return f"提交述职报告{count}份" if count == whole else f"应提交述职报告{whole}份，已提交{count}份"


def leads(department: str, committee: str) -> str:
    """Who leads the track, and to whom it debriefs."""
    return f"由{department}牵头，书记向{committee}述职"


def meetings(days: Sequence[str], eligible: int, present: int | None) -> str:
    """Meetings and attendance.

    >>> meetings(["2016年1月20日", "2016年1月21日"], 85, 80)
    '2016年1月20日、1月21日召开述职评议会2场，应到85人，实到80人'
    >>> meetings([], 0, 0), meetings(["2016年1月20日"], 85, None)[-13:]
    ('没有召开述职评议会', '实到【请填写：实到人数】人')
    """
    if not days:
        return "没有召开述职评议会"
    came = "【请填写：实到人数】" if present is None else str(present)
    return f"{_list_days(days)}召开述职评议会{len(days)}场，应到{eligible}人，实到{came}人"


def _list_days(days: Sequence[str]) -> str:
    """Days in order, each once, the year only where it changes."""
    distinct = list(dict.fromkeys(days))
    years = [day.partition("年")[0] for day in distinct]
    return "、".join(
        day.removeprefix(f"{year}年") if year == before else day
        for day, year, before in zip(distinct, years, ["", *years], strict=False)
    )


def ballots(issued: int | None, returned: int, rate: Decimal | None) -> str:
    """Ballots of the meetings.

    >>> ballots(100, 95, Decimal("95.00")), ballots(None, 95, None)
    ('现场测评应到100票，收回95票，收回率95.00%', '现场测评收回95票')
    """
    if issued is None or rate is None:
        return f"现场测评收回{returned}票"
    return f"现场测评应到{issued}票，收回{returned}票，收回率{rate}%"


def activities(surveys: int | None, visits: int, remarks: int) -> str:
    """Questionnaires, visits and remarks.

    >>> activities(20, 3, 5), activities(None, 3, 5)[:11]
    ('收回问卷20份，开展座谈调研3次，现场点评5条', '问卷份数按匿名规定不列')
    """
    answered = SURVEYS_WITHHELD if surveys is None else f"收回问卷{surveys}份"
    return f"{answered}，开展座谈调研{visits}次，现场点评{remarks}条"


def grades(shares: Sequence[tuple[str, int, Decimal]], undecided: int) -> str:
    """Final grades, how many and which share; a grade that nobody has is only in the table.

    >>> grades([("好", 1, Decimal("50.00")), ("较好", 1, Decimal("50.00"))], 0)
    '评为“好”的1名，占50.00%；“较好”的1名，占50.00%'
    >>> grades([("好", 2, Decimal("100.00")), ("差", 0, Decimal("0.00"))], 0), grades([], 2)
    ('评为“好”的2名，占100.00%', '等次尚未研究确定')
    """
    if not shares:
        return UNDECIDED
    listed = "；".join(f"“{grade}”的{count}名，占{share}%" for grade, count, share in shares if count)
    return f"评为{listed}" + (f"；{undecided}名尚未研究确定等次" if undecided else "")


def mean(score: Decimal) -> str:
    """Mean of the composites."""
    return f"综合得分平均{score}分"


def problems(total: int, closed: int, overdue: int, day: str) -> str:
    """State of rectification.

    >>> problems(9, 4, 1, "2016年3月31日")
    '列入整改清单的问题9个，已销号4个，未销号5个；按2016年3月31日计算，逾期1个'
    >>> problems(0, 0, 0, "2016年3月31日")
    '没有列入整改清单的问题'
    """
    if not total:
        return "没有列入整改清单的问题"
    late = f"；按{day}计算，逾期{overdue}个" if overdue else ""
    return f"列入整改清单的问题{total}个，已销号{closed}个，未销号{total - closed}个{late}"


def by_source(counts: Mapping[str, int]) -> str:
    """Problems by source.

    >>> by_source({"自查": 2, "点评": 1})
    '按来源分，自查2个、点评1个'
    """
    return f"按来源分，{'、'.join(f'{source}{count}个' for source, count in counts.items())}"


def paragraph(clauses: Sequence[str]) -> str:
    """Clauses as one paragraph.

    >>> paragraph(["甲", "", "乙"])
    '甲。乙。'
    """
    return "".join(f"{clause}。" for clause in clauses if clause)


def cell(count: int, share: Decimal) -> str:
    """One cell of the table of grades: the number, and below it the share.

    >>> cell(9, Decimal("33.33")).splitlines()
    ['9', '33.33%']
    """
    return f"{count}\n{share}%"


def town(year: int, text: str) -> str:
    """The first sentence of the report."""
    return f"{year}年度，全镇{text}"


def left_out(tracks: Sequence[str]) -> str:
    """Tracks that the figures do not contain, as a blank to be filled in.

    >>> left_out(["村"])
    '【请填写：村板块的评分设置还有疑点，以上数字没有包括这个板块】'
    """
    return f"【请填写：{'、'.join(tracks)}板块的评分设置还有疑点，以上数字没有包括这个板块】"
