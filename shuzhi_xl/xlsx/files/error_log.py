"""What a maintainer needs of a failure that nobody foresaw, as a text file beside the master (出错记录)."""

import platform
import tempfile
import traceback
from datetime import datetime
from pathlib import Path
from typing import Final

from shuzhi_xl.xlsx.files.file_names import free_places

_NAME: Final = "出错记录_{moment:%Y%m%d-%H%M%S}.txt"


def log_error(folder: Path | None, about: str, error: BaseException, moment: datetime) -> str:
    """Write down where a failure came from; nothing of the tables, but for what its own message says.

    Args:
        folder: The master's folder; None where it is not known. One that refuses is replaced by that of
            temporary files.
        about: What was going on, and which version of the program.
        error: The failure.
        moment: When.

    Returns:
        The file's name in the master's folder, its whole place elsewhere; blank where none could be written.
    """
    system = f"{platform.platform()} Python {platform.python_version()}"
    text = f"{moment:%Y-%m-%d %H:%M:%S} {about}\n{system}\n\n{''.join(traceback.format_exception(error))}"
    for place in filter(None, (folder, Path(tempfile.gettempdir()))):
        try:
            path = next(
                path for path in free_places(place / _NAME.format(moment=moment)) if not path.exists()
            )
            path.write_text(text, encoding="utf-8-sig")  # so that Notepad and WPS know its characters
        except OSError:
            continue
        return path.name if place is folder else str(path)
    return ""
