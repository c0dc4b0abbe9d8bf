"""The table of what runs on Windows names every folder of tests, and nothing else."""

from tests.wine.places import CHECKOUT
from tests.wine.played_commands import find_unplayed
from tests.wine.skipping import SKIPPED, SUITE


def test_every_folder_of_tests_runs_on_windows_or_has_a_reason() -> None:
    folders = {f"tests/{path.parent.name}" for path in CHECKOUT.glob("tests/*/__init__.py")}
    tables = {**SUITE["run"], **SUITE["elsewhere"]}
    assert folders <= set(tables)
    assert [name for name in tables if not (CHECKOUT / name).exists()] == []
    assert all(reason.strip() for reason in (*tables.values(), *SKIPPED.values()))


def test_a_skipped_test_is_in_a_module_that_runs() -> None:
    modules = {name.partition("::")[0] for name in SKIPPED}
    assert [name for name in modules if not (CHECKOUT / name).is_file()] == []
    assert [name for name in modules if not name.startswith(tuple(SUITE["run"]))] == []


def test_every_command_is_played_on_windows() -> None:
    assert find_unplayed() == set()
