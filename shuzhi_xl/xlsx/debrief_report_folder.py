"""The folder of debrief reports (述职报告): any names, any sub-folders; files are read, never moved."""

from collections.abc import Generator, Sequence
from pathlib import Path, PurePosixPath

from shuzhi_xl.wording.file_names import year_of_path
from shuzhi_xl.xlsx.child_reading.read_files import read_files
from shuzhi_xl.xlsx.child_reading.tasks import REPORT
from shuzhi_xl.xlsx.files.lock import FolderRefused, explain_refusal, to_reachable_folder
from shuzhi_xl.xlsx.read.debrief_docx import DebriefReportFile
from shuzhi_xl.xlsx.read.read_twice import is_litter
from shuzhi_xl.xlsx.town_folder import REPORT_FOLDER


class DebriefReportFolder:
    """A folder of debrief reports (述职报告文件夹).

    Args:
        place: The folder.
        year: The 年度 whose reports are read: those in its sub-folder, and those in no year's sub-folder.
            None for all reports.
    """

    def __init__(self, folder: Path, year: int | None = None) -> None:
        self._folder = to_reachable_folder(folder)
        self._year = "" if year is None else str(year)

    @property
    def name(self) -> str:
        """The folder in which reports are expected, as shown to the clerk."""
        return f"{self._folder.name}/{self._year}" if self._year else self._folder.name

    def make(self) -> bool:
        """Make the folder in which reports are expected; False when it exists already.

        Raises:
            FolderRefused: The system refuses.
        """
        expected = self._folder / self._year
        if expected.is_dir():
            return False
        try:
            expected.mkdir(parents=True)
        except OSError as error:
            raise FolderRefused(expected, explain_refusal(error)) from error
        return True

    def names(self) -> list[str]:
        """Paths of the files below the folder in a fixed order, without litter of programs."""
        paths = (path.relative_to(self._folder) for path in self._folder.rglob("*") if path.is_file())
        report_paths = (path for path in paths if not is_litter(path.name) and self._is_read(path.parts))
        return sorted(path.as_posix() for path in report_paths)

    def _is_read(self, parts: Sequence[str]) -> bool:
        # A report outside every year's folder may be of this year too; `is_year_certain` tells which they are
        return not self._year or year_of_path(parts) in ("", self._year)

    def is_year_certain(self, name: str) -> bool:
        """Whether a file is where the year's reports are expected, so that its year is certain."""
        return not self._year or year_of_path(PurePosixPath(name).parts) == self._year

    def read_all(self, names: list[str]) -> Generator[DebriefReportFile]:
        """Read reports in this order, in separate processes; files are never changed.

        Raises:
            ChildrenMissing: The system does not let a reading process start.
        """
        return read_files([(self._folder / name, name) for name in names], REPORT)


def find_debrief_reports(master_folder: Path, year: int) -> DebriefReportFolder:
    """The folder of a year's debrief reports beside a master."""
    return DebriefReportFolder(master_folder / REPORT_FOLDER, year)
