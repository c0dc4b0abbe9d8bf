"""Returned files as accidents and people change them: bytes, zip entries, XML, BIFF records, cells."""

from collections.abc import Mapping, Sequence

from tests.jobs.fuzz import odd_mutants
from tests.jobs.fuzz.byte_mutants import BYTES, Chance, Mutator
from tests.jobs.fuzz.cell_mutants import CELLS, change_record
from tests.jobs.fuzz.zip_mutants import XML, ZIP

KINDS: Mapping[str, Sequence[Mutator]] = {
    "xlsx": (*BYTES, *ZIP, *XML, *XML, *CELLS, *CELLS, *CELLS, *odd_mutants.XLSX),
    "ods": (*BYTES, *ZIP, *XML, *XML, *odd_mutants.ODS),
    "xls": (*BYTES, *[change_record] * 10),
}


def kind_of(content: bytes) -> str:
    if content[:4] == b"PK\x03\x04":
        return "ods" if b"opendocument.spreadsheet" in content[:200] else "xlsx"
    return "xls"


def mutant(content: bytes, chance: Chance) -> tuple[str, bytes]:
    """A file changed in one or a few ways, and what was done to it."""
    changes = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        make = chance.choice(KINDS[kind_of(content)])
        try:
            content = make(content, chance)
        except Exception:  # noqa: BLE001 -- what is broken already can only be broken bytewise
            make = chance.choice(BYTES)
            content = make(content, chance)
        changes.append(make.__name__)
    return "+".join(changes), content
