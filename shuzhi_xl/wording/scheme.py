"""Sentences about a scheme's file (方案文件)."""

SCHEME = {
    "scheme_missing": (
        "找不到方案“{name}”。请核对名称；自己的方案应放在总表旁边的“templates/方案”文件夹里，"
        "文件名为“方案名称.toml”。"
    ),
    "scheme_unreadable": (
        "方案“{name}”的文件读不出来（{reason}）。请对照“演示方案.toml”核对引号、等号和方括号。"
    ),
    "scheme_shape": "方案“{name}”中“{part}”的写法不对。请对照“演示方案.toml”改正。",
    "scheme_unknown_part": ("方案“{name}”的“{part}”中有不认识的名称：{key}。请对照总表的表头或设置项改正。"),
}
