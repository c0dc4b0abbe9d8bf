"""升级: an earlier version's master gets what this version's has and it lacks; all that is there stays."""

from shuzhi_xl.jobs.stages.finish import close
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.stages.job_log import begin, call_off
from shuzhi_xl.jobs.stages.organisation_names import find_clerks_names, leave_clerks_names, write_names
from shuzhi_xl.sheets.declaration.schema import SCHEMA
from shuzhi_xl.sheets.master.additions import schema_lines
from shuzhi_xl.sheets.master.program_sheets import SECRET
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.wording.screen.upgrading import not_upgraded, up_to_date, upgraded
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors


def upgrade(context: JobContext) -> Outcome:
    """Upgrade a closed master, once: the second time nothing is written.

    Raises:
        PlaceTaken, PlaceMerged: Cells that must be added are in use already; nothing has been written.
    """
    store = context.store
    if not isinstance(store, ClosedStore):  # an open workbook is upgraded once it is closed
        raise TypeError(type(store).__name__)
    schema = store.schema
    if schema >= SCHEMA:
        return Outcome("upgrade", up_to_date(), {"added": 0})
    run = begin(context, "upgrade")
    clerks_names = find_clerks_names(context)
    try:
        result = store.upgrade()
    # The note goes too: nothing has been written, so there is no run to log.
    except Exception:
        call_off(context, run)
        raise
    # A master without its sheet of keys is upgraded all the same; 校验 names the sheet that is gone.
    if store.read_table(SECRET).headers:
        store.append_rows(SECRET, [line.record() for line in schema_lines(after=schema)])
        leave_clerks_names(context, clerks_names)
        # At once, because dropdowns offer one of these columns
        write_names(context)
    summary = upgraded(result.added, result.renewed, current=result.current)
    close(context, run, summary)
    return Outcome("upgrade", summary, {"added": len(result.added)}, outputs=[store.file])


def upgrade_first(context: JobContext) -> str:
    """Upgrade a master before a job; where it cannot be, the job goes on without.

    Returns:
        What to add to the job's sentence; blank when there was nothing to do.
    """
    if not isinstance(context.store, ClosedStore) or context.store.schema >= SCHEMA:
        return ""
    try:
        with stopping_on_file_errors():
            return upgrade(context).summary
    except Stopped as reason:
        # Cells in use are no reason to keep the job back: whatever a later version adds may be absent.
        if reason.code not in ("place_taken", "place_merged"):
            raise
        return not_upgraded(stopped(reason.code, **reason.context))
