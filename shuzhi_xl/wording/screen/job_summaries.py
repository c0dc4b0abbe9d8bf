"""The sentence with which each job ends: what it did and where to look."""

from collections.abc import Mapping, Sequence

from shuzhi_xl.findings import Cause, Severity

# Logs of masters in use contain this word, and the openings of runs are found by it: it never changes
BEGUN = "开始"
"""The line of the log that opens a run."""
DIED = "没有完成：中途停止，没有写入总表。再做一次即可。"
"""The line of the log that closes a run that was interrupted."""


def checked(causes: Sequence[Cause], acknowledged: int, vain_marks: int) -> str:
    """End of 校验: how many causes, and in how many places."""
    parts = [
        f"{severity.value} {len(counts)} 类 {sum(counts)} 处"
        for severity in Severity
        if (counts := [cause.count for cause in causes if cause.first.severity is severity])
    ]
    parts += [f"已阅 {acknowledged} 处"] if acknowledged else []
    vain = f"须改的 {vain_marks} 行标了“已阅”，仍须改正。" if vain_marks else ""
    if not causes:
        return f"校验完成，没有疑点{f'（{parts[0]}）' if parts else ''}。{vain}"
    return f"校验完成：{'，'.join(parts)}，请看“校验报告”。{vain}"


def distributed(packages: int, typing: int, papers: int, unchanged: int) -> str:
    """End of 分发; what there is none of is not mentioned.

    >>> distributed(0, 3, 2, 0)
    '分发完成：新做了 3 个录票工作簿、2 份会议材料，放在“发出”文件夹。'
    >>> distributed(0, 0, 0, 9)
    '分发完成：没有要新做的文件；9 个支部的原已发出，没有改动。'
    """
    counts = {"个支部工作簿": packages, "个录票工作簿": typing, "份会议材料": papers}
    files = "、".join(f"{count} {name}" for name, count in counts.items() if count)
    output_text = f"新做了 {files}，放在“发出”文件夹" if files else "没有要新做的文件"
    rest = f"；{unchanged} 个支部的原已发出，没有改动" if unchanged else ""
    return f"分发完成：{output_text}{rest}。"


def not_distributed() -> str:
    """分发 stopped by findings."""
    return "没有分发：设置、名册、会议或票单中还有须改的疑点，请先按“校验报告”改正。"


def reissued(
    changes: Sequence[str], workbooks: Mapping[str, Sequence[str]], new: int, gone: int, refused: int
) -> str:
    """End of 重发: who changed, and which forms were made again.

    Args:
        changes: What has changed since the forms went out.
        workbooks: For whom they were made again, by kind of workbook.
        new: Workbooks of which there was no earlier one.
        gone: Forms that are void, and no other takes their place.
        refused: Forms that are not re-issued, because something of them came back.

    >>> reissued(["增加“丙村”（V3）"], {"支部工作簿": ["V1 甲村", "V2 乙村"]}, 1, 0, 0)[-29:]
    '个工作簿。都在“发出”文件夹，请发给对方，原来的不要再用。'
    >>> reissued([], {}, 0, 0, 2)
    '没有重发：2 份要重发的表单已经收回，票有效，原因和办法见“校验报告”。'
    """
    forms = "、".join(
        f"{len(names)} 个{kind}（{_list(names)}）" for kind, names in workbooks.items() if names
    )
    parts = [f"{_list(changes, '；')}；"] if changes else []
    parts += [f"原表单作废，重做了 {forms}；"] if forms else []
    parts += [f"不再需要的 {gone} 份表单已作废；"] if gone else []
    parts += [f"{'另' if forms else ''}新做了 {new} 个工作簿；"] if new else []
    rest = f"{refused} 份要重发的表单已经收回，票有效，原因和办法见“校验报告”。" if refused else ""
    if not parts:
        return f"没有重发：{rest or NOTHING_TO_REISSUE}"
    end = "都在“发出”文件夹，请发给对方，原来的不要再用。" if forms or new else ""
    return f"重发完成：{''.join(parts).removesuffix('；')}。{end}{rest and f'另有 {rest}'}"


def _list(names: Sequence[str], separator: str = "、") -> str:
    more = f"等 {len(names)} 个" if separator == "、" else f"等 {len(names)} 处改动"
    return separator.join(names[:_LISTED]) + (more if len(names) > _LISTED else "")


_LISTED = 6
"""Names in one sentence, which a message box has to hold."""
NOTHING_TO_REISSUE = (
    "已发出的表单都与现在的名册、设置相符。遗失、损坏的，请在“票单登记”把“状态”改为“作废”，再按“重发”。"
)


def not_reissued() -> str:
    """重发 stopped by findings."""
    return "没有重发：设置、名册、会议或票单中还有须改的疑点，请先按“校验报告”改正。"


