"""操作日志: each run adds its opening and closing, and 校验 finds a line that was altered or taken out."""

from pathlib import Path
from typing import NoReturn

import pytest

from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.program_sheets import LOG
from shuzhi_xl.xlsx.files.atomic_replace import FolderRefused
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.town_folder import Folder
from tests.year_stages import TownOffice


def broken(office: TownOffice) -> list[str]:
    return [
        finding.at.cell
        for finding in office.run_job(check).findings
        if finding.code in ("log_broken", "log_end_broken")
    ]


def test_every_run_opens_and_closes(generated: TownOffice) -> None:
    before = generated.rows(LOG)
    generated.run_job(check)
    after = generated.rows(LOG)
    assert len(after) == len(before) + 2
    assert [entry.job for entry in after[::2]] == ["分发", "回收", "计算", "计算", "生成", "校验"]
    assert [entry.job for entry in after[1::2]] == [entry.job for entry in after[::2]]
    assert {entry.outcome for entry in after[::2]} == {"开始"}
    for opening, closing in zip(after[::2], after[1::2], strict=True):
        assert f"{opening.logged_at:%F %T}" < f"{closing.logged_at:%F %T}"
        assert opening.input_fingerprint == closing.input_fingerprint
        assert (opening.output_fingerprint, len(closing.output_fingerprint)) == ("", 16)


def test_an_untouched_log_is_whole(generated: TownOffice) -> None:
    assert broken(generated) == []
    assert broken(generated) == []


@pytest.mark.parametrize(("index", "header"), [(0, "输出指纹"), (-1, "结果")], ids=["first", "last"])
def test_an_altered_line_is_detected(generated: TownOffice, index: int, header: str) -> None:
    generated.type_in(LOG, generated.rows(LOG)[index], **{header: "另有内容"})
    assert len(broken(generated)) == 1


@pytest.mark.parametrize("index", [2, -1], ids=["middle", "last"])
def test_a_removed_line_is_detected(generated: TownOffice, index: int) -> None:
    records = generated.store().read_table(LOG).records()
    del records[index]
    with generated.writing() as context:
        context.store.write_table(LOG, records)
    assert len(broken(generated)) == 1


@pytest.mark.parametrize("change", ["altered", "cut off"])
def test_the_next_job_does_not_cover_up_a_change(generated: TownOffice, change: str) -> None:
    if change == "altered":
        generated.type_in(LOG, generated.rows(LOG)[-1], 结果="另有内容")
    else:
        with generated.writing() as context:
            context.store.write_table(LOG, context.store.read_table(LOG).records()[:-2])
    generated.run_job(compute)
    assert len(broken(generated)) == 1
    assert len(broken(generated)) == 1


def refused(*_: object) -> NoReturn:
    raise FolderRefused(Path("总表"), "空间不足")


def test_a_run_that_did_not_come_to_its_end_is_logged_by_the_next(generated: TownOffice) -> None:
    before, master = len(generated.rows(LOG)), generated.master.read_bytes()
    for _ in range(2):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ClosedStore, "commit", refused)
            with pytest.raises(FolderRefused):
                generated.run_job(compute)
    assert generated.master.read_bytes() == master
    assert broken(generated) == []
    entries = [(entry.job, entry.outcome[:4]) for entry in generated.rows(LOG)[before:]]
    assert entries[:5] == [("计算", "开始"), ("计算", "没有完成")] * 2 + [("校验", "开始")]
    assert broken(generated) == []
    assert len(generated.rows(LOG)) == before + 8


def test_a_run_whose_note_could_not_be_removed_has_not_died(generated: TownOffice) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Folder, "drop_note", lambda *_: None)
        generated.run_job(check)
    generated.run_job(check)
    assert not [entry for entry in generated.rows(LOG) if entry.outcome.startswith("没有完成")]


def test_the_log_names_nobody(generated: TownOffice) -> None:
    outcomes = "\n".join(entry.outcome for entry in generated.rows(LOG))
    for organisation in generated.rows(ORGANISATION):
        assert organisation.secretary not in outcomes
        assert organisation.name not in outcomes
