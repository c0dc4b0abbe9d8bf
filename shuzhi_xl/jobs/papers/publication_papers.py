"""定等结果通报 of each track that may publish, and 年度考核移交名单 (通知 四、4)."""

from collections.abc import Collection, Iterator

from shuzhi_xl.jobs.papers.documents import document_filling
from shuzhi_xl.jobs.stages.current_results import result_places
from shuzhi_xl.rules.documents.results.grade_lists import make_circular, make_handover_list
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.sheets.documents.results_papers import GRADE_CIRCULAR, HANDOVER_LIST
from shuzhi_xl.xlsx.fill.filling import Filling


def circular_places(result: Computed) -> dict[str, str]:
    """The place of the circular of each track, and the track by it."""
    settings, tracks = result.policy.settings, result.policy.tracks
    return result_places(settings.year, GRADE_CIRCULAR.name, tracks, ".docx")


def handover_place(result: Computed) -> str:
    """The place of the list that is handed over."""
    return f"结果/{result.policy.settings.year}/{HANDOVER_LIST.name}.docx"


def publication_papers(result: Computed, complete: Collection[str]) -> Iterator[Filling]:
    """The papers about final grades.

    Args:
        result: The results.
        complete: Tracks that may be published; without one there is nothing to hand over either.
    """
    settings = result.policy.settings
    for place, track in circular_places(result).items():
        if track in complete:
            content = make_circular(result.policy, result.graded, track)
            yield document_filling(place, GRADE_CIRCULAR, content)
    if complete:
        tracks = tuple(result.policy.tracks)
        listed = make_handover_list(settings, result.graded, tracks, complete)
        yield document_filling(handover_place(result), HANDOVER_LIST, listed)
