"""Replaces a file until it is killed: ``python -m tests.windows.writer FILE CONTENT CONTENT``."""

import sys
from datetime import datetime
from itertools import count
from pathlib import Path

from shuzhi_xl.xlsx.files.atomic_replace import replace_file


def main(path: Path, *sources: Path) -> None:
    contents = [source.read_bytes() for source in sources]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in count():
        now = datetime(2016, 1, 1, number // 3600 % 24, number // 60 % 60, number % 60)  # noqa: DTZ001
        replace_file(path, contents[number % 2], expect=None, backup=path.parent / "备份", now=now)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
