"""The shipped format of official documents (公文格式.toml), opened for building and measuring."""

from pathlib import Path
from typing import Final

from shuzhi_xl.sheets.documents.official_format import OfficialFormat, read_format
from shuzhi_xl.xlsx.files.shipped import project_folder
from shuzhi_xl.xlsx.textfiles.toml_file import parse_toml, read_small

FORMAT_FILE: Final = "templates/公文/公文格式.toml"
"""Its place in the project."""


def load_format(project: Path | None = None) -> OfficialFormat:
    """Load the format by which templates are built (公文格式).

    Args:
        project: The checkout; without it, this one.
    """
    return read_format(parse_toml(read_small((project or project_folder()) / FORMAT_FILE)))