def collected(counts: Mapping[str, int], updated: int) -> str:
    """End of 回收: the files balance; ``updated`` counts the problems changed by replies.

    >>> counts = dict.fromkeys(("files", "accepted", "duplicate", "held", "refused", "ballots"), 0)
    >>> collected({**counts, "survey_rows": 0, "problems": 0}, 0)
    '回收完成：共 0 个文件；没有新录入的内容。'
    """
    fates = {"采用": "accepted", "重复": "duplicate", "暂扣": "held", "退回": "refused"}
    files = " + ".join(f"{word} {counts[key]}" for word, key in fates.items() if counts[key])
    entered = {
        f"测评票 {counts['ballots']} 张": counts["ballots"],
        f"问卷 {counts['survey_rows']} 份": counts["survey_rows"],
        f"问题 {counts['problems']} 条": counts["problems"],
    }
    kinds = "、".join(words for words, count in entered.items() if count)
    parts = [f"录入{kinds}"] if kinds else []
    parts += [f"更新整改 {updated} 条"] if updated else []
    balance = f" = {files}" if files else ""
    return f"回收完成：共 {counts['files']} 个文件{balance}；{'，'.join(parts) or '没有新录入的内容'}。"


def not_collected() -> str:
    """回收 stopped by findings."""
    return "没有回收：设置、名册、会议或票单中还有须改的疑点，请先按“校验报告”改正；收回的文件都没有动。"


def computed(organisations: int, graded: int, ballots: int, outputs: tuple[int, int]) -> str:
    """End of 计算.

    Args:
        organisations: How many are appraised.
        graded: How many of them have a 建议等次.
        ballots: How many are counted.
        outputs: How many lists to sign (研究定等), and how many meetings with new slips (现场测评结果).

    >>> computed(2, 2, 9, (0, 1))
    '计算完成：计票 9 张，2 个党组织已有建议等次；现场测评结果 1 份，放在“结果”文件夹。请看“综合评定”。'
    """
    ungraded = organisations - graded
    rest = f"；{ungraded} 个暂不能定等次，原因见“校验报告”" if ungraded else ""
    lists, slips = outputs
    counts = {f"研究定等表 {lists} 个": lists, f"现场测评结果 {slips} 份": slips}
    files = "、".join(text for text, count in counts.items() if count)
    tables = f"；{files}，放在“结果”文件夹" if files else ""
    return f"计算完成：计票 {ballots} 张，{graded} 个党组织已有建议等次{rest}{tables}。请看“综合评定”。"


def not_computed() -> str:
    """计算 stopped by settings."""
    return "没有计算：设置还不完整或不相符，请先按“校验报告”改正。"


def generated(feedback: int, tracks: int, documents: int, withheld: int) -> str:
    """End of 生成; each track has a summary (汇总) and an audit workbook (核对).

    >>> generated(0, 3, 0, 2)
    '生成完成：汇总、核对各 3 个，放在“结果”文件夹；2 个还没有最终等次，未生成。'
    >>> generated(9, 1, 9, 0)
    '生成完成：反馈 9 个，公文 9 份，汇总、核对各 1 个，放在“结果”文件夹。'
    """
    feedbacks = f"反馈 {feedback} 个，" if feedback else ""
    feedbacks += f"公文 {documents} 份，" if documents else ""
    rest = f"；{withheld} 个还没有最终等次，未生成" if withheld else ""
    return f"生成完成：{feedbacks}汇总、核对各 {tracks} 个，放在“结果”文件夹{rest}。"


def not_current(caption: str) -> str:
    """生成 or 公布 stopped because the results are not those of the current tables."""
    return f"没有{caption}：表中的结果与现有数据不一致，请先按“计算”，再看“校验报告”。"


def published(names: int, workbooks: int, documents: int, withheld: int) -> str:
    """End of 公布; the documents are the circulars of the tracks and the list that is handed over.

    >>> published(100, 3, 4, 0)
    '公布完成：列出 100 个党组织，打印用的公布表 3 个，通报和移交名单（Word）4 个，放在“结果”文件夹。'
    """
    if not workbooks:
        return "公布完成：没有可以公布的板块，没有做公布表，原因见“校验报告”。"
    papers = f"，通报和移交名单（Word）{documents} 个" if documents else ""
    rest = f"；{withheld} 个板块还有人没有最终等次，没有做，见“校验报告”" if withheld else ""
    return f"公布完成：列出 {names} 个党组织，打印用的公布表 {workbooks} 个{papers}，放在“结果”文件夹{rest}。"


def tracked(total: int, open_ones: int, overdue: int, due_soon: int, files: Mapping[str, int]) -> str:
    """End of 整改跟踪; lists of the tracks, reminders and letters were made.

    >>> tracked(9, 4, 0, 1, {"跟踪表": 3, "催办单": 0})
    '整改跟踪完成：共 9 个问题，未销号 4 个，其中即将到期 1 个；跟踪表 3 个，放在“结果”文件夹。'
    """
    late_text = "、".join(
        f"{word} {count} 个" for word, count in (("逾期", overdue), ("即将到期", due_soon)) if count
    )
    list_counts = "、".join(f"{word} {count} 个" for word, count in files.items() if count)
    open_text = f"未销号 {open_ones} 个" if open_ones else "全部销号"
    return (
        f"整改跟踪完成：共 {total} 个问题，{open_text}{f'，其中{late_text}' if late_text else ''}"
        f"{f'；{list_counts}，放在“结果”文件夹' if list_counts else ''}。"
    )


