"""Sentences about paper ballots that the office scanner has read (读票)."""

from typing import Final

_FROM_ANEW: Final = "请删去这个文件，按“分发”重新做一份，再按“读票”；票已经印发、不能再做的，请照票录入。"
_NOT_READ: Final = "这场会议的票先不读，其他会议照常。"

SCANNING: Final = {
    "scan_layout_missing": (
        f"这个测评票文件里没有“_版式”，不知道每个格子在哪里、是哪位书记的。{_NOT_READ}{_FROM_ANEW}"
    ),
    "scan_layout_page_missing": (
        "这个测评票文件里少了{voter_class}第 {page} 页的工作表，或者那里的名称被删去了。"
        f"{_NOT_READ}{_FROM_ANEW}"
    ),
    "scan_layout_boxes": (
        "“{sheet}”的打票格子不是每位书记一行四格：列被增减、单元格被合并，或者有的行、列被隐藏。"
        f"{_NOT_READ}请改回原样，再按“读票”；票已经这样印发的，请照票录入。"
    ),
    "scan_layout_box_printed": (
        "“{sheet}”的打票格子 {cell} 里印了字，会被当成打的票。"
        f"{_NOT_READ}请清空这一格，再按“读票”；票已经这样印发的，请照票录入。"
    ),
    "scan_layout_rows_moved": (
        "“{sheet}”上书记的行与做票时不一样：排过序，增删过行，或者改过序号、测评项目，读出来会张冠李戴。"
        f"{_NOT_READ}请改回原样，再按“读票”；票已经这样印发的，请照票录入。"
    ),
    "scan_layout_picture_moved": (
        "“{sheet}”上的图片“{name}”挪了位置，压住了打票的格子，或者不在自己那个角上。"
        f"{_NOT_READ}{_FROM_ANEW}"
    ),
    "scan_layout_picture_missing": (
        "“{sheet}”上找不到图片“{name}”：被删去、改名、旋转、裁剪、组合，或者太小。"
        f"{_NOT_READ}{_FROM_ANEW}"
    ),
    "scan_layout_twice": (
        "这个文件和“{first}”里是同一批票的编码，版面却不一样，不知道印的是哪一个，这些票先不读。"
        "请只留下印票用的那个文件，把另一个移出“发出”文件夹，再按“读票”。"
    ),
    "scan_more_than_issued": (
        "{meeting}“{voter_class}”读出 {read} 张票，多于应印份数 {issued}。"
        "请查有没有同一叠票扫描了两次，或者混进了别的票，再按“回收”。"
    ),
    "scan_more_than_present": (
        "{meeting}“{voter_class}”读出 {read} 张票，多于实到 {present} 人。"
        "请查有没有同一叠票扫描了两次，或者“参会人员”的出席登记错了，再按“回收”。"
    ),
    "scan_more_than_eligible": (
        "{meeting}“{voter_class}”读出 {read} 张票，多于应到 {eligible} 人。"
        "请查有没有同一叠票扫描了两次，或者“参会人员”登记少了，再按“回收”。"
    ),
    "scan_fewer_than_present": (
        "{meeting}“{voter_class}”读出 {read} 张票，少于实到 {present} 人。"
        "请对照收回的票数，查有没有漏扫；没有交票的不用处理。"
    ),
    "scan_fewer_than_eligible": (
        "{meeting}“{voter_class}”读出 {read} 张票，少于应到 {eligible} 人，实到还没有登记。"
        "请在“参会人员”登记出席，并查有没有漏扫。"
    ),
    "scan_ballots_repeated": (
        "{meeting}“{voter_class}”有 {count} 页像是同一张票扫描了两次：{names}；"
        "这些票排在最后，没有算进读出的张数。请在“存疑”里对照两张图，选“同一张”或“不同的票”。"
    ),
    "scan_pages_identical": (
        "{count} 页和别的页是同一幅图，只读一次：{names}。同一份文件放了两次的，请移走一份；"
        "第二遍要把票重新扫描，不能复制第一遍的文件。"
    ),
    "scan_pages_missing": (
        "{meeting}“{voter_class}”有 {incomplete} 张票缺页：有的页没有扫描，或者读不了（见“读票清单”）。"
        "请补扫缺的页再按“读票”；要照票录入“缺页”的格的，先按“读票清单”的文件和页找出是哪一张票。"
    ),
    "scan_no_picture": (
        "“扫描”文件夹里这些文件不是图片，没有读：{names}。读的是 PDF、TIFF、JPEG、PNG、BMP；"
        "是测评票的，请另存为这几种再放进来，不是的可以不理。"
    ),
    "scan_second_unused": (
        "“第二遍”里有 {count} 个文件没有读：“基本设置”的“双人录入”是“否”，票只录一遍。"
        "要两遍对照的，请改为“是”，按“分发”，再按“读票”。"
    ),
    "scan_pages_unread": "{count} 页没有读（{fate}）。{reason}请核对这些页：{names}。",
    "scan_form_not_issued": (
        "{meeting} 的票读出来了，但这场会的录票表没有登记，所以没有做“读票”工作簿。请先按“分发”，再按“读票”。"
    ),
    "scan_form_outdated": (
        "{subject} 的录票表发出以后改过名册或测评项目：{changes}。所以没有做“读票”工作簿，以免张冠李戴。"
        "请核对名册，改回开会时的样子，再按“读票”；确实改了的，按“重发”，票照纸上录入。"
    ),
    "scan_decisions_differ": (
        "同一张票的同一行，几个“读票”工作簿里选得不一样（{count} 处），都没有采用。"
        "请在新做的“读票”工作簿的“存疑”里重新选定。"
    ),
    "scan_typed_differ": (
        "同一张票的同一格，几个“读票”工作簿的“录票”改得不一样（{cells}，共 {count} 格），都没有采用，"
        "新做的里写着“存疑”。请照票录入这些格。"
    ),
    "scan_orders_changed": (
        "“录票”里票号 {orders} 改过、删过或者重复，改过的评价认不出是哪张票的，手工录入的票也认不出，"
        "都没有带到新做的“读票”工作簿。请照“_已处理”里的旧稿重新录入。"
    ),
    "scan_work_unread": (
        "这个“读票”工作簿读不出来，里面选定的、改过的没有带到新做的工作簿。"
        "它没有删去，被换下的在“_已处理”，名字前加“旧稿_”。请打开它，照着在新做的里重新选定。"
    ),
    "scan_typed_kept": (
        "上次在“录票”里改过的 {count} 格（{cells}）照您改的保留，没有用重新读出的。"
        "请对照纸质票看一遍；没有错的不用处理。"
    ),
    "scan_ballots_kept": (
        "上次在“录票”里手工录入的 {count} 张票照样保留（现在的票号 {orders}）。"
        "其中重新扫描读出了的，请清空手工录入的那一行，以免计两次。"
    ),
    "scan_undecided": (
        "“录票”里有 {count} 格还是“存疑”或“缺页”（{cells}），整份暂不计入。"
        "请在“存疑”里逐行选定，“缺页”的照票录入，存盘，再按“回收”。"
    ),
    "scan_repeat_undecided": (
        "票号 {order} 像是同一张票扫了两遍，还没有选定，整份暂不计入。"
        "请对照两张图选“同一张”或“不同的票”，存盘，再按“回收”。"
    ),
    "scan_choice_unknown": (
        "“请选择”一栏填的“{value}”不是能选的：{choices}。整份暂不计入，请改正，再按“回收”。"
    ),
    "scan_choice_conflict": (
        "这一行选的是“{value}”，而“录票”里那一格已经改成“{typed}”，不知道以哪个为准，整份暂不计入。"
        "请把两处改成一样，再按“回收”。"
    ),
    "scan_cell_missing": (
        "这一行说的票（票号 {order}、编号 {number}）在“录票”里找不到，整份暂不计入。"
        "请不要增删“录票”的行和列；可以再按“读票”重新做一份，选过的不会丢。"
    ),
}
