"""The folder of debrief reports (述职报告): any names, any sub-folders; files are read and left alone."""

from collections.abc import Generator, Sequence
from pathlib import Path, PurePosixPath

from shuzhi_xl.xlsx.files.lock import FolderRefused, reason_of
from shuzhi_xl.xlsx.read.debrief_docx import ReportFile
from shuzhi_xl.xlsx.read.read_twice import is_litter
from shuzhi_xl.xlsx.returned_folder import of_a_year
from shuzhi_xl.xlsx.town_folder import REPORT_FOLDER
from shuzhi_xl.xlsx.workers.pool import read_files
from shuzhi_xl.xlsx.workers.tasks import REPORT


class ReportFolder:
    """A folder of reports.

    Args:
        place: The folder.
        year: The 年度 whose reports are read: those in its own folder within, and those in none of any year.
            None where all that is there is meant.
    """

    def __init__(self, place: Path, year: int | None = None) -> None:
        self._place = place
        self._year = "" if year is None else str(year)

    @property
    def name(self) -> str:
        """The folder in which reports are expected, as people call it."""
        return f"{self._place.name}/{self._year}" if self._year else self._place.name

    def make(self) -> bool:
        """Make the folder in which reports are expected; False when it is there already.

        Raises:
            FolderRefused: The system refuses.
        """
        expected = self._place / self._year
        if expected.is_dir():
            return False
        try:
            expected.mkdir(parents=True)
        except OSError as error:
            raise FolderRefused(expected, reason_of(error)) from error
        return True

    def names(self) -> list[str]:
        """Paths of the files below the folder in a fixed order, without what programs leave behind."""
        paths = (path.relative_to(self._place) for path in self._place.rglob("*") if path.is_file())
        report_paths = (path for path in paths if not is_litter(path.name) and self._is_read(path.parts))
        return sorted(path.as_posix() for path in report_paths)

    def _is_read(self, parts: Sequence[str]) -> bool:
        return not self._year or of_a_year(parts) in ("", self._year)

    def is_certain(self, name: str) -> bool:
        """Whether a file is where the year's reports are expected, so that its year is not in question."""
        return not self._year or of_a_year(PurePosixPath(name).parts) == self._year

    def read_all(self, names: list[str]) -> Generator[ReportFile]:
        """Reports in this order, each read apart from the program; never changed.

        Raises:
            ReadersMissing: This computer lets no reading process start.
        """
        return read_files([(self._place / name, name) for name in names], REPORT)


def reports_beside(master_folder: Path, year: int) -> ReportFolder:
    """The folder of a year's reports beside a master."""
    return ReportFolder(master_folder / REPORT_FOLDER, year)
