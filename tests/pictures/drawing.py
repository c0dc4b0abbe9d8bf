"""Draws workbooks as people see them: LibreOffice makes the PDF, poppler the pictures.

Run as a program it draws the pictures of the README from a freshly played demo.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PICTURES = Path(__file__).resolve().parents[2] / "workbook" / "pictures"
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
    return [into / f"{each.stem}.pdf" for each in workbooks]


def page_texts(pdf: Path) -> list[str]:
    """Text of each page."""
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    return told.stdout.decode("utf-8").split("\f")[:-1]


def to_picture(pdf: Path, page: int, picture: Path, width: int = 1000) -> None:
    """Draw one page as a PNG."""
    stem = picture.with_suffix("")
    command = ["pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    command += ["-scale-to-x", str(width), "-scale-to-y", "-1", str(pdf), str(stem)]
    subprocess.run(command, check=True, capture_output=True)


def draw_readme(town: Path) -> None:
    """Draw what the README shows, from the files of a played demo."""
    shown = {
        "home": (town / "述职评议考核.xlsm", 1),
        "ballot": (min(town.glob("发出/*/*/测评表_*.xlsx")), 2),
        "entry": (min(town.glob("发出/*/*/测评表_*.xlsx")), 3),
        "feedback": (min(town.glob("结果/*/*/反馈_*.xlsx")), 1),
        "publication": (min(town.glob("结果/*/公布_*.xlsx")), 1),
    }
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (workbook, page) in shown.items():
            to_picture(to_pdf([workbook], Path(folder))[0], page, PICTURES / f"{name}.png")


if __name__ == "__main__":
    draw_readme(Path(sys.argv[1]))
