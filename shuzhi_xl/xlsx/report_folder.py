"""The folder of debrief reports (述职报告): any names, any sub-folders; files are read and left alone."""

from collections.abc import Generator
from pathlib import Path
from typing import Final

from shuzhi_xl.xlsx.lock import FolderRefused, reason_of
from shuzhi_xl.xlsx.read_report import ReportFile
from shuzhi_xl.xlsx.readers import read_files
from shuzhi_xl.xlsx.reading_kinds import REPORT
from shuzhi_xl.xlsx.returned import is_litter

REPORT_FOLDER: Final = "述职报告"


class ReportFolder:
    """A folder of reports.

    Args:
        place: The folder.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self.name = place.name

    def make(self) -> bool:
        """Make the folder; False when it is there already.

        Raises:
            FolderRefused: The system refuses.
        """
        if self._place.is_dir():
            return False
        try:
            self._place.mkdir(parents=True)
        except OSError as error:
            raise FolderRefused(self._place, reason_of(error)) from error
        return True

    def names(self) -> list[str]:
        """Paths of all files below the folder in a fixed order, without what programs leave behind."""
        found = (path.relative_to(self._place) for path in self._place.rglob("*") if path.is_file())
        return sorted(path.as_posix() for path in found if not is_litter(path.name))

    def read_all(self, names: list[str]) -> Generator[ReportFile]:
        """Reports in this order, each read apart from the program; never changed.

        Raises:
            ReadersMissing: This computer lets no reading process start.
        """
        return read_files([(self._place / name, name) for name in names], REPORT)


def reports_beside(master_folder: Path) -> ReportFolder:
    """The folder of reports beside a master."""
    return ReportFolder(master_folder / REPORT_FOLDER)
