"""Draws the panel, as it is after 校验 of a master with mistakes.

Run as a program: `python -m tests.pictures.panel_picture <folder of a played demo>`.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from shuzhi_xl.cli.panel.start import PanelRoot
from tests.pictures.readme_pictures import COLOURS, PICTURES, filtered, mistaken
from tests.pictures.screen import read_screen, virtual_screen

_PATIENCE = 60.0


def draw_panel(master: Path) -> bytes:
    """Open the panel, press 校验 and select a finding.

    Returns:
        The screen, as an XWD image.
    """
    with tempfile.TemporaryDirectory() as folder, virtual_screen("1024x768", "-fbdir", folder) as display:
        os.environ["DISPLAY"] = display
        root = PanelRoot(master)
        root.geometry("+0+0")
        buttons = root.panel.button_row.buttons
        buttons["check"].invoke()
        end = time.monotonic() + _PATIENCE
        while buttons["check"].instate(["disabled"]) and time.monotonic() < end:
            root.update()
        root.panel.finding_list.table.focus_force()
        root.update()
        picture = read_screen(Path(folder))
        root.destroy()
        return picture


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as town_copy:
        image = draw_panel(mistaken(Path(sys.argv[1]), Path(town_copy)))
    image = filtered(image, "xwdtopnm")
    image = filtered(image, "pnmcrop", "-black")  # the screen around the window
    image = filtered(image, "pnmquant", str(COLOURS))
    (PICTURES / "panel.png").write_bytes(filtered(image, "pnmtopng", "-compression", "9"))
