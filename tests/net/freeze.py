"""What the program gives, as hashes: a seeded demo year, the built workbooks, each `--json`, each sentence.

Shows that moving and renaming code changes nothing that a user gets. Record two checkouts, then compare:

    python tests/net/freeze.py record CHECKOUT FOLDER RECORD.json
    python tests/net/freeze.py compare BEFORE.json AFTER.json

`record` needs Debian's package `faketime`, because the commands write the time into the log.
"""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

BRANCHES, SEED, NUMBER, MOMENT = 12, 1, "C001", "2016-05-03 09:00:00"
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
COMMANDS = (
    "check",
    "distribute",
    "collect",
    "compute",
    "generate",
    "publish",
    "track",
    "recount",
    "read-reports",
    "scheme export",
    "scheme apply",
    "explain",
    "upgrade",
)
Record = dict[str, str]
"""Hashes by the name of what they are of; of what is printed, the text itself."""


def hash_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:20]


def hash_file(path: Path, name: str) -> Iterator[tuple[str, str]]:
    """Each part of a zip file on its own, so that a difference says where it is; other files whole."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(BytesIO(data)):
        yield name, hash_bytes(data)
        return
    with zipfile.ZipFile(BytesIO(data)) as package:
        for part in package.namelist():
            yield f"{name}!{part}", hash_bytes(package.read(part))


def hash_folder(folder: Path, title: str) -> Record:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        part: digest
        for path in files
        for part, digest in hash_file(path, f"{title}/{path.relative_to(folder)}")
    }


def run_shuzhi(checkout: Path, folder: Path, *arguments: str) -> str:
    """What a command prints and its exit status, at a fixed moment, without this machine's paths."""
    command = [sys.executable, "-c", "from shuzhi_xl.cli import main; main()", *arguments]
    environment = {
        **os.environ,
        "COLUMNS": "120",
        "TZ": "UTC",
        "PYTHONPATH": str(checkout),
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    if arguments[0] != "demo":  # it has a clock of its own
        command = ["faketime", "-f", MOMENT, *command]
    process = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    printed = f"{process.stdout}\n{process.stderr}\nexit {process.returncode}\n"
    return re.sub(r"\s+", " ", printed.replace(str(folder), "<folder>"))


def record_commands(checkout: Path, town: Path) -> Record:
    """Every command on a copy of the finished year, printed for people and as JSON, and what it made."""
    master = next(town.glob("*.xlsm")).name
    printed: Record = {}
    for command in COMMANDS:
        for option in ([], ["--json"]):
            copy = town.with_name("copy")
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(town, copy)
            number = [NUMBER] if command == "explain" else []
            title = " ".join([command, *option])
            printed[f"printed/{title}"] = run_shuzhi(
                checkout, copy, *command.split(), master, *number, *option
            )
            printed |= hash_folder(copy, f"made by {title}")
    return printed


def record_sentences(checkout: Path) -> Record:
    """Every Chinese string literal that is no docstring, wherever it is in the code."""
    texts = sorted(text for path in checkout.glob("shuzhi_xl/**/*.py") for text in read_literals(path))
    return {"sentences": hash_bytes("\n".join(texts).encode()), "number of sentences": str(len(texts))}


def read_literals(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and CHINESE.search(text) and id(node) not in docstrings:
            yield text


def record(checkout: Path, folder: Path) -> Record:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    town = folder / "town"
    options = ("--branches", str(BRANCHES), "--seed", str(SEED))
    printed = {"printed/demo": run_shuzhi(checkout, folder, "demo", str(town), *options)}
    printed |= hash_folder(town, "demo") | record_commands(checkout, town)
    run_shuzhi(checkout, checkout, "build")
    for folder_name in ("workbook", "templates"):
        printed |= hash_folder(checkout / folder_name, folder_name)
    return printed | record_sentences(checkout)


def compare(before: Record, after: Record) -> list[str]:
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


if __name__ == "__main__":
    if sys.argv[1] == "record":
        hashes = record(Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve())
        text = json.dumps(hashes, ensure_ascii=False, indent=1, sort_keys=True)
        Path(sys.argv[4]).write_text(f"{text}\n", encoding="utf-8")
    else:
        first, second = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[2:4])
        differences = compare(first, second)
        sys.stdout.write("\n".join([f"{len(first)} before, {len(second)} after", *differences, ""]))
        sys.exit(bool(differences))
