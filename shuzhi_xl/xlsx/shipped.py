"""Where master and templates are: beside the master first (restyled by staff), then the package."""

from pathlib import Path

MASTER_NAME = "述职评议考核.xlsm"
_PACKAGE = Path(__file__).resolve().parents[1]


def project_folder() -> Path:
    """The project's folder, for rebuilding what is shipped from it."""
    return _PACKAGE.parent


def shipped_master() -> bytes:
    """The empty master workbook as built."""
    return _first(
        _PACKAGE / "_shipped" / MASTER_NAME, _PACKAGE.parent / "workbook" / MASTER_NAME
    ).read_bytes()


def template(name: str, beside: Path) -> bytes:
    """A template's bytes.

    Args:
        name: File name, for example ``测评表.xlsx``.
        beside: The folder of the master; its ``templates`` folder comes first.
    """
    return template_path(name, beside).read_bytes()


def template_path(name: str, beside: Path) -> Path:
    """Where a template is, likewise."""
    return _first(*(place / name for place in _template_folders(beside)))


def template_names(pattern: str, beside: Path) -> list[str]:
    """Names of the templates that match a pattern, without suffix, wherever they are.

    Args:
        pattern: For example ``方案/*.toml``.
        beside: The folder of the master.
    """
    return sorted({path.stem for place in _template_folders(beside) for path in place.glob(pattern)})


def _template_folders(beside: Path) -> tuple[Path, ...]:
    return beside / "templates", _PACKAGE / "_shipped" / "templates", _PACKAGE.parent / "templates"


def _first(*places: Path) -> Path:
    for place in places:
        if place.is_file():
            return place
    raise FileNotFoundError(f"broken installation: {places[-1].name} is missing")
