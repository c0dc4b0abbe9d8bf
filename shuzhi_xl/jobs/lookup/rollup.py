"""区县汇总: many towns' masters into one workbook for the district; the towns' masters are only read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Final

from shuzhi_xl.findings import Location, blocking, sort_findings
from shuzhi_xl.jobs.stages.finish import finish
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome, Progress
from shuzhi_xl.jobs.stages.job_log import begin
from shuzhi_xl.jobs.stages.read_year import read_year
from shuzhi_xl.rules.district.combine import Digests, make_district, merge, most_frequent_years
from shuzhi_xl.rules.district.sheets import district_content
from shuzhi_xl.rules.district.town_figures import TownDigest
from shuzhi_xl.sheets.outgoing.district import DISTRICT_FILE
from shuzhi_xl.wording.findings.district import not_rolled_up, rolled_up, towns_folder_empty
from shuzhi_xl.xlsx.district.book import build_district
from shuzhi_xl.xlsx.district.folder import TOWNS_FOLDER, Master, TownsFolder
from shuzhi_xl.xlsx.district.local_pool import read_here
from shuzhi_xl.xlsx.stop_reasons import Stopped

ReadAll = Callable[[Sequence[Master]], Iterable[TownDigest]]
"""Reads files wherever it likes, and gives one digest for each in any order."""


TIMES: Final = Fraction(5)
"""k of the rule for outliers (离群提示) where nobody gives another."""
WORKERS: Final = 2
"""Processes of this computer that read where nobody says how many."""


def rollup(context: JobContext) -> Outcome:
    """Bring together the masters in the folder 区县汇总 beside this one; the findings are in its 校验报告.

    Raises:
        Stopped: There is no year that most files have.
    """
    folder = TownsFolder(context.folder.root / TOWNS_FOLDER)
    if folder.masters():
        read_all = partial(read_here, times=TIMES, workers=WORKERS)
        outcome = roll_up_towns(folder, read_all, TIMES, None, context.progress)
        outputs = [f"{TOWNS_FOLDER}/{place}" for place in outcome.outputs]
        outcome = replace(outcome, outputs=outputs)
    else:
        # Made here, so that nobody need guess its name
        context.folder.make(TOWNS_FOLDER)
        counts = {"towns": 0, "organisations": 0, "left_out": 0}
        outcome = Outcome("rollup", towns_folder_empty(TOWNS_FOLDER), counts)
    year, _ = read_year(context)
    return finish(context, year, begin(context, "rollup"), outcome)


def roll_up_towns(
    folder: TownsFolder, read_all: ReadAll, times: Fraction, year: int | None, progress: Progress
) -> Outcome:
    """Bring the masters of a folder together.

    Args:
        folder: Where the masters are, and where the district's workbook goes.
        read_all: The engine.
        times: k of the rule for outliers.
        year: 年度; None for the one that most files have.
        progress: Told how many files are read.

    Raises:
        Stopped: There is no file to read, or no year that most files have.
    """
    masters = folder.masters()
    if not masters:
        raise Stopped("no_masters", {"name": folder.name})
    digests: Digests = ()
    for count, digest in enumerate(read_all(masters), start=1):
        # In any order: the district's figures must not depend on which process was faster.
        digests = merge(digests, (digest,))
        progress(count, len(masters))
    # By majority: one town that has begun the next year must not make all others fall out.
    chosen_year = year or _year(digests)
    district = make_district(digests, chosen_year, times) if chosen_year else None
    left_out = district.left_out if district else [digest.left_out for digest in digests if digest.left_out]
    towns = district.towns if district else ()
    organisations = sum(town.organisations for town in towns)
    counts = {"towns": len(towns), "organisations": organisations, "left_out": len(left_out)}
    # No workbook then: a run that took in nothing must not look like a success.
    if district is None or not towns:
        nothing = blocking("no_town_taken_in", Location(), count=len(masters))
        return Outcome("rollup", not_rolled_up(len(masters)), counts, sort_findings([nothing, *left_out]))
    findings = sort_findings([*left_out, *district.doubts])
    place = DISTRICT_FILE.format(year=district.year)
    folder.write(place, build_district(district_content(district, times)))
    summary = rolled_up(len(towns), organisations, len(left_out), place)
    return Outcome("rollup", summary, counts, findings, [place])


def _year(digests: Digests) -> int | None:
    """The year that most files have; None without a readable master."""
    years = most_frequent_years(digests)
    # A tie is for the district to decide; to guess would leave out half of the towns.
    if len(years) > 1:
        raise Stopped("years_tied", {"name": "、".join(map(str, years))})
    return years[0] if years else None
