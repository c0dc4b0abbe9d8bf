"""The next version of the program, invented: it knows a column, settings, a table and a sheet more.

    python next_version.py build MASTER        its empty master
    python next_version.py MASTER COMMAND …    one of its commands, with that empty master; of several,
                                               each after a +, all until one does not end well

The declarations are changed before anything else is imported, as a new version's sources would be.
"""

import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from shuzhi_xl.sheets.declaration import schema
from shuzhi_xl.sheets.declaration.fields import day, decimal, text
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import Sheet, Table
from shuzhi_xl.sheets.master import organisations_and_meetings, scheme_tables, settings

MOMENT = datetime(2016, 4, 28, 10)  # noqa: DTZ001 -- a workbook's times know no zone
NUMBER = schema.SCHEMA + 1
THEN = "+"
"""Before each of several commands."""


class Organisation(organisations_and_meetings.Organisation):
    """组织名册 with three columns more."""

    grid: str = text("网格", "所在网格。", since=NUMBER, choices=("一格", "二格"), default="一格", width=14)
    funds: Annotated[Decimal, Field(ge=0)] | None = decimal("活动经费", since=NUMBER, decimals=2)
    founded: date | None = day("成立日期", since=NUMBER)


class Settings(settings.Settings):
    """基本设置 with two lines more."""

    rounding_rest: str = text(
        "跨年处理", "跨年的怎么办。", since=NUMBER, choices=("不跨", "跨"), default="不跨"
    )
    pledge_day: date | None = day("承诺日期", "何时承诺。", since=NUMBER)


class Pledge(Row):
    """承诺: a sheet of its own."""

    number: str = text("编号", "谁承诺。", required=True, source="组织名册.编号")
    kind: str = text("类别", choices=("公开", "内部"))
    made_on: date | None = day("承诺日期")


class Award(Row):
    """加分项目: a table more on 评分设置."""

    name: str = text("加分项目", "加分的名目。", required=True, width=20)
    points: Annotated[Decimal, Field(ge=0, le=5)] | None = decimal("加分", decimals=1)


PLEDGE = Table("承诺", Pledge, key=("number",), since=NUMBER)
AWARD = Table("加分项目", Award, key=("name",), since=NUMBER)


def take_effect() -> None:
    """Put the declarations in place of the present ones."""
    roster = Table("组织名册", Organisation, key=("number",))
    scoring_sheet = replace(scheme_tables.SCORING_SHEET, tables=(*scheme_tables.SCORING_SHEET.tables, AWARD))
    new: dict[Any, dict[str, Any]] = {
        schema: {"SCHEMA": NUMBER},
        organisations_and_meetings: {
            "Organisation": Organisation,
            "ORGANISATION": roster,
            "ROSTER_SHEET": replace(organisations_and_meetings.ROSTER_SHEET, tables=(roster,)),
        },
        settings: {"Settings": Settings},
        scheme_tables: {"SCORING_SHEET": scoring_sheet},
    }
    for module, values in new.items():
        for name, value in values.items():
            setattr(module, name, value)
    from shuzhi_xl.sheets.master import all_sheets  # noqa: PLC0415 -- with the declarations changed

    pledges = Sheet("承诺", "公开承诺了什么。", (PLEDGE,), group="录入")
    at = all_sheets.MASTER.index(organisations_and_meetings.ROSTER_SHEET) + 1
    sheets = (*all_sheets.MASTER[:at], pledges, *all_sheets.MASTER[at:])
    changed = {
        "MASTER": sheets,
        "TABLES": {table.name: table for sheet in sheets for table in sheet.tables},
        "SHEET_OF": {table.name: sheet for sheet in sheets for table in sheet.tables},
        "SHEET_ORDER": tuple(sheet.title for sheet in sheets),
    }
    for name, value in changed.items():
        setattr(all_sheets, name, value)


def build(place: Path) -> None:
    """Write the empty master."""
    from shuzhi_xl.building.release.shipped_files import build_macro_master  # noqa: PLC0415 -- as above

    place.write_bytes(build_macro_master())


def run(shipped: Path, arguments: list[str]) -> None:
    """Run a command; ``--wait`` as its last word lets it wait for a line once all is loaded."""
    from shuzhi_xl.xlsx.files import shipped as module  # noqa: PLC0415 -- as above

    module.read_shipped_master = shipped.read_bytes
    from shuzhi_xl.cli import main, run_job  # noqa: PLC0415 -- as above

    run_job.now = lambda: MOMENT  # type: ignore[attr-defined]
    if arguments[-1] == "--wait":
        arguments = arguments[:-1]
        signal.signal(signal.SIGINT, signal.default_int_handler)
        run_job.load_job(arguments[0])
        sys.stdout.write("准备好\n")
        sys.stdout.flush()
        sys.stdin.readline()
    for words in split_commands(arguments):
        try:
            main(words)
        except SystemExit as end:
            if end.code:
                raise


def split_commands(arguments: Sequence[str]) -> list[list[str]]:
    """The words of each command."""
    starts = [index for index, word in enumerate(arguments) if word == THEN] or [-1]
    return [list(arguments[start + 1 : end]) for start, end in pairwise([*starts, len(arguments)])]


if __name__ == "__main__":
    take_effect()
    if sys.argv[1] == "build":
        build(Path(sys.argv[2]))
    else:
        run(Path(sys.argv[1]), sys.argv[2:])
