"""The error log (出错记录): a text file beside the master that tells a maintainer about a failure."""

import platform
import tempfile
import traceback
from datetime import datetime
from pathlib import Path
from typing import Final

from shuzhi_xl.xlsx.files.file_names import candidate_paths

_NAME: Final = "出错记录_{moment:%Y%m%d-%H%M%S}.txt"


def log_error(folder: Path | None, about: str, error: BaseException, moment: datetime) -> str:
    """Write the traceback of a failure; it contains no table content except what the error's message quotes.

    Args:
        folder: The master's folder; None where it is unknown. The folder of temporary files is used where
            this one refuses.
        about: The job and the version of the program.
        error: The failure.
        moment: The time of the failure.

    Returns:
        The file's name if it is in the master's folder, otherwise its whole path; blank where none could be
        written.
    """
    system = f"{platform.platform()} Python {platform.python_version()}"
    text = f"{moment:%Y-%m-%d %H:%M:%S} {about}\n{system}\n\n{''.join(traceback.format_exception(error))}"
    for place in filter(None, (folder, Path(tempfile.gettempdir()))):
        try:
            path = next(
                path for path in candidate_paths(place / _NAME.format(moment=moment)) if not path.exists()
            )
            path.write_text(text, encoding="utf-8-sig")  # so that Notepad and WPS detect UTF-8
        except OSError:
            continue
        return path.name if place is folder else str(path)
    return ""
