"""操作日志: each job adds a line, and 校验 finds a line that was altered or taken out."""

import pytest
from year_stages import Place

from shuzhi_xl.jobs.check import check
from shuzhi_xl.sheets.people import ORGANISATION
from shuzhi_xl.sheets.program import LOG


def broken(office: Place) -> list[str]:
    return [
        each.at.cell for each in office.press(check).findings if each.code in ("log_broken", "log_end_broken")
    ]


def test_every_job_adds_one_line(generated: Place) -> None:
    before = generated.rows(LOG)
    generated.press(check)
    after = generated.rows(LOG)
    assert len(after) == len(before) + 1
    assert [each.job for each in after] == ["分发", "回收", "计算", "计算", "生成", "校验"]


def test_an_untouched_log_is_whole(generated: Place) -> None:
    assert broken(generated) == []
    assert broken(generated) == []


@pytest.mark.parametrize("index", [0, 2, -1], ids=["first", "middle", "last"])
@pytest.mark.parametrize("header", ["结果", "输出指纹"])
def test_an_altered_line_is_found(generated: Place, index: int, header: str) -> None:
    generated.type_in(LOG, generated.rows(LOG)[index], **{header: "另有内容"})
    assert len(broken(generated)) == 1


@pytest.mark.parametrize("index", [0, 2, -1], ids=["first", "middle", "last"])
def test_a_line_taken_out_is_found(generated: Place, index: int) -> None:
    records = generated.store().read_table(LOG).records()
    del records[index]
    with generated.writing() as desk:
        desk.store.write_table(LOG, records)
    assert len(broken(generated)) == 1


def test_the_log_names_nobody(generated: Place) -> None:
    said = "\n".join(each.outcome for each in generated.rows(LOG))
    for each in generated.rows(ORGANISATION):
        assert each.secretary not in said
        assert each.name not in said
