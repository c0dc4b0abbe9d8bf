"""Sentences about issued and returned forms, the log, and results that leave the office."""

LAST_MAY_COUNT = "（以最后交来的一份为准的，也可以在“后交的为准”选“是”）"
"""A second way out of a dispute, where it is known which content came last."""

FORMS = {
    # Excel says only that it cannot open the file
    "path_too_long": (
        "连同所在文件夹，路径有 {length} 个字符，超过 {program} 能打开的 {limit} 个"
        "（这样的文件共 {count} 个）。"
        "请把总表所在的整个文件夹移到路径较短的地方（如“D:\\述职评议”），运行 install.cmd 后再打开。"
    ),
    # Nothing is dropped in silence: each sentence says why a file does not count, and what makes it count
    "form_unregistered": (
        "表单 {form} 在“票单登记”中没有，没有计入。登记行可能被删去，请从“备份”中找回总表后再按“回收”。"
    ),
    "form_void": "表单 {form} 已作废，没有计入。应以重发的表单为准；若作废有误，请在“票单登记”中改正状态。",
    "content_void": (
        "表单 {form} 的这份内容已定为“作废”，没有计入。若要改用这一份，请在“票单登记”中改正状态。"
    ),
    "contents_differ": (
        "表单 {form} 有 {count} 份不同的内容待定，都没有计入。请在“票单登记”中把要用的一行改为“采用”，"
        "其余改为“作废”{hint}，再按“回收”。"
    ),
    "return_replaced": (
        "表单 {form} 又交来一份，按“后交的为准”计入这一份（{numbers}），"
        "原来的（{earlier}）标为“已更新”，不再计入。"
        "请核对；要改回原来的，请在“票单登记”把那一行改为“采用”，这一份改为“作废”，再按“回收”。"
    ),
    "return_older": (
        "这份表单 {form} 与早先交来的一份内容相同，其后已改用后交的一份，因此没有计入。"
        "若要改用这一份，请在“票单登记”把“已更新”的那一行改为“采用”，后交的一行改为“作废”，再按“回收”。"
    ),
    "return_blank": (
        "表单 {form} 交回来是空的：发出 {issued} 张票、{surveys} 份问卷，一张、一份也没有可计入的。"
        "已登记收回，请核实；补交填好的一份，放入“收回”再按“回收”，就以填好的为准。"
    ),
    "blank_beside_filled": (
        "表单 {form} 的这份没有一张票、一份问卷，另有填好的一份，以填好的为准，这份没有计入，不用处理。"
    ),
    "replies_differ": (
        "反馈 {form} 同时交来 {count} 份不同的内容，都没有采用。请在“收回”中只留下要用的一份，再按“回收”。"
    ),
    "reply_older": (
        "这份反馈 {form} 与早先交来的一份内容相同，其后又收过别的内容，因此没有再次采用。"
        "若确要改回这一份所填的，请直接在“整改清单”中改。"
    ),
    "more_than_issued": (
        "表单 {form} 填了 {value} 张票，多于发出的 {issued} 张，没有计入。"
        "请查明多出的票；发出数登记有误的，请在“票单登记”中改正，再按“回收”。"
    ),
    "more_surveys_than_issued": (
        "表单 {form} 填了 {value} 份问卷，多于发出的 {issued} 份，整份没有计入。"
        "请查明多出的问卷；发出数登记有误的，请在“票单登记”中改正，再按“回收”。"
    ),
    "other_typing_missing": (
        "这份录票 {form} 要与另一人的录票比对，另一份还没有收到或尚待确定，暂不计入。请备齐后再按“回收”。"
    ),
    "typing_replaced": "录票 {form} 已改用后来放入的一份，这一份没有计入，不用处理。",
    "adopted_file_missing": (
        "表单“{form}”状态为“{value}”，但它的票还没有计入，因为文件不在“收回”中；已处理过的会移回来。"
        "请再按一次“回收”；仍有此提示的，请把原文件重新放入“收回”。"
    ),
    "self_check_left": (
        "问题 {problem}（{state}）来自“问题自查”，但那份表单已撤回或被替换，现在计入的表单中没有这一条。"
        "不再需要的，请删去这一行；仍要整改的，不必处理。"
    ),
    "not_returned": "{kind}“{form}”还没有收回，请催交。",
    # What is out is never rewritten: it becomes 作废, and another is issued
    "form_outdated": (
        "“{subject}”的表单“{form}”发出后有改动，已发出的内容不再相符：{changes}。"
        "请按“重发”，再把新的发给对方。"
    ),
    "counted_form_outdated": (
        "“{subject}”的表单“{form}”收回以后名册或设置有改动：{changes}。已收回的票有效，不会重发，请核对。"
        "确要作废重填的，请把这一行的状态改为“作废”，再按“重发”。"
    ),
    "reissue_counted": (
        "表单“{form}”已经收回（{value}），票有效，没有重发。"
        "确要作废重填的，请把这一行的状态改为“作废”，再按“重发”。"
    ),
    "files_not_collected": (
        "“收回”文件夹里还有 {count} 个文件没有回收（{names}），重发会使其中的票作废。"
        "请先按“回收”，再按“重发”。"
    ),
    "reissue_unknown": "要重发的“{value}”没有发过表单，请核对编号（或场次）。",
    "key_missing": (
        "总表的表单密钥不见了，已发出的表单无法核对。请从“备份”文件夹中找回总表，不要继续使用这一本。"
    ),
    # Results leave the office only while they follow from the tables
    "log_broken": "这一行与前一行接不上，日志可能被改动、删去或插入过，请与“备份”中的总表核对。",
    "log_end_broken": (
        "日志的末尾不是程序最后写的那一行，末几行可能被改动、删去或添加过，请与“备份”中的总表核对。"
    ),
    "results_outdated": "表中的结果与现有数据不一致（计算之后又有改动），请先按“计算”，核对后再操作。",
    "result_stale": (
        "“{name}”现在没有最终等次，这个反馈是以前生成的，请不要发出。请删去它，或研究定等后重新“计算”“生成”。"
    ),
    "reminder_stale": "这份催办是以前做的，现在没有它要催办的了，请不要发出。请删去它。",
    "no_final_grade": (
        "“{name}”（{number}）还没有最终等次，暂不提供结果。请在研究后填写研究日期，再按“计算”。"
    ),
    "publication_incomplete": (
        "板块“{track}”参评 {total} 个，其中 {count} 个没有最终等次：{waiting}。缺人的名单不能公布，"
        "这个板块没有做公布表。请补齐后按“计算”，再按“公布”。"
    ),
    "publication_stale": (
        "板块“{track}”现在还有人没有最终等次，这个文件是以前做的，请不要公布。"
        "请删去它，或补齐后按“计算”“公布”。"
    ),
    "annual_list_stale": (
        "现在没有一个板块全部有最终等次，这份名单是以前做的，请不要移交。请删去它，或补齐后按“计算”“公布”。"
    ),
}


def describe_votes(ballots: int, surveys: int) -> str:
    """Numbers of the ballots and questionnaires that a returned form has.

    >>> describe_votes(2, 20)
    '测评票 2 张、问卷 20 份'
    """
    return f"测评票 {ballots} 张、问卷 {surveys} 份"
