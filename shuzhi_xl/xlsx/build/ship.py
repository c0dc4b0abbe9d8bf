"""All workbooks that the program ships, built from their declarations (随软件提供的工作簿)."""

from collections.abc import Mapping
from pathlib import Path

from shuzhi_xl.sheets.forms import FEEDBACK_TEMPLATE, PACKAGE_TEMPLATE, TYPING_TEMPLATE
from shuzhi_xl.xlsx.build.macros import make_macro_enabled
from shuzhi_xl.xlsx.build.master import build_master
from shuzhi_xl.xlsx.build.template_feedback import build_feedback_template
from shuzhi_xl.xlsx.build.template_package import build_package_template
from shuzhi_xl.xlsx.build.template_typing import build_typing_template
from shuzhi_xl.xlsx.replace import write_new
from shuzhi_xl.xlsx.shipped import MASTER_NAME


def build_all() -> Mapping[str, bytes]:
    """Every shipped workbook by its place in the project."""
    return {
        f"workbook/{MASTER_NAME}": make_macro_enabled(build_master(), {}),
        f"templates/{PACKAGE_TEMPLATE}": build_package_template(),
        f"templates/{TYPING_TEMPLATE}": build_typing_template(),
        f"templates/{FEEDBACK_TEMPLATE}": build_feedback_template(),
    }


def ship(root: Path) -> list[str]:
    """Build everything and put it in place.

    Args:
        root: The project's folder.

    Returns:
        The places of the workbooks.
    """
    workbooks = build_all()
    for place, data in workbooks.items():
        write_new(root / place, data)
    return list(workbooks)
