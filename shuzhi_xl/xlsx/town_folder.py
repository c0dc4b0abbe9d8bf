"""The folder beside the master: 发出, 收回 and 结果; file names are cleaned, never trusted."""

import hashlib
import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from shuzhi_xl.xlsx.files.atomic_replace import (
    FileBusy,
    FolderRefused,
    find_opener,
    read_if_exists,
    write_new,
)
from shuzhi_xl.xlsx.files.file_names import find_overlong_paths
from shuzhi_xl.xlsx.files.hidden_files import hide
from shuzhi_xl.xlsx.files.lock import to_reachable_folder
from shuzhi_xl.xlsx.files.new_copy import UNFINISHED, move_into_place
from shuzhi_xl.xlsx.files.shipped import read_template
from shuzhi_xl.xlsx.files.write_many import write_all
from shuzhi_xl.xlsx.fill.workbook_pool import WorkbookPool, helpers_for
from shuzhi_xl.xlsx.returned_folder import ReturnedFolder

ISSUED_FOLDER = "发出"
REPORT_FOLDER = "述职报告"
# Its name says that nothing in it is sent
PRINT_FOLDER = "内部_合订打印"
_WAITING = ".待发"


class Folder:
    """The working folder of a town (总表所在的文件夹).

    Args:
        root: The folder of the master.
    """

    def __init__(self, root: Path) -> None:
        # staff unpack whole folders into 收回, whose paths may be longer than Windows reads otherwise
        self.root = to_reachable_folder(root)
        self._staged: list[tuple[Path, Path]] = []
        self._new: list[Path] = []  # those of the provisional files that were not there before this run

    def workbook_pool(self, templates: Collection[str], *, crowded: bool) -> WorkbookPool:
        """A pool that makes workbooks from templates; those beside the master come first.

        Args:
            templates: Names of the templates.
            crowded: Whether there is work enough for other processes to help.
        """
        helpers = helpers_for(os.cpu_count()) if crowded else 0
        return WorkbookPool({name: read_template(name, self.root) for name in templates}, helpers)

    def template_fingerprint(self, name: str) -> str:
        """The SHA-256 of a template, as `workbook_pool` takes it: 64 hexadecimal digits."""
        return hashlib.sha256(read_template(name, self.root)).hexdigest()

    def in_place(self, relative: str) -> bool:
        """Whether a file is at this place and no newer one still waits beside it to be moved there."""
        target = self.root / relative
        return target.is_file() and not _provisional(target).exists()

    def matching(self, pattern: str) -> list[str]:
        """Places of the files there that a pattern such as ``结果/2015/催办_*.xlsx`` describes, in order."""
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.glob(pattern))

    def read(self, relative: str) -> bytes | None:
        """The content of a file; None when it is not there.

        Raises:
            FileBusy: Another program lets nobody read it.
            FolderRefused: The system refuses to read it.
        """
        return read_if_exists(self.root / relative)

    def find_overlong_paths(self, places: Iterable[str]) -> Mapping[str, int]:
        """Files whose paths are too long to be opened (路径太长), and their lengths; on Windows only."""
        return find_overlong_paths(str(self.root), places) if os.name == "nt" else {}

    def write_all(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write the program's own workbooks, by place; one with just this content is left alone.

        Raises:
            FolderRefused: The folder is read-only or full.
        """
        write_all((self.root / relative, data) for relative, data in files)

    def write_plain(self, relative: str, data: bytes) -> bool:
        """Write one file that is no workbook; False when it already has just this content.

        Raises:
            FolderRefused: The folder is read-only or full.
        """
        return write_new(self.root / relative, data)

    def copy_folders(self, names: Iterable[str], into: str) -> None:
        """Copy all files of some folders into another folder, such as that of the next year.

        Raises:
            FolderRefused: The folder is read-only or full.
        """
        for name in names:
            for path in sorted((self.root / name).rglob("*")):
                # Not the lock files of an office program that has a template open
                if path.is_file() and not path.name.startswith("~$"):
                    write_new(self.root / into / path.relative_to(self.root), path.read_bytes())

    def stage_all(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write workbooks under provisional names beside their places; `place_staged` moves them there."""
        write_all((self._provisional_for(relative), data) for relative, data in files)

    def _provisional_for(self, relative: str) -> Path:
        target = self.root / relative
        provisional = _provisional(target)
        if not provisional.exists():
            self._new.append(provisional)
        self._staged.append((provisional, target))
        return provisional

    def place_staged(self) -> list[str]:
        """Move all staged files into place; one that is open elsewhere does not keep the rest back.

        Returns:
            Their places, relative to the folder.

        Raises:
            FileBusy: Another program has a file open; what remains is made again next time.
            FolderRefused: A file is read-only; likewise.
        """
        refusal: FileBusy | FolderRefused | None = None
        placed_files = []
        for provisional, target in self._staged:
            try:
                # waiting once is enough: by then a virus scanner has released the others too
                move_into_place(provisional, target, waiting=refusal is None)
            except (FileBusy, FolderRefused) as error:
                refusal = error
            except OSError:
                refusal = FileBusy(target, find_opener(target) or None, None)
            else:
                placed_files.append(target.relative_to(self.root).as_posix())
        self._forget_staged()
        if refusal is not None:
            raise refusal
        return placed_files

    def abandon(self) -> None:
        """Remove what this run staged; nothing of it has been issued.

        A provisional file of an earlier run stays: it may be the only trace of a form registered then.
        """
        for provisional in self._new:
            with suppress(OSError):  # what cannot be removed is swept by the next run
                provisional.unlink(missing_ok=True)
        self._forget_staged()

    def _forget_staged(self) -> None:
        self._staged.clear()
        self._new.clear()

    def sweep(self, base: str, due: Collection[str]) -> None:
        """Remove what killed runs left under a folder: unfinished copies, and provisional files not due.

        Args:
            base: The folder, relative to the master's.
            due: Places whose provisional file may still be needed, relative likewise.
        """
        kept_files = {_provisional(self.root / place) for place in due}
        # A list, because files are removed from the folders that are being read
        for path in list((self.root / base).rglob("*~*")):
            waiting = path.name.startswith("~") and path.name.endswith(_WAITING)
            if path.name.startswith(UNFINISHED) or (waiting and path not in kept_files):
                with suppress(OSError):  # held by another program: the next run tries again
                    path.unlink(missing_ok=True)

    def read_note(self, name: str) -> str:
        """A short text that the program keeps beside the master while a job runs; blank without one."""
        try:
            return self._note(name).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def write_note(self, name: str, text: str) -> None:
        """Keep a short text beside the master, whole or not at all, so that it outlives a crash.

        Raises:
            FolderRefused: The folder is read-only or full.
        """
        write_new(self._note(name), text.encode("utf-8"))
        hide(self._note(name))

    def drop_note(self, name: str) -> None:
        """Remove the text; where it cannot be removed its reader must recognise that it is done with."""
        with suppress(OSError):
            self._note(name).unlink(missing_ok=True)

    def _note(self, name: str) -> Path:
        return self.root / f".~{name}.txt"

    def make(self, relative: str) -> None:
        """Make an empty folder that people are to put files into; they may make it themselves, too."""
        with suppress(OSError):
            (self.root / relative).mkdir(parents=True, exist_ok=True)

    def returned(self, year: int) -> ReturnedFolder:
        """The folder of the files that came back in a year."""
        return ReturnedFolder(self.root, year)


def _provisional(target: Path) -> Path:
    return target.with_name(f"~{target.name}{_WAITING}")
