"""A workbook saved again by another program (另存): by LibreOffice where there is one, else by openpyxl."""

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


def resaved(workbook: bytes) -> bytes:
    """The workbook as another program saves it: the same answers, much of the rest different.

    The time of saving is taken out, so that playing the story again gives the same file.
    """
    return _without_times(by_office(workbook) or by_openpyxl(workbook))


def by_office(workbook: bytes) -> bytes | None:
    """The workbook converted by LibreOffice, or None where there is none or it fails."""
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
            # Its own profile, so that an office that someone works with is neither used nor ended.
            subprocess.run(  # noqa: S603 -- every word of the command is ours
                command, check=True, capture_output=True, timeout=_PATIENCE
            )
            return (out / source.name).read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None


def by_openpyxl(workbook: bytes) -> bytes:
    """The workbook loaded and saved by openpyxl, which drops what it does not know, as other programs do."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(workbook))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _without_times(workbook: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
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
