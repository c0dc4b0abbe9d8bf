"""Workbooks saved again by LibreOffice, without a screen and in a profile of its own."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def saved_as(suffix: str, books: Mapping[str, bytes], folder: Path, seconds: float = 120) -> dict[str, bytes]:
    """The books in another format, by the same names; those that LibreOffice cannot open are left out.

    Args:
        suffix: Of the format: xlsx, xls or ods.
        books: Workbooks by names without suffix.
        folder: Where LibreOffice may work; its profile stays there for the next time.
        seconds: How long it may take.
    """
    folder = folder.absolute()
    source, into = folder / "source", folder / suffix
    source.mkdir(parents=True, exist_ok=True)
    for name, book in books.items():
        (source / f"{name}.xlsx").write_bytes(book)
        (into / f"{name}.{suffix}").unlink(missing_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", suffix, "--outdir", str(into)]
    _run(["soffice", profile, *options, *(str(source / f"{name}.xlsx") for name in books)], seconds)
    saved = {name: into / f"{name}.{suffix}" for name in books}
    return {name: path.read_bytes() for name, path in saved.items() if path.exists()}


def _run(command: Sequence[str], seconds: float) -> None:
    """Run a command, and end all that it started when its time is up; soffice is only a starter."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as started:
        try:
            started.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
