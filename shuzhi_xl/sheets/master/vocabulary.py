"""Closed word lists of the field (下拉选项); text of grades, sources and states lives only here."""

# 通知 四、3: 一般分为好、较好、一般、差四个等次
GOOD, FAIRLY_GOOD, AVERAGE, POOR = GRADES = ("好", "较好", "一般", "差")
# 作废 is both a spoiled vote (SPOILED) and a form declared void (VOID)
ABSTENTION, SPOILED, NOT_CAST = "弃权", "作废", "未投"
EVERY_TRACK = "全部"
EVERY_CLASS = "合计"
OVERALL = "总体评价"

# 通知 二: the kinds of organisation that the three tracks consist of
ORGANISATION_TYPES = ("村", "居民区", "机关", "事业单位", "公司", "企业")
# 通知 四、3: 现场述职和书面述职
DEBRIEF_FORMS = ("现场", "书面")
# 通知 四、3: those who attend and those who are invited
ATTENDEE_ROLES = (
    "镇党政班子",
    "党的十八大代表",
    "区党代表",
    "镇党代表",
    "人大代表",
    "政协委员",
    "群众代表",
    "其他",
)

GROUP = "（一组）"
"""End of the 姓名 of a group of voters that 新建 entered: how many they are is for the office to say."""

# 通知 四、3 (现场测评) and 四、4 (座谈会、调研、问卷调查、日常工作、年度综合考核)
MEETING, SURVEY, VISITS, ROUTINE, ANNUAL = SOURCES = (
    "现场测评",
    "问卷调查",
    "座谈调研",
    "日常工作",
    "年度考核",
)
BALLOT_SOURCES = (MEETING, SURVEY)

# 通知 四、5: 自己查摆、上级点评、基层党员群众评议; 调研 from 四、1
SELF_CHECK, REMARK, POLL, VISIT, CARRIED_OVER = PROBLEM_SOURCES = ("自查", "点评", "评议", "调研", "上年结转")
# 已销号 stays last: a branch may report every state before it
NOT_STARTED, IN_PROGRESS, DONE, CLOSED = RECTIFICATION_STATES = ("未启动", "整改中", "已完成", "已销号")

CHOSEN_SINGLY, LAST_COUNTS = REPLACEMENT_RULES = ("逐份选定", "后交的为准")
ISSUED, RETURNED, DUPLICATE, VOID, PENDING, ADOPTED, UPDATED = FORM_STATES = (
    "已发出",
    "已收回",
    "重复",
    "作废",
    "待定",
    "采用",
    "已更新",
)
# 录票甲 and 录票乙 are two kinds, so that the two typists' forms have numbers and identities of their own
PACKAGE, SURVEY_FORM, TYPING_A, TYPING_B, FEEDBACK = FORM_KINDS = (
    "测评表",
    "问卷",
    "录票甲",
    "录票乙",
    "反馈",
)

BY_VALID, BY_RETURNED, BY_ELIGIBLE = DENOMINATORS = ("有效票", "收回票", "应到人数")
EMPTY_SKIP, EMPTY_ZERO, EMPTY_ERROR = EMPTY_CLASS_RULES = ("按其余票类折算", "计零", "报错")
MISSING_ERROR, MISSING_SKIP = MISSING_SOURCE_RULES = ("报错", "按其余来源折算")
TIE_LENIENT, TIE_STRICT, TIE_ERROR = TIE_RULES = ("从宽", "从严", "报错")
ROUND_DOWN, ROUND_HALF_UP, ROUND_UP = QUOTA_ROUNDINGS = ("向下", "四舍五入", "向上")

INDICATORS = (
    "好占比",
    "较好占比",
    "一般占比",
    "差占比",
    "好和较好占比",
    "一般和差占比",
    "现场测评",
    "问卷调查",
    "日常工作",
    "年度考核",
    "综合得分",
    "整改逾期数",
    "成绩占比",
)
COMPARISONS = ("≥", ">", "≤", "<", "=")

LARGEST_REMAINDER, INTO_LARGEST, AS_ROUNDED = REMAINDER_RULES = ("最大余数", "并入最大项", "不调整")

# Dates are checked against the tasks of these four, however the office words the tasks
REPORTING, MEETING_STAGE = "述职报告", "述职评议"
GRADING_STAGE, RECTIFYING = "综合评定", "总结整改"
STAGES = ("准备", REPORTING, "调查研究", MEETING_STAGE, GRADING_STAGE, RECTIFYING)
# 通知 四、1 (随机调研、实地察看) and 四、4 (座谈会)
VISIT_WAYS = ("座谈会", "个别谈话", "实地察看", "随机调研", "其他")
SCHEDULE_STATES = ("未开始", "进行中", "即将到期", "已逾期", "已完成")
REVIEW_RESULTS = ("通过", "退回修改")
DAY_KINDS = ("放假", "上班")
SCOPES = ("镇党委所属各党组织", "本板块各党组织", "全镇")
