"""The independent second count (复核): 测评统计 and 综合评定 worked out anew from the votes.

Shares no code with the first count: plain dictionaries and fractions, no pandas, nothing of `rules`
or `jobs`.
"""

from shuzhi_xl.recount.report import RecountResult, recount

__all__ = ["RecountResult", "recount"]
