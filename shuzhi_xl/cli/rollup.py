"""The command `rollup`: combine many towns' masters in one workbook, read here or on a cluster."""

from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Final

from shuzhi_xl.cli.terminal import progress_bar
from shuzhi_xl.jobs.lookup.rollup import ReadAll, roll_up_towns
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.xlsx.district.cluster import CLUSTER, read_on_cluster
from shuzhi_xl.xlsx.district.folder import TownsFolder
from shuzhi_xl.xlsx.district.local_pool import read_here
from shuzhi_xl.xlsx.district.read_town import read_town
from shuzhi_xl.xlsx.stop_reasons import Stopped

HERE: Final = "local"


def roll_up(  # noqa: PLR0913 -- the options of the command
    folder: Path, *, engine: str, workers: int, year: int | None, times: float, quiet: bool
) -> Outcome:
    """Roll up a folder.

    Args:
        folder: The folder of the masters.
        engine: ``local`` or ``dask://host:port``.
        workers: Processes of the local engine.
        year: 年度; None for the year of most files.
        times: k of the rule for outliers.
        quiet: Show no progress bar.

    Raises:
        Stopped: There is no such folder, no file in it, or no such engine.
    """
    if not folder.is_dir():
        raise Stopped("folder_missing", {"name": folder.name})
    # By way of the text: 0.1 as a float is no tenth, and the rule for outliers compares exactly.
    exact = Fraction(str(times))
    read_all = _choose_engine(engine, workers, exact)
    with progress_bar("rollup", quiet=quiet) as progress:
        return roll_up_towns(TownsFolder(folder), read_all, exact, year, progress)


def _choose_engine(engine: str, workers: int, times: Fraction) -> ReadAll:
    if engine == HERE:
        return partial(read_here, times=times, workers=workers)
    if engine.startswith(CLUSTER) and len(engine) > len(CLUSTER):
        read = partial(read_town, times=times)
        return partial(read_on_cluster, read=read, place=engine.removeprefix(CLUSTER).rstrip("/"))
    raise Stopped("engine_unknown", {"name": engine})
