"""Many masters read by processes of this computer."""

import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NoReturn

import pytest

from shuzhi_xl.rules.district.town_digest import TownDigest
from shuzhi_xl.xlsx.district.folder import Master
from shuzhi_xl.xlsx.district.local_pool import read_here
from shuzhi_xl.xlsx.workers.handle import ReadersMissing


def masters(*names: str) -> list[Master]:
    return [Master(Path(name), name) for name in names]


def plain(_master: Path | bytes, name: str) -> TownDigest:
    return TownDigest(name, None)


def deadly(_master: Path | bytes, name: str) -> TownDigest:
    """A file that ends the process, or works on and on."""
    if name.startswith("死"):
        os._exit(1)
    if name.startswith("慢"):
        time.sleep(60)
    return TownDigest(name, None)


def told(found: Sequence[TownDigest]) -> dict[str, str]:
    return {each.file: each.left_out.context["reason"] if each.left_out else "read" for each in found}


def test_every_file_gives_one_digest() -> None:
    names = [f"{number}" for number in range(9)]
    assert told(list(read_here(masters(*names), plain, 2))) == dict.fromkeys(names, "read")
    assert list(read_here([], plain, 2)) == []  # and starts no process


def test_a_file_that_ends_its_process_or_never_ends_is_left_out_alone() -> None:
    names = ["1", "死", "2", "慢", "3"]
    found = told(list(read_here(masters(*names), deadly, 2, seconds=1)))
    assert found.keys() == set(names)
    assert {name for name, reason in found.items() if "意外停下" in reason} == {"死", "慢"}


def test_where_no_process_can_start_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise BrokenProcessPool

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    with pytest.raises(ReadersMissing):
        list(read_here(masters("1"), plain, 1))
