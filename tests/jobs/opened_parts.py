"""A master opened part by part, to damage it or to see what a job changed."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

Parts = Mapping[str, bytes]


def parts_of(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_part(parts: Parts, title: str) -> str:
    """Name of a sheet's part."""
    book = parts["xl/workbook.xml"].decode()
    (sheet,) = re.findall(rf'<sheet [^>]*name="{re.escape(title)}"[^>]*>', book)
    (rel,) = re.findall(r'r:id="([^"]+)"', sheet)
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    (relationship,) = re.findall(rf'<Relationship [^>]*Id="{rel}"[^>]*>', rels)
    (target,) = re.findall(r'Target="([^"]+)"', relationship)
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def rels_part(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def table_parts(parts: Parts) -> dict[str, str]:
    """Name of each table's part, by table name."""
    names = {}
    for name, content in parts.items():
        if name.startswith("xl/tables/"):
            (title,) = re.findall(r'<table [^>]*\bname="([^"]+)"', content.decode())
            names[title] = name
    return names


def rewrite(path: Path, **changes: bytes) -> None:
    """Put other contents for parts, by part name."""
    path.write_bytes(packed({**parts_of(path.read_bytes()), **changes}))


def without_table(workbook: bytes, table: str) -> bytes:
    """The master with a table turned into a plain range, as Excel does on request."""
    parts = parts_of(workbook)
    part = table_parts(parts)[table]
    del parts[part]
    for name in [part for part in parts if part.startswith("xl/worksheets/_rels/")]:
        text = parts[name].decode()
        gone = re.search(
            rf'<Relationship [^>]*Target="[^"]*{re.escape(part.rpartition("/")[2])}"[^>]*/>', text
        )
        if gone:
            (rel,) = re.findall(r'Id="([^"]+)"', gone[0])
            parts[name] = text.replace(gone[0], "").encode()
            sheet = name.replace("_rels/", "").removesuffix(".rels")
            parts[sheet] = re.sub(rb'<tablePart [^>]*"' + rel.encode() + rb'"[^>]*/>', b"", parts[sheet])
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = re.sub(rf'<Override [^>]*"/{part}"[^>]*/>', "", types).encode()
    return packed(parts)


def with_rows(workbook: bytes, title: str, rows: bytes) -> bytes:
    """The master with raw rows put below those of a sheet."""
    parts = parts_of(workbook)
    part = sheet_part(parts, title)
    parts[part] = parts[part].replace(b"</sheetData>", rows + b"</sheetData>")
    return packed(parts)


def with_errors(workbook: bytes, title: str, cells: Mapping[str, str], formula: str = "NA()") -> bytes:
    """The master with formulas in some cells of a sheet that show error values, as Excel keeps them."""
    parts = parts_of(workbook)
    part = sheet_part(parts, title)
    text = parts[part].decode()
    for cell, error in cells.items():
        (old,) = re.findall(rf'<c r="{cell}"[^>]*/>|<c r="{cell}"[^>]*>.*?</c>', text)
        style = "".join(re.findall(r' s="\d+"', old.partition(">")[0]))
        new = f'<c r="{cell}"{style} t="e"><f>{formula}</f><v>{error}</v></c>'
        text = text.replace(old, new)
    parts[part] = text.encode()
    return packed(parts)


def with_merged(workbook: bytes, title: str, area: str) -> bytes:
    parts = parts_of(workbook)
    part = sheet_part(parts, title)
    merged = f'<mergeCell ref="{area}"/>'.encode()
    text = parts[part]
    if b"</mergeCells>" in text:
        parts[part] = text.replace(b"</mergeCells>", merged + b"</mergeCells>")
    else:
        whole = b"<mergeCells>" + merged + b"</mergeCells>"
        places = (
            b"<phoneticPr",
            b"<conditionalFormatting",
            b"<dataValidations",
            b"<hyperlinks",
            b"<printOptions",
        )
        place = min(at for tag in (*places, b"<pageMargins") if (at := text.find(tag)) > 0)
        parts[part] = text[:place] + whole + text[place:]
    return packed(parts)
