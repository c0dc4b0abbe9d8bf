"""`python -m shuzhi_xl.cli.panel [总表]`: opens the panel (面板)."""

import contextlib
import sys
from pathlib import Path

from shuzhi_xl.jobs.stages.job_context import now
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.screen import panel as wording
from shuzhi_xl.xlsx.files.error_log import log_error


def open_panel(place: Path | None) -> int:
    """Open the window and stay until it is closed (打开面板).

    Args:
        place: The master, or its folder; None for the current folder.

    Returns:
        The exit status; 2 when there can be no window.
    """
    folder = (place or Path()).absolute()
    master = folder / MASTER_NAME if folder.is_dir() else folder
    try:
        import tkinter  # noqa: F401, ICN001, PLC0415 -- the embeddable Python lacks it
    except ImportError:
        return _show_failure(wording.NO_WINDOW)
    try:
        from shuzhi_xl.cli.panel.start import start  # noqa: PLC0415

        # The current folder may have no master and need none; a place that was named should have one.
        start(master if place or master.exists() else None)
    except Exception as error:  # noqa: BLE001 -- without a console nobody would learn of it
        return _show_failure(wording.FAILED.format(log=log_error(master.parent, wording.TITLE, error, now())))
    return 0


def _show_failure(sentence: str) -> int:
    """Show why there is no window; pythonw has no console, so on Windows it is a message box."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.user32.MessageBoxW(None, sentence, wording.TITLE, 0x10)  # MB_ICONERROR
    with contextlib.suppress(AttributeError, OSError):  # pythonw has no error output
        sys.stderr.write(f"{sentence}\n")
    return 2


if __name__ == "__main__":
    sys.exit(open_panel(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
