"""Sheets 组织名册, 评议会议 and 参会人员: who is appraised, where, and by whom."""

from datetime import date
from typing import Annotated

from pydantic import Field

from shuzhi_xl.sheets.declaration.fields import day, open_question, text, whole, yes_no
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.declaration.units import MeetingNumber, Number, Ordinal, Quantity, TrackName, VoterClass
from shuzhi_xl.sheets.master.vocabulary import (
    ATTENDEE_ROLES,
    DEBRIEF_FORMS,
    FEEDBACK,
    GROUP,
    ORGANISATION_TYPES,
)


class Organisation(Row):
    """One party organisation and its secretary (组织名册; 通知 一)."""

    number: Number = text(
        "编号", "每个党组织一个编号，全表不重复，定后不改。", required=True, derived=True, width=9
    )
    name: str = text("组织名称", "党组织全称。", required=True, width=30, shown_in=(FEEDBACK,))
    organisation_type: str = text("组织类型", required=True, choices=ORGANISATION_TYPES, width=10)
    track: TrackName = text(
        "板块", required=True, derived=True, source="板块设置.板块", width=16, shown_in=(FEEDBACK,)
    )
    meeting: MeetingNumber = text(
        "场次",
        "参加哪一场评议会；参评的都要有，书面述职也要有。",
        derived=True,
        source="评议会议.场次",
        width=9,
    )
    secretary: str = text("书记姓名", required=True, width=10, shown_in=(FEEDBACK,))
    members: Quantity | None = whole("党员人数", width=9)
    debrief_form: str = text("述职形式", required=True, derived=True, choices=DEBRIEF_FORMS, width=9)
    # 不参评 needs a 不参评原因: 通知 一 appraises all secretaries
    appraised: bool = yes_no("参评", "本年度是否参加述职评议考核。", required=True, derived=True)
    ballots: Annotated[int, Field(ge=0, le=200)] | None = whole(
        "测评票数", "发给该支部几张测评票；不发填 0。", derived=True, width=9
    )
    surveys: Annotated[int, Field(ge=0, le=2000)] | None = whole(
        "问卷份数", "发给该支部几份问卷；不发填 0。", derived=True, width=9
    )
    contact: str = text("联系人", width=10)
    # Text: as a number it would lose a leading zero
    telephone: str = text("联系电话", width=15)
    memo: str = text("备注", width=18)
    merged_into: Number = text(
        "并入编号", "已并入其他组织的，填并入组织的编号。", source="组织名册.编号", width=9
    )
    not_appraised_reason: str = text("不参评原因", "参评填“否”时必须说明。", width=18)
    # What dropdowns of 编号 offer: a value, because a list of a column follows it without any formula
    label: str = text("编号和名称", computed=True, since=2, follows="组织名册.编号、组织名称", hidden=True)


class Meeting(Row):
    """One appraisal meeting (评议会议; 通知 四、3)."""

    number: MeetingNumber = text("场次", "会议编号，不重复。", required=True, width=9)
    track: TrackName = text("板块", required=True, source="板块设置.板块", width=16)
    held_on: date = day("会议日期", required=True)
    place: str = text("地点", width=22)
    chair: str = text("主持人", width=10)
    eligible: Quantity = whole(
        "应到人数", "应与参会人员表的人数合计一致。", required=True, derived=True, width=9
    )
    present: Quantity | None = whole(
        "实到人数", "会后按签到填写；会前可以空着，录票按应到人数准备。", width=9
    )
    scrutineer: str = text("监票人", width=14)
    teller: str = text("计票人", width=14)


class Attendee(Row):
    """One voter, or a group of voters, of a meeting (参会人员; 通知 四、3)."""

    meeting: MeetingNumber = text("场次", required=True, source="评议会议.场次", width=9)
    name: str = text("姓名", "姓名；一行也可以是一组人，此时在“人数”中填人数。", required=True, width=16)
    role: str = text(
        "身份类别", "可填多个，用顿号隔开。", required=True, choices=ATTENDEE_ROLES, many=True, width=24
    )
    # One only, though somebody may be a delegate of several congresses: each has one vote (通知 四、3)
    voter_class: VoterClass = text(
        "票类", "每人在一场会上只有一个票类。", required=True, source="票类权重.票类", width=10
    )
    attended: bool | None = open_question("出席", "会后按签到填写；会前可以空着。")
    count: Ordinal | None = whole("人数", "空白按 1 人计；姓名以“（一组）”结尾的必须填。", width=8)

    @property
    def is_uncounted(self) -> bool:
        """Whether it is a group that 新建 entered and whose 人数 is blank: no single voter (应到人数)."""
        return self.count is None and self.name.endswith(GROUP)


ORGANISATION = Table("组织名册", Organisation, key=("number",))
ROSTER_SHEET = Sheet(
    "组织名册",
    "第四步：登记全部党组织和书记。必填的是红色表头的三列；编号等空着的由程序填写，编号是各表之间的唯一联系。",
    (ORGANISATION,),
)
MEETING_TABLE = Table("评议会议", Meeting, key=("number",))
MEETINGS_SHEET = Sheet("评议会议", "登记每一场述职评议会。", (MEETING_TABLE,))
ATTENDEE = Table("参会人员", Attendee, key=("meeting", "name"))
ATTENDEES_SHEET = Sheet(
    "参会人员", "登记每场会议有投票资格的人（含未出席的）。", (ATTENDEE,), landscape=False
)
