"""What the program keeps for itself on its own hidden sheet (表单密钥), by name."""

from collections.abc import Mapping

from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.sheets.master.program_sheets import SECRET, Secret
from shuzhi_xl.sheets.reading.parse import parse_table

_NAME = Secret.columns()["name"].header


def remembered(context: JobContext, name: str) -> str:
    """The value that the program keeps under a name; blank when there is none."""
    rows, _ = parse_table(SECRET, context.store.read_table(SECRET))
    return next((row.value for row in rows if row.name == name), "")


def remember(context: JobContext, values: Mapping[str, str]) -> None:
    """Keep values for the program itself by name, in place of the earlier ones of these names."""
    raw = context.store.read_table(SECRET)
    # A master that has lost the sheet goes on working; 校验 names the loss.
    if raw.headers and values:
        records = [record for record in raw.records() if record.get(_NAME) not in values]
        new = [Secret(name=name, value=value).record() for name, value in values.items()]
        context.store.write_table(SECRET, [*records, *new])
