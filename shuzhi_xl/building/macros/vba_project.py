"""The VBA project (VBA 工程) of a workbook, `xl/vbaProject.bin`.

pyOpenVBA writes it: document modules, standard modules and their declarations, as Excel does. Two things
differ from what it would do alone. It writes no project into a workbook without code, as Excel does not;
this one is always there, so that code names and modules are final from the first master on. And it keeps
from its template what [MS-OVBA] and [MS-CFB] forbid a writer: code compiled by another Excel, cookies, and
directory trees that are not red-black. Excel reads such files, strict readers need not.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from struct import pack_into, unpack_from
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyopenvba.vba import VBAProject

PROJECT_PART: Final = "xl/vbaProject.bin"

# [MS-OVBA] 2.3.4.1: version 0xFFFF and nothing after it tell every Excel to compile from source.
_NO_COMPILED_CODE = bytes.fromhex("CC61 FFFF 00 0000")
# [MS-OVBA] 2.3.4.2.3.1: a writer sets 0xFFFF, a reader ignores it.
_COOKIE = 0xFFFF

_SECTOR = 512
_ENTRY = 128
_NONE = 0xFFFFFFFF
_END_OF_CHAIN = 0xFFFFFFFE
_RED, _BLACK = 0, 1
# [MS-CFB] 2.6.1: offsets within a directory entry
_NAME_SIZE_AT, _COLOUR_AT, _LEFT_AT, _RIGHT_AT, _CHILD_AT = 64, 67, 68, 72, 76


def build_project(workbook: bytes, modules: Mapping[str, str]) -> bytes:
    """Build the VBA project (VBA 工程) that belongs to a workbook.

    Args:
        workbook: The package, its workbook and every sheet already with their code names.
        modules: Standard modules, name to ASCII source with any line ends.

    Returns:
        The bytes of `xl/vbaProject.bin`: a document module for the workbook, one for each sheet in sheet
        order, then the standard modules in the order given.

    Raises:
        ValueError: VBA would reject a module's name or source.
    """
    from pyopenvba import ExcelFile  # noqa: PLC0415  # only the `build` extra brings it
    from pyopenvba.cfb import CFB  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        path = Path(folder, "book.xlsm")
        path.write_bytes(workbook)
        with ExcelFile(path) as book:
            project = book.add_vba_project()
            for name, source in modules.items():
                project.add_module(name, module_text(name, source))
            _drop_compiled_code(project)
            book.save()
            storage = CFB.from_bytes(book.vba_project_bytes())
    storage.write_stream_at(["VBA"], "_VBA_PROJECT", _NO_COMPILED_CODE)
    return balance_directory(storage.to_bytes())


def module_text(name: str, source: str) -> str:
    r"""Return a standard module's text (模块代码) as a VBA project stores it.

    Args:
        name: ASCII letters, digits and underscores, a letter first, at most 31.
        source: ASCII; its `Attribute VB_Name` line may be left out.

    Returns:
        The source with its name on the first line and CRLF line ends.

    Raises:
        ValueError: VBA would reject the name or the source on a PC of some language.

    >>> module_text("Buttons", "Sub Check()\nEnd Sub")
    'Attribute VB_Name = "Buttons"\r\nSub Check()\r\nEnd Sub\r\n'
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,30}", name):
        raise ValueError(f"{name!r} is no name for a VBA module")
    # A module is stored in one code page; 936 and 1252 agree in ASCII only, so sentences are in cells.
    if not source.isascii():
        raise ValueError(f"module {name} is not ASCII: VBA would read it in the PC's own code page")
    lines = source.splitlines()
    own_name = f'Attribute VB_Name = "{name}"'
    if not lines or not lines[0].startswith("Attribute VB_Name"):
        lines.insert(0, own_name)
    if lines[0] != own_name:
        raise ValueError(f"module {name} calls itself {lines[0]!r}")
    return "".join(f"{line}\r\n" for line in lines)


def _drop_compiled_code(project: "VBAProject") -> None:
    project.project_cookie = _COOKIE
    for module in project.modules:
        module.cookie = _COOKIE
        module.dirty = True


def balance_directory(compound_file: bytes) -> bytes:
    """Make every directory tree of a compound file (复合文件) the red-black tree of [MS-CFB] 2.6.4.

    Args:
        compound_file: A file of major version 3, below 7 MB.

    Returns:
        The same file; only its entries' colours and their links to siblings and children differ.
    """
    balanced = bytearray(compound_file)
    entries = list(_directory_entries(compound_file))
    for entry in entries:
        if (child := _link(compound_file, entry + _CHILD_AT)) != _NONE:
            siblings = sorted(
                _subtree(compound_file, entries, child), key=lambda at: _sort_key(balanced, entries[at])
            )
            root = _build_tree(balanced, entries, siblings, depth=1, deepest=len(siblings).bit_length())
            pack_into("<I", balanced, entry + _CHILD_AT, root)
    return bytes(balanced)


def _directory_entries(compound_file: bytes) -> Iterator[int]:
    """Give the file offset of each directory entry, in order."""
    # [MS-CFB] 2.2: the header lists 109 FAT sectors at 76, enough below 7 MB, and has the directory's at 48.
    fat_sectors = [sector for sector in unpack_from("<109I", compound_file, 76) if sector != _NONE]
    table = [link for at in fat_sectors for link in unpack_from("<128I", compound_file, _sector_at(at))]
    sector = _link(compound_file, 48)
    while sector != _END_OF_CHAIN:
        yield from range(_sector_at(sector), _sector_at(sector + 1), _ENTRY)
        sector = table[sector]


def _sector_at(sector: int) -> int:
    # [MS-CFB] 2.2: the header takes the room of one sector.
    return (sector + 1) * _SECTOR


def _link(compound_file: bytes, at: int) -> int:
    link: int = unpack_from("<I", compound_file, at)[0]
    return link


def _subtree(compound_file: bytes, entries: list[int], root: int) -> list[int]:
    if root == _NONE:
        return []
    sides = (_link(compound_file, entries[root] + side) for side in (_LEFT_AT, _RIGHT_AT))
    return [root, *(entry for side in sides for entry in _subtree(compound_file, entries, side))]


def _sort_key(compound_file: bytearray, entry: int) -> tuple[int, str]:
    """Shorter names come first, equally long ones by their capitals: [MS-CFB] 2.6.4."""
    size = unpack_from("<H", compound_file, entry + _NAME_SIZE_AT)[0]
    # The size counts the null at the end: [MS-CFB] 2.6.1.
    return size, compound_file[entry : entry + size - 2].decode("utf-16-le").upper()


def _build_tree(tree: bytearray, entries: list[int], siblings: list[int], depth: int, deepest: int) -> int:
    """Link sorted siblings by halves and give the root; only the lowest, unfilled level is red."""
    if not siblings:
        return _NONE
    middle = len(siblings) // 2
    entry = entries[siblings[middle]]
    tree[entry + _COLOUR_AT] = _RED if 1 < depth == deepest else _BLACK
    for side, half in ((_LEFT_AT, siblings[:middle]), (_RIGHT_AT, siblings[middle + 1 :])):
        pack_into("<I", tree, entry + side, _build_tree(tree, entries, half, depth + 1, deepest))
    return siblings[middle]
