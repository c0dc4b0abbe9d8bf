"""The zip file for installing on an office computer without a network (离线安装包)."""

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from shuzhi_xl import __version__
from shuzhi_xl.building.manual.printed import print_manual
from shuzhi_xl.building.release.interpreter import UnsuitablePython, read_interpreter
from shuzhi_xl.building.release.wheelhouse import (
    PYTHONS,
    build_wheel,
    fetch,
    fetch_pip,
    resolve,
    windows,
    write_lists,
)
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.screen.doctor import bundled
from shuzhi_xl.xlsx.files.shipped import MANUAL_NAME, project_folder

TOP: Final = "述职评议考核"
"""The folder in the zip file, so that unpacking never scatters files."""
BLANK: Final = "空白总表"
"""Where the empty master and the templates are, so that a zip unpacked over a folder in use replaces no
master and no template of it."""

INTERPRETER: Final = "python"
"""The folder of the Python that comes with the bundle, where `install.cmd` looks first."""

PANEL: Final = "述职评议.cmd"
"""Opens the panel (面板) by a double click."""

# cmd.exe reads a script in the system's code page; Notepad knows UTF-8 by its mark.
_ENCODINGS: Final = {
    "install.cmd": "gb2312",
    "install.py": "utf-8",
    PANEL: "gb2312",
    "安装说明.txt": "utf-8-sig",
}


def installer(project: Path) -> Mapping[str, bytes]:
    """The installation's own files (安装程序), as Windows reads them: encodings and line ends."""
    folder = project / "workbook" / "install"
    return {
        name: _windows_text((folder / name).read_text(encoding="utf-8")).encode(encoding)
        for name, encoding in _ENCODINGS.items()
    }


def _windows_text(text: str) -> str:
    # First to one kind of line end: a checkout on Windows has CRLF already.
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def write_bundle(
    project: Path, wheelhouse: Path, out: Path, interpreter: Mapping[str, bytes] = MappingProxyType({})
) -> None:
    """Write the zip file.

    Args:
        project: The checkout.
        wheelhouse: The folder of wheels.
        out: The zip file to write.
        interpreter: The files of a Python to bring along, by name; none for an office that has its own.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    templates = project / "templates"
    files = {
        f"{BLANK}/{MASTER_NAME}": project / "workbook" / MASTER_NAME,
        **{
            f"{BLANK}/templates/{path.relative_to(templates).as_posix()}": path
            for path in sorted(templates.rglob("*"))
            if path.is_file()
        },
        **{f"wheelhouse/{path.name}": path for path in sorted(wheelhouse.iterdir())},
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in installer(project).items():
            package.writestr(f"{TOP}/{name}", data)
        package.writestr(f"{TOP}/{MANUAL_NAME}", print_manual(project / "docs"))
        for name, data in interpreter.items():
            package.writestr(f"{TOP}/{INTERPRETER}/{name}", data)
        for name, path in files.items():
            # Zip files already: compressing them again takes time and saves nothing.
            packed = path.suffix in {".whl", ".xlsm", ".xlsx"}
            package.write(path, f"{TOP}/{name}", zipfile.ZIP_STORED if packed else None)


def make_bundle(project: Path, windows_python: Path | None = None) -> Path:
    """Fetch all packages and make ``dist/shuzhi_xl-<version>-win64.zip``.

    Args:
        project: The checkout.
        windows_python: python.org's embeddable Python to bring along, as a zip file or a folder.

    Returns:
        The zip file.

    Raises:
        UnsuitablePython: An office could not use that Python.
        CalledProcessError: A package cannot be fetched, or one would be missing on Windows.
    """
    out = project / "dist" / f"shuzhi_xl-{__version__}-win64.zip"
    # First: what is wrong with it should not be said after minutes of fetching.
    interpreter = read_interpreter(windows_python) if windows_python else {}
    # With the packages that read paper ballots (读票): an office cannot fetch them later.
    lock = (project / "requirements-paper.lock").read_text(encoding="utf-8")
    wheelhouse = Path(tempfile.mkdtemp(prefix="wheelhouse"))
    try:
        pip = fetch_pip(project, wheelhouse)
        for python in PYTHONS:
            # For each version: the wheels of compiled packages fit one version of Python only.
            fetch(lock, wheelhouse, windows(python))
        build_wheel(project, wheelhouse)
        # Resolved here, because an office without a network cannot fetch what is missing.
        write_lists(wheelhouse, pip, {python: resolve(wheelhouse, python) for python in PYTHONS})
        write_bundle(project, wheelhouse, out, interpreter)
    finally:
        shutil.rmtree(wheelhouse)
    return out


def main(arguments: Sequence[str]) -> int:
    """Make the bundle and say so.

    Args:
        arguments: The place of a Python to bring along; none for a bundle without one.

    Returns:
        The exit status.
    """
    try:
        bundle = make_bundle(project_folder(), *map(Path, arguments))
    except UnsuitablePython as reason:
        print(reason, file=sys.stderr)  # noqa: T201  the target's one line of output
        return 1
    print(bundled(bundle.name, bundle.stat().st_size))  # noqa: T201  the target's one line of output
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
