"""`python -m shuzhi_xl.cli.panel [总表]`: opens the panel (面板)."""

import sys
from pathlib import Path

from shuzhi_xl.wording.screen import panel as wording
from shuzhi_xl.xlsx.files.shipped import MASTER_NAME


def open_panel(master: Path | None) -> int:
    """Open the window and stay until it is closed (打开面板).

    Args:
        master: The master; None for the one in the current folder, if there is one.

    Returns:
        The exit status; 2 when this Python has no tkinter.
    """
    try:
        import tkinter as tk  # noqa: PLC0415 -- the embeddable Python lacks it

        from shuzhi_xl.cli.panel.window import PanelWindow  # noqa: PLC0415
    except ImportError:
        print(wording.NO_WINDOW, file=sys.stderr)  # noqa: T201
        return 2
    nearby = Path(MASTER_NAME).absolute()
    root = tk.Tk()
    PanelWindow(root, master or (nearby if nearby.exists() else None))
    root.mainloop()
    return 0


if __name__ == "__main__":
    sys.exit(open_panel(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
