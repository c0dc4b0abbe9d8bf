"""Sentences about how the sheets fit together (校验), and about branches' replies on their problems."""

CHECKS = {
    # Dropdowns check what is typed, not what is pasted; so every reference is checked again
    "unknown_value": (
        "“{header}”填的“{value}”在表格“{table}”的“{listed}”一列中没有，请从下拉列表中选择，"
        "或先到“{table}”登记。"
    ),
    "unknown_in_many": (
        "“{header}”填的“{value}”在表格“{table}”的“{listed}”一列中没有（共 {count} 行），"
        "请先到“{table}”登记或改正。"
    ),
    "table_empty": "“{table}”还没有内容，请先登记。",
    "peer_class_of_survey": "互评票类“{value}”在“票类权重”中没有“现场测评”这一来源，请补一行或改选其他票类。",
    "share_unreadable": "“{header}”填的“{value}”看不懂，请写成 33、33% 或 1/3。",
    "report_limits_crossed": "报告字数下限（{value}）大于上限（{most}），请核对。",
    "closing_officer_needed": (
        "还没有填“销号人”，没有销号。请在“基本设置”填上审核销号的人，再按“批量销号”。"
    ),
    "closing_not_started": (
        "问题“{problem}”的状态还是“{value}”，没有销号；已经整改到位的，请先改状态，再按“批量销号”。"
    ),
    "problem_to_close_unknown": ("“整改清单”中没有问题编号“{value}”，或这一行有须改的格，没有销号；请核对。"),
    "suggestion_missing": "“{name}”还没有建议等次，没有填研究日期；请由党委研究后自己填写。",
    "settings_unconfirmed": (
        "计票、取整等办法还没有由党委研究确认。请展开“基本设置”中折起的各项看一遍，"
        "研究同意后在“已由党委研究确认”选“是”，再按“计算”。"
    ),
    "settings_changed_since_tick": (
        "计票、取整等办法（{headers}）在上次计算以后改过，而“已由党委研究确认”仍是“是”。"
        "党委已经研究同意的，不用处理，按“计算”即可；还没有研究的，请先选“否”。"
    ),
    "type_in_two_tracks": "组织类型“{type}”已归“{track}”板块，不能再归本板块，请在其中一处删去。",
    "track_unused": "板块“{value}”下没有参评的党组织；如不是有意的，请核对组织名册的“板块”。",
    # 通知 一 appraises every secretary, 二 puts each into one track
    "meeting_needed": "“{name}”参评，请填写参加哪一场评议会（书面述职也要填）。",
    "meeting_of_other_track": (
        "场次“{value}”是“{other}”板块的会议，与本组织的板块“{track}”不一致，请改正场次或板块。"
    ),
    "type_not_of_track": "组织类型“{value}”不归“{track}”板块，请改正组织类型或板块，或到“板块设置”补上。",
    # An 编号 of other tables that no row of the roster has any more
    "number_lost": (
        "这一行没有编号，而别的表或发出的表单用过的编号 {numbers} 不在名册上。原来就是这个党组织的，"
        "请填回原来的编号；确是新增的，请填一个从没用过的编号。"
    ),
    "ballots_blank": (
        "板块“{track}”的“{voter_class}”是各支部的互评票，但 {count} 个党组织的“测评票数”空着或是 0，"
        "分发时不给它们测评票：{names}。要发的请填张数。"
    ),
    "reason_needed": "“{name}”不参评，请写明不参评原因。",
    "merged_into_itself": "并入编号不能填本组织自己的编号（{value}），请填并入组织的编号。",
    "merged_but_appraised": "“{name}”已填并入编号，不应再参评，请把“参评”改为“否”，或清空并入编号。",
    "merged_into_not_appraised": "并入的“{name}”（{value}）不参评，请改填参评的组织，或核对它的“参评”。",
    "same_secretary": "书记“{value}”同时是“{name}”的书记；如是兼任不必改，如填错请改正。",
    "same_name": "组织名称“{value}”与第 {line} 行相同，请核对；确为两个组织的，请写全称以示区别。",
    # 通知 五 sets the days by which each stage is done
    "ends_before_start": "截止日期（{value}）早于开始日期（{starts}），请改正。",
    "finished_before_start": "完成日期（{value}）早于开始日期（{starts}），请核对。",
    "order_falls": "序号 {value} 排在 {earlier} 之后，请按先后重排序号。",
    # 通知 四、2: about 2,000 characters, at most a third on achievements, the secretary's own part
    "report_parts_exceed": "成绩字数与问题字数合计 {parts}，超过总字数 {value}，请核对这三个数。",
    "report_uncounted": "{number} 的报告已提交，“{header}”还没有填，请补填，否则不出审核结论。",
    "reports_late": (
        "有 {count} 份述职报告的提交日期晚于日程安排中“述职报告”的截止日期 {ends}：{days}。"
        "请核对；确实晚交的，可在“审核意见”中注明。"
    ),
    "reports_dated_by_file": (
        "有 {count} 份述职报告的提交日期原来空着，填的是文件的修改日期，"
        "晚于日程安排中“述职报告”的截止日期 {ends}：{days}。文件日期不一定是提交的日期，请核对改正。"
    ),
    "report_short": "报告 {value} 字，不足 {least} 字，请退回补充。",
    "report_long": "报告 {value} 字，超过 {most} 字，请退回压缩。",
    "report_praises": "写成绩和经验的篇幅占 {share}%，超过 {limit}%，请退回压缩这一部分。",
    "report_spares": "写问题的篇幅占 {share}%，不足 {limit}%，请退回充实这一部分。",
    "report_misses_focus": "报告没有覆盖通知要求的重点内容，请退回补充；已覆盖的请改填“是”。",
    "report_misses_self": "报告没有讲清个人履职和自身问题，请退回补充；已讲清的请改填“是”。",
    "report_unjudged": "“{header}”还没有判断，请看过报告后填“是”或“否”，填好以后才有审核结论。",
    # 通知 四、3: without the number of voters nobody can say that there is a ballot too many
    "meeting_off_schedule": (
        "会议日期 {value} 不在日程安排中“{stage}”的起止日期（{starts} 至 {ends}）以内，"
        "请核对会议日期；改了安排的，请改“日程安排”。"
    ),
    "date_off_schedule": (
        "“{header}”{value} 不在本年度述职评议的期间（{starts} 至 {ends}）以内，"
        "请核对年份和月份；改了安排的，请改“日程安排”。"
    ),
    "eligible_differs": (
        "应到人数 {value} 与参会人员表的人数合计 {listed} 不一致，请改正其中一处；"
        "也可以清空应到人数，由程序按参会人员填写。"
    ),
    "present_exceeds": "实到人数 {value} 多于应到人数 {eligible}，请核对。",
    "present_differs": "实到人数 {value} 与参会人员表中出席的人数 {listed} 不一致，请核对。",
    "present_blank": "录票已经收回（{typed} 张），实到人数还空着，请按签到补填。",
    "typed_over_present": "录入的纸质票有 {typed} 张，多于实到人数 {value}，请对照签到和纸质票核对。",
    "attendees_missing": "场次“{value}”还没有登记参会人员，请在“参会人员”中补上。",
    "ballots_exceed_voters": (
        "场次“{meeting}”录入的“{voter_class}”有 {value} 张，多于应到的 {eligible} 人，改正以前不计分。"
        "请对照纸质票核对票类和张数，改正后重新放入“收回”；参会人员登记有误的，请改正“参会人员”。"
    ),
    "attendee_twice": "“{value}”与第 {line} 行像是同一个人（只差空格），每人一场会只登记一次，请删去一行。",
    "class_without_weight": (
        "票类“{value}”在“{track}”板块的“{source}”中没有权重，请在“票类权重”中补一行（不计分填 0）。"
    ),
    "remark_at_other_meeting": "该书记参加的是场次“{meeting}”，这里填的是“{value}”，请核对。",
    # 发出 ≥ 收回 = 有效 + 作废 of every form: no ballot is lost or counted twice
    "returned_exceeds": "收回数 {value} 多于发出数 {issued}，请核对。",
    "returned_differs": "收回数 {value} 不等于有效数与作废数之和 {counted}，请核对这三个数。",
    "form_undecided": (
        "表单“{form}”收到不同的内容（第 {lines} 行），请把要用的一行改为“采用”，其余改为“作废”，再按“回收”。"
    ),
    "form_adopted_twice": (
        "表单“{form}”在第 {line} 行已有一份计票的内容，只能用一份，请把另一行的状态改为“作废”。"
    ),
    "return_unrecorded": "表单“{form}”已收回，但“{header}”是空的（可能还没有计票），请再按“回收”。",
    "returned_before_issued": "收回时间（{value}）早于发出时间（{issued_at}），请核对。",
    "form_of_not_appraised": "“{name}”已不参评，它的表单请改为“作废”。",
    # The program deletes no vote: each sentence gives the number left out, and where to correct it
    "votes_for_not_appraised": "“{value}”不参评，给它的 {count} 行票不计入；如应参评，请改组织名册的“参评”。",
    "ballot_of_other_meeting": (
        "“{value}”场的票中有评本组织的 {count} 行，但它参加的是“{meeting}”场，请核对组织名册的“场次”。"
    ),
    "votes_of_unknown_form": (
        "表单编号“{value}”在“票单登记”中没有（共 {count} 行），请核对，不明来历的票请删去。"
    ),
    "votes_of_void_form": "表单“{value}”已作废，它的 {count} 行票不计入；请再按一次“回收”。",
    "ballot_split": "票“{ballot}”各行的“{header}”不一致（“{value}”与“{other}”），同一张票应当相同，请改正。",
    "survey_of_other_form": (
        "问卷“{form}”发给的是“{number}”，这里填的编号是“{value}”（共 {count} 行），请改正。"
    ),
    "criterion_missing": "“{table}”缺少测评项目“{header}”这一列，请在“总体评价”右边补上这一列。",
    "mark_unknown": "“{header}”填的“{value}”不是等次，请改为：好、较好、一般、差、作废，或留空（弃权）。",
    # 通知 四、4: the office enters these itself, with a reason for what raises or lowers a grade
    "visit_unrated": "{number} 的这次调研没有评分，也没有四个等次的票数，不计入得分；如应计分请补填。",
    "visit_rated_twice": "{number} 的这次调研既有评分又有票数，以评分 {value} 为准；请核对后清空一种。",
    "visit_counts_exceed": "四个等次共 {marks} 票，多于参加人数 {value}，请核对。",
    "visit_listing_needed": "{number} 的这次调研写了情况摘要，请在“列入问题”选“是”或“否”。",
    "visit_summary_needed": "{number} 的这次调研要列入问题，请写情况摘要，它就是问题的内容。",
    "adjustment_reason_needed": "{number} 有加减分，请写明加减分理由。",
    "adjustment_exceeds": "加减分 {value} 超过上限 {limit}，请核对，或到“基本设置”改加减分上限。",
    "veto_reason_needed": "{number} 的一票否决为“是”，请写明否决事由。",
    "routine_blank": "{number} 的“{header}”还没有填，该来源计入综合得分，请补填。",
    "earlier_year_not_over": (
        "“历年等次”里的年度 {value} 不早于本年度 {year}，这个等次不会显示；请改为它的年度，或删去这一行。"
    ),
    # 通知 四、4: the committee decides; the program only asks for its reason and its day
    "decision_reason_needed": "“{name}”的研究等次与建议等次不同，请写明调整理由。",
    "decision_date_needed": "“{name}”填了研究等次，请填研究日期，否则没有最终等次。",
    "decided_before_meeting": "“{name}”的研究日期 {value} 早于评议会的日期 {held_on}，请核对。",
    # 通知 四、5: every problem has a limit, and only the office closes it
    "done_date_needed": "问题 {problem} 的状态为“{state}”，请填完成日期。",
    "closing_unsigned": "问题 {problem} 已销号，请填“{header}”。",
    "closed_before_done": "销号日期（{value}）早于完成日期（{done}），请改正。",
    "state_behind_dates": "问题 {problem} 已填完成或销号日期，状态却是“{value}”，请改状态或清空日期。",
    "due_missing": "问题 {problem} 没有整改时限，请补填，否则无法提醒逾期。",
    "problem_overdue": "问题 {problem} 的整改时限是 {value}，到 {day} 仍未完成，请催办。",
    "carried_from_missing": "问题 {problem} 是上年结转的，请在“结转自”填上年的问题编号。",
    "problem_of_merged": (
        "问题 {problem} 的组织“{value}”已并入“{into}”，请按“整改跟踪”，由程序转到“{into}”名下。"
    ),
    "opinion_copied": (
        "问题 {problem} 与问卷中的一条意见一字不差，发给支部后可能认出是谁写的，因此不写进反馈和整改跟踪表。"
        "请用自己的话概括，再按“生成”或“整改跟踪”。"
    ),
    # Gaps are normal while the year goes on, so these sentences ask for what is missing
    "organisation_without": "“{name}”（{value}）在“{table}”中还没有内容，请补上。",
    "organisations_without": "还有 {count} 个党组织（如“{first}”）在“{table}”中没有内容，到时请补上。",
    "survey_not_issued": "“{name}”所在板块的问卷调查计入得分，但没有发过问卷，请核对“问卷份数”后按“分发”。",
    "form_not_back": "表单“{form}”尚未收回，请催交。",
    # A branch reports and the office decides: what is not adopted leaves 整改清单 as it was
    "reply_problem_unknown": (
        "报来的问题编号“{value}”不是该支部的问题（或该行填写有误），这一行没有采用，请核对。"
    ),
    "reply_repeated": "问题“{value}”在同一份文件中报了两次，只采用第一次，请核对。",
    "reply_to_closed": "问题 {problem} 已销号，支部报来的改动没有采用；确要改的，请您直接改“整改清单”。",
    "reply_closes": (
        "支部把问题 {problem} 报为“已销号”，没有采用；销号由镇里审核，属实的请您在“整改清单”中销号。"
    ),
    "reply_state_unknown": (
        "问题 {problem} 报来的状态“{value}”没有采用，只能是：{choices}。请让支部改正后再报。"
    ),
    "reply_done_undated": "支部把问题 {problem} 报为“已完成”但没有填完成日期，状态没有改，请让支部补报日期。",
    "reply_of_office": (
        "问题 {problem} 的“{header}”在总表中是“{old}”，支部报来的是“{value}”，没有改。"
        "已经定下的由镇里改：确要改的，请您直接改“整改清单”。"
    ),
    "reply_date_unused": "问题 {problem} 报来了完成日期 {value}，但状态不是“已完成”，日期没有采用，请核对。",
}
