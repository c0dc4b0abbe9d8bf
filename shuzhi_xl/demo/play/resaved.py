"""Workbooks saved by another program (另存): by LibreOffice if installed, otherwise by openpyxl."""

import io
import shutil
import subprocess
import tempfile
import warnings
import zipfile
from pathlib import Path
from typing import Final

import openpyxl
from lxml import etree

_PATIENCE: Final = 90  # seconds; the first start of an office writes its whole profile
_CORE: Final = "docProps/core.xml"
_TIMES: Final = "{http://purl.org/dc/terms/}"


def resave_elsewhere(workbook: bytes) -> bytes:
    """Save a workbook with another program: the same answers, much of the rest different.

    The time of saving is removed, so that the same seed gives the same file.
    """
    return _without_times(by_libreoffice(workbook) or by_openpyxl(workbook))


def by_libreoffice(workbook: bytes) -> bytes | None:
    """Convert a workbook with LibreOffice; None if it is missing or fails."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="shuzhi_") as folder:
        context = Path(folder)
        source, out = context / "表.xlsx", context / "out"
        source.write_bytes(workbook)
        profile = f"-env:UserInstallation={(context / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(source)]
        try:
            # A profile of its own: a LibreOffice that somebody works with must be neither used nor ended.
            subprocess.run(  # noqa: S603 -- every word of the command is ours
                command, check=True, capture_output=True, timeout=_PATIENCE
            )
            return (out / source.name).read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None


def by_openpyxl(workbook: bytes) -> bytes:
    """Load and save a workbook with openpyxl, which drops unknown parts as other programs do."""
    with warnings.catch_warnings():
        # openpyxl warns of the parts that it drops, which is the purpose here.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(workbook))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _without_times(workbook: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            # Without a time: ZipInfo's default is 1980-01-01, so the same content gives the same bytes.
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(name)
            new.writestr(entry, _untimed(content) if name == _CORE else content)
    return packed.getvalue()


def _untimed(core: bytes) -> bytes:
    root = etree.fromstring(core)
    for moment in list(root.iter(f"{_TIMES}created", f"{_TIMES}modified")):
        root.remove(moment)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