def not_tracked() -> str:
    """整改跟踪 stopped because 基本设置 has gaps."""
    return "没有做整改跟踪：基本设置还有须改的疑点，请先按“校验报告”改正。"


def problems_closed(closed: int, waiting: int) -> str:
    """End of 批量销号; ``waiting`` are problems that were chosen and stay as they are."""
    if not closed and not waiting:
        return "没有要销号的问题。请先在“整改清单”选中要销号的行，或把“状态”改为“已销号”，再按“批量销号”。"
    if not closed:
        return "没有销号，原因见“校验报告”。"
    rest = f"；{waiting} 个选中的没有销号，原因见“校验报告”" if waiting else ""
    return f"批量销号完成：{closed} 个问题已填好状态、销号人、销号日期和完成日期{rest}。"


def not_adopted(reason: str) -> str:
    """其余同建议等次 wrote nothing."""
    return f"没有填研究日期：{reason}"


NO_TRACK_DATED = (
    "请先在“基本设置”的“研究日期”填上党委研究的日期（各板块不同的填在“板块设置”），再按“其余同建议等次”。"
)
NO_ROW_WAITING = "“综合评定”中有建议等次的都已填研究日期。"
NO_SUCH_COLUMN = (
    "“板块设置”还没有“研究日期”一列。请关闭总表，升级后再填；或在“综合评定”逐行填研究日期，按“计算”。"
)


def adopted(count: int, deviating: int, waiting: int, *, is_computed: bool) -> str:
    """End of 其余同建议等次; ``waiting`` are rows of dated tracks that still wait."""
    deviations = f"，其中 {deviating} 个研究等次不同" if deviating else ""
    rest = f"；{waiting} 个没有填，原因见“校验报告”" if waiting else ""
    end = "最终等次见“综合评定”" if is_computed else "最终等次还没有出，请先按“校验报告”改正，再按“计算”"
    return f"其余同建议等次：{count} 个党组织填上了研究日期{deviations}{rest}；{end}。"


def recounted(organisations: int, ballots: int, differences: int) -> str:
    """End of the second count."""
    if differences:
        return f"复核完成：{organisations} 个党组织，有 {differences} 处不一致，请看所列单元格。"
    return f"复核完成：{organisations} 个党组织、{ballots} 张票，两次计算完全一致。"


def created(name: str, scheme: str, gaps: int = 0, recommended: int = 0) -> str:
    """A new master was made."""
    filled = "；评分设置请按党委研究确定的方案填写"
    if scheme:
        advice = f"；没有定的办法 {recommended} 项按建议值填好，理由见“基本设置”" if recommended else ""
        rest = f"，其中 {gaps} 处空着，请按党委研究确定的办法填写，填好以前不能计算" if gaps else ""
        filled = f"，已填入方案“{scheme}”{rest}{advice}"
    return f"已新建总表“{name}”{filled}。"


def started(year: int, tables: Mapping[str, int], scheme: str, present: Mapping[str, int]) -> str:
    """End of 新建 in an empty master.

    Args:
        year: 年度.
        tables: How many rows each table was given.
        scheme: The scheme that was put in; blank where 评分设置 had content.
        present: How many rows those tables have that were filled before and are left as they are.
    """
    parts = [f"{name} {rows} 行" for name, rows in tables.items()] + ([f"方案“{scheme}”"] if scheme else [])
    unchanged = "、".join(f"{name}已有 {rows} 行" for name, rows in present.items())
    return (
        f"新建完成：{year} 年度；填好{'、'.join(parts)}。{unchanged and f'{unchanged}，没有改。'}"
        "请在“组织名册”贴上组织名称、组织类型、书记姓名，再按“校验”。"
    )


def groups_omitted(classes: Sequence[str]) -> str:
    """Groups of voters without a 票类 in the scheme."""
    return f"方案的现场测评没有{'、'.join(classes)}，“参会人员”没有列这几组，请自己登记。"


def not_started(reason: str) -> str:
    """新建 stopped, because the page is not filled in."""
    return f"没有新建，什么也没有改。请看“新建”表：{reason}"


def year_differs(settings: int, page: int) -> str:
    """The year of 基本设置 is not that of the page."""
    return f"“基本设置”的年度是 {settings}，“新建”的年度是 {page}，请改成一样，再按“新建”。"


def next_year_made(summary: str, place: str) -> str:
    """End of 新建 in a master in use."""
    return f"{summary}新总表在“{place}”；这一本没有改动。"


def schemes_on_offer() -> str:
    """After a new master without a scheme."""
    return "新建时也可以加 --scheme 方案名称，填入以上任一现有方案。"


def built(count: int) -> str:
    """The shipped workbooks and templates were rebuilt."""
    return f"已重新生成 {count} 个工作簿和公文模板。"
