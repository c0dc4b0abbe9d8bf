"""The one sentence for all findings of a cause (一类疑点一句话)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from shuzhi_xl.findings import Cause
from shuzhi_xl.wording.causes.sentences import CAUSES
from shuzhi_xl.wording.findings.all import SENTENCES, sentence
from shuzhi_xl.wording.findings.cells import short

_MOST_SUBJECTS: Final = 6
_VARIOUS: Final = "……"
_VARIOUS_HEADERS: Final = "“……”", "这几项"


def cause_sentence(cause: Cause) -> str:
    """What is wrong in all of its places, what to do, and whom it concerns (疑点与改法).

    A single finding has its own sentence; of several, what differs between them is left out.
    """
    if cause.count == 1:
        text = sentence(cause.first)
        return f"{text}{_name_subject(cause, text)}"
    return f"{_remedy(cause)}{concerned(cause.count, cause.subjects)}"


def _name_subject(cause: Cause, text: str) -> str:
    """Whom a single finding concerns, unless its sentence names it or its file is what is listed."""
    subject = "".join(cause.subjects)
    _, _, name = subject.partition(" ")
    is_file = cause.first.at.file.endswith(subject)
    return "" if not name or name in text or is_file else f"涉及：{subject}。"


def concerned(count: int, subjects: Sequence[str]) -> str:
    """How many places there are, and whom they concern (涉及).

    >>> concerned(3, ["C001 新村", "C002 老村"])
    '共 3 处，涉及 2 个：C001 新村、C002 老村。'
    >>> concerned(2, ["C001", "C002"]), concerned(5, [])
    ('涉及 2 个：C001、C002。', '共 5 处。')
    """
    if not subjects:
        return f"共 {count} 处。"
    places = "" if count == len(subjects) else f"共 {count} 处，"
    more = "……" if len(subjects) > _MOST_SUBJECTS else "。"
    return f"{places}涉及 {len(subjects)} 个：{'、'.join(subjects[:_MOST_SUBJECTS])}{more}"


def _remedy(cause: Cause) -> str:
    template = CAUSES.get(cause.first.code) or SENTENCES[cause.first.code]
    names = set(re.findall(r"\{(\w+)\}", template))
    text = template.format_map({name: _common_value(cause, name) for name in names})
    return text.replace(*_VARIOUS_HEADERS) if template.startswith("“{header}”") else text


def _common_value(cause: Cause, name: str) -> Any:
    """The value that all findings have under a name, or an ellipsis."""
    values = {_shown(finding.context, name) for finding in cause.findings}
    return values.pop() if len(values) == 1 else _VARIOUS


def _shown(context: Mapping[str, Any], name: str) -> str:
    value = context.get(name)
    return short("" if value is None else str(value)) if name == "value" else str(value)
