"""An office's installation on this machine: a bundle of this system's wheels, unpacked and installed."""

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from shuzhi_xl import __version__
from shuzhi_xl.building.release.bundle import TOP, write_bundle
from shuzhi_xl.building.release.wheelhouse import (
    Target,
    build_wheel,
    fetch,
    fetch_pip,
    pins,
    write_lists,
)

ROOT = Path(__file__).resolve().parents[3]
PYTHON = f"3.{sys.version_info.minor}"
# No index, no configuration of this machine: what is not in the wheelhouse cannot be installed.
ALONE = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PYTHONUTF8": "0"}
ALONE.pop("PYTHONPATH", None)


@dataclass
class Office:
    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "_venv" / "bin" / "python"

    def run(self, *arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
        return self.start(self.python, *arguments, encoding=encoding)

    def install(self, python: Path = Path(sys.executable)) -> subprocess.CompletedProcess[str]:
        return self.start(python, "install.py")

    def start(
        self, python: Path, *arguments: str, encoding: str = "utf-8"
    ) -> subprocess.CompletedProcess[str]:
        env = {**ALONE, "PYTHONIOENCODING": encoding}
        command = [str(python), *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=env, capture_output=True, text=True, encoding=encoding, check=False
        )


def fill_wheelhouse(folder: Path) -> None:
    """The wheels of this very computer; only the target differs from the bundle's."""
    folder.mkdir()
    pip = fetch_pip(ROOT, folder)
    lock = (ROOT / "requirements-paper.lock").read_text(encoding="utf-8")
    fetch(lock, folder, Target())
    build_wheel(ROOT, folder)
    packages = [line.split()[0] for line in pins(lock, Target().environment)]
    write_lists(folder, pip, {PYTHON: [*packages, f"shuzhi_xl=={__version__}"]})


def unpack_bundle(folder: Path, wheelhouse: Path) -> Office:
    package = folder / "安装包.zip"
    write_bundle(ROOT, wheelhouse, package)
    with zipfile.ZipFile(package) as content:
        content.extractall(folder)
    return Office(folder / TOP)


def wheel(name: str, folder: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(next(folder.glob(f"{name}-*.whl")))
