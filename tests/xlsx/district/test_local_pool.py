"""Many masters read by processes of this computer."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

import pytest
from pydantic import TypeAdapter

from shuzhi_xl.rules.district.town_figures import TownDigest
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.children.task import ChildrenMissing
from shuzhi_xl.xlsx.district.folder import Master
from shuzhi_xl.xlsx.district.local_pool import read_here
from shuzhi_xl.xlsx.district.read_town import read_town
from tests.xlsx.acting_child import Started, acting
from tests.year_stages import Stages

TIMES = Fraction(9, 2)
REPLY = TypeAdapter(TownDigest).dump_json(TownDigest("x", None))


def masters(*names: str) -> list[Master]:
    return [Master(Path(name), name) for name in names]


def reasons(digests: Sequence[TownDigest]) -> list[str]:
    return [digest.left_out.context["reason"] if digest.left_out else "" for digest in digests]


def reading(names: str, start: Started, workers: int = 2) -> list[str]:
    digests = list(read_here(masters(*names), TIMES, workers, start))
    assert start.all_ended
    return reasons(digests)


def test_a_town_comes_through_as_it_is_read(stages: Stages, tmp_path: Path) -> None:
    path = tmp_path / "总表.xlsm"
    path.write_bytes(stages.files("generated")[MASTER_NAME])
    files = [Master(path, "甲镇.xlsm"), Master(tmp_path / "无.xlsm", "无.xlsm")]
    digests = list(read_here(files, TIMES, 2))
    assert digests == [read_town(*master, TIMES) for master in files]
    assert digests[0].town is not None
    assert reasons(digests)[1] == "文件已不在原处"


def test_every_file_gives_one_digest_and_no_file_no_process() -> None:
    start = acting("pass", REPLY)
    assert reading("123456789", start) == [""] * 9
    assert len(start.children) == 2
    assert reading("", unused := acting("pass", REPLY)) == []
    assert not unused.children


@pytest.mark.parametrize("act", ["name == '死' and os._exit(1)", "name == '死' and time.sleep(3600)"])
def test_a_file_that_ends_its_process_or_never_ends_is_left_out_alone(act: str) -> None:
    before, dead, *after = reading("1死23", acting(act, REPLY, seconds=1))
    assert [before, *after] == ["", "", ""]
    assert "意外停下" in dead


def test_the_lack_of_processes_is_reported() -> None:
    def refuse() -> NoReturn:
        raise OSError

    with pytest.raises(ChildrenMissing):
        list(read_here(masters("1"), TIMES, 1, refuse))
