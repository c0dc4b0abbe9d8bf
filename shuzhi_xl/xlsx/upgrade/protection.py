"""Unprotecting 校验报告, whose rows Excel would not unfold on a protected sheet (取消保护)."""

from typing import Final

from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT_SHEET
from shuzhi_xl.xlsx.patch.opc.xml_part import child
from shuzhi_xl.xlsx.upgrade.package import Package

_PASSWORDS: Final = ("password", "hashValue")  # ECMA-376 part 1, 18.3.1.85


def unprotect_report(master: Package) -> None:
    """Take the protection of earlier versions off 校验报告; one with a password is an office's own."""
    if CHECK_REPORT_SHEET.title not in master.book.sheets:
        return
    sheet = master.sheet(CHECK_REPORT_SHEET.title)
    protection = child(sheet.shell, "sheetProtection")
    if protection is not None and not any(protection.get(mark) for mark in _PASSWORDS):
        shell = sheet.edit_shell()
        shell.remove(*shell.iterchildren("{*}sheetProtection"))
