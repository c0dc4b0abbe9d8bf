"""Who stood on a form when it was issued (发出时的名单), and what has changed since.

The master's hidden sheet keeps, for each form, a fingerprint of all that its answers depend on and that of
its list, and each list once. Forms issued by the first version have a fingerprint only.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.sheets.outgoing.forms import Candidate
from shuzhi_xl.wording.findings import issuing

_LIST = "名单 "
_LONGEST = 32_000
"""Signs that a cell holds; a longer list is not kept."""

People = Mapping[str, tuple[str, str]]
"""组织名称 and 书记姓名 by 编号."""


@dataclass(frozen=True)
class IssuedLists:
    """What the master keeps of issued forms.

    Attributes:
        kept: The values that it keeps, by name: a form's or a list's.
    """

    kept: Mapping[str, str]

    def digest(self, form: str) -> str:
        """Fingerprint of a form as issued; blank when unknown."""
        return self.kept.get(form, "").partition(" ")[0]

    def is_of_first_version(self, form: str) -> bool:
        """Whether the first version issued a form: its list is not kept."""
        return " " not in self.kept.get(form, "")

    def people(self, form: str) -> People | None:
        """Who stood on a form; None when unknown."""
        text = self.kept.get(_LIST + self.kept.get(form, "").partition(" ")[2])
        if text is None:
            return None
        return {number: (name, secretary) for number, name, secretary in json.loads(text)}


UNKNOWN = IssuedLists({})
"""Nothing is kept."""


def values_to_keep(
    forms: Iterable[tuple[str, str, Sequence[Candidate]]], stored: Mapping[str, str]
) -> dict[str, str]:
    """What to keep of newly issued forms, by name.

    Args:
        forms: Form, fingerprint and list of each.
        known: What is kept already.
    """
    values: dict[str, str] = {}
    for form, digest, candidates in forms:
        text = json.dumps(
            [[candidate.number, candidate.name, candidate.secretary] for candidate in candidates],
            ensure_ascii=False,
        )
        name = hashlib.sha256(text.encode()).hexdigest()[:16]
        values[form] = f"{digest} {name}"
        if _LIST + name not in stored and len(text) <= _LONGEST:
            values[_LIST + name] = text
    return values


def describe_changes(before: People, candidates: Sequence[Candidate]) -> list[str]:
    """What is different on a list, in words: who came, who left, who follows whom."""
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
