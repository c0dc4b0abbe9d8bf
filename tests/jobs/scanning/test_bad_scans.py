"""What else lies in 扫描: every file has its fate, every reason one sentence, whatever the names."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

import numpy as np
import openpyxl
from PIL import Image

from shuzhi_xl.findings import Severity
from shuzhi_xl.jobs.scanning.scan import scan
from tests.year_stages import TownOffice


def photograph(seed: int) -> bytes:
    """A picture of anything but paper."""
    rough = np.random.default_rng(seed).integers(0, 255, (9, 12, 3), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(rough).resize((800, 600), Image.Resampling.BICUBIC).save(buffer, "JPEG")
    return buffer.getvalue()


def word_document() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    return buffer.getvalue()


PHOTOGRAPHS = {
    "=1+1.jpg": photograph(1),
    "春游/100% & '新' #3 [终].jpg": photograph(2),
    "春游/IMG_2.JPEG": photograph(3),
}
BROKEN = {"断的.jpg": photograph(4)[:3000], "空的.png": b"", "纪要.pdf": word_document()}
NO_PICTURES = {"票.pdf.part": b"%PDF-", "说明.docx": word_document()}
LITTER = dict.fromkeys(("Thumbs.db", ".DS_Store", "~$票.pdf", "票.pdf.tmp", "春游/._IMG_2.jpg"), b"x")


def test_a_folder_of_other_pictures_gives_one_sentence_for_each_reason(issued: TownOffice) -> None:
    files = {**PHOTOGRAPHS, **BROKEN, **NO_PICTURES, **LITTER}
    issued.write_files({f"扫描/2015/{name}": content for name, content in files.items()})
    outcome = issued.run_job(scan)
    assert outcome.summary.startswith("读票完成：共 6 页 = 不是测评票 3 + 读不了 3；没有读出测评票")
    sentences = {
        (finding.code, finding.severity, finding.context["names"])
        for finding in outcome.findings
        if finding.code.startswith("scan_")
    }
    assert sentences == {
        ("scan_pages_unread", Severity.NOTICE, list_pages(PHOTOGRAPHS)),
        ("scan_pages_unread", Severity.BLOCKING, list_pages(BROKEN)),
        ("scan_no_picture", Severity.NOTICE, "、".join(NO_PICTURES)),
    }
    sheet: Any = openpyxl.load_workbook(issued.root / "扫描/2015/读票清单.xlsx")["逐页"]
    names = [row[0] for row in sheet.iter_rows(min_row=5)]
    assert {cell.value for cell in names} == {*PHOTOGRAPHS, *BROKEN}
    # A file's name is no formula
    assert {cell.data_type for cell in names} == {"s"}


def list_pages(names: Iterable[str]) -> str:
    return "、".join(f"{name} 第1页" for name in names)
