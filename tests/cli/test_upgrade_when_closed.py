"""The process that waits for an older master to be closed."""

import subprocess
import threading
import time
from pathlib import Path

import pytest

from shuzhi_xl.cli.upgrade_when_closed import upgrade_when_closed
from shuzhi_xl.sheets.declaration.schema import SCHEMA
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.children.child_process import command_of
from shuzhi_xl.xlsx.files.lock import holding
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from tests.released.keep_year import put
from tests.released.released_years import released_years


@pytest.fixture
def master(tmp_path: Path) -> Path:
    put(released_years()[0].moments[-1].files, tmp_path)
    return tmp_path / MASTER_NAME


def wait_in_vain(master: Path, sentences: list[str]) -> threading.Thread:
    """Somebody waits for the master, which stays as it is for now."""
    waiting = threading.Thread(
        target=upgrade_when_closed, args=(master, sentences.append), kwargs={"pause": 0.01}
    )
    waiting.start()
    time.sleep(0.2)
    assert ClosedStore(master).schema < SCHEMA
    return waiting


def test_a_master_is_upgraded_when_excel_has_let_go_of_it(master: Path) -> None:
    owner = master.with_name(f"~${master.name}")
    owner.write_bytes(b"")
    sentences: list[str] = []
    waiting = wait_in_vain(master, sentences)
    owner.unlink()
    waiting.join(30)
    assert ClosedStore(master).schema == SCHEMA
    assert len(sentences) == 1
    assert sentences[0].startswith("升级完成：")


def test_it_waits_for_another_clerk_too(master: Path) -> None:
    sentences: list[str] = []
    with holding(master, holder="乙", now=released_years()[0].moments[-1].now):
        waiting = wait_in_vain(master, sentences)
    waiting.join(30)
    assert ClosedStore(master).schema == SCHEMA
    assert len(sentences) == 1


def test_a_master_that_lacks_nothing_is_left_in_silence(master: Path) -> None:
    master.write_bytes(read_shipped_master())
    upgrade_when_closed(master, pytest.fail)
    assert master.read_bytes() == read_shipped_master()


def test_the_obstacle_to_an_upgrade_is_reported(master: Path) -> None:
    master.write_bytes(b"no workbook")
    sentences: list[str] = []
    upgrade_when_closed(master, sentences.append)
    assert len(sentences) == 1
    assert sentences[0].startswith("总表是旧版的格式，照常可用，但没有升级：")


def test_a_master_that_is_gone_is_not_waited_for(master: Path) -> None:
    master.unlink()
    upgrade_when_closed(master, pytest.fail)
    assert not master.exists()


def test_two_processes_wait_for_one_master_no_longer_than_one(master: Path) -> None:
    owner = master.with_name(f"~${master.name}")
    owner.write_bytes(b"")
    command = [*command_of("shuzhi_xl.cli.upgrade_when_closed"), str(master)]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        second = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
        end = time.monotonic() + 30
        while first.poll() is None and second.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.05)
        owner.unlink()
        sentences = [process.communicate(timeout=30)[0] for process in (first, second)]
    finally:
        first.kill()
        second.kill()
    assert sorted(sentence[:5] for sentence in sentences) == ["", "升级完成："]
