"""Sentences about the scheme, the tally and the grading."""

GRADING = {
    "grade_missing": "板块“{track}”的等次标准缺少“{grade}”，请把好、较好、一般、差四个等次都列出。",
    "threshold_not_descending": (
        "板块“{track}”中“{grade}”的综合分下限高于“{better}”，请改成从好到差依次降低。"
    ),
    "points_not_descending": "板块“{track}”中“{grade}”的票面分值高于“{better}”，请核对是否填反。",
    "lowest_threshold_not_zero": (
        "板块“{track}”的最低等次“{grade}”综合分下限应为 0，否则得分更低的没有等次可评。"
    ),
    "quota_on_lowest": "板块“{track}”的最低等次“{grade}”不能设比例上限，请清空。",
    "weights_not_100": "板块“{track}”各来源权重合计为 {total}，必须正好是 100，请调整。",
    "source_without_class": (
        "板块“{track}”的“{source}”有权重，但票类权重表中没有权重大于 0 的票类，请补填。"
    ),
    "criterion_overall_missing": "测评项目中必须有“总体评价”，请补上。",
    "criteria_without_weight": "测评项目的权重都是 0，无法计分，请至少给一项填上权重。",
    "organisation_track_unknown": (
        "板块“{value}”不在板块设置中，请改为板块设置中的名称，或在板块设置中补上。"
    ),
    # As text: in a cell of the general format Excel turns 1/3 into a date
    "threshold_unreadable": (
        "规则“{rule}”的阈值看不懂，请写成 90、90% 或 1/3 这样的形式（先把单元格设为文本格式）。"
    ),
    "threshold_out_of_range": (
        "规则“{rule}”的阈值超出范围，“{indicator}”的阈值应在 {low} 到 100 之间，请核对。"
    ),
    "threshold_below_one": (
        "规则“{rule}”的阈值不到 1。“{indicator}”按百分制计算，如果是想写 90%，请写成 90 或 90%。"
    ),
    "threshold_fraction": (
        "规则“{rule}”的“{indicator}”是得分，阈值不能写成“{value}”，"
        "请写 0 到 100 的数，如 90（写 90% 也是 90 分）。"
    ),
    "threshold_of_count": "规则“{rule}”的“{indicator}”是个数，阈值“{value}”请改成整数，如 2。",
    "rule_partly_enabled": (
        "规则“{rule}”（板块“{track}”）有的行启用、有的行未启用，现只看启用的行，请核对。"
    ),
    "rule_highest_differs": "规则“{rule}”各行的最高等次不一致（前面填的是“{other}”），请改成一致。",
    "votes_for_not_appraised": (
        "“{value}”不在参评名单中，有 {count} 票未计入。如应参评，请在组织名册中改正。"
    ),
    "ballot_of_other_meeting": (
        "被评的书记本年参加的是场次“{meeting}”，这里却是“{value}”，共 {count} 行，未计入。请改正场次。"
    ),
    "votes_of_unknown_form": (
        "表单编号“{value}”没有在票单登记中，{count} 票未计入。手工录入的票请清空表单编号。"
    ),
    "votes_of_void_form": "表单“{value}”已作废，其 {count} 票未计入，请再按一次“回收”。",
    "votes_of_open_form": (
        "表单“{value}”的状态是“{state}”，其 {count} 票未计入。请在票单登记中确认后再按“回收”。"
    ),
    "own_votes_left_out": "按“回避”的规定，本支部给自己书记的 {count} 票未计入，不用处理。",
    "criterion_missing": "表格“{table}”缺少测评项目“{header}”这一列，请补上这一列，或在测评项目中删去它。",
    "mark_unknown": "“{header}”只能填好、较好、一般、差或作废，弃权留空，请改正。",
    "class_without_weight": (
        "票类“{value}”在票类权重表中没有“{source}”（板块“{track}”）的权重，请补一行；不计分的填 0。"
    ),
    "class_empty": (
        "“{source}”（{criterion}）的票类“{value}”一票也没有，涉及 {organisations}，暂不计分。"
        "请查明原因，或把权重改为 0。"
    ),
    "class_not_cast": (
        "“{source}”的票类“{value}”有应到人数而一票也没有投，按应到人数计算，这一类记 0 分，"
        "涉及 {organisations}。请核对是不是漏录了票；确实没有投的不必改。"
    ),
    "criterion_unmarked": (
        "“{source}”的测评项目“{value}”一张有效票也没有，涉及 {organisations}，得分只按其余项目折算。请核对。"
    ),
    "peer_class_needed": (
        "按应到人数计算时，须在“互评票类”中填写支部测评票属于哪个票类，涉及 {organisations}。"
    ),
    "eligible_unknown": (
        "按应到人数计算，但场次“{meeting}”没有参会人员名单，涉及 {organisations}，请补填参会人员。"
    ),
    "single_class_needed": (
        "板块“{track}”的“{source}”有多个票类，无法知道每类应到多少人，不能按应到人数计算，"
        "涉及 {organisations}。请只留一个票类，或改用其他分母。"
    ),
    "survey_forms_unknown": (
        "按应到人数计算，但票单登记中没有发给该组织的问卷，涉及 {organisations}，请先登记发出的份数。"
    ),
    "votes_exceed_eligible": (
        "“{source}”的票类“{voter_class}”收到 {value} 票，多于应到的 {eligible} 人，"
        "涉及 {organisations}，暂不计分。这些票来自：{forms}。"
        "请先核对各表单的票类和票数，票类不对的请改正后再按“回收”；票没有错的，请改正应到人数或发出数。"
    ),
    "entry_for_not_appraised": "“{value}”不在参评名单中，这一行未计入。如应参评，请在组织名册中改正。",
    "source_missing": (
        "“{source}”还没有成绩，算不出综合得分：{names}。请补填；本来就没有的，请把该来源权重改为 0。"
    ),
    "adjustment_exceeds": "加减分的绝对值超过了加减分上限 {limit}，请改正。",
    # One more composite may change every rank and every place of the track (算法 五)
    "track_withheld": (
        "板块“{track}”的“{names}”还没有可靠的综合得分，本板块的名次和建议等次暂不给出，请补齐后再按“计算”。"
    ),
    "indicator_missing": "“{name}”没有“{indicator}”，规则“{rules}”对它不起作用，请补齐后再按“计算”。",
    "quota_tie": (
        "板块“{track}”的“{grade}”有 {places} 个名额，线上同分的有：{tied}。"
        "请研究后填写研究等次和调整理由，等候确定的有：{waiting}。"
    ),
    "decision_reason_needed": "“{name}”的研究等次与建议等次不同，请写明调整理由。",
    # Both figures, because a decision on the one is no decision on the other (算法 六)
    "decision_outdated": (
        "“{name}”研究时建议等次为“{grade}”、综合得分为 {score}，现为“{new_grade}”、{new_score}。"
        "请重新研究，并把研究日期改为重新研究的日期。"
    ),
    "decision_without_organisation": (
        "“{value}”已不参评，但有研究意见。这一行照原样保留，不计入结果，请核对。"
    ),
    # The committee may exceed a quota; the program counts and says so (算法 六)
    "final_over_quota": (
        "板块“{track}”最终评为“{grade}”的有 {count} 个，超过名额 {places} 个，请核对是否如此决定。"
    ),
}


def brought_by(form: str, votes: int) -> str:
    """A form and how many votes of a class it brought; those without a form were typed into the table.

    >>> brought_by("15-C003-1-K7QF", 4), brought_by("", 1)
    ('表单 15-C003-1-K7QF（4 票）', '直接录入总表的票（1 票）')
    """
    return f"{f'表单 {form}' if form else '直接录入总表的票'}（{votes} 票）"
