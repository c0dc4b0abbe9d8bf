"""Masters with schemes (方案) for tests: a new one, its empty cells and its settings."""

from datetime import datetime
from pathlib import Path
from typing import Any

from shuzhi_xl.cli.new import make_master
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.start.new import set_values
from shuzhi_xl.sheets.master.scheme_tables import SCORING_SHEET, TRACK
from shuzhi_xl.sheets.master.settings import SETTING, Settings
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.town_folder import Folder
from tests.year_stages import TownOffice

NOW = datetime(2015, 12, 1, 9)  # noqa: DTZ001 -- a workbook's times know no zone


OWN = {"党委名称": "云栖镇党委", "基准日期": "2016-02-05", "已由党委研究确认": "是"}


VILLAGES = {"板块": "村", "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": "村"}


def context(master: Path) -> JobContext:
    return JobContext(ClosedStore(master), Folder(master.parent), lambda: NOW)


def new_master(folder: Path, scheme: str) -> tuple[Outcome, JobContext]:
    """A new master with a scheme, and the town's own settings typed in."""
    master = folder / "总表.xlsm"
    outcome = make_master(master, 2015, scheme)
    open_context = context(master)
    set_values(open_context, OWN)
    open_context.store.write_table(TRACK, [VILLAGES])
    return outcome, open_context


def empty_cells(context: JobContext) -> set[tuple[str, str]]:
    """Required cells of the scheme that stand empty in the master."""
    cells = set()
    for table in SCORING_SHEET.tables:
        raw = context.store.read_table(table)
        headers = [column.header for column in table.columns if column.required]
        blank = [(row, header) for row in raw.rows for header in headers if row.values[header] in (None, "")]
        cells |= {(SCORING_SHEET.title, raw.frame.at(header, row.line).cell) for row, header in blank}
    required = {column.header for column in Settings.columns().values() if column.required}
    raw = context.store.read_table(SETTING)
    blank_settings = [
        row for row in raw.rows if row.values["名称"] in required and row.values["取值"] in (None, "")
    ]
    return cells | {(raw.frame.sheet, raw.frame.at("取值", row.line).cell) for row in blank_settings}


BEYOND_REASON = (
    "a = " + "[" * 100_000,
    "a = " + "{b=" * 5_000,
    "a = " + "7" * 5_000,
    "# " + "长" * 400_000,
)


def settings_of(office: TownOffice) -> dict[str, Any]:
    return {row.values["名称"]: row.values["取值"] for row in office.store().read_table(SETTING).rows}
