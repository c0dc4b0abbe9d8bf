"""A child process (辅助进程): it does one task, one request after another, within the task's limits."""

import faulthandler
import os
import sys
from collections.abc import Callable
from pkgutil import resolve_name
from typing import Any, BinaryIO, Final

from shuzhi_xl.xlsx.children.child_process import answering
from shuzhi_xl.xlsx.children.frames import read_frame, write_frame
from shuzhi_xl.xlsx.children.limits import Limits, limit_memory
from shuzhi_xl.xlsx.children.task import READY, TOO_HEAVY, ChildTask

_ALONE: Final = 10  # seconds beyond the limit after which a child ends by itself: its parent is gone
_LONGEST_REQUEST: Final = 1 << 30


def main() -> None:
    """Reply until the parent closes its end or is gone."""
    task: ChildTask[Any, Any] = resolve_name(sys.argv[1])
    if task.limits.memory is not None:
        limit_memory(task.limits.memory)
    with answering() as (replies, nowhere):
        try:
            serve(task, sys.stdin.buffer, replies, nowhere)
        except MemoryError:
            # at once: an orderly exit would need memory too
            os._exit(TOO_HEAVY)
        except BrokenPipeError:
            os._exit(0)


def serve(task: ChildTask[Any, Any], requests: BinaryIO, replies: BinaryIO, nowhere: BinaryIO) -> None:
    """Reply to each request.

    Args:
        task: The work.
        requests: The opening message, then the requests.
        replies: Where the replies go.
        nowhere: Takes output that is not read.
    """
    opening = read_frame(requests, _LONGEST_REQUEST)
    if opening is None:
        return
    reply_to = task.begin(opening)
    write_frame(replies, READY)
    while (request := read_frame(requests, _LONGEST_REQUEST)) is not None:
        write_frame(replies, _within(task.limits, reply_to, request, nowhere))


def _within(limits: Limits, reply_to: Callable[[bytes], bytes], request: bytes, nowhere: BinaryIO) -> bytes:
    if limits.seconds is not None:
        # ends the process even while a library works on and on
        faulthandler.dump_traceback_later(limits.seconds + _ALONE, exit=True, file=nowhere)
    reply = reply_to(request)
    # the parent would refuse it as broken; ended here, the file is reported as too heavy
    if len(reply) > limits.reply:
        raise MemoryError
    faulthandler.cancel_dump_traceback_later()
    return reply


if __name__ == "__main__":
    main()
