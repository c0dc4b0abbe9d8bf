"""The commands `scheme export` and `scheme import`, and the list of available schemes."""

from pathlib import Path

from shuzhi_xl.cli.run_job import run_job
from shuzhi_xl.jobs.schemes.export_scheme import export_scheme as export_beside
from shuzhi_xl.jobs.schemes.export_scheme import exported_to
from shuzhi_xl.jobs.schemes.scheme_files import scheme_of
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome, now
from shuzhi_xl.wording.findings.scheme import on_offer
from shuzhi_xl.xlsx.files.atomic_replace import write_new
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.stop_reasons import Stopped
from shuzhi_xl.xlsx.textfiles.scheme_folder import list_schemes, load_scheme, read_scheme_file
from shuzhi_xl.xlsx.textfiles.scheme_toml import SchemeUnreadable, write_scheme
from shuzhi_xl.xlsx.textfiles.toml_file import has_content
from shuzhi_xl.xlsx.town_folder import Folder


def schemes_at_hand(beside: Path) -> list[str]:
    """List the available schemes (方案), one per line; of an unusable file only the name."""
    lines = []
    for name in list_schemes(beside):
        try:
            lines.append(on_offer(name, load_scheme(name, beside).about))
        # One broken file beside the master must not hide the others, or stop 新建.
        except SchemeUnreadable:
            lines.append(name)
    return lines


def export_scheme(master: Path, target: Path | None) -> Outcome:
    """Write a master's scheme to a new file; the master is only read.

    Args:
        master: The closed master.
        target: The file; None for one in the folder 方案 beside the master.

    Raises:
        Stopped: Another file of that name exists.
    """
    context = JobContext(ClosedStore(master), Folder(master.parent), now)
    # Beside the master a taken name gets a number; a name that somebody chose is never changed.
    if target is None:
        return export_beside(context)
    scheme = scheme_of(context, target.stem)
    content = write_scheme(scheme).encode()
    # A file with the same content is no conflict: the command may be repeated.
    if target.exists() and not has_content(target, content):
        raise Stopped("file_exists", {"name": target.name})
    write_new(target, content)
    return exported_to(str(target), scheme)


def import_scheme(master: Path, source: Path, *, quiet: bool) -> Outcome:
    """Put a file's scheme into a master.

    Raises:
        Stopped: The file is missing, or the master cannot be read, locked or written.
        SchemeUnreadable: The file is not a scheme.
    """
    if not source.exists():
        raise Stopped("file_missing", {"name": source.name})
    # Read before the lock and the note: an unreadable file leaves no trace in the master.
    scheme = read_scheme_file(source.stem, source)
    return run_job("import_scheme", master, quiet=quiet, scheme=scheme)
