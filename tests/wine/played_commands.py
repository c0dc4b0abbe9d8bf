"""Every command of `shuzhi`, after the demonstration year, in an order in which each has work to do."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import typer

from shuzhi_xl.cli.commands import app
from shuzhi_xl.wording.screen.panel import NO_WINDOW

MOMENT: Final = "2016-12-20T09:00:00"
_MASTER: Final = "总表"
_SCHEME: Final = "方案/带走.toml"

PLAYED: Final[Mapping[str, Sequence[str]]] = {
    "recount": [_MASTER],
    "check": [_MASTER],
    "read-reports": [_MASTER],
    "collect": [_MASTER],
    "compute": [_MASTER],
    "scan": [_MASTER],
    "audit": [_MASTER, "--seed", "山高水长"],
    "adopt-suggestions": [_MASTER],
    "generate": [_MASTER],
    "publish": [_MASTER],
    "track": [_MASTER],
    "close-problems": [_MASTER],
    "distribute": [_MASTER],
    "reissue": [_MASTER, "C001"],
    "explain": [_MASTER, "C001"],
    "scheme export": [_MASTER, _SCHEME],
    "scheme apply": [_MASTER],
    "scheme import": [_MASTER, _SCHEME],
    "upgrade": [_MASTER],
    "new": ["明年.xlsm", "--year", "2017", "--from", _MASTER],
    "start": [_MASTER],
    "rollup": ["."],
    "archive": [_MASTER, "--verify"],
}
"""The arguments of each command whose result must be the same on both systems."""

REFUSED: Final[Mapping[str, str]] = {
    "build": "build",
    "panel": NO_WINDOW,
}
"""The commands that the office's Python refuses, and what they say: it has no checkout, and no tkinter."""

DEMO: Final = "demo"


def list_commands() -> set[str]:
    """The names of all commands, as the program itself lists them."""
    return set(_names(typer.main.get_command(app), ""))


def _names(command: object, name: str) -> Iterator[str]:
    subcommands = getattr(command, "commands", None)
    if subcommands is None:
        yield name
        return
    for word, subcommand in subcommands.items():
        yield from _names(subcommand, f"{name} {word}".strip())


def command_line(command: str, arguments: Sequence[str], master: str) -> list[str]:
    """The words of a command, with the master's name in it."""
    return [*command.split(), *(master if word == _MASTER else word for word in arguments)]


def find_unplayed() -> set[str]:
    """The commands that nobody has thought of here."""
    return list_commands() ^ {*PLAYED, *REFUSED, DEMO}
