"""整改跟踪: bring all problems together, list those not closed for each track, mark what is overdue."""

from shuzhi_xl.jobs.desk import Desk, Outcome
from shuzhi_xl.jobs.opening import begin, finish, read_year
from shuzhi_xl.jobs.results import gather_problems
from shuzhi_xl.rules.checks import check
from shuzhi_xl.rules.rectification import counts_by_track
from shuzhi_xl.rules.summary import tracking_content
from shuzhi_xl.sheets.results import RECTIFICATION_SHEET
from shuzhi_xl.wording.summaries import tracked
from shuzhi_xl.xlsx.folder import safe_name
from shuzhi_xl.xlsx.report import build_list


def track(desk: Desk) -> Outcome:
    """Update 整改清单 and make one tracking list a track."""
    year, findings = read_year(desk)
    begun = begin(desk, "track")
    settings = year.settings
    if settings is None or settings.reference_day is None:
        return finish(desk, year, begun, Outcome("track", tracked(0, 0, 0, 0), {"workbooks": 0}, findings))
    year = gather_problems(desk, year)
    findings += [each for each in check(year) if each.at.sheet == RECTIFICATION_SHEET.title]
    made = {f"结果/{settings.year}/整改跟踪_{safe_name(each.name)}.xlsx": each.name for each in year.tracks}
    lists = ((place, build_list(tracking_content(year, name))) for place, name in made.items())
    desk.folder.write_all(lists)
    counts = counts_by_track(year, settings.reference_day).values()
    summary = tracked(
        sum(each.total for each in counts),
        sum(each.open for each in counts),
        sum(each.overdue for each in counts),
        len(made),
    )
    outcome = Outcome("track", summary, {"workbooks": len(made)}, findings, [*made])
    return finish(desk, year, begun, outcome)
