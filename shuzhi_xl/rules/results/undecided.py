"""Organisations without a final grade (没有最终等次): the reason, and the tracks that stay unpublished."""

from collections.abc import Iterator, Sequence

from shuzhi_xl.findings import Finding, Location, Severity, notice
from shuzhi_xl.rules.grading.committee import HAS_CHANGED, NO_REASON, NOT_DECIDED
from shuzhi_xl.rules.grading.grade import GradingResult
from shuzhi_xl.rules.grading.graded_organisation import GradedOrganisation
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.wording.findings import deciding

_WORDS = {
    NOT_DECIDED: deciding.NO_DAY,
    NO_REASON: deciding.NO_REASON,
    HAS_CHANGED: deciding.CHANGED_SINCE,
}
_FIELDS = {
    deciding.NO_DAY: "decided_on",
    deciding.NO_REASON: "decision_reason",
    deciding.CHANGED_SINCE: "decided_on",
    # Under 同分处理 = 报错 the committee breaks a tie by 研究等次
    deciding.TIED: "decided_grade",
    deciding.NOT_COMPUTED: "suggested_grade",
}


def find_cause(branch: GradedOrganisation) -> str:
    """Reason in words why an organisation has no final grade (算法 六); blank when it has one."""
    decision = branch.decision
    if decision.final:
        return ""
    if branch.suggestion.is_open:
        return deciding.NOT_COMPUTED
    # A tie, as everything else that blanks the suggestion leaves it open
    if not branch.suggestion.grade and not (branch.old and branch.old.decided_grade):
        return deciding.TIED
    return _WORDS[decision.reason]


def find_undecided(graded: GradingResult) -> Iterator[Finding]:
    """A notice for each organisation that lacks only the committee's date (研究日期).

    Every other reason has a finding of its own, so it is not reported again.
    """
    for branch in graded.branches:
        if find_cause(branch) == deciding.NO_DAY:
            name = branch.organisation.name
            yield notice(
                "no_final_grade", _locate_cause(branch, deciding.NO_DAY), number=branch.number, name=name
            )


def find_publishable_tracks(graded: GradingResult, tracks: Sequence[str]) -> tuple[list[str], list[Finding]]:
    """Tracks whose published list (公布表; 通知 四、4) would be complete, and findings for the others.

    An incomplete list is never made, because no reader would notice a missing name. While other tracks are
    published, a track without any final grade is only a notice: its turn may come later.

    Args:
        graded: What 计算 made of the year.
        tracks: Tracks of the policy, in order.
    """
    members: dict[str, list[GradedOrganisation]] = {track: [] for track in tracks}
    for branch in graded.branches:
        members.setdefault(branch.organisation.track, []).append(branch)
    lacking = {track: [branch for branch in members[track] if find_cause(branch)] for track in tracks}
    complete = [track for track in tracks if members[track] and not lacking[track]]
    findings = []
    for track in tracks:
        if lacking[track]:
            is_severe = not complete or len(lacking[track]) < len(members[track])
            severity = Severity.BLOCKING if is_severe else Severity.NOTICE
            findings.append(_incomplete_finding(track, lacking[track], len(members[track]), severity))
    return complete, findings


def _incomplete_finding(
    track: str, lacking: Sequence[GradedOrganisation], total: int, severity: Severity
) -> Finding:
    names: dict[str, list[str]] = {}
    for branch in lacking:
        names.setdefault(find_cause(branch), []).append(branch.organisation.name)
    context = {
        "track": track,
        "total": total,
        "count": len(lacking),
        "waiting": deciding.waiting({why: join_names(members) for why, members in names.items()}),
    }
    return Finding(
        "publication_incomplete", _locate_cause(lacking[0], find_cause(lacking[0])), severity, context
    )


def _locate_cause(branch: GradedOrganisation, why: str) -> Location:
    """Cell where the clerk corrects it: in its row of 综合评定 or, before 计算, of 组织名册."""
    return branch.old.at(_FIELDS[why]) if branch.old else branch.organisation.at("number")
