"""What a maintainer finds of a failure that nobody foresaw."""

import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from shuzhi_xl.xlsx.files.error_log import log_error

NOON = datetime(2016, 1, 15, 12, 0, 5)  # noqa: DTZ001 -- as the office's clock


def failure() -> Exception:
    try:
        int("甲")
    except ValueError as error:
        return error
    raise AssertionError


def test_two_failures_in_a_second_are_two_files(tmp_path: Path) -> None:
    names = [log_error(tmp_path, "计算", failure(), NOON) for _ in range(2)]
    assert names == ["出错记录_20160115-120005.txt", "出错记录_20160115-120005(2).txt"]
    text = (tmp_path / names[1]).read_text("utf-8-sig")
    assert text.startswith("2016-01-15 12:00:05 计算\n")
    assert 'int("甲")' in text


@pytest.mark.parametrize("folder", [None, Path("/dev/null/nowhere")])
def test_without_a_folder_that_takes_it_the_temporary_one_does(
    folder: Path | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert log_error(folder, "计算", failure(), NOON) == str(tmp_path / "出错记录_20160115-120005.txt")


def test_where_nothing_can_be_written_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/dev/null/nowhere")
    assert log_error(None, "计算", failure(), NOON) == ""
