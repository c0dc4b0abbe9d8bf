"""A process that makes workbooks for another, one after the other (填写进程).

It is started by `workshop`; it gets the templates, says that it is ready, and answers each filling with the
workbook. Over what it cannot make it ends: the other then makes it itself and sees why.
"""

import gc
import pickle
import sys
from contextlib import suppress
from typing import BinaryIO

from shuzhi_xl.xlsx.children.child_process import answering
from shuzhi_xl.xlsx.fill.workshop import make, opened


def main() -> None:
    """Answer until the parent closes its end or is gone."""
    gc.disable()  # as in every job
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it, to no use
    with answering() as (answers, _), suppress(EOFError, BrokenPipeError):
        serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Make workbooks until the requests end.

    Args:
        requests: The templates, then the fillings, all of them from this program.
        answers: Where the workbooks go.

    Raises:
        EOFError: There is no request any more.
    """
    templates = opened(pickle.load(requests))  # noqa: S301 -- from the program that started this one
    _say(answers, b"")
    while True:
        _say(answers, make(templates, pickle.load(requests)))  # noqa: S301 -- as above


def _say(answers: BinaryIO, made: bytes) -> None:
    pickle.dump(made, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


if __name__ == "__main__":
    main()
