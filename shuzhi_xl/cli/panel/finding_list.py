"""The findings of a job as a list (疑点列表), one row a cause, with the whole sentence of a row below it."""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import font, ttk
from typing import Final

from shuzhi_xl.findings import Cause, Finding, Severity
from shuzhi_xl.wording.causes.cause_line import cause_sentence
from shuzhi_xl.wording.findings.all import place, sentence
from shuzhi_xl.wording.screen import console
from shuzhi_xl.wording.screen import panel as wording

_CHARACTERS: Final = (3, 15, 7, 34)  # widths of the columns, in Chinese characters
_COLORS: Final = {Severity.BLOCKING: "#c00000", Severity.NOTICE: "#7f6000"}
_ROWS: Final = 12
_STYLE: Final = "Findings.Treeview"


class FindingList(ttk.Frame):
    """The list of causes, in the order of the outcome; each unfolds to its findings.

    Attributes:
        table: Tk's list; the identifiers of its rows are the positions of the causes.
    """

    def __init__(self, parent: ttk.Frame, open_finding: Callable[[Finding], None]) -> None:
        """Build an empty list.

        Args:
            parent: Where it is.
            open_finding: Called with the finding that the clerk chooses.
        """
        super().__init__(parent)
        self._open_finding = open_finding
        # Each row's finding and sentence, by identifier
        self._rows: dict[str, tuple[Finding, str]] = {}
        self._master_name = ""
        self._count = ttk.Label(self)
        self._count.pack(fill="x")
        self._whole = wrapping_label(self)
        # Packed before the list, so that a low window shortens the list and not the sentence.
        self._whole.pack(side="bottom", fill="x", pady=(6, 0))
        self.table = self._add_table()
        self._bind()

    def show(self, causes: Sequence[Cause], master_name: str, count: str = "") -> None:
        """Show these causes in place of the others.

        Args:
            causes: In order.
            master_name: The master's name, which is not repeated in each row.
            count: The line above the list.
        """
        self._rows, self._master_name = {}, master_name
        self._count.configure(text=count)
        self._whole.configure(text=wording.OPEN_A_FINDING if causes else "")
        self.table.delete(*self.table.get_children())
        for order, cause in enumerate(causes):
            self._add_row("", str(order), cause.first, cause_sentence(cause))
            for index, finding in enumerate(cause.findings if cause.count > 1 else ()):
                self._add_row(str(order), f"{order}.{index}", finding, sentence(finding))

    def _add_row(self, parent: str, name: str, finding: Finding, text: str) -> None:
        values = (finding.severity.value, self._place(finding), finding.value, text)
        self.table.insert(parent, "end", iid=name, values=values, tags=(finding.severity.name,))
        self._rows[name] = finding, text

    def open_selected(self) -> None:
        """Open the file that the selected finding is about (打开所在文件)."""
        if row := self._selected():
            self._open_finding(row[0])

    def _add_table(self) -> ttk.Treeview:
        text_font = font.nametofont("TkDefaultFont")
        # Tk's row height is a number of pixels, too low for the letters of a screen with many.
        ttk.Style(self).configure(_STYLE, rowheight=text_font.metrics("linespace") + 6)
        table = ttk.Treeview(
            self, columns=console.FINDING_HEADERS, show="tree headings", height=_ROWS, style=_STYLE
        )
        # Room for the sign that unfolds a cause
        table.column("#0", width=text_font.measure("字字"), stretch=False)
        for header, characters in zip(console.FINDING_HEADERS, _CHARACTERS, strict=True):
            is_last = header == console.FINDING_HEADERS[-1]
            table.heading(header, text=header, anchor="w")
            table.column(header, width=text_font.measure("字" * characters) + 8, stretch=is_last)
        for severity, color in _COLORS.items():
            table.tag_configure(severity.name, foreground=color)
        bar = ttk.Scrollbar(self, command=table.yview)
        table.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        table.pack(fill="both", expand=True)
        return table

    def _bind(self) -> None:
        self.table.bind("<Double-1>", self._open_clicked)
        self.table.bind("<Return>", lambda _: self.open_selected())
        self.table.bind("<FocusIn>", lambda _: self._select_first())
        self.table.bind("<<TreeviewSelect>>", lambda _: self._show_whole())

    def _open_clicked(self, event: "tk.Event[ttk.Treeview]") -> None:
        # A double click on a header or below the last row is not about the selected finding.
        if self.table.identify_row(event.y):
            self.open_selected()

    def _select_first(self) -> None:
        """Select the first row when the Tab key comes here: without one the arrow keys do nothing."""
        if self._rows and not self.table.selection():
            self.table.focus("0")
            self.table.selection_set("0")

    def _selected(self) -> tuple[Finding, str] | None:
        rows = self.table.selection()
        return self._rows[rows[0]] if rows else None

    def _show_whole(self) -> None:
        if row := self._selected():
            self._whole.configure(text=f"{self._place(row[0])}：{row[1]}")

    def _place(self, finding: Finding) -> str:
        at = finding.at
        return place(replace(at, file="") if at.file == self._master_name else at)


def wrapping_label(parent: ttk.Frame, font_name: str = "TkDefaultFont") -> ttk.Label:
    """A label whose text wraps at the width of the window."""
    # Texts are set without Tk's variables: one that is collected in a job's thread ends the program.
    label = ttk.Label(parent, font=font_name)
    label.bind("<Configure>", lambda event: label.configure(wraplength=event.width))
    return label
