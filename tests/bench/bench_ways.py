"""Other ways to do each stage's work: what people write first, and the least that it could cost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from shuzhi_xl.demo.town.clock import YEAR
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER
from tests.bench import (
    bench_documents,
    bench_tally,
    floors,
    peers_docxtpl,
    peers_office,
    peers_openpyxl,
    peers_pandas,
)
from tests.bench.bench_year import FILLED
from tests.bench.measurement import Cost, Work, measured
from tests.bench.recipes import sample_files, write_recipes

_SAMPLE: Final = 20
_WHOLE_UP_TO: Final = 100
"""Up to this size of town the peers do all files, and LibreOffice takes part."""

_ISSUED: Final = f"{YEAR}/*/*.xlsx"
_MADE: Final = {"distribute": (ISSUED_FOLDER, _ISSUED), "generate": ("结果", "反馈_*.xlsx")}
"""Where a stage's workbooks stand, and which of them the peers make, too: no paper ballots, no documents."""
_ON_A_SHEET: Final = 1_000_000
Measure = Callable[..., Cost]


@dataclass(frozen=True)
class Way:
    """One way to do a stage's work, or the least of it.

    Attributes:
        stage: distribute, collect, compute, generate, documents or count.
        label: As it stands in the table.
        task: Makes the work ready; its first argument is a place that is not there yet.
        arguments: Its other arguments.
        pieces: How many files, or rows of votes, it deals with.
        is_floor: The others are compared with it from below.
    """

    stage: str
    label: str
    task: Callable[..., Work]
    arguments: tuple[Any, ...]
    pieces: int
    is_floor: bool = False


def ways(root: Path, year: Path, branches: int, measure: Measure = measured) -> list[Way]:
    """All other ways, for a town of this size.

    Args:
        root: Folder of this size of town.
        year: A year that was played to its end.
        branches: Number of branches; in a large town the peers do a sample of the files.
        measure: Runs a task; the arguments of the peers are computed apart from all else.
    """
    sample = None if branches <= _WHOLE_UP_TO else _SAMPLE
    for stage, (folder, pattern) in _MADE.items():
        measure(write_recipes, year / folder, pattern, root / f"{stage}.recipes", sample)
    return [
        *_filling("distribute", root, year, sample),
        *_collecting(root / FILLED, sample),
        *_computing(year / MASTER_NAME),
        *_filling("generate", root, year, sample),
    ]


def _filling(stage: str, root: Path, year: Path, sample: int | None) -> Iterator[Way]:
    recipes, (folder, pattern) = root / f"{stage}.recipes", _MADE[stage]
    count, few = _sizes(year / folder, pattern, sample)
    yield Way(stage, "openpyxl 读模板、填、存", peers_openpyxl.fill, (recipes,), few)
    if sample is None:
        yield Way(stage, "LibreOffice（UNO）", peers_office.fill, (recipes,), few)
    yield Way(stage, "下限：写同样的字节", floors.write, (year / folder, pattern), count)
    label = "下限：写同样的字节并落盘（fsync）"
    yield Way(stage, label, floors.write_synced, (year / folder, pattern), count, is_floor=True)


def _collecting(filled: Path, sample: int | None) -> Iterator[Way]:
    count, few = _sizes(filled, "*.xlsx", sample)
    yield Way("collect", "openpyxl 逐格读", peers_openpyxl.collect, (filled, sample), few)
    for engine in ("openpyxl", "calamine"):
        label = f"pandas（用 {engine} 读）"
        yield Way("collect", label, peers_pandas.collect, (filled, sample, engine), few)
    if sample is None:
        yield Way("collect", "LibreOffice（UNO）", peers_office.collect, (filled, sample), few)
    yield Way("collect", "下限：只解压", floors.unpack, (filled,), count, is_floor=True)


def _computing(master: Path) -> Iterator[Way]:
    rows = floors.votes_in(master)
    yield Way("compute", "Python 循环（用 openpyxl 读）", peers_pandas.compute_in_loops, (master,), rows)
    for engine in ("openpyxl", "calamine"):
        yield Way("compute", f"pandas（用 {engine} 读）", peers_pandas.compute, (master, engine), rows)
    label = "下限：numpy.bincount（票已是内存中的整数）"
    yield Way("compute", label, floors.count, (master,), rows, is_floor=True)


def documenting(root: Path, year: Path, branches: int, measure: Measure = measured) -> list[Way]:
    """Ways to fill the documents of all branches; in a large town docxtpl does a sample."""
    fillings = root / "documents.fillings"
    measure(bench_documents.write_fillings, year, fillings)
    sample = None if branches <= _WHOLE_UP_TO else _SAMPLE
    count, few = (len(bench_documents.read_fillings(fillings, most)) for most in (None, sample))
    return [
        Way("documents", "", bench_documents.fill, (fillings,), count),
        Way("documents", "docxtpl 读模板、填、存", peers_docxtpl.fill, (fillings, sample), few),
    ]


def counting(votes: int, branches: int) -> list[Way]:
    """Ways to count votes that are in memory; the product's whole tally only for what fits on a sheet."""
    size = votes, branches
    ways_to_count = [Way("count", "", bench_tally.counting, size, votes)]
    if votes <= _ON_A_SHEET:
        ways_to_count.append(
            Way("count", "本产品：连同取舍、得分和测评统计", bench_tally.whole_tally, size, votes)
        )
    return [
        *ways_to_count,
        Way("count", "pandas groupby（已是数据框）", bench_tally.in_pandas, size, votes),
        Way("count", "Python 循环", bench_tally.in_loops, size, votes),
        Way("count", "下限：numpy.bincount（已是整数）", bench_tally.in_numpy, size, votes, is_floor=True),
    ]


def sizes(root: Path, year: Path) -> dict[str, int]:
    """How many workbooks, or rows of votes, the product deals with, by stage."""
    return {
        "distribute": len(sample_files(year / ISSUED_FOLDER, _ISSUED, None)),
        "collect": len(sample_files(root / FILLED, "*.xlsx", None)),
        "compute": floors.votes_in(year / MASTER_NAME),
        "generate": len(sample_files(year / "结果", "反馈_*.xlsx", None))
        + len(sample_files(year / "结果", "汇总_*.xlsx", None))
        + len(sample_files(year / "结果", "核对_*.xlsx", None)),
    }


def _sizes(folder: Path, pattern: str, sample: int | None) -> tuple[int, int]:
    return len(sample_files(folder, pattern, None)), len(sample_files(folder, pattern, sample))
