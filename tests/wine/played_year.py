"""The demonstration year and every command, here and on Windows: what both have made must be equal."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.wine import office
from tests.wine.part_hashes import compare, hash_folder
from tests.wine.places import BUILD, SOURCES, on_windows
from tests.wine.played_commands import DEMO, MOMENT, PLAYED, REFUSED, command_line, find_unplayed
from tests.wine.prefix import Ended, Wine

Run = Callable[[Sequence[str], Path], Ended]
"""Runs the program with a command's words in a folder."""

_CLOCK: Final = SOURCES / "fixed_clock.py"
_HERE: Final = BUILD / "here"
_TOWN: Final = "示范 镇"
_SEED: Final = "1"
_FINGERPRINT: Final = re.compile(r"\b[0-9a-f]{16}\b")


def play_on_both(wine: Wine, branches: int) -> list[str]:
    """Play everything on both systems.

    Returns:
        One line on each thing that was compared.

    Raises:
        UnexpectedResult: Something differs, fails, or a command was forgotten.
    """
    if find_unplayed():
        raise office.UnexpectedResult(f"tests/wine/played_commands.py does not fit: {find_unplayed()}")
    shutil.rmtree(_HERE, ignore_errors=True)
    _HERE.mkdir()
    printed_here = _play(_run_here, _HERE, branches)
    printed_there = _play(lambda words, folder: _run_there(wine, words, folder), office.FOLDER, branches)
    _refuse(wine)
    parts = hash_folder(_HERE / _TOWN)
    differences = [
        *compare(printed_here, printed_there),
        *compare(parts, hash_folder(office.FOLDER / _TOWN)),
    ]
    _refuse_differences(differences, printed_here, printed_there)
    sealed_here = _archive(_run_here, _HERE / _TOWN)
    sealed_there = _archive(lambda words, folder: _run_there(wine, words, folder), office.FOLDER / _TOWN)
    _refuse_differences(compare(sealed_here, sealed_there), sealed_here, sealed_there)
    files = {part.partition("!")[0] for part in parts}
    return [
        f"{len(printed_here)} commands printed the same JSON: {', '.join(printed_here)}",
        f"{len(files)} files with {len(parts)} parts are equal",
        "the year is sealed in an archive of the same files, and each is as it was sealed",
    ]


def _refuse_differences(
    differences: Sequence[str], printed_here: Mapping[str, str], printed_there: Mapping[str, str]
) -> None:
    if differences:
        printed = [
            f"{command} here:    {printed_here[command]}\n{command} Windows: {printed_there[command]}"
            for command in compare(printed_here, printed_there)
        ]
        raise office.UnexpectedResult("different on Windows:\n" + "\n".join([*differences, *printed]))


def _play(run: Run, folder: Path, branches: int) -> Mapping[str, str]:
    """Run everything in a folder.

    Returns:
        What each command printed as JSON and its status, by the command's name.
    """
    demo = [DEMO, _TOWN, "--branches", str(branches), "--seed", _SEED, "--json"]
    printed = {DEMO: _printed(run(demo, folder), folder)}
    town = folder / _TOWN
    for command, arguments in PLAYED.items():
        words = [*command_line(command, arguments, office.MASTER), "--json"]
        printed[command] = _printed(run(words, town), town)
    return printed


def _archive(run: Run, town: Path) -> Mapping[str, str]:
    """Seal the year and check it.

    The hashes are not compared: they are those of whole files, and each system compresses their parts in its
    own way.

    Returns:
        What was printed, without the archive's fingerprint.
    """
    printed = {}
    for command in ("archive", "archive --verify"):
        ended = run([*command_line(command, [office.MASTER], ""), "--json"], town)
        if ended.status != 0:
            raise office.UnexpectedResult(f"{command} in {town}:\n{ended.printed}")
        printed[command] = _FINGERPRINT.sub("…", _printed(ended, town))
    return printed


def _printed(ended: Ended, folder: Path) -> str:
    try:
        content = json.loads(ended.printed)
    except json.JSONDecodeError as error:
        raise office.UnexpectedResult(f"no JSON in {folder}:\n{ended.printed}") from error
    return json.dumps([ended.status, _without_place(content, folder)], ensure_ascii=False)


def _without_place(value: Any, folder: Path) -> Any:
    r"""What was printed, without what only the system decides: where the folder is, and ``\`` or ``/``.

    >>> _without_place({"outputs": ["Z:\\town\\发出\\a.xlsx"]}, Path("/town"))
    {'outputs': ['…/发出/a.xlsx']}
    """
    if isinstance(value, dict):
        return {name: _without_place(part, folder) for name, part in value.items()}
    if isinstance(value, list):
        return [_without_place(part, folder) for part in value]
    if not isinstance(value, str):
        return value
    return value.replace(on_windows(folder), "…").replace(str(folder), "…").replace("\\", "/")


def _run_here(words: Sequence[str], folder: Path) -> Ended:
    # Without a PATH the demonstration finds no LibreOffice, which is not on the other computer either.
    environment = {**os.environ, "PATH": "", "LOGNAME": "clerk"}
    process = subprocess.run(
        [sys.executable, "-I", _CLOCK, MOMENT, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(process.returncode, process.stdout + process.stderr)


def _run_there(wine: Wine, words: Sequence[str], folder: Path) -> Ended:
    return office.run_python(wine, "-I", on_windows(_CLOCK), MOMENT, *words, folder=folder)


def _refuse(wine: Wine) -> None:
    """Run the commands that an office's Python refuses, as they are typed."""
    for command, sentence in REFUSED.items():
        ended = office.type_command(wine, r"_venv\Scripts\shuzhi", command)
        office.check(ended, command, sentence, status=2)
