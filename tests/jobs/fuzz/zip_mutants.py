"""Returned files with changed zip entries and XML parts."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence

from lxml import etree

from tests.jobs.fuzz.byte_mutants import Chance, Mutator, cut, double_slice, drop_slice, flip
from tests.jobs.opened_parts import packed, parts_of

HOSTILE = (
    b"", b"&x;", b"&#0;", b"&#55296;", b"<!DOCTYPE a>", b"<", b">", b'"', b"]]>", b"\x00", b"\xff\xfe",
    b"\xef\xbb\xbf", b"99999999999999999999", b"-1", b"0", b"1e309", b"NaN", b"A0", b"XFE1048577", b"$A$1",
    b"r1c1", b"../../x", b"_x0000_", b"x" * 70000,
)  # fmt: skip


def _entries(content: bytes) -> list[tuple[str, bytes]]:
    return list(parts_of(content).items())


def _zipped(entries: Sequence[tuple[str, bytes]], chance: Chance) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, part in entries:
            info = zipfile.ZipInfo(name, (1980 + chance.randrange(100), 1, 1, 0, 0, 0))
            archive.writestr(info, part, archive.compression)
        archive.comment = chance.choice((b"", "说明".encode()))
    return out.getvalue()


def shuffle_entries(content: bytes, chance: Chance) -> bytes:
    entries = _entries(content)
    first, rest = entries[:1], entries[1:]
    chance.shuffle(rest)
    return _zipped([*first, *rest], chance)


def rename_entry(content: bytes, chance: Chance) -> bytes:
    entries = _entries(content)
    at = chance.randrange(len(entries))
    name, part = entries[at]
    new = chance.choice(
        (name.upper(), name.replace("/", "\\"), f"/{name}", f"../{name}", f"{name} ", "好.xml")
    )
    entries[at] = new, part
    return _zipped(entries, chance)


def lose_entry(content: bytes, chance: Chance) -> bytes:
    entries = _entries(content)
    del entries[chance.randrange(len(entries))]
    return _zipped(entries, chance)


def swap_entries(content: bytes, chance: Chance) -> bytes:
    entries = _entries(content)
    first, second = chance.randrange(len(entries)), chance.randrange(len(entries))
    (name_a, a), (name_b, b) = entries[first], entries[second]
    entries[first], entries[second] = (name_a, b), (name_b, a)
    return _zipped(entries, chance)


ZIP: Sequence[Mutator] = (shuffle_entries, rename_entry, lose_entry, swap_entries)


def _with_part(content: bytes, chance: Chance, change: Callable[[bytes], bytes]) -> bytes:
    """Change one part of XML: mostly one that holds cells or says where they are."""
    parts = parts_of(content)
    xml_parts = [name for name in parts if name.endswith((".xml", ".rels"))]
    telling = [name for name in xml_parts if re.search(r"sheet|workbook|shared|styles|content", name)]
    name = chance.choice(telling if telling and chance.random() < 0.9 else xml_parts or sorted(parts))
    return packed({**parts, name: change(parts[name])})


def flip_in_part(content: bytes, chance: Chance) -> bytes:
    return _with_part(content, chance, lambda part: flip(part, chance))


def drop_in_part(content: bytes, chance: Chance) -> bytes:
    return _with_part(
        content, chance, lambda part: chance.choice((drop_slice, double_slice, cut))(part, chance)
    )


def hostile_in_part(content: bytes, chance: Chance) -> bytes:
    def change(part: bytes) -> bytes:
        places = [
            match.span(1) for match in re.finditer(rb'="([^"]*)"|>([^<]*)<', part) if match[1] is not None
        ]
        start, end = chance.choice(places or [(0, 0)])
        return part[:start] + chance.choice(HOSTILE) + part[end:]

    return _with_part(content, chance, change)


def swap_values(content: bytes, chance: Chance) -> bytes:
    """Two attributes or texts of the same part change places."""

    def change(part: bytes) -> bytes:
        places = [match.span() for match in re.finditer(rb'(?<==")[^"]*(?=")|(?<=>)[^<]+(?=<)', part)]
        (a, b), (c, d) = sorted(chance.choices(places or [(0, 0)], k=2))
        return part if c < b else part[:a] + part[c:d] + part[b:c] + part[a:b] + part[d:]

    return _with_part(content, chance, change)


def other_encoding(content: bytes, chance: Chance) -> bytes:
    def change(part: bytes) -> bytes:
        text = re.sub(r"<\?xml[^>]*\?>", "", part.decode("utf-8", "replace"))
        name = chance.choice(("utf-16", "gb18030", "utf-8-sig"))
        return f'<?xml version="1.0" encoding="{name.removesuffix("-sig")}"?>{text}'.encode(name)

    return _with_part(content, chance, change)


def change_elements(content: bytes, chance: Chance) -> bytes:
    """An element is lost, doubled, or moved elsewhere in its part."""

    def change(part: bytes) -> bytes:
        try:
            root = etree.fromstring(part)
        except etree.XMLSyntaxError:
            return part
        below = [element for element in root.iter(etree.Element) if element.getparent() is not None]
        for _ in range(chance.randint(1, 3) if below else 0):
            first, second = chance.choice(below), chance.choice(below)
            parent = first.getparent()
            draw = chance.random()
            if draw < 0.5 and parent is not None:
                parent.remove(first)
            elif second not in list(first.iter()):
                second.append(etree.fromstring(etree.tostring(first)) if draw < 0.75 else first)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return _with_part(content, chance, change)


XML: Sequence[Mutator] = (
    flip_in_part,
    drop_in_part,
    hostile_in_part,
    hostile_in_part,
    swap_values,
    swap_values,
    other_encoding,
    change_elements,
    change_elements,
)
