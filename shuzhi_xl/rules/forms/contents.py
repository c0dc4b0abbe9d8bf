"""What fills a branch's package and a meeting's typing workbook, from the year."""

from shuzhi_xl.rules.forms.due_forms import Issue
from shuzhi_xl.sheets.master.vocabulary import TYPING_A
from shuzhi_xl.sheets.outgoing.forms import PackageContent, TypingContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.wording.sheets.titles import ballot_title, typing_title


def package_content(issue: Issue, year: Year) -> PackageContent:
    """Content of one branch's package (发给支部的工作簿)."""
    organisation, settings = issue.organisation, year.settings
    if organisation is None or settings is None:
        raise ValueError("a package needs an organisation and settings")
    return PackageContent(
        identity=issue.identity,
        title=ballot_title(settings.year),
        committee=settings.party_committee,
        organisation=organisation.name,
        secretary=organisation.secretary,
        candidates=issue.candidates,
        voter_classes=issue.voter_classes,
        survey_classes=issue.survey_classes,
        further=issue.further,
        ballots=issue.ballots,
        surveys=issue.surveys,
        return_by=issue.meeting.held_on,  # ballots and surveys are counted at the meeting
    )


def typing_content(issue: Issue, year: Year) -> TypingContent:
    """Content of one typing workbook (录票)."""
    settings = year.settings
    if settings is None:
        raise ValueError("a typing workbook needs settings")
    hand = hand_of(issue.identity.kind)
    return TypingContent(
        identity=issue.identity,
        title=typing_title(settings.year, issue.meeting.number, hand),
        meeting=issue.meeting.number,
        hand=hand,
        candidates=issue.candidates,
        voter_classes=issue.voter_classes,
        further=issue.further,
        ballots=issue.ballots,
    )


def hand_of(kind: str) -> str:
    """甲 or 乙, from the kind of a typing form.

    >>> hand_of("录票甲")
    '甲'
    """
    return "甲" if kind == TYPING_A else "乙"
