"""Sentences about returned files: those that cannot be read, and answers that cannot be taken."""

FILES = {
    "file_litter": "这是软件或系统留下的临时文件，不是表单，已跳过，不用处理，也可以删除。",
    "entries_passed_over": (
        "“收回”中的这些不是文件（是文件夹的链接、失效的链接等），没有读取：{names}。"
        "其中若有表单，请把表单文件本身复制到“收回”。"
    ),
    "file_missing": "文件已不在原处，可能刚被移走或改名，请放回后再按“回收”。",
    "file_locked": "文件打不开，可能正在别的软件中打开。请关闭它，再按“回收”。",
    "file_empty": "文件是空的（0 字节），多半是复制或下载没有完成。请重新取得这份文件。",
    "file_too_big": (
        "文件太大（超过 {limit} MB），不像是本镇发出的表单。请删去其中的图片和多余的行列，或请对方重报。"
    ),
    "file_encrypted": "文件设了打开密码，程序读不出来。是用我们发的密码加密的，请把支部的编号写进文件名；"
    "不是的，请用密码打开，取消密码后另存，再放入“收回”。",
    "file_damaged": "文件已损坏，读不出来。请用表格软件试着打开并另存为 .xlsx，打不开就请对方重报。",
    "file_unusual": (
        "两种读法中有一种读不了这份文件（文件不一定坏，可能是别的软件写的），没有采用。"
        "请用 Excel 或 WPS 表格打开，另存为“Excel 工作簿（.xlsx）”后再放入“收回”。"
    ),
    "file_macros": (
        "文件中带有宏，为安全起见没有读取。请在表格软件中另存为“Excel 工作簿（.xlsx）”后再放入。"
    ),
    "file_binary": ("这是二进制工作簿（.xlsb），程序不读这种格式。请另存为“Excel 工作簿（.xlsx）”后再放入。"),
    "file_old": ("这是很旧的表格格式，程序不读。请在表格软件中打开，另存为“Excel 工作簿（.xlsx）”后再放入。"),
    "file_web_page": (
        "这其实是网页文件，只是用了表格的名字。请用表格软件打开，另存为“Excel 工作簿（.xlsx）”后再放入。"
    ),
    "file_xml": (
        "这其实是 XML 文件（如 .fods、“XML 电子表格 2003”）。"
        "请用表格软件打开，另存为“Excel 工作簿（.xlsx）”后再放入。"
    ),
    "file_text": (
        "这是文本（如 .csv），不是表单工作簿，里面没有表单身份。请让对方在发出的表单中填写后重报。"
    ),
    "file_archive": "这是压缩包。请先解压，把里面的表单放入“收回”。",
    "file_word": "这是文字文档，不是表单工作簿，没有读取。述职报告等材料请另存别处。",
    "file_slides": "这是演示文稿，不是表单工作簿，没有读取，请移走。",
    "file_pdf": "这是 PDF，程序读不出其中的评价。请让对方报送填好的表单工作簿，或由您照着录入。",
    "file_picture": "这是图片，程序读不出其中的评价。请让对方报送填好的表单工作簿，或由您照着录入。",
    "file_other": "这不是表格文件，没有读取，请移走。",
    "file_suspicious": (
        "文件的内部结构不正常（{reason}），为安全起见没有读取。请用表格软件打开，另存为 .xlsx 后再放入。"
    ),
    "file_crowded": "工作表的单元格超过 {limit} 个，不像是表单。请删去多余的行和列，保存后再放入。",
    "file_spread": (
        "工作表“{sheet}”在很远的地方（{cell}）填了内容，没有读取。请删去多余的行和列，保存后再放入。"
    ),
    "file_too_slow": (
        "这份文件读了很久也没有读完，没有采用。请用表格软件打开，删去多余的行列和图片，另存为 .xlsx 后放入。"
    ),
    "file_too_heavy": (
        "读这份文件要占用太多内存，没有读取。请用表格软件打开，删去多余的行列和图片，另存为 .xlsx 后放入。"
    ),
    "file_breaks_reader": (
        "读这份文件时程序两次意外停下，没有读取。请用表格软件打开并另存为 .xlsx，打不开就请对方重报。"
    ),
    "identity_missing": (
        "文件中没有表单身份，不是本系统发出的表单，没有计入。若确是表单，请让对方在原表单中填写后重报。"
    ),
    "identity_other_year": "这是 {year} 年度的表单（{form}），不是今年的，没有计入，请移走。",
    "file_of_other_year": (
        "这是 {year} 年度的表单（{form}），不是今年的，没有计入；"
        "已移到“收回/{year}”，请在那一年的总表按“回收”读取。"
    ),
    # Both causes: a checksum that does not fit cannot say whether a form was altered or is another town's
    "identity_altered": (
        "表单 {form} 的身份与本总表不符：可能被改动过，或是别的单位发出的。没有计入，请与报送单位核实。"
    ),
    "identity_of_another": (
        "表单 {form} 的身份属于 {number}，表中写的却是另一个报送单位，可能是复制表单时弄混了。"
        "没有计入，请让报送单位用发给自己的表单填写后重报。"
    ),
    "identity_other_version": (
        "表单 {form} 是用另一版模板（{version}）做的，没有计入。请重新分发，再让对方填写新的表单。"
    ),
}

