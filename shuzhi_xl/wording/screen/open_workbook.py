"""Sentences about writing into the open master (打开着的总表): why it failed, and rows shown again."""

OPEN_WORKBOOK = {
    "workbook_read_only": (
        "“{name}”是以只读方式打开的，结果存不进去，所以没有操作。请关闭它（另有人打开时先请对方关闭），"
        "再以可编辑的方式打开后重做。"
    ),
    "workbook_online": (
        "“{name}”在网盘（OneDrive、SharePoint）里打开，别人随时可能改动，所以没有操作。"
        "请把整个文件夹放到本机磁盘上，从那里打开总表后重做。"
    ),
    "sheet_locked": (
        "工作表“{name}”被加了密码保护，程序无法写入；什么都没有写入。"
        "请在“审阅”中撤销这个工作表的保护后重做（程序自己的保护不用密码）。"
    ),
    # Over hidden rows Excel writes the first row of a block into every visible row
    "cells_hidden": (
        "工作表“{name}”中有隐藏的行或列，程序无法让它们显示出来；什么都没有写入。请取消隐藏后重做。"
    ),
    "not_saved": (
        "“{name}”没有存盘成功，这次的结果没有留在总表里。"
        "请看磁盘是否已满、文件是否被别的程序占用，能存盘后重做。"
    ),
    "write_undone": "写入总表时出错（在工作表“{name}”），总表的内容已恢复原样，这次没有写入。请重做。",
    "write_broken": (
        "写入总表时出错（在工作表“{name}”），而且没能全部恢复原样。请立即关闭总表并选择“不保存”，再打开重做；"
        "您所填的内容在写入之前已经存盘。"
    ),
}

SHOWN_AGAIN = "为了写得准确，已显示{sheets}中被筛选或隐藏的行；需要时请重新筛选或隐藏。"


def shown_again(sheets: list[str]) -> str:
    """Tell the clerk that filtered or hidden rows are shown again."""
    return SHOWN_AGAIN.format(sheets="".join(f"“{sheet}”" for sheet in dict.fromkeys(sheets)))
