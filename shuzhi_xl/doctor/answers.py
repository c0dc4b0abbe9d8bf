"""One answer of the self check (自检结果), and how it is shown."""

from collections.abc import Mapping
from typing import NamedTuple

from shuzhi_xl.wording.screen.doctor import line

_MARKS = {True: "✔", False: "✘", None: "－"}
_PLAIN_MARKS = {True: "√", False: "×", None: "－"}


class CheckedLine(NamedTuple):
    """Whether one thing is well (自检结果).

    Attributes:
        code: A key of `wording.doctor.LINES`.
        good: None where the question does not arise on this system.
        context: What the line mentions.
    """

    code: str
    good: bool | None
    context: Mapping[str, object] = {}


def well(code: str, **context: object) -> CheckedLine:
    """An answer that all is well (正常)."""
    return CheckedLine(code, True, context)  # noqa: FBT003  the field's own meaning


def wrong(code: str, **context: object) -> CheckedLine:
    """An answer that something is wrong (异常)."""
    return CheckedLine(code, False, context)  # noqa: FBT003  the field's own meaning


def unrelated(code: str) -> CheckedLine:
    """An answer that the question does not arise on this system (不适用)."""
    return CheckedLine(code, None)


def marks(encoding: str) -> Mapping[bool | None, str]:
    """The marks (对错号) that a console of this encoding can show.

    >>> marks("cp936")[True], marks("utf-8")[True]
    ('√', '✔')
    """
    try:
        "".join(_MARKS.values()).encode(encoding)
    except UnicodeEncodeError:
        return _PLAIN_MARKS
    return _MARKS


def shown(answer: CheckedLine, encoding: str) -> str:
    """An answer as a line for a console of this encoding."""
    return f"{marks(encoding)[answer.good]} {line(answer.code, good=answer.good, **answer.context)}"
