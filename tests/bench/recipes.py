"""Input of a peer: for each workbook the template, and which cells hold what once it is filled.

The product's own workbooks are compared with their templates, so that the peers write the same visible
answers; working out what belongs where is done for them and takes no part in their times.
"""

import pickle
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from shuzhi_xl.xlsx.files.shipped import project_folder
from tests.bench.measurement import Work

Cells = Sequence[tuple[int, int, Any]]
"""Row, column and value; a cell without a value is one that the template has not, but with its style."""
TEMPLATE_OF: Final = {"测评表": "测评表.xlsx", "录票": "录票.xlsx", "反馈": "反馈.xlsx"}


@dataclass(frozen=True)
class Recipe:
    """How one workbook is filled.

    Attributes:
        template: Path of its template.
        name: The workbook's name.
        cells: By sheet.
        tables: Area of each table after its rows were added, by sheet and table.
    """

    template: str
    name: str
    cells: dict[str, Cells]
    tables: dict[tuple[str, str], str]


def write_recipes(folder: Path, pattern: str, into: Path, sample: int | None) -> Work:
    """Put down how some of the product's workbooks are filled.

    Args:
        folder: Where they stand.
        pattern: Which of them.
        into: File for the recipes.
        sample: How many are chosen, None for all; the choice is the same each time.
    """
    return partial(_write, folder, pattern, into, sample)


def sample_files(folder: Path, pattern: str, sample: int | None) -> list[Path]:
    """Workbooks of a folder, all or some of them."""
    files = sorted(folder.rglob(pattern))
    if sample is None or sample >= len(files):
        return files
    return random.Random(1).sample(files, sample)  # noqa: S311 -- the draw must repeat


def read_recipes(file: Path) -> list[Recipe]:
    """What `write_recipes` put down."""
    recipes: list[Recipe] = pickle.loads(file.read_bytes())  # noqa: S301 -- written by this run
    return recipes


def _write(folder: Path, pattern: str, into: Path, sample: int | None) -> None:
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_bytes(pickle.dumps([_recipe(path) for path in sample_files(folder, pattern, sample)]))


def _recipe(path: Path) -> Recipe:
    template = project_folder() / "templates" / TEMPLATE_OF[path.name.split("_")[0]]
    blank, filled = load_workbook(template), load_workbook(path)
    shown = [sheet.title for sheet in filled if sheet.sheet_state == "visible" or sheet.title == "_图表"]
    return Recipe(
        str(template),
        path.name,
        {title: _changed(blank[title], filled[title]) for title in shown},
        {(title, name): filled[title].tables[name].ref for title in shown for name in filled[title].tables},
    )


def _changed(blank: Worksheet, filled: Worksheet) -> Cells:
    rows, columns = blank.max_row, blank.max_column
    return [
        (row, column, value)
        for row, line in enumerate(filled.iter_rows(values_only=True), start=1)
        for column, value in enumerate(line, start=1)
        if row > rows or column > columns or value != blank.cell(row, column).value
    ]
