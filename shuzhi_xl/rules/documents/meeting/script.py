"""What the chair of a meeting says (主持词; 通知 四、3)."""

from collections.abc import Sequence

from shuzhi_xl.rules.documents.meeting.agenda import describe_agenda
from shuzhi_xl.rules.documents.meeting.meeting_content import count_seats
from shuzhi_xl.rules.forms.voter_classes import typed_classes
from shuzhi_xl.sheets.documents.meeting_papers import ScriptContent, SecretaryLine
from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.documents import meeting_papers as say
from shuzhi_xl.wording.documents.blanks import or_blank


def make_script(year: Year, settings: Settings, meeting: Meeting) -> ScriptContent:
    """Make the content of a chair's script (主持词; 通知 四、3).

    Args:
        year: The year.
        settings: Its settings.
        meeting: The meeting.
    """
    agenda = describe_agenda(year, settings, meeting)
    return ScriptContent(
        **agenda,
        calls=_list_calls(agenda["speakers"]),
        writing=say.listed(
            [say.secretary_of(writer.organisation, writer.secretary) for writer in agenda["writers"]]
        ),
        scrutineer=or_blank(meeting.scrutineer),
        teller=or_blank(meeting.teller),
        secretaries=str(len(year.appraised_at.get(meeting.number, ()))),
        voter_classes=say.listed(typed_classes(year, meeting)),
        further=say.listed(year.further),
        eligible=str(sum(count_seats(year, meeting).values()) or meeting.eligible),
    )


def _list_calls(speakers: Sequence[SecretaryLine]) -> Sequence[str]:
    following = [*(speaker.secretary for speaker in speakers[1:]), ""]
    return [
        say.call(order, speaker.organisation, speaker.secretary, secretary)
        for order, (speaker, secretary) in enumerate(zip(speakers, following, strict=False), start=1)
    ]
