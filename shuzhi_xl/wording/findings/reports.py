"""Sentences about debrief reports as Word files (读取报告)."""

from collections.abc import Mapping

REPORTS = {
    # Not the sentences of 回收: the program at hand is Word, and the button is 读取报告
    "report_file_empty": "文件是空的（0 字节），多半是复制或下载没有完成，请重新取得这份报告。",
    "report_file_missing": "文件已不在原处，可能刚被移走或改名，请放回后再按“读取报告”。",
    "report_file_locked": "文件打不开，可能正在 Word 中打开。请关闭它，再按“读取报告”。",
    "report_file_big": "文件太大（超过 {limit} MB），没有读取。请删去其中的图片，另存后再按“读取报告”。",
    "report_file_encrypted": "文件设了打开密码，没有读取。请用 Word 打开，取消密码后保存，再按“读取报告”。",
    "report_file_old": (
        "这是别的格式的文字文档（如 .doc、.rtf、.odt），没有读取。"
        "请用 Word 或 WPS 打开，另存为 .docx，再按“读取报告”。"
    ),
    "report_file_macros": "文件中带有宏，为安全起见没有读取。请用 Word 另存为“Word 文档（.docx）”。",
    "report_file_damaged": "文件已损坏，没有读取。请用 Word 打开并另存为 .docx，打不开就请对方重报。",
    "report_file_suspicious": (
        "文件的内部结构不正常（{reason}），为安全起见没有读取。请用 Word 打开，另存为 .docx。"
    ),
    "report_file_heavy": (
        "读这份文件太慢、占用太多内存或意外停下，没有读取。请用 Word 打开，删去图片，另存为 .docx。"
    ),
    "report_file_other": (
        "这不是 Word 文档（.docx），没有读取。压缩包请先解压；图片和 PDF 请对方改报 Word 文档；"
        "不是述职报告的请移到别处。"
    ),
    # A report is never assigned by a guess: its counts would be another secretary's
    "report_sender_unknown": (
        "看不出是哪位书记的报告，没有读入。请在文件名中写上编号、组织名称或书记姓名，再按“读取报告”。"
    ),
    "report_sender_unclear": (
        "可能是这几位书记的报告：{names}，没有读入。请在文件名中只写其中一个编号，再按“读取报告”。"
    ),
    "report_twice": "“{name}”还有另一份报告：{others}，都没有读入。请只留下要用的一份，再按“读取报告”。",
    "report_not_appraised": "“{name}”不参评，报告没有读入；如应参评，请改组织名册的“参评”。",
    "report_of_other_year": (
        "有 {count} 份报告没有读入：{files}。{reason}，不是 {year} 年度的。"
        "确是 {year} 年度的，请移到文件夹“述职报告/{year}”，再按“读取报告”。"
    ),
    # 通知 四、2; each names the paragraph, so that the office can show it to the secretary
    "report_text_short": "全文 {characters} 字，不足 {least} 字，请退回补充。",
    "report_text_long": "全文 {characters} 字，超过 {most} 字，请退回压缩。",
    "report_text_praises": (
        "从这一段起写成绩和经验，共 {characters} 字，占全文 {share}%，超过 {limit}%，请退回压缩这一部分。"
    ),
    "report_text_spares": (
        "从这一段起写问题，共 {characters} 字，占全文 {share}%，不足 {limit}%，请退回充实这一部分。"
    ),
    "report_part_missing": (
        "没有找到写{part}的部分（没有这样的标题，也没有这样开头的段落），没有填这部分的字数。"
        "确实没有写的请退回补写；写了的请在“述职报告”直接填字数。"
    ),
    "report_plans_missing": "没有找到写今后打算的部分，请核对；确实没有写的请退回补写。",
    "report_part_unclear": (
        "从这一段起同时写了{parts}，分不清各写了多少字，没有填这几部分的字数。请退回分开写，或在“述职报告”直接填。"
    ),
    "report_impersonal": "全文没有写到“我”“本人”，看不出书记个人做了什么，请退回，把自己摆进去。",
    "report_problems_impersonal": "从这一段起写问题，没有写到“我”“本人”“自身”，请退回，讲清自身的问题。",
    "report_focus_missing": (
        "没有写到重点内容“{content}”，请退回补写；写了但说法不同的，"
        "请在“基本设置”的“报告重点内容”中用 / 加上这种说法。"
    ),
    # No figure of the clerk's is replaced without saying which
    "report_recounted": "“{header}”原来是 {old}，已按文件“{file}”改为 {value}；要用原来的数，请改回。",
    "report_file_gone": (
        "{number} 的字数原来从文件“{value}”读入，这次没有读到其报告；"
        "那份如果不是其本人的，请清空这一行的字数，仍用它的不必改。"
    ),
    "report_limits_unset": "“基本设置”还没有填好，这次只数了字数，没有核对篇幅；填好后请再按“读取报告”。",
}


def paragraph_place(number: int) -> str:
    """Number of a paragraph, in words."""
    return f"第 {number} 段"


def names_year(year: int) -> str:
    """Reason: the report names another year."""
    return f"文件名或标题写的是 {year} 年"


def entered_before(master: str) -> str:
    """The same, because the master of an earlier year has entered it."""
    return f"往年的总表“{master}”已经登记过"


def saved_before(year: int) -> str:
    """The same, because it is older than the year."""
    return f"文件在 {year} 年以前就有了"


def reports_read(counts: Mapping[str, int], faulty: int, missing: int) -> str:
    """End of 读取报告: the files balance."""
    balance = (
        f"读取报告完成：共 {counts['files']} 个文件 = 读入 {counts['read']}"
        f" + 对不上 {counts['unclear']} + 读不了 {counts['refused']}"
    )
    faults = f"；{faulty} 份有要退回修改或核对的地方，请看“校验报告”" if faulty else ""
    rest = f"；还有 {missing} 位书记的报告没有读到" if missing else ""
    return f"{balance}{faults}{rest}。"


def reports_folder_made(name: str) -> str:
    """读取报告 pressed for the first time: there was no folder."""
    return f"已新建文件夹“{name}”。请把各书记的述职报告（Word 文档 .docx）放进去，再按“读取报告”。"


def reports_of_no_year() -> str:
    """读取报告 stopped, because the year of the reports is unknown."""
    return "没有读取报告：请先在“基本设置”填写年度。"


def reports_not_read() -> str:
    """读取报告 stopped by tables that are not as they should be."""
    return "没有读取报告：“组织名册”或“述职报告”的表格、表头被改动，请先按“校验报告”恢复。"
