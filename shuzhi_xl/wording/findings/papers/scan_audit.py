"""Sentences of findings about the sample of scanned ballots (抽查)."""

SCAN_AUDIT = {
    "audit_nothing": "还没有读票读出并已计入的票，不能抽查。请先按“读票”，定好“存疑”，按“回收”，再抽查。",
    "audit_seed_blank": "抽查要有随机词，现在空着。请在计票之后当众定下（例如由监票人掷几次骰子），再抽查。",
    "audit_file_missing": (
        "这份表单（{form}）已计入，但“收回”的“_已处理”里没有文件指纹是 {value} 的文件，没有参加抽查。"
        "请把原来的文件放回去，再抽查。"
    ),
    "audit_file_changed": (
        "这个文件与计入时不同（“票单登记”记的文件指纹是 {value}），或名册、票类在计入以后改过，没有参加抽查。"
        "请从备份介质找回计入时的一份，查明是谁、因为什么改动的，再抽查。"
    ),
    "audit_votes_differ": (
        "表单 {form} 在这张表里的票，与已计入的文件不一样，没有参加抽查：可能有人在这里改过。"
        "请与纸质票核对，查明原因；要照文件重新计入的，把文件放回“收回”，按“回收”。"
    ),
    "audit_unpictured": (
        "这个文件里有 {value} 张票没有图片（读票之后手工补录的，或图片的记录改动过），抽不到它们。"
        "请对照纸质票核对。"
    ),
    "audit_fewer": "要抽 {asked} 张，可以抽的只有 {value} 张，全部抽了；请逐张核对。",
    "audit_picture_missing": (
        "抽中的第 {order} 票看不到第 {page} 页的图片（{reason}）。没有换抽别的票：请找出这张纸质票核对，"
        "或把原来的图片放回“扫描”文件夹，用同一个随机词再抽查一次。"
    ),
}
"""Findings on ballots that cannot be drawn or shown."""
