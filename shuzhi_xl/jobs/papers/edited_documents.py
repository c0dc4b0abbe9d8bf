"""Official documents (公文) put into the folder; one that somebody has edited is kept as it is.

Staff complete a document in Word after it is made. When its content changes afterwards, the new version is
put beside it and named in a finding; while the content is the same, there is nothing to say.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from shuzhi_xl.findings import Finding, Location, notice
from shuzhi_xl.wording.file_names import newer_version
from shuzhi_xl.xlsx.documents.edit_mark import examine_document
from shuzhi_xl.xlsx.town_folder import Folder


def keep_edited(
    folder: Folder, documents: Iterable[tuple[str, bytes]], findings: list[Finding]
) -> Iterator[tuple[str, bytes]]:
    """Documents to be written: those that are new or have changed, beside the edited ones.

    Args:
        folder: The folder.
        documents: Place and content of each.
        findings: Takes a notice for each that was edited and has changed.
    """
    for place, content in documents:
        newest, is_due = _find_newest(folder, place, content)
        if is_due:
            yield newest, content
        if newest != place:
            findings.append(notice("document_edited", Location(_name_of(place)), name=_name_of(newest)))


def _find_newest(folder: Folder, place: str, content: bytes) -> tuple[str, bool]:
    """Where the newest version of a document belongs, and whether it is to be written there."""
    while (existing := folder.read(place)) is not None and existing != content:
        document = examine_document(existing)
        if not document.is_edited:
            return place, True
        # Edited by hand, and what it was made of has not changed since
        if document.mark == examine_document(content).mark:
            return place, False
        place = newer_version(place)
    return place, existing is None


def _name_of(place: str) -> str:
    return PurePosixPath(place).name
