"""The panel's window (面板窗口), made with tkinter, which comes with Python and needs no network."""

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tkinter import filedialog, messagebox, ttk
from typing import Final

from shuzhi_xl.cli.panel.background_job import BackgroundJob, Finished, Progressed, Waiting
from shuzhi_xl.cli.panel.open_file import Open, find_workbook, open_file
from shuzhi_xl.findings import Finding, Severity
from shuzhi_xl.sheets.master.buttons import BUTTONS, Button, RibbonGroup
from shuzhi_xl.wording.findings.all import place, sentence
from shuzhi_xl.wording.screen import console
from shuzhi_xl.wording.screen import panel as wording

_MILLISECONDS_BETWEEN: Final = 100  # between two looks at what the job reports
_WIDTHS: Final = (60, 260, 120, 480)  # of the columns of the list, in pixels
_SPACE: Final = 8
_COLORS: Final = {Severity.BLOCKING: "#c00000", Severity.NOTICE: "#7f6000"}
_PATTERN: Final = "*.xlsm *.xlsx"


class PanelWindow:
    """The window: choose the master, press a button, read the sentence and the findings.

    Attributes:
        root: Tk's window.
        buttons: Tk's button of each job.
        findings: The list of findings; the rows have the order of the outcome.
        stop: Tk's button that gives up waiting.
        message: The closing sentence or the progress.
    """

    def __init__(
        self,
        root: tk.Tk | tk.Toplevel,
        master: Path | None,
        *,
        open_path: Open = open_file,
        pause: float = 1.0,
    ) -> None:
        """Build the window.

        Args:
            root: Tk's window, empty.
            master: The master; None to let the clerk choose.
            open_path: Opens files and folders.
            pause: Seconds between two looks at an open master.
        """
        self.root, self._open_path, self._pause = root, open_path, pause
        self._master, self._job = master, None  # type: Path | None, BackgroundJob | None
        self._shown: list[Finding] = []
        root.title(wording.TITLE)
        root.protocol("WM_DELETE_WINDOW", self.close)
        frame = ttk.Frame(root, padding=_SPACE)
        frame.pack(fill="both", expand=True)
        self._path = tk.StringVar()
        self._add_master_row(frame)
        self.buttons = {button.job: self._add_button(row, button) for row, button in self._groups(frame)}
        self.message = tk.StringVar()
        self._add_message(frame)
        self.findings = self._add_findings(frame)
        self._set_master(master)

    def _add_master_row(self, frame: ttk.Frame) -> None:
        row = ttk.Frame(frame)
        row.pack(fill="x")
        commands: tuple[tuple[str, Callable[[], None]], ...] = (
            (wording.OPEN_FOLDER, lambda: self._open(self._master and self._master.parent)),
            (wording.OPEN_MASTER, lambda: self._open(self._master)),
            (wording.CHOOSE, self.choose_master),
        )
        for text, command in commands:
            ttk.Button(row, text=text, command=command).pack(side="right", padx=(_SPACE, 0))
        ttk.Label(row, textvariable=self._path).pack(side="left", fill="x", expand=True)

    def _groups(self, frame: ttk.Frame) -> list[tuple[ttk.LabelFrame, Button]]:
        row = ttk.Frame(frame)
        row.pack(fill="x", pady=_SPACE)
        boxes = {}
        for group in RibbonGroup:
            boxes[group] = ttk.LabelFrame(row, text=group.value[1], padding=_SPACE)
            boxes[group].pack(side="left", padx=(0, _SPACE), fill="y")
        return [(boxes[button.group], button) for button in BUTTONS]

    def _add_button(self, box: ttk.LabelFrame, button: Button) -> ttk.Button:
        widget = ttk.Button(box, text=button.caption, command=lambda: self.run(button))
        widget.pack(side="left", padx=2)
        widget.bind("<Enter>", lambda _: self._tip.set(button.tip))
        widget.bind("<Leave>", lambda _: self._tip.set(""))
        return widget

    def _add_message(self, frame: ttk.Frame) -> None:
        self._tip = tk.StringVar()
        ttk.Label(frame, textvariable=self._tip, foreground="#595959").pack(fill="x")
        row = ttk.Frame(frame)
        row.pack(fill="x")
        self._bar = ttk.Progressbar(row, mode="determinate")
        self._bar.pack(side="left", fill="x", expand=True)
        self.stop = ttk.Button(row, text=wording.STOP_WAITING, command=self._stop_waiting, state="disabled")
        self.stop.pack(side="right", padx=(_SPACE, 0))
        label = ttk.Label(frame, textvariable=self.message, font="TkHeadingFont")
        label.pack(fill="x", pady=_SPACE)
        label.bind("<Configure>", lambda event: label.configure(wraplength=event.width))

    def _add_findings(self, frame: ttk.Frame) -> ttk.Treeview:
        self._count = tk.StringVar()
        ttk.Label(frame, textvariable=self._count).pack(fill="x")
        box = ttk.Frame(frame)
        box.pack(fill="both", expand=True)
        table = ttk.Treeview(box, columns=console.FINDING_HEADERS, show="headings", height=14)
        for header, width in zip(console.FINDING_HEADERS, _WIDTHS, strict=True):
            table.heading(header, text=header, anchor="w")
            table.column(header, width=width, stretch=header == console.FINDING_HEADERS[-1])
        for severity, color in _COLORS.items():
            table.tag_configure(severity.name, foreground=color)
        bar = ttk.Scrollbar(box, command=table.yview)
        table.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        table.pack(side="left", fill="both", expand=True)
        table.bind("<Double-1>", lambda _: self.open_finding())
        table.bind("<Return>", lambda _: self.open_finding())
        table.bind("<<TreeviewSelect>>", lambda _: self._show_whole_finding())
        # A row of the list does not wrap, so the whole sentence of the selected one is below it.
        self._whole = tk.StringVar(value=wording.OPEN_A_FINDING)
        label = ttk.Label(frame, textvariable=self._whole)
        label.pack(fill="x", pady=(_SPACE, 0))
        label.bind("<Configure>", lambda event: label.configure(wraplength=event.width))
        return table

    def _set_master(self, master: Path | None) -> None:
        self._master = master
        self._path.set(str(master) if master else wording.NO_MASTER)
        self.message.set(wording.READY if master else "")
        self._set_enabled(enabled=master is not None)

    def _set_enabled(self, *, enabled: bool) -> None:
        for button in self.buttons.values():
            button.configure(state="normal" if enabled else "disabled")

    def choose_master(self) -> None:
        """Let the clerk choose another master (选择总表)."""
        if self._job is not None:
            return
        chosen = filedialog.askopenfilename(parent=self.root, filetypes=[(wording.MASTERS, _PATTERN)])
        if chosen:
            self._set_master(Path(chosen))
            self._show_findings([])

    def run(self, button: Button) -> None:
        """Begin the job of a button; while one runs, no other begins."""
        if self._job is not None or self._master is None:
            return
        self._set_enabled(enabled=False)
        self._show_findings([])
        self.message.set(wording.running(button.caption, 0, 0))
        self._job = BackgroundJob(button, self._master, pause=self._pause)
        self.root.after(_MILLISECONDS_BETWEEN, self._follow)

    def _follow(self) -> None:
        job = self._job
        if job is None:
            return
        while not job.events.empty():
            event = job.events.get()
            if isinstance(event, Progressed):
                self._bar.configure(maximum=max(event.total, 1), value=event.done)
                self.message.set(wording.running(job.button.caption, event.done, event.total))
            elif isinstance(event, Waiting):
                self.stop.configure(state="normal")
                self.message.set(event.sentence)
            else:
                self._finish(job, event)
                return
        self.root.after(_MILLISECONDS_BETWEEN, self._follow)

    def _finish(self, job: BackgroundJob, event: Finished) -> None:
        job.join()
        self._job = None
        self._bar.configure(value=0)
        self.stop.configure(state="disabled")
        self.message.set(event.sentence)
        if event.outcome is not None:
            self._show_findings(list(event.outcome.findings))
        self._set_enabled(enabled=True)

    def _stop_waiting(self) -> None:
        if self._job is not None:
            self._job.stop_waiting()

    def _show_findings(self, findings: list[Finding]) -> None:
        self._shown = findings
        self.findings.delete(*self.findings.get_children())
        for order, finding in enumerate(findings):
            values = (finding.severity.value, self._place(finding), finding.value, sentence(finding))
            self.findings.insert("", "end", iid=str(order), values=values, tags=(finding.severity.name,))
        blocking = sum(finding.severity is Severity.BLOCKING for finding in findings)
        counted = wording.FINDING_COUNT.format(total=len(findings), blocking=blocking)
        self._count.set(counted if findings else wording.NO_FINDINGS)
        self._whole.set(wording.OPEN_A_FINDING if findings else "")

    def _place(self, finding: Finding) -> str:
        """Where it is, without the name of the master, which is above the list anyway."""
        in_master = self._master is not None and finding.at.file == self._master.name
        return place(replace(finding.at, file="") if in_master else finding.at)

    def _selected(self) -> Finding | None:
        rows = self.findings.selection()
        return self._shown[int(rows[0])] if rows else None

    def _show_whole_finding(self) -> None:
        finding = self._selected()
        if finding is not None:
            self._whole.set(f"{self._place(finding)}：{sentence(finding)}")

    def open_finding(self) -> None:
        """Open the workbook that the selected finding is about (打开疑点所在的工作簿)."""
        finding = self._selected()
        if finding is None or self._master is None:
            return
        workbook = find_workbook(self._master, finding.at)
        if workbook is None:
            self.message.set(wording.NOT_FOUND.format(name=finding.at.file))
        self._open(workbook)

    def _open(self, path: Path | None) -> None:
        if path is None:
            return
        if not path.exists():
            self.message.set(wording.NOT_FOUND.format(name=path.name))
            return
        try:
            self._open_path(path)
        except OSError:
            self.message.set(wording.NOT_OPENED.format(name=path.name))

    def close(self) -> None:
        """Close the window, unless a job is running (关闭窗口)."""
        if self._job is not None:
            sentence_ = wording.BUSY_AT_CLOSING.format(caption=self._job.button.caption)
            messagebox.showinfo(wording.TITLE, sentence_, parent=self.root)
            return
        self.root.destroy()
