"""An archive while it is made (归档): a provisional folder, which gets its name in one step at the end."""

import hashlib
import shutil
from collections.abc import Mapping
from typing import Self

from shuzhi_xl.sheets.outgoing.archive import ARCHIVE_FOLDER, ArchivedFile
from shuzhi_xl.wording.findings.papers.archive import MISREAD
from shuzhi_xl.xlsx.archive.archive_folder import ArchiveFolder, hash_readable
from shuzhi_xl.xlsx.archive.file_hash import copy_file, hash_file
from shuzhi_xl.xlsx.archive.page_counts import count_pages
from shuzhi_xl.xlsx.archive.sources import changed_on
from shuzhi_xl.xlsx.files.atomic_replace import translating_refusals, write_new
from shuzhi_xl.xlsx.files.lock import FolderRefused
from shuzhi_xl.xlsx.files.new_copy import UNFINISHED, move_into_place, sync_folder


class ArchiveDraft:
    """A new archive, which is nothing before `finish`; what is left of it is removed after the `with`.

    The caller has the lock of the master, so that no other run makes one.

    Args:
        archives: The folder of the archives.
        name: The archive's name there.

    Attributes:
        place: Where the archive will be, relative to the town's folder.
    """

    def __init__(self, archives: ArchiveFolder, name: str) -> None:
        self._root, self._target = archives.root, archives.base / name
        self._folder = archives.base / f"{UNFINISHED}{name}"
        self.place = f"{ARCHIVE_FOLDER}/{name}"

    def __enter__(self) -> Self:
        # What a killed run left
        self._discard()
        with translating_refusals(self._folder):
            self._folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._discard()

    def copy(self, place: str) -> ArchivedFile:
        """Copy a file of the town's folder to the same place of the archive.

        Raises:
            SourceUnreadable: It cannot be read, or changes meanwhile.
            FolderRefused: The folder is read-only or full.
        """
        target = self._folder / place
        digest = copy_file(self._root / place, target)
        return ArchivedFile(place, digest, changed_on(target), count_pages(target))

    def list_scan(self, place: str) -> ArchivedFile:
        """A scan as it is, which stays in its place.

        Raises:
            SourceUnreadable: It cannot be read, or changes meanwhile.
        """
        path = self._root / place
        digest = hash_file(path)
        return ArchivedFile(place, digest, changed_on(path), count_pages(path))

    def put(self, place: str, content: bytes) -> ArchivedFile:
        """Write a file of the archive's own.

        Raises:
            FolderRefused: The folder is read-only or full.
        """
        target = self._folder / place
        write_new(target, content)
        return ArchivedFile(
            place, hashlib.sha256(content).hexdigest(), changed_on(target), count_pages(target)
        )

    def finish(self, digests: Mapping[str, str]) -> None:
        """Read everything back and give the archive its name.

        Args:
            digests: The hashes of all files in it, by path.

        Raises:
            FolderRefused: The disk gives back something else, or the folder cannot be renamed.
            FileBusy: Another program, such as a virus scanner, does not let go of it.
        """
        if {place: hash_readable(self._folder / place) for place in digests} != digests:
            raise FolderRefused(self._target, MISREAD)
        with translating_refusals(self._target):
            move_into_place(self._folder, self._target)
            sync_folder(self._target.parent)

    def _discard(self) -> None:
        # What cannot be removed is removed by the next run
        shutil.rmtree(self._folder, ignore_errors=True)
