"""What only follows from another finding is silent (随之而来的疑点): mended there, it is gone here."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from shuzhi_xl.findings import Finding, Severity
from shuzhi_xl.sheets.master.organisations_and_meetings import MEETINGS_SHEET, Meeting


class Consequence(NamedTuple):
    """Findings that follow from one of another code (校验报告).

    Attributes:
        cause: Code of the cause.
        effects: Codes of what follows from it.
        header: The column that the cause is about; blank where any column is meant.
        effect_header: The column that the effects are about; blank where any column is meant.
        sheet: The sheet of the effects, where it is another one.
    """

    cause: str
    effects: frozenset[str]
    header: str = ""
    effect_header: str = ""
    sheet: str = ""

    def follows_from(self, finding: Finding) -> bool:
        """Whether a finding is such a cause (校验报告)."""
        return finding.code == self.cause and self.header in ("", finding.context.get("header"))


_OF_BLANKS: Final = ("weights_not_100", "source_without_class", "criteria_without_weight")
_OF_COUNTS: Final = ("report_unjudged", "report_short", "report_long", "report_praises", "report_spares")
_OF_CHOICES: Final = ("form_not_back", "votes_of_open_form", "return_unrecorded")
CONSEQUENCES: Final = (
    # 应到人数 is filled in from 人数 by the next button
    Consequence(
        "group_uncounted",
        frozenset({"required_blank"}),
        effect_header=Meeting.columns()["eligible"].header,
        sheet=MEETINGS_SHEET.title,
    ),
    Consequence("required_blank", frozenset(_OF_BLANKS), header="权重"),
    Consequence("type_not_of_track", frozenset({"meeting_of_other_track"})),
    Consequence("attendees_missing", frozenset({"eligible_differs", "present_differs"})),
    # So it is once 参会人员 are listed
    Consequence(
        "attendees_missing", frozenset({"required_blank"}), effect_header=Meeting.columns()["eligible"].header
    ),
    Consequence("report_uncounted", frozenset(_OF_COUNTS)),
    Consequence("form_undecided", frozenset(_OF_CHOICES)),
    Consequence("decision_reason_needed", frozenset({"decision_date_needed", "no_final_grade"})),
)


def drop_consequences(findings: Sequence[Finding], subject_of: Callable[[Finding], str]) -> list[Finding]:
    """The findings without those that follow from others (校验报告).

    A blocking one only goes while a blocking cause stays, so that nothing that withholds a result is hidden.

    Args:
        findings: In order.
        subject_of: Whom a finding concerns.
    """
    causes = {place for finding in findings for place in _places_of_effects(finding, subject_of(finding))}
    return [
        finding
        for finding in findings
        if not causes.intersection(_places_as_effect(finding, subject_of(finding)))
    ]


_Place = tuple[str, str, Severity, str]
"""Code of an effect, its column if that matters, severity, and a subject or sheet."""


def _places_of_effects(finding: Finding, subject: str) -> Iterable[_Place]:
    """Where effects of a finding may be; those of a blocking one may be notices too."""
    severities = (
        (Severity.NOTICE, Severity.BLOCKING) if finding.severity is Severity.BLOCKING else (Severity.NOTICE,)
    )
    for consequence in CONSEQUENCES:
        # A blank weight is one of its whole table, anything else one of its subject
        place = consequence.sheet or (finding.at.sheet if consequence.header else subject)
        if place and consequence.follows_from(finding):
            header = consequence.effect_header
            yield from (
                (code, header, severity, place) for code in consequence.effects for severity in severities
            )


def _places_as_effect(finding: Finding, subject: str) -> Iterable[_Place]:
    headers = {"", str(finding.context.get("header", ""))}
    return (
        (finding.code, header, finding.severity, place)
        for header in headers
        for place in (subject, finding.at.sheet)
    )
