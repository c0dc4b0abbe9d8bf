"""Sentences of the second count (复核计数)."""

RECOUNT = {
    "recount_differs": (
        "复核与此处不一致：“{header}”应为“{expected}”，表中为“{stands}”。"
        "请按“计算”重新计算后再复核；仍不一致的，请先不要使用这一结果，并告知维护人员。"
    ),
    "recount_row_missing": "“{table}”中缺少这一行：{row}。请按“计算”重新计算后再复核。",
    "recount_row_extra": (
        "这一行（{row}）在复核中没有对应的票或党组织，或与上面的行重复。请按“计算”重新计算后再复核。"
    ),
    "recount_threshold": (
        "规则“{rule}”的阈值“{value}”不适用于“{indicator}”，本板块无从复核。"
        "占比可写 90、90% 或 1/3，得分写 90 或 90%，整改逾期数写整数。改好后请按“计算”再复核。"
    ),
    "recount_nothing": "还没有计算结果，无从复核。请先按“计算”。",
}
