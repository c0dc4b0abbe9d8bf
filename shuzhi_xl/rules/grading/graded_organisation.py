"""One appraised organisation with all results of its grading."""

from dataclasses import dataclass

from shuzhi_xl.rules.grading.committee import Decision, Suggestion, decide
from shuzhi_xl.rules.grading.composite import Composite
from shuzhi_xl.rules.grading.suggestion import Capping, TrackGrades
from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.results import Appraisal


@dataclass(frozen=True)
class GradedOrganisation:
    """An appraised organisation (党组织) and its grading.

    Attributes:
        organisation: Its row of 组织名册.
        composite: Its composite, or None.
        graded: The grades of its track.
        old: Its row of 综合评定 before the run, or None.
    """

    organisation: Organisation
    composite: Composite | None
    graded: TrackGrades
    old: Appraisal | None

    @property
    def number(self) -> Number:
        """编号."""
        return self.organisation.number

    @property
    def capping(self) -> Capping | None:
        """Effect of the caps, or None while the track is withheld."""
        return self.graded.cappings.get(self.number)

    @property
    def suggestion(self) -> Suggestion:
        """建议等次 and 综合得分 as computed now."""
        grade = self.graded.allotment.grades.get(self.number, "")
        score = self.composite.score if self.composite else None
        return Suggestion(grade, score, is_open=self.capping is None)

    @property
    def decision(self) -> Decision:
        """Result of the committee's decision."""
        return decide(self.old, self.suggestion)
