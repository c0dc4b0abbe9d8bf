"""Plays the clerk's year and prints what is typed, by sheet, and what is to be read, by run.

python -m tests.journey.journey [12 | 100]
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journey.clerks_year import play
from tests.journey.counting_office import PASTED, SCORE, TYPED, CountingOffice

MOST_CELLS, MOST_LINES = 45, 40


def describe(office: CountingOffice) -> Iterator[str]:
    """The lines that are printed."""
    pasted, scores = office.total(PASTED), office.total(SCORE)
    yield f"录入 {office.total(TYPED)} 格（另粘贴名册 {pasted} 格，录成绩和票 {scores} 格）："
    yield from (f"  {table} {count}" for table, count in office.typed.items())
    yield f"{len(office.runs)} 次操作，校验报告共 {len(office.lines)} 行："
    for run in office.runs:
        yield f"  {run.day} {run.job} {len(run.lines)}"
        yield from (f"      {line.severity} {line.code} {line.sentence}" for line in run.lines)


def main(branches: int) -> int:
    """Play the year in a folder that is thrown away; the exit status says whether the targets are met."""
    with TemporaryDirectory() as folder:
        office = play(Path(folder) / "镇", branches)
    print("\n".join(describe(office)))  # noqa: T201 -- it is read in a terminal
    return int(office.total(TYPED) > MOST_CELLS or len(office.lines) > MOST_LINES)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 12))
