"""The buttons of the jobs (按钮栏), in the groups of the ribbon, with a line that says what a button does."""

from collections.abc import Callable
from tkinter import ttk
from typing import Final

from shuzhi_xl.sheets.master.buttons import BUTTONS, Button, RibbonGroup

_SPACE: Final = 6
_WIDTH: Final = 6  # of a button, in digits: three Chinese characters
_GROUPS: Final = [group for group in RibbonGroup if any(button.group is group for button in BUTTONS)]
_GREY: Final = "#595959"


class ButtonRow(ttk.Frame):
    """The buttons, from the same list as those of 首页.

    Attributes:
        buttons: Tk's button of each job.
    """

    def __init__(self, parent: ttk.Frame, run: Callable[[Button], None]) -> None:
        """Build the row.

        Args:
            parent: Where it is.
            run: Called with the button that the clerk presses.
        """
        super().__init__(parent)
        self._run = run
        # In two rows, because all groups side by side would be wider than a small screen.
        rows = {of_steps: ttk.Frame(self) for of_steps in (True, False)}
        for row in rows.values():
            row.pack(fill="x", pady=(0, _SPACE))
        boxes = {group: self._add_box(rows[group.is_of_steps], group) for group in _GROUPS}
        self.buttons = {button.job: self._add(boxes[button.group], button) for button in BUTTONS}
        self._tip = ttk.Label(self, foreground=_GREY)
        self._tip.pack(fill="x", pady=(0, _SPACE))

    def set_enabled(self, *, enabled: bool) -> None:
        """Let all buttons be pressed, or none."""
        for button in self.buttons.values():
            button.configure(state="normal" if enabled else "disabled")

    @staticmethod
    def _add_box(row: ttk.Frame, group: RibbonGroup) -> ttk.LabelFrame:
        box = ttk.LabelFrame(row, text=group.value[1], padding=_SPACE)
        box.pack(side="left", padx=(0, _SPACE))
        return box

    def _add(self, box: ttk.LabelFrame, button: Button) -> ttk.Button:
        width = max(_WIDTH, 2 * len(button.caption))
        tk_button = ttk.Button(box, text=button.caption, width=width, command=lambda: self._run(button))
        tk_button.pack(side="left", padx=2)
        # By mouse or by keyboard.
        for event in ("<Enter>", "<FocusIn>"):
            tk_button.bind(event, lambda _: self._tip.configure(text=f"{button.caption}：{button.tip}"))
        for event in ("<Leave>", "<FocusOut>"):
            tk_button.bind(event, lambda _: self._tip.configure(text=""))
        return tk_button
