"""An office computer's installation as this machine can play it: a wheelhouse, an environment, a folder."""

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# No index, no configuration of this machine: what is not in the wheelhouse cannot be installed.
ALONE = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PYTHONUTF8": "0"}
ALONE.pop("PYTHONPATH", None)


@dataclass
class Office:
    folder: Path
    python: Path

    def run(self, *arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
        env = {**ALONE, "PYTHONIOENCODING": encoding}
        command = [str(self.python), *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=env, capture_output=True, text=True, encoding=encoding, check=False
        )


def install(folder: Path, wheelhouse: Path) -> Office:
    subprocess.run([sys.executable, "-m", "venv", str(folder / "_venv")], check=True)
    office = Office(folder, folder / "_venv" / "bin" / "python")
    process = office.run(
        "-m", "pip", "install", "--quiet", "--no-compile", "--find-links", str(wheelhouse), "shuzhi_xl"
    )
    assert process.returncode == 0, process.stderr
    return office


def wheel(name: str, folder: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(next(folder.glob(f"{name}-*.whl")))
