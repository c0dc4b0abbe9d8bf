"""The schema number of masters (总表的格式号); it grows when a version adds columns, keys or tables."""

from typing import Final

SCHEMA: Final = 2
"""The schema of masters that this version makes; a master without a number has schema 1."""
