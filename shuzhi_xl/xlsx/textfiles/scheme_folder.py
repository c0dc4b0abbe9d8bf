"""The available schemes (可用的方案): those in the folder 方案 beside the master, and shipped ones."""

from pathlib import Path
from typing import Final

from shuzhi_xl.xlsx.files.atomic_replace import write_new
from shuzhi_xl.xlsx.files.file_names import candidate_paths, safe_name
from shuzhi_xl.xlsx.files.shipped import find_template, list_templates
from shuzhi_xl.xlsx.textfiles.scheme_toml import Scheme, SchemeUnreadable, parse_scheme, write_scheme
from shuzhi_xl.xlsx.textfiles.toml_file import TomlUnreadable, has_content, read_small

DEMO_SCHEME: Final = "演示方案"
_FOLDER: Final = "方案"


def list_schemes(beside: Path) -> list[str]:
    """Names of all available schemes, including those beside the master."""
    return sorted({*list_templates(f"{_FOLDER}/*.toml", beside), *_find_own_files(beside)})


def _find_own_files(beside: Path) -> dict[str, Path]:
    """Files of the town's own schemes, in the folder 方案 beside the master, by name."""
    return {path.stem: path for path in (beside / _FOLDER).glob("*.toml")}


def load_scheme(name: str, beside: Path) -> Scheme:
    """Read a scheme by its name, the file beside the master first.

    Args:
        name: 方案名称, the file's name without ``.toml``.
        beside: The master's folder: first its ``方案``, then its ``templates/方案``, then what is shipped.

    Raises:
        SchemeUnreadable: No name is given, there is no such file, or it is no scheme.
    """
    names = list_schemes(beside)
    if name not in names:
        code = "scheme_missing" if name else "scheme_unnamed"
        raise SchemeUnreadable(code, name=name, names="、".join(names))
    own_files = _find_own_files(beside)
    return read_scheme_file(
        name, own_files[name] if name in own_files else find_template(f"{_FOLDER}/{name}.toml", beside)
    )


def read_scheme_file(name: str, path: Path) -> Scheme:
    """Read a scheme from its file.

    Args:
        name: 方案名称, unless the file has its own.
        path: The file.

    Raises:
        SchemeUnreadable: It is no scheme.
    """
    try:
        content = read_small(path)
    except TomlUnreadable as error:
        raise SchemeUnreadable("scheme_unreadable", name=name, reason=error.reason) from None
    return parse_scheme(name, content)


def keep_scheme(scheme: Scheme, beside: Path) -> str:
    """Write a scheme into the folder 方案 beside the master, under an unused name.

    Returns:
        Its path, relative to the master's folder.

    Raises:
        FolderRefused: The folder is read-only or full.
    """
    content = write_scheme(scheme).encode()
    path = beside / _FOLDER / f"{safe_name(scheme.name)}.toml"
    # The same scheme kept twice is one file
    target = next(
        place for place in candidate_paths(path) if not place.exists() or has_content(place, content)
    )
    write_new(target, content)
    return target.relative_to(beside).as_posix()
