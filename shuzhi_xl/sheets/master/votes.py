"""Sheets 票单登记, 测评票 and 问卷调查: what was issued, what came back, and every single vote."""

from datetime import datetime

from shuzhi_xl.sheets.declaration.fields import moment, open_question, text, whole
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.declaration.units import (
    FormNumber,
    MeetingNumber,
    Number,
    Ordinal,
    Quantity,
    VoterClass,
)
from shuzhi_xl.sheets.master.following_columns import organisation_name
from shuzhi_xl.sheets.master.vocabulary import FORM_KINDS, FORM_STATES, GRADES, OVERALL, SPOILED


class RegisteredForm(Row):
    """One issued form, or one further content that came back for it (票单登记).

    The key is form number and fingerprint together: a second row of one form is another content of it.
    """

    form: FormNumber = text("表单编号", required=True, width=22)
    kind: str = text("种类", required=True, choices=FORM_KINDS, width=9)
    number: Number = text("编号", source="组织名册.编号", width=9)
    organisation_name: str = organisation_name()
    meeting: MeetingNumber = text("场次", source="评议会议.场次", width=9)
    voter_class: VoterClass = text("票类", source="票类权重.票类", width=9)
    issued: Quantity = whole("发出数", required=True, width=8)
    returned: Quantity | None = whole("收回数", width=8)
    valid: Quantity | None = whole("有效数", width=8)
    spoiled: Quantity | None = whole("作废数", width=8)
    issued_at: datetime = moment("发出时间", required=True)
    returned_at: datetime | None = moment("收回时间")
    # Of the answers, not of the file: a form saved again by another program is the same content
    fingerprint: str = text("文件指纹", width=18)
    state: str = text(
        "状态",
        "同一表单有两份不同内容时都是“待定”：请把要用的一份改为“采用”，其余改为“作废”，再按“回收”。"
        "要重发时把表单改为“作废”，再按“重发”。“已更新”由程序填写：同一表单后来又交来新的内容，以新的为准。",
        required=True,
        choices=FORM_STATES,
        width=9,
    )
    last_counts: bool | None = open_question(
        "后交的为准",
        "这份表单又交来不同内容时，选“是”：以最后交来的一份为准，原来的标为“已更新”；选“否”：逐份选定。"
        "空着按“基本设置”的“后交替换”。改好后按“回收”。",
        since=2,
        width=12,
    )
    # The name as it came back; the file itself is put away under this name and the 文件指纹
    source_file: str = text("来源文件", computed=True, since=2, width=30)


class Ballot(Row):
    """One ballot's mark for one secretary (测评票; 通知 四、3); blank is an abstention (弃权)."""

    # Not `form`: votes that were entered without a form count too
    ballot: str = text("票号", required=True, width=26)
    form: FormNumber = text("表单编号", width=22)
    meeting: MeetingNumber = text("场次", required=True, source="评议会议.场次", width=9)
    voter_class: VoterClass = text("票类", required=True, source="票类权重.票类", width=10)
    number: Number = text("编号", required=True, source="组织名册.编号", width=9)
    overall: str = text(OVERALL, choices=(*GRADES, SPOILED), width=11)


class SurveyAnswer(Row):
    """One respondent of a branch's survey (问卷调查; 通知 四、4)."""

    form: FormNumber = text("表单编号", width=22)
    number: Number = text("编号", required=True, source="组织名册.编号", width=9)
    order: Ordinal = whole("序号", required=True, width=7)
    voter_class: VoterClass = text("票类", required=True, source="票类权重.票类", width=10)
    overall: str = text(OVERALL, choices=(*GRADES, SPOILED), width=11)
    # Leaves the office only as a problem in the office's own words (匿名)
    opinion: str = text("意见建议", width=50)


FORM = Table("票单登记", RegisteredForm, key=("form", "fingerprint"))
REGISTER_SHEET = Sheet(
    "票单登记",
    "每份表单的发出和收回；由程序登记，您只需在有疑问时改“状态”“后交的为准”两栏。",
    (FORM,),
    group="票单",
)
BALLOT = Table("测评票", Ballot, key=("ballot", "number"), further_after=OVERALL, many=True)
BALLOTS_SHEET = Sheet(
    "测评票",
    "由“回收”写入，每行是一票对一位书记的评价，次序已打乱；空白为弃权。",
    (BALLOT,),
    group="票单",
    landscape=False,
    printed=False,
)
SURVEY_ANSWER = Table(
    "问卷调查", SurveyAnswer, key=("number", "form", "order"), further_after=OVERALL, many=True
)
SURVEYS_SHEET = Sheet(
    "问卷调查",
    "由“回收”写入，每行是一份问卷，次序已打乱。",
    (SURVEY_ANSWER,),
    group="票单",
    printed=False,
)
