"""The folder with many towns' masters (各镇总表): finding them, and putting the result beside them."""

import re
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from shuzhi_xl.sheets.outgoing.archive import ARCHIVE_FOLDER
from shuzhi_xl.sheets.outgoing.district import DISTRICT_FILE
from shuzhi_xl.xlsx.files.atomic_replace import write_new
from shuzhi_xl.xlsx.files.backups import BACKUPS
from shuzhi_xl.xlsx.read.read_twice import is_litter
from shuzhi_xl.xlsx.returned_folder import RETURNED
from shuzhi_xl.xlsx.town_folder import ISSUED_FOLDER

TOWNS_FOLDER: Final = "区县汇总"
"""The folder of the towns' masters beside the master in which the button is pressed."""
_MASTER: Final = ".xlsm"
# Those that cannot be read are named in the result, since a town's master may be in them.
_SUFFIXES: Final = frozenset((_MASTER, ".xlsx", ".xls", ".xlsb", ".et", ".ods", ".zip", ".rar", ".7z"))
_OWN: Final = re.compile(DISTRICT_FILE.format(year=r"\d{4}"))
_WORK: Final = frozenset((ISSUED_FOLDER, RETURNED, "结果"))


class Master(NamedTuple):
    """A file that may be a town's master: where it is, and its path below the folder."""

    path: Path
    name: str


class TownsFolder:
    """A folder with the masters of many towns, under any names and in any sub-folders.

    Args:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def name(self) -> str:
        """The folder's own name, as reported when it is empty."""
        return self._root.absolute().name

    def masters(self) -> list[Master]:
        """Files that may be masters, in the order of their names.

        Copies in 备份 and 归档, other programs' lock files and our own results are left out, and what a
        town's program has issued, collected and generated beside its master.
        """
        paths = (path for path in self._root.rglob("*") if path.suffix.lower() in _SUFFIXES)
        names = sorted(path.relative_to(self._root).as_posix() for path in paths if path.is_file())
        # only beside a master are 发出, 收回 and 结果 the program's; a district may call its own folders so
        homes = {str(PurePosixPath(name).parent) for name in names if name.lower().endswith(_MASTER)}
        return [Master(self._root / name, name) for name in names if _is_wanted(name, homes)]

    def write(self, name: str, content: bytes) -> bool:
        """Put the result into the folder; False when it already has just this content.

        Raises:
            FileBusy: Another program holds the file.
            FolderRefused: The folder is read-only or full.
        """
        return write_new(self._root / name, content)


def _is_wanted(name: str, homes: Collection[str]) -> bool:
    folders = list(PurePosixPath(name).parents)[:-1]
    if is_litter(name) or _OWN.fullmatch(name) or any(folder.name == BACKUPS for folder in folders):
        return False
    if any(folder.name == ARCHIVE_FOLDER and str(folder.parent) in homes for folder in folders):
        return False
    # a master may have been put even there, but a package is none
    return name.lower().endswith(_MASTER) or not any(
        folder.name in _WORK and str(folder.parent) in homes for folder in folders
    )