CORRECTED = "若有笔误，请改正后重新放入“收回”，并在“票单登记”的“后交的为准”选“是”，再按“回收”。"
DELETED = "行或列被删去了，请恢复后再按“回收”，或重新分发这份表单"
DELETED_OR_ADDED = "如果是发出以后名册才增加的，请按“重发”；如果是行或列被删去的，请恢复后再按“回收”"
ANSWERS = {
    "kind_unknown": "表单种类“{value}”无法识别，没有计入。请核对这份表单是不是本系统发出的。",
    "sheet_missing": "找不到“{sheet}”工作表，也没有别的工作表有它的表头。请让对方在原表单中补填后重报。",
    "headers_missing": "“{sheet}”工作表的表头被改动，认不出各列。请把表头改回原样，再按“回收”。",
    "sheet_ambiguous": ("有几张工作表都可能是“{sheet}”（{sheets}），无法判断用哪一张。请只留下要用的一张。"),
    "sheet_copied": (
        "这张工作表与“{sheet}”的表头相同、所填不同，无法判断用哪一张，整份暂不计入。请只留下要用的一张。"
    ),
    "columns_missing": "缺少这些列：{headers}。表头可能被删改，请改回原样，再按“回收”。",
    "ballots_gone": "表中没有这些票的行或列了：{numbers}。若是误删的，请恢复，再按“回收”；没有用到的不用理。",
    "header_repeated": "表头“{header}”出现了两次，无法判断用哪一列。请删去多余的一列。",
    "class_row_missing": "找不到“票类”这一行，无法判断各票属于哪一类。请恢复这一行，再按“回收”。",
    "class_row_repeated": "“票类”这一行出现了两次。请删去多余的一行。",
    "candidate_repeated": "编号 {value} 与第 {row} 行重复，无法判断用哪一行。请删去多余的一行。",
    "candidate_missing": "表中缺少应评议的书记：{numbers}。{cause}。",
    "candidate_added": (
        "发出这份表单以后，名册又增加了应评议的书记：{numbers}，这份表单上没有，整份暂不计入。"
        "请按“重发”，让对方填新的；不应参加这一场的，请改正组织名册。"
    ),
    "candidate_unknown": "编号 {value} 不在这份表单应评议的书记之中，这一行没有计入：{cells}。请核对。",
    "row_repeated": "“{header}”为 {value} 的有两行，无法判断用哪一行。请删去或改正其中一行。",
    "marks_outside": "这些内容填在了表格以外，没有计入：{cells}。若是有效的票，请移到表格中再按“回收”。",
    "mark_unreadable": (
        f"“{{value}}”不是好、较好、一般、差中的一个，这一项（{{criterion}}）按作废票计。{CORRECTED}"
    ),
    "mark_struck": (f"“{{value}}”上画了删除线，看不出算不算，这一项（{{criterion}}）按作废票计。{CORRECTED}"),
    "mark_merged": (
        "“{value}”填在合并的单元格中，看不出是给谁的，这一项（{criterion}）按作废票计。请取消合并，逐格填写。"
    ),
    "marks_unreadable": (
        "{where}中有 {count} 处评价不是好、较好、一般、差中的一个：{cells}，多于 {most} 处，像是填法不对，"
        "整份暂不计入。请对照原票逐格改正后重新放入“收回”；确实都要按作废计的，"
        "请到“基本设置”把“错填上限”改大，再按“回收”。"
    ),
    "classes_unreadable": (
        "{where}中有 {count} 处票类没有填，或填得看不出是哪一类：{cells}，多于 {most} 处，像是填法不对，"
        "整份暂不计入。请从下拉列表逐个选好后重新放入“收回”。"
    ),
    "text_unclear": "这些内容上画了删除线或填在合并的单元格中，仍照所填收录：{cells}。请核对要不要。",
    "own_mark_dropped": "按回避规定，对本单位书记的评价不计票，不用处理：{cells}。",
    "ballot_class_missing": (
        "第 {order} 票填了评价（{cells}），却没有填票类，暂不计入。请补填票类，再按“回收”。"
    ),
    "ballot_class_unknown": (
        "第 {order} 票的票类“{value}”不在可选范围（{choices}）内，暂不计入。请改正后再按“回收”。"
    ),
    "ballot_class_unclear": (
        "第 {order} 票的票类“{value}”上画了删除线或填在合并的单元格中，暂不计入。请逐票填清楚，再按“回收”。"
    ),
    "ballot_class_conflict": "第 {order} 票填了几个不同的票类（{cells}），暂不计入。请只保留一个。",
    "ballot_number_missing": (
        "这一行填了票，但票号“{value}”不是数字，暂不计入。请照纸质票上的号码补填票号。"
    ),
    "ballot_repeated": "票号 {order} 在第 {lines} 行重复，这几行都暂不计入。请对照纸质票改正票号。",
    "survey_class_missing": ("这份问卷填了评价（{cells}），却没有填票类，暂不计入。请补填票类，再按“回收”。"),
    "survey_class_unknown": (
        "问卷的票类“{value}”不在可选范围（{choices}）内，暂不计入。请改正后再按“回收”。"
    ),
    "survey_class_unclear": (
        "问卷的票类“{value}”上画了删除线或填在合并的单元格中，暂不计入。请逐行填清楚，再按“回收”。"
    ),
    "opinion_only": "这份问卷只写了意见（{value}），没有票类和评价，不计入份数。意见请您另行处理。",
    "problem_blank": "这一行没有写“问题”，其他内容没有收录：{cells}。请补写问题，或删去这一行。",
    "problem_number_missing": (
        "这一行没有问题编号，没有收录：{cells}。新增的问题请直接登记在总表“整改清单”中。"
    ),
    "problem_unknown": (
        "“{value}”不是总表中该支部的问题，这一行没有收录：{cells}。要增加问题，请由镇里登记在“整改清单”中。"
    ),
    "date_unreadable": "“{header}”所填“{value}”不是日期，没有收录。请改成 2016-1-15 这样的日期。",
    "closed_by_branch": (
        "问题 {problem} 由报送单位填成了“已销号”。销号由镇党委办理，状态没有收录，其他内容照收；"
        "整改完成请填“已完成”。"
    ),
    "state_unknown": (
        "问题 {problem} 的状态“{value}”不在可选范围（{choices}）内，状态没有收录，其他内容照收。"
        "请对方改正后重报。"
    ),
    "formula_in_answer": "这一格是公式，已取它的结果“{value}”。请核对是否正确。",
    "formula_unvalued": (
        "这一格是公式，但文件中没有它的结果，整份暂不计入。请用表格软件打开、保存一次，再放入“收回”。"
    ),
    "typed_differently": (
        "第 {order} 号票两人录入不一致：{differences}。暂不计入，请对照纸质票改正后再按“回收”。"
    ),
    "typed_once": "第 {order} 号票在{hand}的录入中没有，暂不计入。请对照纸质票补录或删去，再按“回收”。",
    "typed_held_once": "第 {order} 号票在{hand}的录入中有疑点没有解决，暂不计入。请先改正{hand}的录入。",
    # Without the cells: which of the two readings is right is unknown (docs/decisions/0002)
    "readers_differ": (
        "用两种办法读出的答案不一样，为稳妥起见没有计入。请用表格软件打开并另存为 .xlsx，再放入“收回”。"
    ),
}

BLANK_CELL = "空白"


def column_of_sheet(sheet: str, header: str) -> str:
    """A sheet, or one column of it.

    >>> column_of_sheet("录票", ""), column_of_sheet("录票", "票类")
    ('“录票”', '“录票”的“票类”一列')
    """
    return f"“{sheet}”的“{header}”一列" if header else f"“{sheet}”"


INTAKE = {**FILES, **ANSWERS}
