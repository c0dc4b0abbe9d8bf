"""Lists of people on forms as issued (发出时的名单), and the changes since.

The master's hidden sheet keeps for each form the fingerprint of everything that its answers depend on and the
fingerprint of its list, and it keeps each list once. Forms of the first version have a fingerprint only.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.sheets.declaration.units import Number
from shuzhi_xl.sheets.outgoing.forms import Candidate
from shuzhi_xl.wording.findings import issuing

_LIST = "名单 "
_LONGEST = 32_000
"""Characters that fit into a cell (Excel: 32,767); a longer list is not kept."""

People = Mapping[str, tuple[str, str]]
"""组织名称 and 书记姓名 by 编号."""


@dataclass(frozen=True)
class IssuedLists:
    """Values that the master keeps of issued forms (表单密钥).

    Attributes:
        values: The values by name of a form or list.
    """

    values: Mapping[str, str]

    def digest(self, form: str) -> str:
        """Fingerprint of a form as issued; blank when unknown."""
        return self.values.get(form, "").partition(" ")[0]

    def is_of_first_version(self, form: str) -> bool:
        """Whether the first version issued a form, so that its list is not kept."""
        return " " not in self.values.get(form, "")

    def people(self, form: str) -> People | None:
        """People on a form as issued; None when unknown."""
        text = self.values.get(_LIST + self.values.get(form, "").partition(" ")[2])
        if text is None:
            return None
        return {number: (name, secretary) for number, name, secretary in json.loads(text)}

    def names(self) -> list[tuple[Number, str]]:
        """编号 and 组织名称 of everybody on any list that is kept."""
        lists = (json.loads(text) for name, text in self.values.items() if name.startswith(_LIST))
        return [(number, name) for people in lists for number, name, _ in people]


UNKNOWN = IssuedLists({})
"""No values are kept."""


def values_to_keep(
    forms: Iterable[tuple[str, str, Sequence[Candidate]]], stored: Mapping[str, str]
) -> dict[str, str]:
    """Values to keep of newly issued forms, by name (表单密钥).

    Args:
        forms: Form, fingerprint and list of each.
        stored: Values that are kept already.
    """
    values: dict[str, str] = {}
    for form, digest, candidates in forms:
        text = json.dumps(
            [[candidate.number, candidate.name, candidate.secretary] for candidate in candidates],
            ensure_ascii=False,
        )
        # Named by its content: all packages of a meeting share one list
        name = hashlib.sha256(text.encode()).hexdigest()[:16]
        values[form] = f"{digest} {name}"
        if _LIST + name not in stored and len(text) <= _LONGEST:
            values[_LIST + name] = text
    return values


def describe_changes(before: People, candidates: Sequence[Candidate]) -> list[str]:
    """Describe the changes of a list: who was added, removed or replaced (组织名册)."""
    now = {candidate.number: candidate for candidate in candidates}
    came = [
        issuing.added(candidate.number, candidate.name)
        for candidate in candidates
        if candidate.number not in before
    ]
    removed = [issuing.removed(number, name) for number, (name, _) in before.items() if number not in now]
    replaced = [
        issuing.replaced(number, now[number].name, old, now[number].secretary)
        for number, (_, old) in before.items()
        if number in now and now[number].secretary != old
    ]
    return [*replaced, *came, *removed]
