"""Sentences of findings about archives (归档)."""

ARCHIVE = {
    "archive_file_unreadable": (
        "这个文件读不了（{reason}），所以没有归档，或没有核对。请关闭占用它的软件，或换有权限的人操作，再做一次。"
    ),
    "archive_entry_skipped": (
        "这里有 {count} 个快捷方式或链接之类的东西，不是文件，没有归档。"
        "要归档的，请把文件本身复制到这里，再按“归档”。"
    ),
    "archive_file_missing": "归档里少了这个文件。请从备份介质找回原件放回原处，或查明是谁、因为什么移走的。",
    "archive_file_changed": "这个文件与封存时不同。请从备份介质找回封存时的一份，查明是谁、因为什么改动的。",
    "archive_file_added": "这个文件封存时没有，是后来放进来的。归档里不要放别的文件，请移到别处。",
    "archive_scan_missing": (
        "归档时列了这个扫描件，现在不在原处。请放回“扫描”文件夹原来的位置，或从备份介质找回。"
    ),
    "archive_scan_changed": "这个扫描件与归档时不同。请从备份介质找回归档时的一份，并查明原因。",
    "archive_seal_broken": (
        "“{name}”不见了、不完整，或与清单对不上，可能被改动过。请用备份介质上的一份归档核对，并查明原因。"
    ),
    "archive_not_in_log": (
        "总表的“操作日志”里没有这次封存的记录（卷宗指纹 {value}）：归档的清单可能整个换过，"
        "或总表是从备份恢复的。请与签字的卷宗目录、备份介质上的一份核对。"
    ),
    "archive_log_not_compared": (
        "没有与“操作日志”对照：总表读不了，或不是 {year} 年度的。要对照的，请写 {year} 年度的总表再核对一次。"
    ),
}
"""Findings on files that cannot be archived, and on archives that are not as they were sealed."""
GONE, ALTERED, DENIED = "找不到了", "归档时正在改动", "没有权限，或正被别的软件独占"
"""Reasons why a file cannot be read."""
MISREAD = "写下的内容读回来不一样"
"""Reason why an archive is not sealed."""
