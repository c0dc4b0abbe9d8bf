"""The independent second count (复核): 测评统计 and 综合评定 recomputed from the votes.

It shares no code with the first count: plain dictionaries and fractions, no pandas, nothing from `rules`
or `jobs`. An error in one count therefore shows as a difference.
"""

from shuzhi_xl.recount.comparison import RecountResult, recount

__all__ = ["RecountResult", "recount"]
