"""公布: the list of names and grades, in the master and as a sheet to print for each track."""

from shuzhi_xl.jobs.desk import Desk, Outcome
from shuzhi_xl.jobs.opening import begin, finish, read_year
from shuzhi_xl.jobs.results import current_results, not_final, result_places
from shuzhi_xl.rules.summary import publication_content, publication_rows
from shuzhi_xl.sheets.results import PUBLICATION
from shuzhi_xl.wording.summaries import not_current, published
from shuzhi_xl.xlsx.report import build_list


def publish(desk: Desk) -> Outcome:
    """Write 结果公布 and one publication sheet a track; branches without a final grade are left out."""
    year, findings = read_year(desk)
    begun = begin(desk, "publish")
    result, wrong = current_results(desk, year)
    findings += wrong
    if result is None:
        return finish(desk, year, begun, Outcome("publish", not_current(), {"workbooks": 0}, findings))
    rows = publication_rows(result.graded, tuple(result.policy.tracks))
    desk.store.write_table(PUBLICATION, [row.record() for row in rows])
    left = not_final(year, result)
    findings += left
    made = result_places(result.policy.settings.year, "公布", result.policy.tracks)
    desk.folder.write_all(
        (place, build_list(publication_content(result.policy, rows, track))) for place, track in made.items()
    )
    summary, counts = published(len(rows), len(made), len(left)), {"workbooks": len(made)}
    return finish(desk, year, begun, Outcome("publish", summary, counts, findings, [*made]))
