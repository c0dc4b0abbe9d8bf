"""Stands in for setuptools, so that pip fetches a source package without running its setup.py.

pip asks even for a mere download which name and version a source package has; both are in its PKG-INFO.
"""

import shutil
import sys
from email import message_from_string
from pathlib import Path
from typing import Final

__legacy__: Final = sys.modules[__name__]


def prepare_metadata_for_build_wheel(metadata_directory: str, _settings: object = None) -> str:
    metadata = message_from_string(Path("PKG-INFO").read_text(encoding="utf-8"))
    name = metadata["Name"].replace("-", "_")
    folder = Path(metadata_directory) / f"{name}-{metadata['Version']}.dist-info"
    folder.mkdir()
    shutil.copyfile("PKG-INFO", folder / "METADATA")
    return folder.name
