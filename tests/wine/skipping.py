"""A plugin of pytest: skips on Windows' Python the tests that `suite.toml` names, each with its reason."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

SUITE: Final = tomllib.loads((Path(__file__).parent / "suite.toml").read_text(encoding="utf-8"))
SKIPPED: Final[Mapping[str, str]] = SUITE["skip"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip them; an entry of a collected module that names no test is an error."""
    unused = {name for name in SKIPPED if any(_is_in_module(item, name) for item in items)}
    for item in items:
        for name, reason in SKIPPED.items():
            if item.nodeid.startswith(name):
                item.add_marker(pytest.mark.skip(reason=reason))
                unused.discard(name)
    if unused:
        raise pytest.UsageError(f"suite.toml skips what does not exist: {sorted(unused)}")


def _is_in_module(item: pytest.Item, name: str) -> bool:
    return item.nodeid.partition("::")[0] == name.partition("::")[0]
