"""送件加密: what goes to a branch is encrypted for it, and comes back as it went out."""

import io
from pathlib import Path

import msoffcrypto
import openpyxl

from shuzhi_xl.demo.play.fill_forms import fill_rectification
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.rules.intake.answers import RectificationReply
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM
from shuzhi_xl.sheets.master.vocabulary import DONE
from shuzhi_xl.xlsx.read.decryption import decrypt
from tests.year_stages import TownOffice


def passwords(office: TownOffice) -> dict[str, str]:
    (path,) = office.root.glob("结果/2015/内部_密码清单.xlsx")
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=5, values_only=True)
    return {str(row[0]): str(row[5]) for row in rows if row[0]}


def feedback(office: TownOffice) -> dict[str, Path]:
    return {path.stem.split("_")[1]: path for path in office.root.glob("结果/*/*/反馈_*.xlsx")}


def test_each_branchs_file_opens_with_its_own_password_and_comes_back_encrypted(decided: TownOffice) -> None:
    decided.set_values(送件加密="是")
    outcome = decided.run_job(generate)
    assert outcome.ok
    assert "结果/2015/内部_密码清单.xlsx" in outcome.outputs
    files, words = feedback(decided), passwords(decided)
    assert words.keys() == files.keys() == {appraisal.number for appraisal in decided.rows(APPRAISAL)}
    assert len({*words.values()}) == len(words)
    assert all(
        msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes())).is_encrypted() for path in files.values()
    )

    problem = next(problem for problem in decided.rows(PROBLEM) if problem.number == "C001")
    reply = RectificationReply(problem.problem, "李责任", "", "", None, "已补齐", DONE, problem.due)
    filled = fill_rectification(decrypt(files["C001"].read_bytes(), [words["C001"]]), [reply])
    again = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(filled)).encrypt(words["C001"], again)
    decided.drop("反馈_C001(1).xlsx", again.getvalue())
    decided.drop("回执.xlsx", again.getvalue())
    codes = {finding.code: finding.at.file for finding in decided.run_job(collect).findings}
    assert codes["file_encrypted"] == "回执.xlsx"
    assert decided.row(PROBLEM, problem=problem.problem).progress == "已补齐"


def test_letters_are_encrypted_too_and_plain_again_when_the_town_decides_so(generated: TownOffice) -> None:
    plain = generated.files("结果")
    generated.set_values(送件加密="是")
    assert generated.run_job(generate).ok
    locked = generated.files("结果")
    letters = [place for place in plain if "/反馈意见书_" in place or "/整改落实方案_" in place]
    assert letters
    assert all(msoffcrypto.OfficeFile(io.BytesIO(locked[place])).is_encrypted() for place in letters)
    inside = [place for place in plain if "合订" in place or "汇总_" in place]
    assert {place: locked[place] for place in inside} == {place: plain[place] for place in inside}
    generated.set_values(送件加密="否")
    outcome = generated.run_job(generate)
    assert not [finding for finding in outcome.findings if finding.code == "document_edited"]
    assert {place: generated.files("结果")[place] for place in letters} == {
        place: plain[place] for place in letters
    }
