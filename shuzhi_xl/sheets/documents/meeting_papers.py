"""The papers of a meeting (会议材料; 通知 四、3): who signs in, what happens, what is counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuzhi_xl.sheets.documents.declaration import Content, Document, placeholder


@dataclass(frozen=True)
class MeetingContent(Content):
    """What every paper of a meeting may show (评议会议)."""

    year: str = placeholder("年度", "如 2015")
    committee: str = placeholder("党委名称")
    track: str = placeholder("板块")
    debriefs_to: str = placeholder("述职对象", "书记向哪里述职，如 镇党委")
    meeting: str = placeholder("场次")
    held_on: str = placeholder("会议日期", "如 2016年1月20日")
    place: str = placeholder("地点", "没有填的是一段空线")
    chair: str = placeholder("主持人", "没有填的是一段空线")


@dataclass(frozen=True)
class SecretaryLine(Content):
    """One secretary of the meeting, in roster order (组织名册)."""

    order: str = placeholder("序号")
    number: str = placeholder("编号")
    organisation: str = placeholder("组织名称")
    secretary: str = placeholder("书记姓名")
    debrief_form: str = placeholder("述职形式", "现场 或 书面")


@dataclass(frozen=True)
class AttendeeLine(Content):
    """One seat of the meeting (参会人员); a group has a line for everybody in it, without a name."""

    order: str = placeholder("序号")
    name: str = placeholder("姓名", "一组人的空着，到会时填写")
    role: str = placeholder("身份")
    voter_class: str = placeholder("票类")


@dataclass(frozen=True)
class SignInContent(MeetingContent):
    """Who signs in (签到表)."""

    eligible: str = placeholder("应到", "应到的人数和各票类的人数")
    attendees: Sequence[AttendeeLine] = placeholder("参会人员", "按票类排列")
    secretaries: Sequence[SecretaryLine] = placeholder("述职书记")


@dataclass(frozen=True)
class AgendaContent(MeetingContent):
    """What happens in which order (会议议程)."""

    speaking: str = placeholder("述职安排", "几位现场述职、几位书面述职，一句话")
    is_spoken: bool = placeholder("有现场述职")
    is_written: bool = placeholder("有书面述职")
    speakers: Sequence[SecretaryLine] = placeholder("现场述职", "按述职顺序")
    writers: Sequence[SecretaryLine] = placeholder("书面述职")


@dataclass(frozen=True)
class ScriptContent(AgendaContent):
    """What the chair says (主持词)."""

    calls: Sequence[str] = placeholder("述职请词", "依次请每位书记述职的话")
    writing: str = placeholder("书面述职名单", "书面述职的党组织和书记，用顿号隔开")
    scrutineer: str = placeholder("监票人", "没有填的是一段空线")
    teller: str = placeholder("计票人", "没有填的是一段空线")
    secretaries: str = placeholder("书记人数", "测评票上有几位书记")
    voter_classes: str = placeholder("票类", "这场会议发哪几类票，如 A票、B票")
    further: str = placeholder("其他测评项目", "总体评价以外的测评项目，没有的空着")
    eligible: str = placeholder("应到人数")


@dataclass(frozen=True)
class ClassLine(Content):
    """One class of ballots on the count's paper (票类)."""

    voter_class: str = placeholder("票类")
    eligible: str = placeholder("应到")


@dataclass(frozen=True)
class CountContent(MeetingContent):
    """What is counted and signed (计票报告单)."""

    classes: Sequence[ClassLine] = placeholder("各类票", "每类票一行，最后一行是合计")
    scrutineer: str = placeholder("监票人", "没有填的是一段空线")
    teller: str = placeholder("计票人", "没有填的是一段空线")


@dataclass(frozen=True)
class VisitContent(MeetingContent):
    """What is noted on visits (调研记录表; 通知 四、1)."""

    ways: str = placeholder("方式", "可选的方式，用顿号隔开")
    secretaries: Sequence[SecretaryLine] = placeholder("调研对象")


SIGN_IN = Document("签到表", SignInContent, {"参会人员": AttendeeLine, "述职书记": SecretaryLine})
_SPEAKING_ORDER = {"现场述职": SecretaryLine, "书面述职": SecretaryLine}
AGENDA = Document("会议议程", AgendaContent, _SPEAKING_ORDER)
SCRIPT = Document("主持词", ScriptContent, _SPEAKING_ORDER)
COUNT_REPORT = Document("计票报告单", CountContent, {"各类票": ClassLine})
VISIT_SHEET = Document("调研记录表", VisitContent, {"调研对象": SecretaryLine})
