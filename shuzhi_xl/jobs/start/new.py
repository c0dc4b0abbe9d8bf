"""新建: an empty master for the year, with a key of its own and, if wanted, a scheme."""

from collections.abc import Mapping, Sequence
from typing import Any

from shuzhi_xl.jobs.stages.home_sheet import HOME_TITLE
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.organisation_names import write_names
from shuzhi_xl.sheets.declaration.row import Record
from shuzhi_xl.sheets.declaration.texts import is_blank
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.program_sheets import KEY_NAME, PROGRESS, SECRET, Secret
from shuzhi_xl.sheets.master.settings import RECOMMENDED, SETTING, Setting, Settings, setting_line
from shuzhi_xl.wording.screen.job_summaries import created
from shuzhi_xl.wording.sheets.titles import home_title

_NAME, _VALUE = (Setting.columns()[name].header for name in ("name", "value"))


def new(
    context: JobContext,
    year: int | None,
    scheme: str = "",
    settings: Mapping[str, Any] | None = None,
    tables: Mapping[str, Sequence[Record]] | None = None,
) -> Outcome:
    """Fill a freshly made master: its year, its key, and the tables of a scheme.

    Args:
        context: With the store of the new master.
        year: 年度, or None to leave it to the clerk.
        scheme: 方案名称, when one was asked for.
        settings: Values of the scheme's settings, by key.
        tables: Rows of the scheme's tables, by table name.
    """
    values = with_recommended(settings or {})
    if year is not None:
        values[Settings.columns()["year"].header] = year
        context.store.write_name(HOME_TITLE, home_title(year))
        # A blank master opens at 新建; this one has been filled already.
        context.store.open_at(PROGRESS)
    if scheme:
        values[Settings.columns()["scheme"].header] = scheme
    set_values(context, values)
    for name, records in (tables or {}).items():
        context.store.write_table(TABLES[name], records)
    write_names(context)
    # A key for each master: with a shared one the forms of another town would pass for this town's.
    context.store.append_rows(SECRET, [Secret(name=KEY_NAME, value=context.new_key()).record()])
    context.store.commit(context.now())
    return Outcome("new", created(context.store.file, scheme), {"workbooks": 1}, outputs=[context.store.file])


def with_recommended(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings with the recommended value (建议值) of each technical one that is blank among them."""
    return {**RECOMMENDED, **{key: value for key, value in settings.items() if not is_blank(value)}}


def set_values(context: JobContext, values: Mapping[str, Any]) -> None:
    """Fill in the 取值 of settings, by key; one that the master has no line for gets one at the end."""
    rows = context.store.read_table(SETTING).rows
    lines = {str(row.values[_NAME]): row.line for row in rows}
    cells = {(lines[key], _VALUE): value for key, value in values.items() if key in lines}
    context.store.write_cells(SETTING, cells)
    # A master of an earlier version has no line for a setting that came later.
    absent = [(key, value) for key, value in values.items() if key not in lines and value is not None]
    context.store.append_rows(SETTING, [{**setting_line(key), _VALUE: value} for key, value in absent])
