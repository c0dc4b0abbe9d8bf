"""Starts the panel's window (打开窗口); whatever fails in it, the clerk reads a sentence."""

import sys
import tkinter as tk
from contextlib import suppress
from pathlib import Path
from tkinter import ttk
from types import TracebackType

from shuzhi_xl.cli.panel.window import PanelWindow


class PanelRoot(tk.Tk):
    """Tk's main window with the panel in it.

    Attributes:
        panel: The panel.
    """

    def __init__(self, master: Path | None) -> None:
        """Build it.

        Args:
            master: The master; None to let the clerk choose.
        """
        super().__init__()
        if self.tk.call("tk", "windowingsystem") == "x11":
            ttk.Style(self).theme_use("clam")  # Tk's own default there is of the last century
        self.panel = PanelWindow(self, master)
        self.update_idletasks()
        self.minsize(self.winfo_reqwidth(), self.winfo_reqheight() * 2 // 3)

    def report_callback_exception(
        self, exc: type[BaseException], val: BaseException, tb: TracebackType | None
    ) -> None:
        """Tk calls this for an error in any of its callbacks; its own would print where nobody reads."""
        del exc, tb
        self.panel.report_error(val)


def start(master: Path | None) -> None:
    """Open the window and stay until it is closed.

    Args:
        master: The master; None to let the clerk choose.

    Raises:
        TclError: There is no screen.
    """
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        # Otherwise Windows draws small letters and enlarges the picture of them.
        with suppress(AttributeError, OSError):
            ctypes.windll.shcore.SetProcessDpiAwareness(1)
    PanelRoot(master).mainloop()
