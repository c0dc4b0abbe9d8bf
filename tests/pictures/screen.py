"""A screen without a monitor, for windows of the program."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def virtual_screen(size: str, *options: str) -> Iterator[str]:
    """Start a screen, and end it at the end of the block.

    Args:
        size: As ``1024x768``.
        options: Further ones of Xvfb.

    Yields:
        Its name, for the environment variable DISPLAY.
    """
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", *options]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def read_screen(folder: Path) -> bytes:
    """What a screen that was started with ``-fbdir`` shows, as an XWD image."""
    return (folder / "Xvfb_screen0").read_bytes()
