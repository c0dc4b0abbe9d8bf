"""The mark by which a document shows whether somebody has edited it since it was made (改动标记).

It is a fingerprint of all parts but the properties, and is one of these (标记, Tags), which Word, WPS and
LibreOffice keep when they save the document, while they write the other parts again.
"""

import hashlib
import re
from typing import Final, NamedTuple

from shuzhi_xl.xlsx.patch.errors import NotAWorkbook
from shuzhi_xl.xlsx.patch.opc.parts import Parts

_MARK: Final = re.compile(rb"<(?:cp:)?keywords>([0-9a-f]{32})</(?:cp:)?keywords>")


def compute_mark(parts: Parts) -> str:
    """The mark of a document with these parts."""
    properties = set(parts.related("", "core-properties"))
    digest = hashlib.sha256()
    for name in sorted(set(parts.names) - properties):
        content = parts.read(name)
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


class IssuedDocument(NamedTuple):
    """A document as it is in the folder (已做好的公文).

    Attributes:
        mark: What it was made as; blank where it does not say so.
        is_edited: Whether somebody has saved it since.
    """

    mark: str
    is_edited: bool


FOREIGN: Final = IssuedDocument("", is_edited=True)
"""A document that this program did not make."""
DAMAGED: Final = IssuedDocument("", is_edited=False)
"""A file in which nobody could have edited anything."""


def examine_document(blob: bytes) -> IssuedDocument:
    """Whether a document was edited since it was made, and what it was made as."""
    try:
        parts = Parts.load(blob)
        texts = [parts.read(name) for name in parts.related("", "core-properties")]
        mark = next((match[1].decode() for match in map(_MARK.search, texts) if match), "")
        return IssuedDocument(mark, compute_mark(parts) != mark) if mark else FOREIGN
    except NotAWorkbook:
        return _examine_unreadable(blob)


def _examine_unreadable(blob: bytes) -> IssuedDocument:
    from shuzhi_xl.xlsx.files.encryption import is_as_encrypted, is_compound  # noqa: PLC0415 -- loads slowly

    if is_as_encrypted(blob):
        return IssuedDocument(hashlib.sha256(blob).hexdigest()[:32], is_edited=False)
    # Encrypted again by Word it is somebody's, and without the password nobody can tell what was edited
    return FOREIGN if is_compound(blob) else DAMAGED
