"""All workbooks and templates that the program ships, built from their declarations (随软件提供的文件)."""

import io
from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

from shuzhi_xl.building.documents.all_templates import build_document_templates
from shuzhi_xl.building.macros.buttons import add_buttons
from shuzhi_xl.building.macros.macro_book import make_macro_enabled
from shuzhi_xl.building.macros.ribbon import add_ribbon
from shuzhi_xl.building.macros.vba_modules import vba_modules
from shuzhi_xl.building.manual.findings_page import FINDINGS_PAGE, findings_page
from shuzhi_xl.building.manual.format_page import FORMAT_PAGE, format_page
from shuzhi_xl.building.manual.templates_page import TEMPLATES_PAGE, templates_page
from shuzhi_xl.building.master.book import build_master
from shuzhi_xl.building.master.master_buttons import place_buttons
from shuzhi_xl.building.templates.feedback import build_feedback_template
from shuzhi_xl.building.templates.package import build_package_template
from shuzhi_xl.building.templates.paper_ballots import build_paper_template
from shuzhi_xl.building.templates.typing_workbook import build_typing_template
from shuzhi_xl.sheets.outgoing.forms import FEEDBACK_TEMPLATE, PACKAGE_TEMPLATE, TYPING_TEMPLATE
from shuzhi_xl.sheets.outgoing.paper_ballots import PAPER_TEMPLATE
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.atomic_replace import write_new
from shuzhi_xl.xlsx.files.shipped import project_folder


def build_macro_master() -> bytes:
    """The empty master with its buttons, ribbon tab and macros (启用宏的总表)."""
    master = build_master()
    with_buttons = add_buttons(master, place_buttons(load_workbook(io.BytesIO(master))))
    with_ribbon = add_ribbon(with_buttons)
    return make_macro_enabled(with_ribbon, vba_modules(project_folder() / "workbook" / "vba"))


def build_all() -> Mapping[str, bytes]:
    """Every shipped workbook and template by its path in the project."""
    return {
        f"workbook/{MASTER_NAME}": build_macro_master(),
        f"templates/{PACKAGE_TEMPLATE}": build_package_template(),
        f"templates/{TYPING_TEMPLATE}": build_typing_template(),
        f"templates/{PAPER_TEMPLATE}": build_paper_template(),
        f"templates/{FEEDBACK_TEMPLATE}": build_feedback_template(),
        **{f"templates/{place}": template for place, template in build_document_templates().items()},
    }


def ship(root: Path) -> list[str]:
    """Build everything and put it in place, with the pages 疑点对照, 公文格式 and 公文模板.

    Args:
        root: The project's folder.

    Returns:
        The paths of the workbooks and templates.
    """
    files = build_all()
    for place, data in files.items():
        write_new(root / place, data)
    pages = {
        FINDINGS_PAGE: findings_page(),
        FORMAT_PAGE: format_page(),
        TEMPLATES_PAGE: templates_page(),
    }
    for place, page in pages.items():
        write_new(root / place, page.encode())
    return list(files)
