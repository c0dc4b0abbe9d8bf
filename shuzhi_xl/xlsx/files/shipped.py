"""The shipped master and templates (随附文件); templates beside the master, restyled by staff, come first."""

import hashlib
from pathlib import Path
from typing import Final

from shuzhi_xl.wording.file_names import MASTER_NAME

MANUAL_NAME: Final = "经办人手册.html"
"""The printed manual (手册), which the installation puts beside the master."""
_RELEASED: Final = frozenset(
    [
        "6e88ad27a639",
        "293fb323c295",
        "642f7974d36f",
        "c023bb7b1518",
        "347c2777ca85",
        "e3c6a83c2024",
        "191279f38f8d",
        "7c674de91358",
        "d270614f0d92",
        "a423ccb3532c",
        "35da2f246fe8",
        "2bcbe9ec85f3",
        "b609e8f06db3",
    ]
)
"""First digits of the SHA-256 of every released template: such a copy beside a master was put there at set-up
and is no restyling by staff."""
_LARGEST: Final = 1_000_000  # every released template is smaller
_PACKAGE = Path(__file__).resolve().parents[2]


def project_folder() -> Path:
    """The project's folder, for rebuilding the shipped files."""
    return _PACKAGE.parent


def read_shipped_master() -> bytes:
    """Read the empty master workbook (空总表) as built."""
    return _find_first(
        _PACKAGE / "_shipped" / MASTER_NAME, _PACKAGE.parent / "workbook" / MASTER_NAME
    ).read_bytes()


def read_template(name: str, beside: Path) -> bytes:
    """Read a template (模板).

    Args:
        name: File name, for example ``测评表.xlsx``.
        beside: The folder of the master; its ``templates`` folder comes first, unless the file there is
            one that an earlier version shipped.
    """
    return find_template(name, beside).read_bytes()


def find_template(name: str, beside: Path) -> Path:
    """Find a template's path; the arguments are those of `read_template`."""
    restyled, *shipped = (place / name for place in _template_folders(beside))
    return _find_first(*shipped) if _is_unchanged_release(restyled) else _find_first(restyled, *shipped)


def _is_unchanged_release(path: Path) -> bool:
    """Whether a template beside the master is exactly one that an earlier version shipped."""
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] in _RELEASED


def list_templates(pattern: str, beside: Path) -> list[str]:
    """Names of the templates that match a pattern, without suffix, from all template folders.

    Args:
        pattern: For example ``方案/*.toml``.
        beside: The folder of the master.
    """
    return sorted({path.stem for place in _template_folders(beside) for path in place.glob(pattern)})


def _template_folders(beside: Path) -> tuple[Path, ...]:
    # An installed wheel has `_shipped` (pyproject.toml), a checkout the folders beside the package
    return beside / "templates", _PACKAGE / "_shipped" / "templates", _PACKAGE.parent / "templates"


def _find_first(*places: Path) -> Path:
    for place in places:
        if place.is_file():
            return place
    raise FileNotFoundError(f"broken installation: {places[-1].name} is missing")
