"""What reading a stack of pages takes: the most memory of the program and its reading processes together."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import psutil
from PIL import Image

from shuzhi_xl.scanning.reading.messages import layouts_to_bytes
from tests.scanning.bench.batches import Bench
from tests.scanning.simulator.ink import DPI

_PAGES: Final = 300
_MADE: Final = 30
"""Different pages of a stack; each comes several times."""
_EVERY: Final = 0.1
"""Seconds between two looks at the processes."""
_MEGABYTE: Final = 2**20


def measure_memory(bench: Bench, folder: Path) -> str:
    """Read 300 pages as a PDF and as a TIFF.

    Args:
        folder: Takes the files.

    Returns:
        A table in Markdown.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"| {_PAGES} clean pages, {DPI} dpi | file | together at most | program | its reader | seconds |",
        "|---|---|---|---|---|---|",
    ]
    layouts = folder / "layouts.json"
    layouts.write_bytes(layouts_to_bytes({page.layout.code: page.layout for page in bench.pages}))
    simulator = bench.simulator()
    pictures = [simulator.make((7, number), "clean").picture for number in range(_MADE)]
    for name, how in (("stack.pdf", {"resolution": DPI}), ("stack.tif", {"compression": "tiff_lzw"})):
        path = folder / name
        # Pictures that Pillow has written in one way keep its settings
        pages = [*map(Image.fromarray, pictures)]
        more = (pages[number % _MADE] for number in range(1, _PAGES))
        pages[0].save(path, save_all=True, append_images=more, dpi=(DPI, DPI), **how)
        lines.append(f"| {name} {_describe(path, layouts)}")
    return "\n".join(lines) + "\n"


def _describe(path: Path, layouts: Path) -> str:
    """Read a file in a process of its own and look at it all the while."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "tests.scanning.bench.read_stack", str(path), str(layouts), str(_PAGES)]
    process = subprocess.Popen(command)
    together, alone, child = 0.0, 0.0, 0.0
    while process.poll() is None:
        looks = [*_look(process.pid)]
        together = max(together, sum(share for _, share, _ in looks))
        alone = max([alone, *(most for is_child, _, most in looks if not is_child)])
        child = max([child, *(most for is_child, _, most in looks if is_child)])
        time.sleep(_EVERY)
    if process.returncode:
        raise RuntimeError(f"reading {path.name} broke off")
    size = path.stat().st_size / _MEGABYTE
    seconds = time.perf_counter() - start
    return f"| {size:.0f} MB | {together:.0f} MB | {alone:.0f} MB | {child:.0f} MB | {seconds:.0f} |"


def _look(root: int) -> Iterator[tuple[bool, float, float]]:
    """Of each process whether it is a child, its memory now (PSS) and the most it had (VmHWM), in MB."""
    with suppress(psutil.Error, OSError):
        program = psutil.Process(root)
        for process in (program, *program.children(recursive=True)):
            with suppress(psutil.Error, OSError, StopIteration):  # it may have ended a moment ago
                status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
                most = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
                share = process.memory_full_info().pss
                yield process != program, share / _MEGABYTE, int(most.split()[1]) / 1024
