"""The ribbon tab 述职评议 (功能区), a part of its own beside the workbook's.

Only the part of 2006 is written: every Excel from 2007 on reads it, and openpyxl keeps it.
"""

from typing import Final
from xml.sax.saxutils import quoteattr

from shuzhi_xl.building.macros.button_macros import ribbon_macro_of
from shuzhi_xl.building.macros.part_links import link
from shuzhi_xl.sheets.master.buttons import BUTTONS, Button, RibbonGroup
from shuzhi_xl.xlsx.style.reproducible import read_parts, write_parts

RIBBON_PART: Final = "customUI/customUI.xml"
RIBBON_RELATIONSHIP: Final = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"


_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui">',
    "  <ribbon>",
    "    <tabs>",
    '      <tab id="SzTab" label="述职评议">',
)
_FOOT: Final = ("      </tab>", "    </tabs>", "  </ribbon>", "</customUI>", "")


def add_ribbon(workbook: bytes) -> bytes:
    """Add the ribbon tab (功能区选项卡), whose callbacks are in the workbook's VBA modules.

    Args:
        workbook: The package, without a ribbon of its own.
    """
    linked, _ = link(read_parts(workbook), "", RIBBON_RELATIONSHIP, RIBBON_PART)
    return write_parts(linked | {RIBBON_PART: ribbon_tab()})


def ribbon_tab() -> bytes:
    """The `customUI` document: a group for each group of buttons, the buttons in their order."""
    # An empty group would be a label over nothing.
    groups = {button.group: None for button in BUTTONS}
    lines = [line for group in RibbonGroup if group in groups for line in _group_lines(group)]
    return "\n".join([*_HEAD, *lines, *_FOOT]).encode()


def _group_lines(group: RibbonGroup) -> list[str]:
    identifier, label = group.value
    buttons = [_button_line(button) for button in BUTTONS if button.group is group]
    opening = f"        <group id={quoteattr(identifier)} label={quoteattr(label)}>"
    return [opening, *buttons, "        </group>"]


def _button_line(button: Button) -> str:
    # The steps of the year are large; the others take a third of the room each.
    size = {"size": "large"} if button.is_step else {}
    attributes = {
        "id": f"Sz{button.sub}Button",
        "label": button.caption,
        **size,
        "imageMso": button.image,
        "onAction": ribbon_macro_of(button),
        "screentip": button.caption,
        "supertip": button.tip,
    }
    attribute_text = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    return f"          <button {attribute_text}/>"
