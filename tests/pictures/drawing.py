"""Draws workbooks as people see them: LibreOffice makes the PDF, poppler the pictures."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_PATIENCE = 180


def to_pdf(workbooks: Sequence[Path], into: Path) -> list[Path]:
    """Draw workbooks; each run has a fresh profile, and ends when its own soffice ends."""
    soffice = shutil.which("soffice")
    if soffice is None:
        raise RuntimeError("soffice is missing: run `make office` first")
    with tempfile.TemporaryDirectory() as profile:
        command = [soffice, "--headless", f"-env:UserInstallation={Path(profile).as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", str(into), *map(str, workbooks)]
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
    return [into / f"{workbook.stem}.pdf" for workbook in workbooks]


def page_texts(pdf: Path) -> list[str]:
    """Text of each page."""
    process = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return process.stdout.decode("utf-8").split("\f")[:-1]


def to_picture(pdf: Path, page: int, picture: Path, width: int = 1000) -> None:
    """Draw one page as a PNG."""
    stem = picture.with_suffix("")
    command = ["pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    command += ["-scale-to-x", str(width), "-scale-to-y", "-1", str(pdf), str(stem)]
    subprocess.run(command, check=True, capture_output=True)
