"""The lines of the self check (自检结果), and the text the console shows for them."""

from collections.abc import Mapping
from typing import NamedTuple

from shuzhi_xl.wording.screen.doctor import NOTICES, line

# Of a notice; every Chinese code page has it
_NOTICE_MARK = "！"
_MARKS = {True: "✔", False: "✘", None: "－"}
# Code page 936 has these two, but neither ✔ nor ✘
_PLAIN_MARKS = {True: "√", False: "×", None: "－"}


class CheckedLine(NamedTuple):
    """The result of one check (自检结果).

    Attributes:
        code: A key of `wording.doctor.LINES`, or of `NOTICES` there.
        good: None where the check does not apply to this system, or its failure is no fault of the
            installation.
        context: What the line mentions.
    """

    code: str
    good: bool | None
    context: Mapping[str, object] = {}


def passing_line(code: str, **context: object) -> CheckedLine:
    """The line of a check that passed (正常)."""
    return CheckedLine(code, True, context)  # noqa: FBT003  the field's own meaning


def failing_line(code: str, **context: object) -> CheckedLine:
    """The line of a check that failed (异常)."""
    return CheckedLine(code, False, context)  # noqa: FBT003  the field's own meaning


def inapplicable_line(code: str) -> CheckedLine:
    """The line of a check that does not apply to this system (不适用)."""
    return CheckedLine(code, None)


def notice_line(code: str, **context: object) -> CheckedLine:
    """The line of a check whose failure is no fault of the installation (提醒)."""
    return CheckedLine(code, None, context)


def choose_marks(encoding: str) -> Mapping[bool | None, str]:
    """The marks (对错号) that a console of this encoding can show.

    >>> choose_marks("cp936")[True], choose_marks("utf-8")[True]
    ('√', '✔')
    """
    try:
        "".join(_MARKS.values()).encode(encoding)
    except UnicodeEncodeError:
        return _PLAIN_MARKS
    return _MARKS


def format_line(answer: CheckedLine, encoding: str) -> str:
    """The text of a line for a console of this encoding."""
    mark = _NOTICE_MARK if answer.code in NOTICES else choose_marks(encoding)[answer.good]
    return f"{mark} {line(answer.code, good=answer.good, **answer.context)}"
