"""`python -m shuzhi_xl.doctor [--configure] [总表]`: each line ✔ or ✘ with what to do; exit status 0 or 1."""

import argparse
import io
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from shuzhi_xl.doctor import places, system, workbook
from shuzhi_xl.doctor.answers import CheckedLine, marks, shown, wrong
from shuzhi_xl.wording.screen import doctor as wording


def examine(path: Path) -> Iterator[CheckedLine]:
    """Every question of the self check (自检), in the order in which to mend what is wrong.

    Args:
        path: The master.
    """
    folder = path.absolute().parent
    yield system.python()
    yield system.operating_system()
    yield from system.packages()
    yield system.host(system.read_registry if system.WINDOWS else None)
    yield system.dll(system.xlwings_version(), Path(sys.prefix))
    yield from _of_master(path)
    yield places.path(folder)
    if folder.is_dir():
        yield places.write(folder)
        yield places.space(folder)
        yield from _guarded("package", lambda: places.shipped(folder))


def _of_master(path: Path) -> Iterator[CheckedLine]:
    answer, content = workbook.master(path)
    yield answer
    if content is not None:
        yield from _guarded("master", lambda: _of_content(content), path.name)


def _of_content(content: bytes) -> Iterator[CheckedLine]:
    yield workbook.macros(content, system.xlwings_version())
    yield workbook.interpreter(content, Path(sys.executable), windows=system.WINDOWS)


def _guarded(
    code: str, ask: Callable[[], Iterator[CheckedLine]], name: str = system.PACKAGE
) -> Iterator[CheckedLine]:
    """Answers that need installed packages; where one is broken, the reason is the answer."""
    try:
        yield from ask()
    except Exception as error:  # noqa: BLE001  a broken package or workbook may raise anything
        yield wrong(code, name=name, reason=str(error) or type(error).__name__)


def configure(path: Path) -> int:
    """Write the place of this Python into the master, and tell how that went.

    Returns:
        The exit status.
    """
    from shuzhi_xl.wording.screen.console import stopped  # noqa: PLC0415  needs packages that may be missing
    from shuzhi_xl.xlsx.stop_reasons import Stopped, stops  # noqa: PLC0415

    now = datetime.now().replace(microsecond=0)  # noqa: DTZ005  local time is what the clerk reads
    answer, content = workbook.master(path)
    if content is not None:
        try:
            with stops():
                answer = workbook.configure(path, Path(sys.executable), now)
        except Stopped as reason:
            return _tell([stopped(reason.code, **reason.context)], 1)
    if not answer.good:
        return _tell([shown(answer, sys.stdout.encoding)], 1)
    return _tell([wording.CONFIGURED.format(name=path.name)], 0)


def check(path: Path) -> int:
    """Run the self check and tell its answers.

    Returns:
        The exit status: 0 all is well, 1 something is wrong.
    """
    encoding = sys.stdout.encoding
    bad = 0
    for answer in examine(path):
        _tell([shown(answer, encoding)], 0)
        bad += answer.good is False
    mark = marks(encoding)[False]
    return _tell([wording.SOME_WRONG.format(count=bad, mark=mark) if bad else wording.ALL_WELL], int(bad > 0))


def _tell(lines: list[str], status: int) -> int:
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
    path = options.master or Path(wording.MASTER_NAME)
    return configure(path) if options.configure else check(path)


if __name__ == "__main__":
    sys.exit(main())
