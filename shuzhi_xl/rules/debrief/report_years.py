"""The year of a debrief report (报告的年度) where its folder does not say it; the program never guesses.

Reports of every year used to be put into one folder. A report of last year must never be entered as one of
this year; a report that is left out can be moved into the year's own folder.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.rules.debrief.report import Report
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.wording.findings.reports import entered_before, names_year, saved_before

_FIRST: Final = 6  # paragraphs in which a report has its title
_TITLE: Final = 40  # characters of the longest title
# ○ is a geometric circle, which many type for the numeral 〇
_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# A date in a file name, as in C001_20160112, is a day of writing, often in the next year (通知 五、2)
_DATE: Final = re.compile(r"(?<!\d)20\d\d(?:年\d{1,2}月|[-./]\d{1,2}|\d{4}(?!\d))")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def find_years(report: Report) -> frozenset[int]:
    """Years that a report's path or else its title names; those of dates are ignored (通知 五、2).

    >>> from datetime import date
    >>> from shuzhi_xl.rules.debrief.sections import Paragraph
    >>> sorted(find_years(Report("C001_20160112.docx", date(2016, 1, 12), (Paragraph("二〇一五年度述职"),))))
    [2015]
    """
    titles = [text for paragraph in report.paragraphs if (text := clean(paragraph.text))][:_FIRST]
    places = (_years_in([report.file]), _years_in(text for text in titles if len(text) <= _TITLE))
    return next((years for years in places if years), frozenset())


def _years_in(texts: "Iterator[str] | Sequence[str]") -> frozenset[int]:
    plain = (unicodedata.normalize("NFKC", text).translate(_DIGITS) for text in texts)
    return frozenset(int(year) for text in plain for year in _YEAR.findall(_DATE.sub(" ", text)))


def select_reports_of_year(
    reports: Sequence[Report], year: int, entered: Collection[str], earlier: Mapping[str, str]
) -> tuple[list[Report], list[Finding]]:
    """Select the reports of a year among those whose folder does not name a year (报告的年度; 通知 五、2).

    Args:
        reports: As read.
        year: The master's 年度.
        entered: Files that the master has entered before.
        earlier: By file, the master of an earlier year that has entered it.

    Returns:
        The reports of the year, and one finding for each reason why reports were left out.
    """
    by_objection: dict[str, list[Report]] = {"": []}
    for report in reports:
        by_objection.setdefault(_find_objection(report, year, entered, earlier), []).append(report)
    reports_of_year = by_objection.pop("")
    return reports_of_year, [_left_out_notice(group, year, reason) for reason, group in by_objection.items()]


def _find_objection(report: Report, year: int, entered: Collection[str], earlier: Mapping[str, str]) -> str:
    """Reason to take a report for one of another year; blank without any."""
    years = find_years(report)
    if year in years:
        return ""
    if years:
        return names_year(max(years))
    if report.file in earlier:
        return entered_before(earlier[report.file])
    if report.file in entered:
        return ""
    # A file copied or opened since has a later date, so only an earlier one proves anything
    return saved_before(year) if report.saved.year < year else ""


def _left_out_notice(reports: Sequence[Report], year: int, reason: str) -> Finding:
    files = [report.file for report in reports]
    context = {"year": year, "reason": reason, "files": join_names(files), "count": len(files)}
    return notice("report_of_other_year", Location(files[0]), **context)
