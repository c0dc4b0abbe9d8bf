"""The panel's window (面板窗口), made with tkinter, which comes with Python and needs no network."""

import tkinter as tk
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tkinter import filedialog, messagebox, simpledialog, ttk
from typing import Final

from shuzhi_xl import __version__
from shuzhi_xl.cli.panel.background_job import (
    SECONDS_BETWEEN_CHECKS,
    BackgroundJob,
    Finished,
    Progressed,
    Waiting,
)
from shuzhi_xl.cli.panel.button_row import ButtonRow
from shuzhi_xl.cli.panel.finding_list import FindingList, wrapping_label
from shuzhi_xl.cli.panel.open_file import Open, find_workbook, open_file
from shuzhi_xl.findings import Cause, Finding, Severity
from shuzhi_xl.jobs.stages.job_context import now
from shuzhi_xl.sheets.master.buttons import Button
from shuzhi_xl.wording.screen import panel as wording
from shuzhi_xl.xlsx.files.error_log import log_error

_MILLISECONDS_BETWEEN_EVENTS: Final = 100
_SPACE: Final = 8
_PATTERN: Final = "*.xlsm *.xlsx"


class PanelWindow:
    """The window: choose the master, press a button, read the sentence and the findings.

    Attributes:
        root: Tk's window.
        button_row: The buttons of the jobs.
        stop_button: Gives up waiting; shown while the job waits.
        reopen_button: Opens the master that the clerk had to close; shown after such a job.
        finding_list: The findings.
    """

    def __init__(
        self,
        root: tk.Tk | tk.Toplevel,
        master: Path | None,
        *,
        open_path: Open = open_file,
        pause: float = SECONDS_BETWEEN_CHECKS,
    ) -> None:
        """Build the window.

        Args:
            root: Tk's window, empty.
            master: The master; None to let the clerk choose.
            open_path: Opens files and folders.
            pause: Seconds between two checks of an open master.
        """
        self.root, self._open_path, self._pause = root, open_path, pause
        self._master: Path | None = None
        self._job: BackgroundJob | None = None
        root.title(wording.TITLE)
        root.protocol("WM_DELETE_WINDOW", self.close)
        # Windows and Linux alike: the space bar presses a button of Tk's, and the Enter key does nothing.
        root.bind_class("TButton", "<Return>", "%W invoke")
        frame = ttk.Frame(root, padding=_SPACE)
        frame.pack(fill="both", expand=True)
        self._add_master_row(frame)
        self.button_row = ButtonRow(frame, self.run)
        self.button_row.pack(fill="x", pady=(_SPACE, 0))
        self._add_message(frame)
        self.finding_list = FindingList(frame, self._open_finding)
        self.finding_list.pack(fill="both", expand=True)
        self._set_master(master)

    def _add_master_row(self, frame: ttk.Frame) -> None:
        row = ttk.Frame(frame)
        row.pack(fill="x")
        ttk.Label(row, text=wording.MASTER).pack(side="left", padx=(0, _SPACE))
        # A field and not a label, so that a long path can be scrolled and copied.
        self._path_field = ttk.Entry(row, state="readonly")
        self._path_field.pack(side="left", fill="x", expand=True)
        commands: tuple[tuple[str, Callable[[], None]], ...] = (
            (wording.CHOOSE, self.choose_master),
            (wording.OPEN_MASTER, self.open_master),
            (wording.OPEN_FOLDER, lambda: self._open(self._master and self._master.parent)),
        )
        buttons = [ttk.Button(row, text=text, command=command) for text, command in commands]
        for button in buttons:
            button.pack(side="left", padx=(_SPACE, 0))
        self._master_buttons = buttons[:2]

    def _add_message(self, frame: ttk.Frame) -> None:
        self._bar = ttk.Progressbar(frame)
        self._bar.pack(fill="x", pady=(0, _SPACE))
        row = ttk.Frame(frame)
        row.pack(fill="x", pady=(0, _SPACE))
        self.stop_button = ttk.Button(row, text=wording.STOP_WAITING, command=self._stop_waiting)
        self.reopen_button = ttk.Button(row, text=wording.REOPEN, command=self.open_master)
        self._message = wrapping_label(row, "TkHeadingFont")
        self._message.pack(side="left", fill="x", expand=True)

    @property
    def message(self) -> str:
        """The closing sentence, or the progress."""
        return str(self._message["text"])

    def _show_message(self, sentence: str) -> None:
        self._message.configure(text=sentence)

    def _set_master(self, master: Path | None) -> None:
        is_there = master is not None and master.is_file()
        self._master = master if is_there else None
        self._path_field.configure(state="normal")
        self._path_field.delete(0, "end")
        self._path_field.insert(0, str(self._master or ""))
        self._path_field.configure(state="readonly")
        self._path_field.xview_moveto(1)  # the end says more than the beginning
        missing = wording.NOT_FOUND.format(name=master.name) if master else ""
        self._finish_with(wording.READY if is_there else f"{missing}{wording.NO_MASTER}")

    def _finish_with(self, sentence: str) -> None:
        """Show a sentence and let the clerk go on."""
        self._bar.stop()
        self._bar.configure(mode="determinate", value=0)
        self.stop_button.pack_forget()
        self._show_message(sentence)
        self.button_row.set_enabled(enabled=self._master is not None)
        for button in self._master_buttons:
            button.configure(state="normal")

    def choose_master(self) -> None:
        """Let the clerk choose another master (选择总表)."""
        folder = self._master.parent if self._master else Path.cwd()
        path = filedialog.askopenfilename(
            parent=self.root, filetypes=[(wording.MASTER, _PATTERN)], initialdir=str(folder)
        )
        if path:
            self.reopen_button.pack_forget()
            self._set_master(Path(path))
            self._show_findings(())

    def open_master(self) -> None:
        """Open the master with the system's program (打开总表)."""
        self.reopen_button.pack_forget()
        self._open(self._master)

    def run(self, button: Button) -> None:
        """Begin the job of a button; while one runs, no other begins."""
        if self._job is not None or self._master is None:
            return
        options = self._ask(button)
        if options is None:
            return
        self.button_row.set_enabled(enabled=False)
        for master_button in self._master_buttons:
            master_button.configure(state="disabled")
        self.reopen_button.pack_forget()
        self._show_findings(())
        self._show_message(wording.running(button.caption, 0, 0))
        self._bar.configure(mode="indeterminate")
        self._bar.start()
        self._job = BackgroundJob(button, self._master, pause=self._pause, options=options)
        self._follow_soon()

    def _ask(self, button: Button) -> Mapping[str, str] | None:
        """What the panel must ask for, which Excel takes from the selection; None without an answer."""
        if not button.asks:
            return {}
        question = wording.QUESTIONS[button.asks]
        answer = simpledialog.askstring(button.caption, question, parent=self.root)
        return {button.asks: answer.strip()} if answer and answer.strip() else None

    def _follow_soon(self) -> None:
        self.root.after(_MILLISECONDS_BETWEEN_EVENTS, self._follow)

    def _follow(self) -> None:
        job = self._job
        while job is not None and not job.events.empty():
            event = job.events.get()
            if isinstance(event, Finished):
                self._finish(job, event)
                return
            self._show_progress(job, event)
        self._follow_soon()

    def _show_progress(self, job: BackgroundJob, event: Progressed | Waiting) -> None:
        if isinstance(event, Waiting):
            self.stop_button.pack(side="right", padx=(_SPACE, 0))
            self.stop_button.focus_set()
            self._show_message(event.sentence)
            return
        self.stop_button.pack_forget()
        self._bar.stop()
        self._bar.configure(mode="determinate", maximum=max(event.total, 1), value=event.done)
        self._show_message(wording.running(job.button.caption, event.done, event.total))

    def _finish(self, job: BackgroundJob, event: Finished) -> None:
        job.join()
        self._job = None
        self._finish_with(event.sentence)
        # The focus that a disabled button loses would leave the keyboard nowhere.
        self.button_row.buttons[job.button.job].focus_set()
        if event.waited:
            self.reopen_button.pack(side="right", padx=(_SPACE, 0))
            self.reopen_button.focus_set()
        if event.outcome is not None:
            causes = event.outcome.shown_causes
            counts = Counter(dict.fromkeys(Severity, 0))
            for cause in causes:
                counts[cause.first.severity] += cause.count
            count = wording.FINDING_COUNT.format(total=counts.total(), blocking=counts[Severity.BLOCKING])
            self._show_findings(causes, count if causes else wording.NO_FINDINGS)
            if job.button.asks and event.outcome.lines:
                messagebox.showinfo(job.button.caption, "\n".join(event.outcome.lines), parent=self.root)

    def _stop_waiting(self) -> None:
        if self._job is not None:
            self._job.stop_waiting()

    def _show_findings(self, causes: Sequence[Cause], count: str = "") -> None:
        self.finding_list.show(causes, self._master.name if self._master else "", count)

    def _open_finding(self, finding: Finding) -> None:
        if self._master is None:
            return
        path = find_workbook(self._master, finding.at)
        if path is None:
            self._show_message(wording.NOT_FOUND.format(name=finding.at.file))
        self._open(path)

    def _open(self, path: Path | None) -> None:
        if path is None:
            return
        if not path.exists():
            self._show_message(wording.NOT_FOUND.format(name=path.name))
            return
        try:
            self._open_path(path)
        except OSError:
            self._show_message(wording.NOT_OPENED.format(name=path.name))

    def report_error(self, error: BaseException) -> None:
        """Tell the clerk about a failure of the window itself, and leave a log (出错记录)."""
        log = log_error(
            self._master and self._master.parent, f"{wording.TITLE} shuzhi_xl {__version__}", error, now()
        )
        if self._job is None:
            self._finish_with(wording.FAILED.format(log=log))
        else:
            # The job goes on, and its end must reach the clerk.
            self._follow_soon()

    def close(self) -> None:
        """Close the window, unless a job is running (关闭窗口)."""
        if self._job is not None:
            sentence = wording.BUSY_AT_CLOSING.format(caption=self._job.button.caption)
            messagebox.showinfo(wording.TITLE, sentence, parent=self.root)
            return
        self.root.destroy()
