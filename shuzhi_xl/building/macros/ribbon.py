"""The ribbon tab 述职评议 (功能区), a part of its own beside the workbook's.

Only the part of 2006 is written: every Excel from 2007 on reads it, and openpyxl keeps it.
"""

from typing import Final

from shuzhi_xl.building.macros.part_links import link
from shuzhi_xl.xlsx.style.reproducible import read_parts, write_parts

RIBBON_PART: Final = "customUI/customUI.xml"
RIBBON_RELATIONSHIP: Final = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"


def add_ribbon(workbook: bytes, tab: bytes) -> bytes:
    """Add a ribbon tab (功能区选项卡).

    Args:
        workbook: The package, without a ribbon of its own.
        tab: The `customUI` document whose callbacks are in the workbook's VBA modules.
    """
    linked, _ = link(read_parts(workbook), "", RIBBON_RELATIONSHIP, RIBBON_PART)
    return write_parts(linked | {RIBBON_PART: tab})
