"""The process that waits until an earlier version's master is closed and upgrades it then (关闭后升级)."""

import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import sleep

from filelock import FileLock, Timeout

from shuzhi_xl.cli.run_job import run_job
from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.wording.screen.upgrading import not_upgraded
from shuzhi_xl.xlsx.files.lock import find_opener
from shuzhi_xl.xlsx.stop_reasons import Stopped


def upgrade_when_closed(master: Path, show: Callable[[str], None], *, pause: float = 1) -> None:
    """Wait until no program has a master open, then upgrade it.

    Args:
        master: The path of the master; if it has been deleted, the wait ends.
        show: Shows the clerk the result; not called when the master is current.
        pause: Seconds between two checks.
    """
    while master.exists():
        if find_opener(master) is None:
            try:
                outcome = run_job("upgrade", master, quiet=True)
            except Stopped as reason:
                # Opened again in between: that is no failure, and the wait goes on.
                if reason.code not in ("file_busy", "file_changed"):
                    show(not_upgraded(stopped(reason.code, **reason.context)))
                    return
            else:
                if outcome.outputs:
                    show(outcome.summary)
                return
        sleep(pause)


def main(arguments: list[str]) -> None:
    """Wait for one master, unless another process does so already."""
    master = Path(arguments[0])
    # A hash, because a path may be longer than a file name and contains characters that no name may have.
    name = sha256(str(master).encode("utf-8", "surrogateescape")).hexdigest()
    try:
        with FileLock(Path(tempfile.gettempdir()) / f"shuzhi_xl_{name[:16]}.lock", timeout=0):
            upgrade_when_closed(master, _show)
    except Timeout:
        return


def _show(sentence: str) -> None:
    if sys.platform == "win32":
        import pywintypes  # noqa: F401, PLC0415 -- exists on Windows only; first, for the DLL of the next
        import win32api  # noqa: PLC0415

        win32api.MessageBox(0, sentence, JOB_NAMES["upgrade"], 0x40000)  # MB_TOPMOST
    else:
        print(sentence)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
