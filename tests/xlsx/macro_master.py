"""The shipped macro-enabled master, taken apart for tests."""

import io
import re
import zipfile
from typing import NamedTuple

from openpyxl import load_workbook

from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from tests.xlsx.compound_file import CompoundFile, decompress

MASTER = read_shipped_master()
DECLARED = re.compile(r"^(Public |Private )?(Sub|Function) (\w+)\((.*)\)", re.MULTILINE)


class Macro(NamedTuple):
    """A Sub that a button or the ribbon may call."""

    module: str
    name: str
    parameters: str


def parts_in(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return {name: package.read(name) for name in package.namelist()}


def project_in(workbook: bytes) -> CompoundFile:
    return CompoundFile(parts_in(workbook)["xl/vbaProject.bin"])


def modules_in(workbook: bytes) -> dict[str, str]:
    """Standard modules, name to source."""
    project = project_in(workbook)
    names = re.findall(r"^Module=(\w+)", project.stream("PROJECT").decode("ascii"), re.MULTILINE)
    return {name: decompress(project.stream(name)).decode("ascii").replace("\r\n", "\n") for name in names}


def public_subs(workbook: bytes) -> list[Macro]:
    return [
        Macro(module, name, parameters)
        for module, source in modules_in(workbook).items()
        for scope, kind, name, parameters in DECLARED.findall(source)
        if kind == "Sub" and scope != "Private "
    ]


def saved_again(workbook: bytes) -> bytes:
    """As another program saves it that keeps macros."""
    saved = io.BytesIO()
    load_workbook(io.BytesIO(workbook), keep_vba=True).save(saved)
    return saved.getvalue()
