"""`python -m shuzhi_xl.doctor [--configure] [总表]`: each line ✔ or ✘ with what to do; exit status 0 or 1."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from shuzhi_xl.doctor import folder as folder_checks
from shuzhi_xl.doctor import office, system, workbook
from shuzhi_xl.doctor.answers import CheckedLine, choose_marks, failing_line, format_line
from shuzhi_xl.doctor.office_facts import read_office_facts
from shuzhi_xl.doctor.registry import read_registry
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.screen import doctor as wording


def examine(path: Path) -> Iterator[CheckedLine]:
    """Run every check of the self check (自检), in the order in which the clerk should mend what fails.

    Args:
        path: The master.
    """
    folder = path.absolute().parent
    yield system.check_python()
    yield system.check_operating_system()
    yield from system.check_packages()
    yield system.check_scanning()
    yield office.check_runtime(system.load_library if system.WINDOWS else None)
    yield from office.check_office(read_office_facts(read_registry) if system.WINDOWS else None)
    yield office.check_panel(has_panel=system.has_tkinter())
    yield system.check_dll(system.xlwings_version(), Path(sys.prefix))
    yield from _check_master(path)
    yield folder_checks.check_mark(path, windows=system.WINDOWS)
    yield folder_checks.check_path(folder)
    yield folder_checks.check_cloud(folder, folder_checks.read_cloud_folders(read_registry, os.environ))
    if folder.is_dir():
        yield folder_checks.check_writing(folder)
        yield folder_checks.check_space(folder)
        yield folder_checks.check_lengths(folder)
        yield from _guard("package", lambda: folder_checks.check_shipped_files(folder))


def _check_master(path: Path) -> Iterator[CheckedLine]:
    answer, content = workbook.check_master(path)
    yield answer
    if content is not None:
        yield from _guard("master", lambda: _check_content(content), path.name)


def _check_content(content: bytes) -> Iterator[CheckedLine]:
    yield workbook.check_macros(content, system.xlwings_version())
    yield workbook.check_interpreter(content, Path(sys.executable), windows=system.WINDOWS)


def _guard(
    code: str, ask: Callable[[], Iterator[CheckedLine]], name: str = system.PACKAGE
) -> Iterator[CheckedLine]:
    """Yield lines that need installed packages; where a package is broken, the reason is the line."""
    try:
        yield from ask()
    except Exception as error:  # noqa: BLE001  a broken package or workbook may raise anything
        yield failing_line(code, name=name, reason=str(error) or type(error).__name__)


def configure(path: Path) -> int:
    """Write the path of this Python into the master, and print the result.

    Returns:
        The exit status.
    """
    from shuzhi_xl.wording.screen.console import stopped  # noqa: PLC0415  these packages may be missing
    from shuzhi_xl.xlsx.stop_reasons import Stopped, stopping_on_file_errors  # noqa: PLC0415

    now = datetime.now().replace(microsecond=0)  # noqa: DTZ005  local time is what the clerk reads
    answer, content = workbook.check_master(path)
    if content is not None:
        try:
            with stopping_on_file_errors():
                answer = workbook.configure(path, Path(sys.executable), now)
        except Stopped as reason:
            return _print_lines([stopped(reason.code, **reason.context)], 1)
    if not answer.good:
        return _print_lines([format_line(answer, sys.stdout.encoding)], 1)
    return _print_lines([wording.CONFIGURED.format(name=path.name)], 0)


def check(path: Path) -> int:
    """Run the self check and print its lines.

    Returns:
        The exit status: 0 when every check passes, 1 otherwise.
    """
    encoding = sys.stdout.encoding
    failures = 0
    for answer in examine(path):
        _print_lines([format_line(answer, encoding)], 0)
        # None is the answer of a check that does not apply here
        failures += answer.good is False
    mark = choose_marks(encoding)[False]
    return _print_lines(
        [wording.SOME_WRONG.format(count=failures, mark=mark) if failures else wording.ALL_WELL],
        int(failures > 0),
    )


def _print_lines(lines: list[str], status: int) -> int:
    print(*lines, sep="\n", flush=True)  # noqa: T201  a command's output
    return status


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and run the self check or the configuration."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console of code page 936 lacks some names' characters
    parser = argparse.ArgumentParser(prog="python -m shuzhi_xl.doctor", description=wording.HELP)
    parser.add_argument("master", nargs="?", type=Path, metavar="总表", help=wording.MASTER)
    parser.add_argument("--configure", action="store_true", help=wording.CONFIGURE)
    options = parser.parse_args(arguments)
    path = options.master or Path(MASTER_NAME)
    return configure(path) if options.configure else check(path)


if __name__ == "__main__":
    sys.exit(main())
