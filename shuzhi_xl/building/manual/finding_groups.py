"""Findings by what the clerk does about them (疑点分类)."""

from typing import Final, NamedTuple


class FindingGroup(NamedTuple):
    """Findings that are dealt with in one way (一类疑点).

    Attributes:
        title: What they have in common.
        advice: What the clerk does about them.
        codes: Codes of the findings, each in one group only.
    """

    title: str
    advice: str
    codes: tuple[str, ...]


def _group(title: str, advice: str, codes: str) -> FindingGroup:
    return FindingGroup(title, advice, tuple(codes.split()))


# Every finding has its code here, so that no sentence of the program lacks its advice.
GROUPS: Final = (
    _group(
        "必填未填",
        "点“单元格”跳过去补上。暂时没有的，先空着，补齐前与它有关的结果不出。",
        "required_blank group_uncounted number_lost ballots_blank meeting_needed reason_needed "
        "visit_summary_needed visit_listing_needed "
        "adjustment_reason_needed "
        "veto_reason_needed routine_blank decision_reason_needed decision_date_needed "
        "done_date_needed closing_unsigned closing_officer_needed closing_not_started due_missing "
        "carried_from_missing report_uncounted "
        "visit_unrated",
    ),
    _group(
        "类型或范围不对",
        "数字不带单位和汉字；日期写成 2016-1-15；有下拉的从下拉中选。公式没有结果的，直接填数值。"
        "公式出错的（显示 #N/A、#REF! 等），不当作空白：改正公式，或直接填内容，或清空。",
        "cell_error number_expected whole_expected date_expected not_a_choice out_of_range "
        "formula_without_value share_unreadable mark_unknown criterion_missing",
    ),
    _group(
        "编号、名称、名册对不上",
        "先到提示的那张表登记，再回来选；打错字的改正。编号、“参评”“并入编号”以组织名册为准，如应参评，"
        "改名册。",
        "unknown_value unknown_in_many table_empty organisation_track_unknown type_not_of_track "
        "meeting_of_other_track remark_at_other_meeting survey_of_other_form ballot_of_other_meeting "
        "votes_of_unknown_form merged_into_itself merged_into_not_appraised merged_but_appraised "
        "form_of_not_appraised votes_for_not_appraised entry_for_not_appraised problem_of_merged "
        "decision_without_organisation problem_to_close_unknown",
    ),
    _group(
        "重复",
        "删去或改正其中一行。确为兼任、同名两个组织的，提醒可以不理。",
        "repeated_key same_secretary same_name attendee_twice type_in_two_tracks",
    ),
    _group(
        "日期先后",
        "核对两个日期，改正填反的一个；逾期的请催办。",
        "ends_before_start finished_before_start order_falls returned_before_issued "
        "meeting_off_schedule date_off_schedule reports_late reports_dated_by_file decided_before_meeting "
        "closed_before_done state_behind_dates problem_overdue earlier_year_not_over",
    ),
    _group(
        "人数和份数",
        "对照签到表和纸质票，改正登记错的一个数。票数确实多出的，先查明再计。",
        "eligible_differs present_exceeds present_differs present_blank typed_over_present "
        "returned_exceeds returned_differs "
        "visit_counts_exceed visit_rated_twice votes_exceed_eligible more_surveys_than_issued "
        "more_than_issued ballot_split ballots_exceed_voters scan_more_than_issued scan_more_than_present "
        "scan_more_than_eligible scan_fewer_than_present scan_fewer_than_eligible scan_ballots_repeated "
        "scan_pages_missing scan_pages_identical",
    ),
    _group(
        "述职报告",
        "内容不合要求的退回修改，改好的放回原处再按“读取报告”；登记错的改正字数。对不上人的在文件名写上编号；"
        "读不了的用 Word 另存为 .docx。",
        "report_parts_exceed report_short report_long report_praises report_spares "
        "report_misses_focus report_misses_self report_unjudged report_file_empty report_file_missing "
        "report_file_locked report_file_big report_file_encrypted report_file_old report_file_macros "
        "report_file_damaged report_file_suspicious report_file_heavy report_file_other "
        "report_sender_unknown report_sender_unclear report_twice report_not_appraised "
        "report_of_other_year report_text_short report_text_long report_text_praises "
        "report_text_spares report_part_missing report_plans_missing report_part_unclear "
        "report_impersonal report_problems_impersonal report_focus_missing report_recounted "
        "report_file_gone report_limits_unset",
    ),
    _group(
        "权重和评定办法",
        "按党委研究的方案改“评分设置”“基本设置”。改齐前不计算。",
        "scheme_line_missing scheme_unknown_part scheme_decided scheme_shape scheme_after_count "
        "scheme_after_issue weights_not_100 grade_missing threshold_not_descending "
        "points_not_descending lowest_threshold_not_zero quota_on_lowest source_without_class "
        "class_without_weight criterion_overall_missing criteria_without_weight threshold_unreadable "
        "threshold_out_of_range threshold_below_one threshold_fraction threshold_of_count "
        "rule_partly_enabled rule_highest_differs report_limits_crossed peer_class_of_survey "
        "peer_class_needed single_class_needed adjustment_exceeds settings_unconfirmed "
        "settings_changed_since_tick",
    ),
    _group(
        "遗漏",
        "到期前是提醒；补登记、催交后再按一次。本来就没有的，把权重改为 0 或“参评”改为“否”。",
        "organisation_without organisations_without attendees_missing track_unused survey_not_issued "
        "form_not_back not_returned eligible_unknown survey_forms_unknown class_empty class_not_cast "
        "criterion_unmarked source_missing indicator_missing track_withheld meeting_result_waits",
    ),
    _group(
        "表单待定、暂扣、身份不对",
        "在“票单登记”把要用的一行改为“采用”，其余改为“作废”，再按“回收”；作废要重发的，再按“重发”。"
        "身份不对的，请对方在今年的原表单中填写后重报。",
        "identity_of_another reply_older form_undecided form_adopted_twice contents_differ "
        "return_blank blank_beside_filled replies_differ content_void form_void form_unregistered "
        "form_outdated adopted_file_missing return_unrecorded votes_of_void_form votes_of_open_form "
        "reissue_unknown identity_missing identity_other_year file_of_other_year identity_altered "
        "identity_other_version kind_unknown counted_form_outdated "
        "reissue_counted files_not_collected return_replaced return_older",
    ),
    _group(
        "会议材料有变",
        "按新做的文件重印或补印；说旧票作废的，收齐旧票，不要再发。",
        "ballots_void ballots_renewed",
    ),
    _group(
        "测评票的版面被改动，读不了票",
        "只改过字体、颜色、列宽、行高的不用处理。格子、行或图片被改动的改回原样，或删去那个文件按“分发”重做，"
        "再按“读票”；已经印发的照票录入。",
        "scan_layout_missing scan_layout_page_missing scan_layout_boxes scan_layout_box_printed "
        "scan_layout_rows_moved scan_layout_picture_missing scan_layout_picture_moved "
        "scan_layout_twice",
    ),
    _group(
        "扫描的票没有读全",
        "没有读的页照原因重扫或照票录入；不是测评票的不用理。选得不一样的重新选定，再按“回收”。",
        "scan_no_picture scan_second_unused scan_pages_unread scan_form_not_issued scan_form_outdated "
        "scan_decisions_differ scan_undecided scan_repeat_undecided scan_choice_unknown scan_choice_conflict "
        "scan_cell_missing scan_typed_differ scan_orders_changed scan_work_unread scan_typed_kept "
        "scan_ballots_kept",
    ),
    _group(
        "文件读不了",
        "用表格软件打开，取消密码，另存为“Excel 工作簿（.xlsx）”再放入“收回”；压缩包先解压；"
        "图片、PDF 请对方报送工作簿。",
        "file_too_slow file_too_heavy file_breaks_reader file_litter entries_passed_over file_unusual "
        "file_missing file_locked file_empty file_too_big file_encrypted file_damaged file_macros "
        "file_binary file_old file_web_page file_xml file_text file_archive file_word file_slides "
        "file_pdf file_picture file_other file_suspicious file_crowded file_spread readers_differ "
        "formula_unvalued",
    ),
    _group(
        "表头或行列被改动",
        "把表头改回原样，取消合并，恢复被删的行列；总表的表格被删的，从“备份”恢复。",
        "table_missing header_missing merged_cells sheet_missing headers_missing sheet_ambiguous "
        "sheet_copied columns_missing ballots_gone header_repeated class_row_missing "
        "class_row_repeated candidate_repeated candidate_missing candidate_added candidate_unknown "
        "row_repeated marks_outside",
    ),
    _group(
        "某张票、某格评价",
        "对照纸质票改正那个文件，再放进“收回”按“回收”，会替换原来的一份。没有改的，按提示的办法计（作废、"
        "弃权或暂不计入）。按“回避”不计的不用处理。",
        "mark_struck mark_merged text_unclear ballot_class_unclear survey_class_unclear "
        "mark_unreadable own_mark_dropped own_votes_left_out ballot_class_missing "
        "ballot_class_unknown ballot_class_conflict ballot_number_missing ballot_repeated "
        "survey_class_missing survey_class_unknown opinion_only formula_in_answer typed_differently "
        "typed_once typed_held_once other_typing_missing typing_replaced marks_unreadable "
        "classes_unreadable",
    ),
    _group(
        "支部报来的问题和整改",
        "请支部补报，或由您直接在“整改清单”登记。销号由镇里办理，支部自报的不算。",
        "self_check_left problem_blank problem_number_missing problem_unknown date_unreadable "
        "closed_by_branch state_unknown reply_problem_unknown reply_repeated reply_to_closed "
        "reply_closes reply_state_unknown reply_done_undated reply_date_unused reply_of_office "
        "opinion_copied carry_unknown",
    ),
    _group(
        "区县汇总时没有并入、没有做成",
        "请该镇按所说的改正后重新报送总表；同一镇有两份的，只留下要用的一份。用 Dask 集群的，"
        "请管理员看调度程序和工作进程。",
        "town_unreadable town_not_master town_faulty town_twice town_log_broken town_results_differ "
        "town_namesake town_other_year no_town_taken_in years_tied engine_unknown "
        "cluster_extra_missing cluster_unreachable cluster_without_workers cluster_differs "
        "cluster_workers_lost cluster_lost no_masters",
    ),
    _group(
        "改过的公文",
        "把您改的内容补进名字带“(新)”的一份，再用它换掉原来的：删去原来的，去掉名字里的“(新)”。",
        "document_edited",
    ),
    _group(
        "公文模板",
        "用 Word 打开提示的模板，按“查找”找到那个标记，改好保存再按一次；也可删去它，改用随程序的。",
        "document_unreadable document_tag_broken document_tag_alone document_name_unknown "
        "document_list_expected document_text_expected document_block_unpaired document_block_apart",
    ),
    _group(
        "归档",
        "读不了的，关闭占用它的软件再按“归档”。归档里缺少、改动、多出文件的，不要自己补；用备份介质上的一份、"
        "签了字的卷宗目录核对，查明是谁、因为什么动的。",
        "archive_file_unreadable archive_entry_skipped archive_file_missing archive_file_changed "
        "archive_file_added archive_scan_missing archive_scan_changed archive_seal_broken "
        "archive_not_in_log archive_log_not_compared archive_missing",
    ),
    _group(
        "抽查",
        "按那句话放回原来的文件或图片，用同一个随机词再抽一次；看不到图片的，找出纸质票核对，不要换抽别的票。",
        "audit_nothing audit_seed_blank audit_file_missing audit_file_changed audit_votes_differ "
        "audit_unpictured audit_fewer audit_picture_missing",
    ),
    _group(
        "研究结果、复核",
        "由党委研究，填“综合评定”的白色几列，再按“计算”。已发出的旧反馈请收回。重算后复核仍不一致的，"
        "先不要使用，告知维护人员。",
        "results_stale results_edited explain_cell_differs explain_not_computed explain_outdated "
        "explain_unknown suggestion_missing "
        "quota_tie decision_outdated final_over_quota results_outdated result_stale "
        "reminder_stale no_final_grade publication_incomplete publication_stale annual_list_stale "
        "handover_outdated print_run_stale "
        "recount_differs recount_row_missing recount_row_extra recount_nothing recount_threshold",
    ),
    _group(
        "日志和密钥",
        "不要继续用这一本，到“备份”找最近一本好的，核对后接着做。",
        "log_broken log_end_broken key_missing",
    ),
    _group(
        "程序出错",
        "再按一次同一个按钮，重做不会多算。仍然出错的，把总表旁边的“出错记录_….txt”发给技术人员。",
        "unforeseen",
    ),
    _group(
        "打开的总表写不进去",
        "照那句话做，再按一次；您所填的内容在写入之前已经存盘，备份里也有。说“请立即关闭总表并选择‘不保存’”的，"
        "一定不要保存。",
        "workbook_read_only workbook_online sheet_locked cells_hidden not_saved write_undone write_broken",
    ),
    _group(
        "没有写成",
        "原文件没有动。关闭占用的程序、腾出空间或按提示恢复后，再按一次。",
        "readers_missing folder_missing file_exists last_year_same last_year_unknown last_year_later "
        "last_year_incomplete plan_unreadable start_unreadable file_busy file_changed folder_refused "
        "master_missing master_unreadable master_refused master_newer master_exists not_a_master "
        "not_a_workbook path_too_long place_missing place_taken place_merged sheet_full scheme_missing "
        "scheme_unnamed scheme_unreadable not_a_checkout",
    ),
)
"""In the order of the work."""
