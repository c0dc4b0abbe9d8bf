"""The documents that 生成 makes for the whole town (全镇的公文)."""

from collections.abc import Container, Iterator
from typing import Final

from shuzhi_xl.jobs.papers.documents import document_filling
from shuzhi_xl.rules.documents.results.work_summary import make_work_summary
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.rules.results.results_by_organisation import Results
from shuzhi_xl.sheets.documents.work_summary import WORK_SUMMARY
from shuzhi_xl.xlsx.fill.filling import Filling

TOWN_TEMPLATES: Final = (WORK_SUMMARY.template,)


def town_places(year: int, faults: Container[str]) -> list[str]:
    """Places of these documents, without those whose template has faults."""
    return [] if WORK_SUMMARY.template in faults else [f"结果/{year}/{WORK_SUMMARY.name}.docx"]


def town_papers(results: Results, computed: Computed, faults: Container[str]) -> Iterator[Filling]:
    """The documents themselves."""
    for place in town_places(computed.policy.settings.year, faults):
        yield document_filling(place, WORK_SUMMARY, make_work_summary(results, computed))
