"""Contents of a branch's package and of a meeting's typing workbook."""

from collections import Counter
from collections.abc import Sequence

from shuzhi_xl.rules.forms.due_forms import DueForm
from shuzhi_xl.sheets.master.vocabulary import TYPING_A
from shuzhi_xl.sheets.outgoing.forms import PackageContent, TypingContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import ballot_title, typing_title


def make_package_content(due_form: DueForm, year: Year) -> PackageContent:
    """Make the content of one branch's package (发给支部的工作簿; 通知 四、3)."""
    organisation, settings = due_form.organisation, year.settings
    if organisation is None or settings is None:
        raise ValueError("a package needs an organisation and settings")
    return PackageContent(
        identity=due_form.identity,
        title=ballot_title(settings.year),
        committee=settings.party_committee,
        organisation=organisation.name,
        secretary=organisation.secretary,
        candidates=due_form.candidates,
        voter_classes=due_form.voter_classes,
        survey_classes=due_form.survey_classes,
        further=due_form.further,
        ballots=due_form.ballots,
        surveys=due_form.surveys,
        return_by=due_form.meeting.held_on,  # ballots and surveys are counted at the meeting
    )


def make_typing_content(due_form: DueForm, year: Year) -> TypingContent:
    """Make the content of one typing workbook (录票; 通知 四、3)."""
    settings = year.settings
    if settings is None:
        raise ValueError("a typing workbook needs settings")
    hand = hand_of(due_form.identity.kind)
    return TypingContent(
        identity=due_form.identity,
        title=typing_title(settings.year, due_form.meeting.number, hand),
        meeting=due_form.meeting.number,
        hand=hand,
        candidates=due_form.candidates,
        voter_classes=due_form.voter_classes,
        further=due_form.further,
        ballots=due_form.ballots,
        spare=_count_spare_rows(due_form),
        voters=count_voters(year, due_form.meeting.number, due_form.voter_classes),
    )


def _count_spare_rows(due_form: DueForm) -> int:
    most = max(due_form.ballots, due_form.meeting.eligible)
    # A paper that was given out again has a 票号 above 应到
    return most - due_form.ballots + count_spare(most)


def count_spare(voters: int) -> int:
    """Papers and rows beyond 应到 (应到人数), for those that are given out again.

    >>> count_spare(10), count_spare(200)
    (3, 10)
    """
    return max(3, voters // 20)


def count_voters(year: Year, meeting: str, voter_classes: Sequence[str]) -> dict[str, int]:
    """应到 of a meeting by 票类; empty where 参会人员 lists nobody of it."""
    voters: Counter[str] = Counter()
    for attendee in year.attendees:
        if attendee.meeting == meeting:
            voters[attendee.voter_class] += 1 if attendee.count is None else attendee.count
    return {voter_class: voters[voter_class] for voter_class in voter_classes} if voters else {}


def hand_of(kind: str) -> str:
    """甲 or 乙: the typist, from the kind of a typing form.

    >>> hand_of("录票甲")
    '甲'
    """
    return "甲" if kind == TYPING_A else "乙"
