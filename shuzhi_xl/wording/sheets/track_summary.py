"""Notes and chart titles of a track's summary workbook."""

from collections.abc import Sequence

SHIFTS_NOTE = "最终等次与按得分应得的等次不同的，逐个列出原因；没有列出的，等次就是按综合得分定的。"
NO_SHIFTS = "全部按综合得分定等次，没有因规则、名额或研究而变动的。"
SHARES_NOTE = "总体评价各等次占比（%），各票类合计；颜色越深占比越高；“不显示”的按匿名规定不公开。"
TURNOUT_NOTE = "发出、收回的份数和收回率；有票数较少的会议和问卷按匿名规定不显示。"
BETTER, EQUAL, WORSE = "上升", "持平", "下降"
"""A grade, compared with last year's."""
FIGURES_NOTE = "工作总结所需的主要数字。"
TALLIES_NOTE = "每个来源、项目、票类的票数、占比（%）和得分。"
CHECK_NOTE = "用公式从“核对票数”的票数重算，“差异”（取整前后都比）应全部为 0；点任一格，编辑栏里就是算法。"
# 得分, never 满意率: a weighted score is no share of satisfied voters (算法 二)
COUNTS_NOTE = "票类得分＝（票数×票面分值）÷分母；“合计”行＝按权重平均。改动任一票数，“核对”的差异就不再是 0。"
GRADES_AXIS = "个数"
NO_VOTES = "没有票"
SCORES_DATA = "画图用的数字，不打印"


def check_method(denominator: str, empty_class: str, missing_source: str) -> str:
    """Handling of missing scores and classes in the recalculation."""
    return f"计票分母：{denominator}；空票类处理：{empty_class}；缺项处理：{missing_source}"


def scores_title(basis: str) -> str:
    """Title of the chart of composites."""
    return f"综合得分（按名次；颜色和图案为{basis}）"


def grades_title(basis: str) -> str:
    """Title of the chart of grades."""
    return f"{basis}分布与名额"


def scores_axis(least: float) -> str:
    """Title of the axis of composites, which does not begin at 0."""
    return f"综合得分（横轴自 {least:g} 分起）" if least else "综合得分"


def years_note(basis: str) -> str:
    """Line under the headline of the table of three years."""
    return f"今年的等次为{basis}；“前任”是换届、换任以前的书记，不作比较；空着的是“历年等次”没有记的。"


def earlier_secretary(years: Sequence[int], name: str) -> str:
    """Who was secretary in earlier years.

    >>> earlier_secretary([2013, 2014], "王一")
    '2013、2014年书记：王一'
    """
    return f"{'、'.join(map(str, years))}年书记：{name}"
