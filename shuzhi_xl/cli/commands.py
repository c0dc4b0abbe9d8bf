"""Every command of `shuzhi`.

Exit status: 0 done, 1 blocking findings, 2 wrong usage or a file that cannot be read or written.
"""

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from shuzhi_xl.cli.run_job import run_job
from shuzhi_xl.cli.terminal import outcome_as_json, print_outcome, stopped_as_json
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.buttons import BUTTONS
from shuzhi_xl.sheets.outgoing.audit import SAMPLE
from shuzhi_xl.wording.scanning.audit import ASK_SEED, AUDIT, COUNT, SEED
from shuzhi_xl.wording.screen import console
from shuzhi_xl.wording.screen import panel as panel_wording
from shuzhi_xl.wording.screen.archive import VERIFY
from shuzhi_xl.wording.screen.upgrading import UPGRADE
from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors

app = typer.Typer(
    name="shuzhi",
    help=console.HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
schemes = typer.Typer(help=console.SCHEMES, no_args_is_help=True)
app.add_typer(schemes, name="scheme")
Master = Annotated[Path, typer.Argument(metavar="总表.xlsm", help=console.MASTER)]
AsJson = Annotated[bool, typer.Option("--json", help=console.AS_JSON)]
SchemeFile = Annotated[Path, typer.Argument(metavar="方案.toml", help=console.SCHEME_FILE)]


_INTERRUPTED = 130  # the status that Typer itself gives for Ctrl-C


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console of code page 936 lacks characters of some names
    try:
        # Not standalone: Typer would print its errors in English and end the process itself.
        status = app(arguments, standalone_mode=False)
    # One Chinese sentence for every wrong use; Typer's own explanation is English.
    except typer.TyperException:
        typer.echo(console.USAGE, err=True)
        status = 2
    except (KeyboardInterrupt, typer.Abort):
        status = _INTERRUPTED
    # 2, as the commands promise; Typer's 130 is a convention of shells.
    if status == _INTERRUPTED:
        typer.echo(console.INTERRUPTED, err=True)
        status = 2
    sys.exit(status if isinstance(status, int) else 0)


def _report(name: str, work: Callable[[], Outcome], *, as_json: bool) -> int:
    try:
        with stopping_on_file_errors():
            outcome = work()
    except Stopped as reason:
        if as_json:
            typer.echo(stopped_as_json(name, reason))
        else:
            typer.echo(console.stopped(reason.code, **reason.context), err=True)
        return 2
    if as_json:
        typer.echo(outcome_as_json(outcome))
    else:
        print_outcome(outcome)
    return 0 if outcome.ok else 1


def _run(name: str, master: Path, *, as_json: bool, **options: Any) -> int:
    return _report(name, lambda: run_job(name, master, quiet=as_json, **options), as_json=as_json)


@app.command(help=console.NEW)
def new(
    master: Master,
    year: Annotated[int | None, typer.Option(help=console.YEAR)] = None,
    scheme: Annotated[str, typer.Option(help=console.SCHEME_NAME)] = "",
    last_year: Annotated[
        Path | None, typer.Option("--from", metavar="去年的总表.xlsm", help=console.LAST_YEAR)
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Make an empty master, or one that continues last year's."""
    from shuzhi_xl.cli.new import make_master  # noqa: PLC0415 -- each command loads only what it uses

    return _report("new", lambda: make_master(master, year, scheme, last_year), as_json=as_json)


def distribute(
    master: Master,
    reissue: Annotated[list[str] | None, typer.Option(help=console.REISSUE)] = None,
    as_json: AsJson = False,
) -> int:
    """Make packages and typing workbooks."""
    return _run("distribute", master, as_json=as_json, reissue=tuple(reissue or ()))


def reissue(
    master: Master,
    subjects: Annotated[
        list[str] | None, typer.Argument(metavar="[编号或场次]...", help=console.REISSUED_SUBJECTS)
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Issue outdated forms again."""
    return _run("reissue", master, as_json=as_json, subjects=tuple(subjects or ()))


def close_problems(
    master: Master,
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="[问题编号]...", help=console.PROBLEMS)
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Close problems."""
    return _run("close_problems", master, as_json=as_json, numbers=tuple(numbers or ()))


def read_reports(
    master: Master,
    folder: Annotated[Path | None, typer.Argument(metavar="文件夹", help=console.REPORTS)] = None,
    as_json: AsJson = False,
) -> int:
    """Read the debrief reports."""
    from shuzhi_xl.cli.explain_and_reports import read_reports  # noqa: PLC0415

    return _report("read_reports", lambda: read_reports(master, folder, quiet=as_json), as_json=as_json)


def export_scheme(
    master: Master,
    target: Annotated[Path | None, typer.Argument(metavar="方案.toml", help=console.EXPORT_FILE)] = None,
    as_json: AsJson = False,
) -> int:
    """Write a master's scheme to a file."""
    from shuzhi_xl.cli.schemes import export_scheme  # noqa: PLC0415

    return _report("export_scheme", lambda: export_scheme(master, target), as_json=as_json)


def recount(master: Master, as_json: AsJson = False) -> int:
    """Count a second time and compare."""
    from shuzhi_xl.cli.recount import recount_master  # noqa: PLC0415

    return _report("recount", lambda: recount_master(master), as_json=as_json)


def explain(
    master: Master,
    number: Annotated[str, typer.Argument(metavar="编号", help=console.NUMBER)],
    as_json: AsJson = False,
) -> int:
    """Explain why one organisation has its grade."""
    from shuzhi_xl.cli.explain_and_reports import explain_master  # noqa: PLC0415

    return _report("explain", lambda: explain_master(master, number), as_json=as_json)


def rollup(  # noqa: PLR0913, PLR0917 -- each is an option of the command
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help=console.TOWNS_FOLDER)],
    engine: Annotated[str, typer.Option(help=console.ENGINE)] = "local",
    workers: Annotated[int, typer.Option(min=1, max=32, help=console.WORKERS)] = 2,
    year: Annotated[int | None, typer.Option(help=console.ONE_YEAR)] = None,
    k: Annotated[float, typer.Option(min=0.5, max=100, help=console.TIMES)] = 5,
    as_json: AsJson = False,
) -> int:
    """Bring many towns' masters together."""
    from shuzhi_xl.cli.rollup import roll_up  # noqa: PLC0415

    def run() -> Outcome:
        """Roll up with the options of the command."""
        return roll_up(folder, engine=engine, workers=workers, year=year, times=k, quiet=as_json)

    return _report("rollup", run, as_json=as_json)


def archive(
    master: Master,
    verify: Annotated[bool, typer.Option("--verify", help=VERIFY)] = False,
    as_json: AsJson = False,
) -> int:
    """Seal a year, or check what has been sealed."""
    if not verify:
        return _run("archive", master, as_json=as_json)
    from shuzhi_xl.cli.archive import verify_beside  # noqa: PLC0415

    return _report("archive", lambda: verify_beside(master, quiet=as_json), as_json=as_json)


def scan(
    master: Master,
    audit: Annotated[int | None, typer.Option(min=1, help=AUDIT)] = None,
    seed: Annotated[str, typer.Option(help=SEED)] = "",
    as_json: AsJson = False,
) -> int:
    """Read scanned ballots, or draw some of those counted."""
    if audit is None:
        return _run("scan", master, as_json=as_json)
    return _draw(master, audit, seed, as_json=as_json)


def audit(
    master: Master,
    count: Annotated[int, typer.Option(min=1, help=COUNT)] = SAMPLE,
    seed: Annotated[str, typer.Option(help=SEED)] = "",
    as_json: AsJson = False,
) -> int:
    """Draw some of the scanned ballots that are counted."""
    return _draw(master, count, seed, as_json=as_json)


def _draw(master: Path, count: int, seed: str, *, as_json: bool) -> int:
    # A program that reads the answer cannot be asked
    words = seed or ("" if as_json else typer.prompt(ASK_SEED, err=True))
    return _run("audit", master, as_json=as_json, count=count, seed=words)


def _plain_command(job: str) -> Callable[..., int]:
    """The command of a job that takes no options of its own."""

    def command(master: Master, as_json: AsJson = False) -> int:
        return _run(job, master, as_json=as_json)

    return command


_WITH_OPTIONS: Mapping[str, Callable[..., int]] = {
    "distribute": distribute,
    "close_problems": close_problems,
    "reissue": reissue,
    "recount": recount,
    "explain": explain,
    "read_reports": read_reports,
    "rollup": rollup,
    "export_scheme": export_scheme,
    "archive": archive,
    "scan": scan,
    "audit": audit,
}
"""The commands that have options which the buttons of the same jobs lack."""

# From the list of the buttons, so that each has its command under the same name.
for _button in BUTTONS:
    _group, _, _name = _button.command.rpartition(" ")
    _commands = schemes if _group else app
    _commands.command(_name, help=_button.help)(_WITH_OPTIONS.get(_button.job) or _plain_command(_button.job))


@schemes.command("import", help=console.IMPORT)
def import_scheme(master: Master, source: SchemeFile, as_json: AsJson = False) -> int:
    """Put a file's scheme into a master."""
    from shuzhi_xl.cli.schemes import import_scheme  # noqa: PLC0415

    return _report("import_scheme", lambda: import_scheme(master, source, quiet=as_json), as_json=as_json)


@app.command(help=UPGRADE)
def upgrade(master: Master, as_json: AsJson = False) -> int:
    """Upgrade a master of an earlier version."""
    return _run("upgrade", master, as_json=as_json)


@app.command(help=panel_wording.HELP)
def panel(
    master: Annotated[
        Path | None, typer.Argument(metavar="总表.xlsm", help=panel_wording.FOLDER_OR_MASTER)
    ] = None,
) -> int:
    """Open the panel."""
    from shuzhi_xl.cli.panel.__main__ import open_panel  # noqa: PLC0415

    return open_panel(master)


@app.command(help=console.BUILD)
def build(as_json: AsJson = False) -> int:
    """Rebuild the shipped workbooks."""
    from shuzhi_xl.cli.build import build_shipped  # noqa: PLC0415

    return _report("build", build_shipped, as_json=as_json)


@app.command(help=console.DEMO)
def demo(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help=console.FOLDER)] = Path("示范"),
    branches: Annotated[int, typer.Option(min=4, max=300, help=console.BRANCHES)] = 100,
    seed: Annotated[int, typer.Option(help=console.SEED)] = 1,
    as_json: AsJson = False,
) -> int:
    """Run a fictional town's whole year."""
    from shuzhi_xl.cli.demo import demonstrate  # noqa: PLC0415

    return demonstrate(folder, branches, seed, as_json=as_json)
