"""The committee's decision (研究等次): always kept, and final only once dated (通知 四、4)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.policy.model import TrackPolicy
from shuzhi_xl.sheets.declaration.units import GradeName, Number, TrackName
from shuzhi_xl.sheets.master.results import Appraisal
from shuzhi_xl.wording.sheets.grounds import CHANGED, changed_since

_CHANGED = re.compile(CHANGED)


@dataclass(frozen=True)
class Suggestion:
    """Basis of the committee's decision: 建议等次 and 综合得分; ``is_open`` while they are withheld."""

    grade: GradeName
    score: Decimal | None
    is_open: bool = False


@dataclass(frozen=True)
class Decision:
    """Result of the committee's columns (综合评定).

    Attributes:
        final: 最终等次, or blank.
        changed: Note on a change since the decision, for 触发规则, or blank.
        reason: Reason for having no final grade: 未研究, 无理由 or 有变化; blank when there is one.
    """

    final: GradeName
    changed: str
    reason: str


NOT_DECIDED, NO_REASON, HAS_CHANGED = "未研究", "无理由", "有变化"


def decide(old: Appraisal | None, now: Suggestion) -> Decision:
    """The final grade (最终等次): 研究等次, or 建议等次 where that is blank; none before 研究日期.

    The committee decided on the values in the sheet when 研究日期 was filled in. If they have changed, there
    is no final grade, and the row keeps a note of the old values until the committee decides again (with
    another date) or the values are the same again.

    Args:
        old: The organisation's row of 综合评定 before the run, or None.
        now: The suggestion as computed now.
    """
    # Without a date nobody can say which figures the committee had before it
    if old is None or old.decided_on is None:
        return Decision("", "", NOT_DECIDED)
    basis = _basis(old)
    changed = ""
    # As printed: an unrounded difference that no member could see is no change
    if basis != (now.grade, now.score):
        changed = changed_since(old.decided_on, *basis)
    if changed:
        return Decision("", changed, HAS_CHANGED)
    # After the change, since a 研究等次 equal to the old suggestion may only look like a deviation
    if lacks_reason(old, now.grade):
        return Decision("", "", NO_REASON)
    return Decision(old.decided_grade or now.grade, "", "")


def lacks_reason(row: Appraisal, suggested: GradeName) -> bool:
    """Whether 研究等次 differs from the suggestion and 调整理由 is blank."""
    return bool(row.decided_grade) and row.decided_grade != suggested and not row.decision_reason


def _basis(old: Appraisal) -> tuple[GradeName, Decimal | None]:
    """建议等次 and 综合得分 on which the committee decided."""
    noted = _CHANGED.search(old.fired_rules)
    # Another date means that the committee decided again, on the figures now in the sheet
    if noted and noted["day"] == str(old.decided_on):
        return noted["grade"], Decimal(noted["score"]) if noted["score"] else None
    return old.suggested_grade, old.composite_score


def decision_findings(old: Appraisal | None, now: Suggestion, decision: Decision) -> Iterator[Finding]:
    """Findings on one organisation's decision (综合评定)."""
    if old is None:
        return
    if lacks_reason(old, now.grade):
        yield blocking("decision_reason_needed", old.at("decision_reason"), name=old.name)
    # While the track is withheld its blanks have a finding of their own, and the decision may still hold
    if decision.reason == HAS_CHANGED and not now.is_open:
        grade, score = _basis(old)
        yield blocking(
            "decision_outdated",
            old.at("decided_on"),
            value=old.decided_on,
            name=old.name,
            grade=grade or "（空）",
            score="（空）" if score is None else score,
            new_grade=now.grade or "（空）",
            new_score=now.score,
        )


def find_orphaned_decisions(
    appraisals: Sequence[Appraisal], numbers: Sequence[Number]
) -> tuple[list[Appraisal], list[Finding]]:
    """Rows with a decision on organisations that are no longer appraised, which are kept and reported.

    Args:
        appraisals: Rows of 综合评定 before the run.
        numbers: 编号 of the appraised organisations.
    """
    appraised = set(numbers)
    # What the committee wrote is never deleted by the machine, whatever became of the organisation
    rows = [row for row in appraisals if row.number not in appraised and _has_decision(row)]
    findings = [notice("decision_without_organisation", row.at("number"), value=row.number) for row in rows]
    inputs = (
        "track",
        "number",
        "name",
        "secretary",
        "decided_grade",
        "decision_reason",
        "decided_on",
        "opinion",
    )
    return [Appraisal.of(**{name: getattr(row, name) for name in inputs}) for row in rows], findings


def _has_decision(row: Appraisal) -> bool:
    return bool(row.decided_grade or row.decision_reason or row.decided_on or row.opinion)


def check_final_quotas(
    track: TrackName, policy: TrackPolicy, finals: Sequence[GradeName], quota_places: Mapping[GradeName, int]
) -> list[Finding]:
    """A notice for each grade with more final grades than its quota allows (比例上限, 评分设置).

    Args:
        track: Name of the track.
        policy: Its policy.
        finals: Its final grades.
        quota_places: 名额 by grade.
    """
    return [
        notice(
            "final_over_quota",
            rule.quota_cell,
            value=rule.quota,
            track=track,
            grade=rule.grade,
            count=finals.count(rule.grade),
            places=quota_places[rule.grade],
        )
        # A notice, and nobody is moved: quotas bind the suggestion, the committee may exceed them
        for rule in policy.grades
        if rule.grade in quota_places and finals.count(rule.grade) > quota_places[rule.grade]
    ]
