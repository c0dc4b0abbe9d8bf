"""The workbooks that go out and come back: their sheets, headers, defined names and content.

Templates may be restyled by hand; places are found by the defined names below, never by address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shuzhi_xl.sheets.declaration.fields import text, whole
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.units import FormNumber, MeetingNumber, Number, TrackName

# Covered by the 校验码 of every form; 回收 holds a form of another version
TEMPLATE_VERSION = "1"

PACKAGE_TEMPLATE = "测评表.xlsx"
TYPING_TEMPLATE = "录票.xlsx"
FEEDBACK_TEMPLATE = "反馈.xlsx"

# 问题自查 is what 通知 四、5 calls 自己查摆
# 测评表 is the form attached to the notice (附)
GUIDE, PAPER_BALLOT, ENTRY, SURVEY_SHEET, SELF_CHECK_SHEET = PACKAGE_SHEETS = (
    "填写说明",
    "测评表",
    "录票",
    "问卷",
    "问题自查",
)


class Identity(Row):
    """The identity of a form (表单身份): label in A, value in B of a very hidden sheet, from row 1.

    ``code`` is a keyed checksum over the other values; the key stays in the master.
    """

    year: int = whole("年度", required=True)
    form: FormNumber = text("表单编号", required=True)
    kind: str = text("种类", required=True)
    number: Number = text("编号")
    meeting: MeetingNumber = text("场次")
    track: TrackName = text("板块", required=True)
    version: str = text("模板版本", required=True)
    code: str = text("校验码", required=True)


# 录票 of a package: header row 编号, 组织名称, 书记姓名, 第1票 …; next row 票类; then one row per secretary.
ENTRY_HEADERS = ("编号", "组织名称", "书记姓名")
CLASS_LABEL = "票类"
ABSTAIN_HINT = "空白为弃权"


def ballot_header(order: int, criterion: str = "") -> str:
    """Header of a ballot's column in 录票, for 总体评价 or for a further 测评项目.

    >>> ballot_header(2), ballot_header(2, "廉洁自律")
    ('第2票', '第2票·廉洁自律')
    """
    return f"第{order}票·{criterion}" if criterion else f"第{order}票"


# 录票 of a typing workbook: header row 票号, 票类, then one column per secretary headed by 编号; names below.
TYPING_HEADERS = ("票号", "票类")
MARKS_TYPED = "已评"  # counts the marks of a row; comes after 票类 and is not an answer
# Searched for in what comes back: only where the typist could read what 1 means is a 1 a mark
MARK_KEYS = "1 好　2 较好　3 一般　4 差"


def secretary_header(number: str, criterion: str = "") -> str:
    """Header of a secretary's column in a typing workbook.

    >>> secretary_header("V001"), secretary_header("V001", "廉洁自律")
    ('V001', 'V001·廉洁自律')
    """
    return f"{number}·{criterion}" if criterion else number


SURVEY_HEADERS = ("序号", "票类", "总体评价", "意见建议")  # further 测评项目 come before 意见建议
SELF_CHECK_HEADERS = ("序号", "问题", "责任人", "责任领导", "整改措施", "整改时限")
SELF_CHECK_ROWS = 12


class FormName(StrEnum):
    """Defined names (名称) that every workbook going out has."""

    IDENTITY = "身份_内容"
    CLASSES = "下拉_票类"
    SURVEY_CLASSES = "下拉_问卷票类"


class PackagePlace(StrEnum):
    """Defined names of a package template; blocks grow from the named pattern down and to the right."""

    GUIDE_TITLE = "说明_标题"
    GUIDE_COMMITTEE = "说明_党委"
    GUIDE_ORGANISATION = "说明_组织"
    GUIDE_SECRETARY = "说明_书记"
    GUIDE_AMOUNTS = "说明_份数"
    GUIDE_RETURN_BY = "说明_期限"
    PAPER_TITLE = "测评表_标题"
    PAPER_COMMITTEE = "测评表_党委"
    PAPER_CLASSES = "测评表_票类"
    PAPER_NOTE = "测评表_备注"
    PAPER_CRITERIA = "测评表_项目"
    PAPER_GRADES = "测评表_等次"
    PAPER_SECRETARIES = "测评表_名单"
    ENTRY_ORGANISATION = "录票_组织"
    ENTRY_TYPED = "录票_已录"
    ENTRY_DUE = "录票_应录"
    ENTRY_BALLOTS = "录票_表头"
    ENTRY_CLASSES = "录票_票类"
    ENTRY_SECRETARIES = "录票_名单"
    ENTRY_LOCKED = "录票_回避样式"
    SURVEY_ORGANISATION = "问卷_组织"
    SURVEY_TYPED = "问卷_已填"
    SURVEY_DUE = "问卷_应填"
    SELF_CHECK_ORGANISATION = "自查_组织"


class TypingPlace(StrEnum):
    """Defined names of a typing template."""

    TITLE = "录票_标题"
    MEETING = "录票_场次"
    HAND = "录票_录入人"
    TYPED = "录票_已录"
    DUE = "录票_应录"
    CLASSES_TYPED = "录票_各票类"
    SECRETARIES = "录票_表头"
    NAMES = "录票_姓名"
    BALLOTS = "录票_票号"
    CLASSES = "录票_票类"
    MARKS = "录票_选项"


@dataclass(frozen=True)
class Candidate:
    """A secretary on a ballot (被评议的书记)."""

    number: str
    name: str
    secretary: str
    is_own: bool = False


@dataclass(frozen=True)
class PackageContent:
    """The content of one branch's package (发给支部的工作簿; 通知 四、3 and 四、4).

    Attributes:
        identity: The form's identity.
        title: Headline, for example ``2015年度党组织书记抓基层党建述职评议测评表``.
        committee: 党委名称.
        organisation: The branch's 组织名称.
        secretary: Its secretary's name.
        candidates: Secretaries of the branch's 场次, in roster order; ``own`` marks its own under 回避.
        voter_classes: 票类 offered in the 录票 dropdown.
        survey_classes: 票类 offered in the 问卷 dropdown.
        further: Further 测评项目 besides 总体评价.
        ballots: Number of ballot columns (测评票数); 0 leaves the form without answer cells.
        surveys: Number of survey rows (问卷份数).
        return_by: Last day for sending it back, or None.
    """

    identity: Identity
    title: str
    committee: str
    organisation: str
    secretary: str
    candidates: Sequence[Candidate]
    voter_classes: Sequence[str]
    survey_classes: Sequence[str]
    further: Sequence[str]
    ballots: int
    surveys: int
    return_by: date | None = None


@dataclass(frozen=True)
class TypingContent:
    """The content of one typing workbook for a meeting's paper ballots (录票; 通知 四、3).

    Attributes:
        hand: 甲 or 乙.
        ballots: Number of paper ballots issued.
        spare: Rows prepared beyond these, for a 票号 that is higher.
        voters: 应到 by 票类, of those that 参会人员 lists.
    """

    identity: Identity
    title: str
    meeting: str
    hand: str
    candidates: Sequence[Candidate]
    voter_classes: Sequence[str]
    further: Sequence[str]
    ballots: int
    spare: int = 0
    voters: Mapping[str, int] = field(default_factory=dict)
