"""Reads a stack of pages as 读票 does, in a process that has loaded nothing else."""

import sys
from pathlib import Path

from shuzhi_xl.rules.scanning.page_reading import PageReading
from shuzhi_xl.scanning.reading.messages import layouts_from_bytes
from shuzhi_xl.scanning.reading.read_pages import read_pages


def main(stack: Path, layouts: Path, count: int) -> None:
    """Read and keep all pages, as until the workbook is written.

    Args:
        stack: The file.
        layouts: The layouts of its pages, as a message.
        count: How many pages it has.
    """
    pages: list[PageReading] = [*read_pages([(stack, stack.name)], layouts_from_bytes(layouts.read_bytes()))]
    if len(pages) != count or any(page.refusal for page in pages):
        raise SystemExit(f"{stack.name} was not read")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
