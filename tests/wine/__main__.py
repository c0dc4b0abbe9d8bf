"""`python -m tests.wine`: everything of `make windows`, or a part of it.

python -m tests.wine                     all of it
python -m tests.wine office [BRANCHES]   the bundle installed, the demonstration year, every command
python -m tests.wine suite               the tests that suite.toml lists
python -m tests.wine pytest ARGUMENT…    any tests of this checkout
python -m tests.wine python ARGUMENT…    Windows' Python with the packages of the tests
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final

from shuzhi_xl.building.release.bundle import make_bundle
from tests.wine import office
from tests.wine.offline import REFUSING, describe_cut, find_cut, raise_loopback
from tests.wine.places import CHECKOUT, EMBEDDABLE
from tests.wine.played_year import play_on_both
from tests.wine.prefix import new_windows
from tests.wine.skipping import SUITE
from tests.wine.windows_python import set_up

_BRANCHES: Final = "100"
_PATIENCE: Final = 1800  # seconds
_PYTEST: Final = ("-m", "pytest", "-p", "no:cacheprovider")
_BOTH_CORES: Final = ("-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder", "-p", "tests.wine.skipping")
# A test that stands still shows where.
_DURATIONS: Final = ("-o", "faulthandler_timeout=300", "--durations=10")


def main(arguments: Sequence[str]) -> int:
    """Run a part, or everything.

    Returns:
        The exit status.
    """
    # So that whoever ends this process ends its Windows too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    part, *rest = arguments or ["all"]
    set_up()
    match part:
        case "all":
            return use_bundle(_BRANCHES) or run_suite()
        case "office":
            return use_bundle(*(rest or [_BRANCHES]))
        case "offline":
            return use_office(Path(rest[0]), int(rest[1]))
        case "suite":
            return run_suite()
        case "pytest":
            return run_python(*_PYTEST, *rest)
    return run_python(*rest)


def use_bundle(branches: str) -> int:
    """Make the bundle while there is a network, and use it in a process that has none."""
    with reporting("the bundle is made"):
        bundle = make_bundle(CHECKOUT, EMBEDDABLE)
    print(describe_cut())
    command = [*find_cut(), sys.executable, "-m", "tests.wine", "offline", str(bundle), branches]
    environment = {**os.environ, **({} if find_cut() else REFUSING)}
    return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode


def use_office(bundle: Path, branches: int) -> int:
    """Install the bundle on a new Windows and use the program there."""
    if find_cut():
        raise_loopback()
    try:
        with new_windows() as wine:
            with reporting("install.cmd has run under code page 936"):
                office.install(wine, bundle)
            with reporting("the self check names the missing Excel, and passes"):
                office.check_itself(wine)
            with reporting("the panel says which Python it needs"):
                # python.org's embeddable Python comes without windows
                office.open_panel(wine, "本机的 Python 不带窗口组件（tkinter），打不开面板。")
            with reporting(f"the year of {branches} branches and every command ran here and there"):
                results = play_on_both(wine, branches)
    except (office.UnexpectedResult, TimeoutError) as error:
        print(error)
        return 1
    print(*results, sep="\n")
    return 0


def run_suite() -> int:
    """Run the project's tests that suite.toml lists; pytest prints at the end what is skipped and why."""
    for folder, reason in SUITE["elsewhere"].items():
        print(f"not on Windows' Python: {folder}: {reason}")
    with reporting("the tests have run"):
        return run_python(*_PYTEST, *_BOTH_CORES, *_DURATIONS, *SUITE["run"])


def run_python(*arguments: str) -> int:
    """Run the Python that has the packages of the tests on a new Windows, in this checkout."""
    with new_windows() as wine:
        return wine.python(*arguments, folder=CHECKOUT, patience=_PATIENCE, show=True).status


@contextmanager
def reporting(title: str) -> Iterator[None]:
    """Report a step that has ended, with the seconds that it took."""
    start = monotonic()
    yield
    print(f"{title}: {monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
