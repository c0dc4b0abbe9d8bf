"""A process that reads returned files, one after another, within limits (读取进程).

It is started by `readers`; each line that it gets asks for one file, each line that it writes answers.
"""

import faulthandler
import json
import os
import sys
from pathlib import Path
from typing import BinaryIO, Final

from shuzhi_xl.xlsx.children.child_process import answering
from shuzhi_xl.xlsx.children.memory_limit import limit_memory
from shuzhi_xl.xlsx.workers.protocol import LONGEST_LINE, READY, TOO_HEAVY
from shuzhi_xl.xlsx.workers.tasks import KINDS

MOST_MEMORY: Final = 500_000_000  # bytes
LAST_SECONDS: Final = 15  # a worker whose parent is gone ends by itself


def main() -> None:
    """Answer until the parent closes its end or is gone."""
    limit_memory(MOST_MEMORY)
    with answering() as (answers, nowhere):
        try:
            serve(sys.stdin.buffer, answers, nowhere)
        except MemoryError:
            os._exit(TOO_HEAVY)
        except BrokenPipeError:
            os._exit(0)


def serve(requests: BinaryIO, answers: BinaryIO, nowhere: BinaryIO) -> None:
    """Read each file that a line asks for.

    Args:
        requests: Lines of JSON: a path, a name and the kind of reading.
        answers: Where the answers go.
        nowhere: Takes what nobody reads.
    """
    _say(answers, READY)
    while line := requests.readline():
        path, name, asked = json.loads(line)
        kind = KINDS[asked]
        # ends the process even while a library works on and on
        faulthandler.dump_traceback_later(LAST_SECONDS, exit=True, file=nowhere)
        answer = kind.to_line(kind.read(Path(path), name))
        if len(answer) > LONGEST_LINE:
            raise MemoryError
        faulthandler.cancel_dump_traceback_later()
        _say(answers, answer)


def _say(answers: BinaryIO, line: bytes) -> None:
    answers.write(line)
    answers.flush()


if __name__ == "__main__":
    main()
