"""The commands `scheme export` and `scheme import`, and the schemes at hand."""

from pathlib import Path

from shuzhi_xl.cli.running import run_job
from shuzhi_xl.jobs.desk import Desk, Outcome, now
from shuzhi_xl.jobs.schemes import scheme_of
from shuzhi_xl.wording.scheme import exported, on_offer
from shuzhi_xl.xlsx.closed import ClosedStore
from shuzhi_xl.xlsx.folder import Folder
from shuzhi_xl.xlsx.replace import write_new
from shuzhi_xl.xlsx.scheme import (
    Scheme,
    SchemeUnreadable,
    load_scheme,
    parse_scheme,
    scheme_names,
    scheme_text,
)
from shuzhi_xl.xlsx.stops import Stopped


def chosen_scheme(name: str, beside: Path) -> Scheme:
    """A scheme by its name.

    Raises:
        Stopped: There is none, or its file cannot be used.
    """
    try:
        return load_scheme(name, beside)
    except SchemeUnreadable as error:
        raise Stopped(error.code, error.context) from error


def schemes_at_hand(beside: Path) -> list[str]:
    """A line for each scheme at hand; a file that cannot be used is only named."""
    lines = []
    for name in scheme_names(beside):
        try:
            lines.append(on_offer(name, load_scheme(name, beside).about))
        except SchemeUnreadable:
            lines.append(name)
    return lines


def export_scheme(master: Path, target: Path) -> Outcome:
    """Write a master's scheme to a new file; the master is only read.

    Raises:
        Stopped: Another file stands there already.
    """
    scheme = scheme_of(Desk(ClosedStore(master), Folder(master.parent), now), target.stem)
    content = scheme_text(scheme).encode()
    if target.exists() and target.read_bytes() != content:
        raise Stopped("file_exists", {"name": target.name})
    write_new(target, content)
    rows = sum(map(len, scheme.records.values()))
    counts = {"rows": rows, "settings": len(scheme.settings), "gaps": len(scheme.gaps)}
    return Outcome("export_scheme", exported(target.name, scheme.name), counts, outputs=[str(target)])


def import_scheme(master: Path, source: Path, *, quiet: bool) -> Outcome:
    """Put a file's scheme into a master.

    Raises:
        Stopped: The file is missing or no scheme, or the master cannot be read, held or written.
    """
    if not source.is_file():
        raise Stopped("file_missing", {"name": source.name})
    try:
        scheme = parse_scheme(source.stem, source.read_bytes())
    except SchemeUnreadable as error:
        raise Stopped(error.code, error.context) from error
    return run_job("import_scheme", master, quiet=quiet, scheme=scheme)
