"""Child processes that act as a test wants, and a record of those that were started."""

import sys
from collections.abc import Callable

from shuzhi_xl.xlsx.children.child import Child
from shuzhi_xl.xlsx.children.limits import Limits

_PROGRAM = """
import json, os, sys, time
from shuzhi_xl.xlsx.children.frames import read_frame, write_frame
requests, replies = sys.stdin.buffer, sys.stdout.buffer
read_frame(requests, 1 << 30)
write_frame(replies, b"ready")
while (message := read_frame(requests, 1 << 30)) is not None:
    name = json.loads(message)[1]
    {act}
    write_frame(replies, {reply!r})
"""


class Started:
    """Starts child processes and remembers them."""

    def __init__(self, start: Callable[[], Child]) -> None:
        self._start = start
        self.children: list[Child] = []

    def __call__(self) -> Child:
        self.children.append(self._start())
        return self.children[-1]

    @property
    def all_ended(self) -> bool:
        return all(child.process.poll() is not None for child in self.children)


def acting(act: str, reply: bytes, seconds: float = 60) -> Started:
    """A child that starts well and then does this for each name that it is asked for."""
    program = _PROGRAM.format(act=act, reply=reply)
    return Started(lambda: Child([sys.executable, "-c", program], b"", Limits(seconds)))
