"""A whole 收回 full of formats, disguises and odd names: each file has one fate and none is changed."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import openpyxl

from shuzhi_xl.demo.play.fill_forms import fill_package
from shuzhi_xl.demo.play.resaved import by_openpyxl
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.stages.job_log import fingerprint
from shuzhi_xl.sheets.master.program_sheets import LOG
from shuzhi_xl.sheets.master.votes import SURVEY_ANSWER
from shuzhi_xl.xlsx.patch.sheet.cell_writer import legal_text
from tests.jobs.collect.returned_files import blank_package, fates, package, votes
from tests.jobs.opened_parts import packed, parts_of
from tests.year_stages import Stages, TownOffice

STRANGERS = {
    "CON.xlsx": b"",
    "aux": b"%PDF-",
    "=1+1.xlsx": b"PK\x03\x04",
    "-rf {value} %s.xlsx": b"a,b",
    " 前后空格 .xlsx ": b"<html>",
    "换\n行.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "倒写\u202exslx.exe": b"MZ",
    "䶮𠮷\ue000.zip": b"Rar!",
    "~$测评表.xlsx": b"\x04",
    "控制\x01符.xlsx": b"",
    os.fsdecode(b"\xb2\xe2\xc6\xc0.xlsx"): b"",
}


def drop(office: TownOffice, name: str, content: bytes) -> None:
    place = office.root / "收回" / name
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(content)


def hashes(files: Iterable[bytes]) -> Counter[str]:
    return Counter(hashlib.sha256(file).hexdigest() for file in files)


def test_every_file_has_one_fate_and_stays_as_it_was(issued: TownOffice, stages: Stages) -> None:
    good = package(stages, "J001")
    forms = {"C001.xlsx": package(stages, "C001"), "J001.et": good, "J001另存.ods.xlsx": by_openpyxl(good)}
    for name, content in {**STRANGERS, **forms}.items():
        drop(issued, name, content)
    outcome = issued.run_job(collect)
    assert fates(outcome) == (2, 1, 0, len(STRANGERS))
    assert hashes(issued.files("收回").values()) == hashes([*STRANGERS.values(), *forms.values()])
    file_findings = Counter(
        finding.at.file for finding in outcome.findings if finding.code.startswith("file_")
    )
    assert file_findings == dict.fromkeys(STRANGERS, 1)
    assert len(votes(issued)[0]) > 0
    assert all(name.startswith(("2015/_已处理/", "2015/_有问题/")) for name in issued.returned())


def test_odd_names_are_text_in_the_report(issued: TownOffice) -> None:
    for name, content in STRANGERS.items():
        drop(issued, name, content)
    issued.run_job(collect)
    report = openpyxl.load_workbook(issued.master)["校验报告"]
    cells = [(str(cell.value).strip(), cell.data_type) for row in report.iter_rows() for cell in row]
    assert {kind for text, kind in cells if "1+1" in text} == {"s"}
    assert {legal_text(name).strip() for name in STRANGERS} <= {text for text, _ in cells}


def test_signs_that_no_workbook_keeps_leave_the_log_whole(issued: TownOffice, stages: Stages) -> None:
    reply = stages.town.replies["C001"]
    marked = replace(reply, surveys=tuple(replace(survey, opinion="标记") for survey in reply.surveys))
    parts = parts_of(fill_package(blank_package(issued, "C001"), marked))
    text = "䶮_x0001__xD800_\ue000_xD842__xDFB7_".encode()
    odd = packed({name: content.replace("标记".encode(), text) for name, content in parts.items()})
    for name, content in {"C001.xlsx": odd, **STRANGERS}.items():
        drop(issued, name, content)
    assert fates(issued.run_job(collect)) == (1, 0, 0, len(STRANGERS))
    assert {row.opinion for row in issued.rows(SURVEY_ANSWER)} == {"䶮\ue000𠮷"}
    assert issued.rows(LOG)[-1].output_fingerprint == fingerprint(issued.context())


def test_no_file_runs_or_leads_out_of_the_folder(issued: TownOffice, stages: Stages, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.xlsx"
    outside.write_bytes(package(stages, "C001"))
    (issued.root / "收回").mkdir(exist_ok=True)
    (issued.root / "收回/链接.xlsx").symlink_to(outside)
    before = outside.read_bytes()
    issued.run_job(collect)
    assert outside.read_bytes() == before
