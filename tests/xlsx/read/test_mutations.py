"""One wrong byte in a returned file: the same answers or none, never others."""

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from shuzhi_xl.rules.forms.identity import examine_identity
from shuzhi_xl.rules.intake.read_form import read_form, read_identity
from shuzhi_xl.rules.intake.returned_form import FormRules, ReturnedForm
from shuzhi_xl.rules.receipt.fingerprint import fingerprint
from tests.xlsx.returned_books import KEY, package, read

RULES = FormRules(
    frozenset({"A票", "B票"}),
    frozenset({"党员"}),
    (),
    own_excluded=True,
    candidates=frozenset({"V002", "V003"}),
)


def counted(folder: Path, content: bytes) -> str:
    """Fingerprint of what would be counted; ``""`` when the file is refused or held."""
    returned_file = read(folder, content)
    if returned_file.first is None or returned_file.second is None:
        return ""
    identity = read_identity(returned_file.first)
    if identity is None or examine_identity(identity, KEY, 2015, "1"):
        return ""
    first, second = (
        read_form(ReturnedForm("a", grid, identity, RULES))
        for grid in (returned_file.first, returned_file.second)
    )
    is_held = first.answers != second.answers or first.holds_form
    return "" if is_held else fingerprint(first.answers)


def hurt(folder: Path, places: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """How many changed files still count as before, and how many do not count; any other answer is wrong."""
    whole = package()
    right, same, gone = counted(folder, whole), 0, 0
    for place, flip in places:
        changed = bytearray(whole)
        changed[place] ^= flip
        outcome = counted(folder, bytes(changed))
        assert outcome in (right, ""), (place, flip)
        same += outcome == right
        gone += not outcome
    return same, gone


def test_a_changed_byte_never_gives_other_answers(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311 -- a repeatable sample
    size = len(package())
    places = [(chance.randrange(size), chance.randint(1, 255)) for _ in range(150)]
    same, gone = hurt(tmp_path, places)
    assert same
    assert gone > same


@pytest.mark.soak
def test_no_changed_byte_ever_gives_other_answers(tmp_path: Path) -> None:
    chance = random.Random(2)  # noqa: S311 -- a repeatable sweep
    size = len(package())
    same, gone = hurt(tmp_path, [(at, chance.randint(1, 255)) for at in range(size)])
    assert same + gone == size


def test_a_file_cut_short_never_counts(tmp_path: Path) -> None:
    whole = package()
    for length in range(0, len(whole), len(whole) // 25):
        assert not counted(tmp_path, whole[:length])
