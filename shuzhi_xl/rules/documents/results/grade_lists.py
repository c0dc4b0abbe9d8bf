"""定等结果通报 and 年度考核移交名单: who has which final grade (通知 四、4), and nothing else."""

from collections.abc import Collection, Mapping, Sequence

from shuzhi_xl.rules.grading.grade import GradingResult
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.results.track_summary import list_final, make_publication_rows
from shuzhi_xl.sheets.documents.results_papers import GradeCircular, GradeGroup, HandoverLine, HandoverList
from shuzhi_xl.sheets.master.results import Appraisal, Publication
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import GRADES
from shuzhi_xl.sheets.outgoing.printed_lists import chinese_date
from shuzhi_xl.wording.documents import results_papers as say
from shuzhi_xl.wording.documents.feedback_letter import joined
from shuzhi_xl.wording.documents.numbering import BLANK_DAY, chinese_number


def make_circular(policy: Policy, graded: GradingResult, track: str) -> GradeCircular:
    """Make the circular of one track (定等结果通报; 通知 四、4): by grade, in the order of the roster.

    Args:
        policy: The policy: the weights of the track, 公布范围 and 公布日期.
        graded: The grades; those of the track are all final.
        track: Name of the track.
    """
    settings, rows = policy.settings, make_publication_rows(graded, [track])
    sources = [source for source, weight in policy.tracks[track].source_weights.items() if weight]
    days = {row.decided_on for row in list_final(graded, track) if row.decided_on}
    return GradeCircular(
        year=str(settings.year),
        committee=settings.party_committee,
        track=track,
        count=str(len(rows)),
        basis=joined(sources),
        decided=say.decided_on([chinese_date(day) for day in sorted(days)]),
        groups=_group_by_grade(rows),
        scope=settings.scope,
        day=chinese_date(settings.publication_day) if settings.publication_day else BLANK_DAY,
    )


def _group_by_grade(rows: Sequence[Publication]) -> list[GradeGroup]:
    members = {grade: [row for row in rows if row.final_grade == grade] for grade in _count_grades(rows)}
    return [
        GradeGroup(
            order=chinese_number(order),
            grade=grade,
            count=str(len(listed)),
            names="、".join(say.member(row.name, row.secretary) for row in listed),
        )
        for order, (grade, listed) in enumerate(members.items(), start=1)
    ]


def make_handover_list(
    settings: Settings, graded: GradingResult, tracks: Sequence[str], complete: Collection[str]
) -> HandoverList:
    """Make the list for the annual assessment (年度考核移交名单; 通知 四、4: 年度考核的重要内容和依据).

    Args:
        settings: The settings.
        graded: The grades.
        tracks: All tracks, in order.
        complete: Those of them whose grades are all final; the others are named, so that no secretary is
            taken to have no grade.
    """
    rows = [row for track in tracks if track in complete for row in list_final(graded, track)]
    members = {branch.organisation.track for branch in graded.branches}
    return HandoverList(
        year=str(settings.year),
        committee=settings.party_committee,
        summary=say.handed_over(_count_grades(rows)),
        lines=[_make_line(order, row) for order, row in enumerate(rows, start=1)],
        waiting=say.waiting([track for track in tracks if track in members and track not in complete]),
    )


def _make_line(order: int, row: Appraisal) -> HandoverLine:
    return HandoverLine(str(order), row.track, row.name, row.secretary, row.final_grade)


def _count_grades(rows: Sequence[Appraisal | Publication]) -> Mapping[str, int]:
    """Number of rows by final grade, the best first; grades that nobody has are left out."""
    grades = [row.final_grade for row in rows]
    return {grade: grades.count(grade) for grade in GRADES if grade in grades}
