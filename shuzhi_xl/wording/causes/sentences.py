"""Sentences for several findings of one cause (同类疑点的话), where leaving out the differences reads badly.

Only what all findings of a cause have in common is mentioned; their number and whom they concern follow.
"""

from shuzhi_xl.wording.findings.intake import CORRECTED

CAUSES = {
    # cells
    "repeated_key": "“{headers}”有重复的行，请删去或改正其中一行。",
    "unknown_value": (
        "“{header}”填了“{table}”的“{listed}”一列中没有的内容，请从下拉列表中选择，或先到“{table}”登记。"
    ),
    "cell_error": (
        "“{header}”有公式出错的格，与它有关的结果先不出。请改正公式，或换成应填的内容；不需要填的，请清空。"
    ),
    # roster and meetings
    "present_exceeds": "实到人数多于应到人数，请核对。",
    "present_blank": "录票已经收回，实到人数还空着，请按签到补填。",
    "typed_over_present": "录入的纸质票多于实到人数，请对照签到和纸质票核对。",
    "group_uncounted": (
        "成组的参会人员有多少人还没有填，请填“人数”，应到人数就由程序填好；哪场会没有哪类人的，请删去那一行。"
    ),
    "meeting_needed": "参评的党组织没有填参加哪一场评议会，请填写“场次”（书面述职也要填）。",
    "meeting_of_other_track": "所填的场次是别的板块的会议，请改正场次或板块。",
    "type_not_of_track": "组织类型不归所填的板块，请改正组织类型或板块，或到“板块设置”补上。",
    "reason_needed": "不参评的党组织没有写明原因，请填写不参评原因。",
    "same_secretary": "一人任几个党组织的书记；如是兼任不必改，如填错请改正。",
    "same_name": "组织名称有相同的，请核对；确为两个组织的，请写全称以示区别。",
    "meeting_off_schedule": (
        "会议日期不在日程安排中“{stage}”的起止日期以内，请核对会议日期；改了安排的，请改“日程安排”。"
    ),
    "date_off_schedule": (
        "“{header}”不在本年度述职评议的期间（{starts} 至 {ends}）以内，请核对年份和月份；"
        "改了安排的，请改“日程安排”。"
    ),
    "attendees_missing": "还没有登记参会人员，请在“参会人员”中补上。",
    "eligible_differs": "应到人数与参会人员表的人数合计不一致，请改正其中一处。",
    "present_differs": "实到人数与参会人员表中出席的人数不一致，请核对。",
    # gaps
    "organisation_without": "这些党组织在“{table}”中还没有内容，请补上。",
    "survey_not_issued": "问卷调查计入得分，但没有发过问卷，请核对“问卷份数”后按“分发”。",
    "form_not_back": "发出的表单还没有收回，请催交。",
    "not_returned": "发出的{kind}还没有收回，请催交。",
    "routine_blank": "“{header}”还没有填，该来源计入综合得分，请补填。",
    "visit_rated_twice": "调研既有评分又有票数，以评分为准；请核对后清空一种。",
    "visit_counts_exceed": "调研四个等次的票数合计多于参加人数，请核对。",
    "adjustment_reason_needed": "有加减分，请写明加减分理由。",
    "veto_reason_needed": "一票否决为“是”，请写明否决事由。",
    "entry_for_not_appraised": "不在参评名单中，这些行未计入。如应参评，请在组织名册中改正。",
    "earlier_year_not_over": (
        "“历年等次”里的年度不早于本年度 {year}，这些等次不会显示；请改为它们的年度，或删去这些行。"
    ),
    "visit_unrated": "调研没有评分，也没有四个等次的票数，不计入得分；如应计分请补填。",
    "visit_listing_needed": "调研写了情况摘要，请在“列入问题”选“是”或“否”。",
    "visit_summary_needed": "调研要列入问题，请写情况摘要，它就是问题的内容。",
    # debrief reports
    "report_uncounted": "报告已提交，“{header}”还没有填，请补填，否则不出审核结论。",
    "report_unjudged": "“{header}”还没有判断，请看过报告后填“是”或“否”，填好以后才有审核结论。",
    "report_short": "报告不足 {least} 字，请退回补充。",
    "report_long": "报告超过 {most} 字，请退回压缩。",
    "report_praises": "写成绩和经验的篇幅超过 {limit}%，请退回压缩这一部分。",
    "report_spares": "写问题的篇幅不足 {limit}%，请退回充实这一部分。",
    "report_text_short": "全文不足 {least} 字，请退回补充。",
    "report_text_long": "全文超过 {most} 字，请退回压缩。",
    "report_text_praises": "写成绩和经验的部分超过全文的 {limit}%，请退回压缩这一部分。",
    "report_text_spares": "写问题的部分不足全文的 {limit}%，请退回充实这一部分。",
    "report_focus_missing": (
        "没有写到通知要求的重点内容，请退回补写；写了但说法不同的，"
        "请在“基本设置”的“报告重点内容”中用 / 加上这种说法。"
    ),
    "report_parts_exceed": "成绩字数与问题字数合计超过总字数，请核对这三个数。",
    "report_part_missing": (
        "没有找到写{part}的部分，没有填这部分的字数。确实没有写的请退回补写；写了的请在“述职报告”直接填字数。"
    ),
    "report_part_unclear": (
        "有的段落同时写了几个部分，分不清各写了多少字，没有填这几部分的字数。请退回分开写，或在“述职报告”直接填字数。"
    ),
    "report_not_appraised": "书记不参评，报告没有读入；如应参评，请改组织名册的“参评”。",
    "report_file_gone": (
        "字数原来从文件读入，这次没有读到报告；原来那份不是其本人的，请清空这一行的字数，仍用它的不必改。"
    ),
    "report_recounted": "报告改过以后，字数已按文件改正，不用处理；要用原来的数，请改回。",
    "report_twice": "同一位书记有几份报告，都没有读入。请各只留下要用的一份，再按“读取报告”。",
    # forms and votes
    "form_undecided": "表单收到不同的内容，请把要用的一行改为“采用”，其余改为“作废”，再按“回收”。",
    "form_adopted_twice": "表单已有一份计票的内容，只能用一份，请把另一行的状态改为“作废”。",
    "return_unrecorded": "表单已收回，但“{header}”是空的（可能还没有计票），请再按“回收”。",
    "form_outdated": "表单发出后有改动，已发出的内容不再相符。请按“重发”，再把新的发给对方。",
    "counted_form_outdated": (
        "表单收回以后名册或设置有改动。已收回的票有效，不会重发，请核对；"
        "确要作废重填的，请把这些行的状态改为“作废”，再按“重发”。"
    ),
    "reissue_counted": (
        "表单已经收回，票有效，没有重发。确要作废重填的，请把这些行的状态改为“作废”，再按“重发”。"
    ),
    "contents_differ": (
        "表单有几份不同的内容待定，都没有计入。请在“票单登记”中把要用的一行改为“采用”，其余改为“作废”，"
        "再按“回收”。"
    ),
    "return_blank": (
        "表单交回来是空的，已登记收回，请核实；补交填好的一份，放入“收回”再按“回收”，就以填好的为准。"
    ),
    "return_replaced": (
        "表单又交来一份，按“后交的为准”计入后一份，原来的标为“已更新”，不再计入。请核对；"
        "要改回原来的，请在“票单登记”把那一行改为“采用”，后一份改为“作废”，再按“回收”。"
    ),
    "form_void": "表单已作废，没有计入。应以重发的表单为准；若作废有误，请在“票单登记”中改正状态。",
    "form_of_not_appraised": "党组织已不参评，它的表单请改为“作废”。",
    "more_than_issued": (
        "表单填的票多于发出的张数，没有计入。请查明多出的票；发出数登记有误的，请在“票单登记”中改正，再按“回收”。"
    ),
    "identity_other_year": "不是今年的表单，没有计入，请移走。",
    "file_of_other_year": (
        "不是今年的表单，没有计入；已移到“收回”里那一年的文件夹，请在那一年的总表按“回收”读取。"
    ),
    "identity_altered": (
        "表单的身份与本总表不符：可能被改动过，或是别的单位发出的。没有计入，请与报送单位核实。"
    ),
    "mark_struck": (
        "有的评价上画了删除线，看不出算不算，按作废票计。若有笔误，请改正后重新放入“收回”，并在“票单登记”的“后交的为准”选“是”，再按“回收”。"
    ),
    "mark_merged": "有的评价填在合并的单元格中，看不出是给谁的，按作废票计。请取消合并，逐格填写。",
    "marks_outside": "有的内容填在了表格以外，没有计入。若是有效的票，请移到表格中再按“回收”。",
    "ballot_number_missing": "有的票票号不是数字，暂不计入。请照纸质票上的号码补填票号。",
    "ballot_repeated": "有的票号重复，这几行都暂不计入。请对照纸质票改正票号。",
    "ballot_class_conflict": "有的票填了几个不同的票类，暂不计入。请各只保留一个。",
    "returned_exceeds": "收回数多于发出数，请核对。",
    "returned_differs": "收回数不等于有效数与作废数之和，请核对这三个数。",
    "votes_for_not_appraised": "不在参评名单中，它们的票未计入。如应参评，请在组织名册中改正。",
    "votes_of_unknown_form": "表单编号没有在票单登记中，它们的票未计入。手工录入的票请清空表单编号。",
    "mark_unreadable": f"有的评价不是好、较好、一般、差中的一个，按作废票计。{CORRECTED}",
    "own_mark_dropped": "按回避规定，对本单位书记的评价不计票，不用处理。",
    "ballot_class_missing": "有的票填了评价却没有填票类，暂不计入。请补填票类，再按“回收”。",
    "ballot_class_unknown": "有的票的票类不在可选范围（{choices}）内，暂不计入。请改正后再按“回收”。",
    "survey_class_missing": "有的问卷填了评价却没有填票类，暂不计入。请补填票类，再按“回收”。",
    "survey_class_unknown": "有的问卷的票类不在可选范围（{choices}）内，暂不计入。请改正后再按“回收”。",
    "typed_differently": "有的票两人录入不一致，暂不计入。请对照纸质票改正后再按“回收”。",
    "typed_once": "有的票只有一人录入，暂不计入。请对照纸质票补录或删去，再按“回收”。",
    "source_missing": "“{source}”还没有成绩，算不出综合得分。请补填；本来就没有的，请把该来源权重改为 0。",
    # decisions and publication
    "decision_reason_needed": "研究等次与建议等次不同，请写明调整理由。",
    "decision_date_needed": "填了研究等次，请填研究日期，否则没有最终等次。",
    "decided_before_meeting": "研究日期早于评议会的日期，请核对。",
    "suggestion_missing": "还没有建议等次，没有填研究日期；请由党委研究后自己填写。",
    "decision_outdated": ("研究以后建议等次或综合得分变了。请重新研究，并把研究日期改为重新研究的日期。"),
    "no_final_grade": "还没有最终等次，暂不提供结果。请在研究后填写研究日期，再按“计算”。",
    # problems
    "closing_not_started": (
        "问题还没有整改到位的状态，没有销号；已经整改到位的，请先改状态，再按“批量销号”。"
    ),
    "reply_closes": "支部把问题报为“已销号”，没有采用；销号由镇里审核，属实的请您在“整改清单”中销号。",
    "reply_to_closed": "问题已销号，支部报来的改动没有采用；确要改的，请您直接改“整改清单”。",
    "reply_state_unknown": "问题报来的状态没有采用，只能是：{choices}。请让支部改正后再报。",
    "reply_done_undated": "支部把问题报为“已完成”但没有填完成日期，状态没有改，请让支部补报日期。",
    "reply_date_unused": "问题报来了完成日期，但状态不是“已完成”，日期没有采用，请核对。",
    "problem_number_missing": "有的行没有问题编号，没有收录。新增的问题请直接登记在总表“整改清单”中。",
    "problem_blank": "有的行没有写“问题”，其他内容没有收录。请补写问题，或删去这一行。",
    "carried_from_missing": "问题是上年结转的，请在“结转自”填上年的问题编号。",
    "done_date_needed": "问题的状态为“{state}”，请填完成日期。",
    "closing_unsigned": "问题已销号，请填“{header}”。",
    "state_behind_dates": "问题已填完成或销号日期，状态没有跟着改，请改状态或清空日期。",
    "due_missing": "问题没有整改时限，请补填，否则无法提醒逾期。",
    "problem_overdue": "问题过了整改时限仍未完成，请催办。",
    "reply_of_office": "总表中已定的内容，支部报来的与它不同，没有改。确要改的，请您直接改“整改清单”。",
    "problem_unknown": "报来的问题不是总表中该支部的，没有收录。要增加问题，请由镇里登记在“整改清单”中。",
    "date_unreadable": "“{header}”所填的不是日期，没有收录。请改成 2016-1-15 这样的日期。",
}
