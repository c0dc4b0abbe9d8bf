"""The independent second count (复核): 测评统计 and 综合评定 recomputed from the votes.

It shares no code with the first count: plain dictionaries and fractions, no pandas, nothing from `rules`
or `jobs`. An error in one count therefore shows as a difference. What looks like code of `rules` is double
on purpose and must not be merged with it.
"""

from shuzhi_xl.recount.comparison import RecountResult, recount

__all__ = ["RecountResult", "recount"]
