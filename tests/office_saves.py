"""Workbooks saved again by LibreOffice, without a screen and in a profile of its own."""

import subprocess
from collections.abc import Mapping
from pathlib import Path


def saved_as(suffix: str, books: Mapping[str, bytes], folder: Path) -> Mapping[str, bytes]:
    """The books in another format, by the same names.

    Args:
        suffix: Of the format: xlsx, xls or ods.
        books: Workbooks by names without suffix.
        folder: Where LibreOffice may work; its profile stays there for the next time.
    """
    source, into = folder / "source", folder / suffix
    source.mkdir(exist_ok=True)
    for name, book in books.items():
        (source / f"{name}.xlsx").write_bytes(book)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", suffix, "--outdir", str(into)]
    command = ["soffice", profile, *options, *(str(source / f"{name}.xlsx") for name in books)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {name: (into / f"{name}.{suffix}").read_bytes() for name in books}
