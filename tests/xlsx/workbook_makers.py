"""Ways to make a workbook that tell which process made it; a process that helps can import them."""

import os
import time


def process_number(_content: object) -> bytes:
    time.sleep(0.01)
    return str(os.getpid()).encode()


def only_in(process: object) -> bytes:
    """Any other process breaks over it."""
    if os.getpid() != process:
        os._exit(1)
    time.sleep(0.01)
    return b"made"
