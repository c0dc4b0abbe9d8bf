"""催办函 of each lead department: problems due, and papers that have not come (通知 四、5 and 五、2)."""

from datetime import date

from shuzhi_xl.jobs.papers.documents import document_filling
from shuzhi_xl.jobs.stages.current_results import result_places
from shuzhi_xl.rules.documents.papers_letter import make_papers_letters
from shuzhi_xl.rules.documents.rectification_letter import make_rectification_letters
from shuzhi_xl.sheets.documents.letters import PAPERS_LETTER, RECTIFICATION_LETTER
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.fill.filling import Filling


def department_letters(year: Year, settings: Settings, today: date) -> list[Filling]:
    """The letters to all lead departments."""
    kinds = (
        (RECTIFICATION_LETTER, make_rectification_letters(year, settings)),
        (PAPERS_LETTER, make_papers_letters(year, settings, today)),
    )
    return [
        document_filling(place, document, letters[department])
        for document, letters in kinds
        for place, department in result_places(settings.year, document.name, letters, ".docx").items()
    ]
