"""The small town's office at each stage of the year, as fixtures."""

import gc
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from tests.year_stages import Stages, TownOffice

_DISK = "full disk"
_SHORT = 40
_LIVE = Path(__file__).parent / "live"
# A module goes to one worker, so one that takes minutes must not be the last.
_LONG = ("test_added_column_and_button.py", "test_ooxml.py", "test_window.py")
collect_ignore = ["wine/no_build", "wine/sitecustomize.py"]
if sys.platform != "win32":
    # `make windows` runs them.
    collect_ignore.append("windows")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the garbage collector away from the tests and their modules, of which none is garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Send the tests of a module to one worker, so that what they share is made once.

    All that need the live spreadsheet share it. They take longest and come first, so that no worker waits for
    another in the end.
    """
    for item in items:
        live = _is_live(item)
        item.add_marker(pytest.mark.xdist_group("live" if live else item.nodeid.partition("::")[0]))
        if live:
            item.add_marker(pytest.mark.live)
    items.sort(key=lambda item: (not _is_live(item), item.path.name not in _LONG))


def _is_live(item: pytest.Item) -> bool:
    return _LIVE in item.path.parents


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a file's content by its parameter: it may hold the time, and both workers must agree."""
    return argname if isinstance(val, bytes) and len(val) > _SHORT else None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuse to run groups that have no effect, as with a pytest that pytest-xdist does not know."""
    if session.config.getoption("loadgroup", default=False):
        loose = [item.nodeid for item in session.items if "@" not in item.nodeid]
        if loose:
            raise pytest.UsageError(f"these tests would run on any worker: {loose[:3]}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which kind of full disk was tried, since that depends on the rights of who runs the tests."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    kinds = sorted({value for report in reports for name, value in report.user_properties if name == _DISK})
    if kinds:
        terminalreporter.write_line(f"{_DISK}: {' and '.join(kinds)}")


@pytest.fixture
def record_disk(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Takes which kind of full disk a test had, for the end of the run."""
    return lambda kind: record_property(_DISK, kind)


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("town"))


@pytest.fixture
def drafted(stages: Stages, tmp_path: Path) -> TownOffice:
    """Everything is entered that is known before 分发."""
    return stages.open("drafted", tmp_path)


@pytest.fixture
def issued(stages: Stages, tmp_path: Path) -> TownOffice:
    """After 分发."""
    return stages.open("issued", tmp_path)


@pytest.fixture
def issued_twice(stages: Stages, tmp_path: Path) -> TownOffice:
    """After 分发 with 双人录入."""
    return stages.open("issued_twice", tmp_path)


@pytest.fixture
def collected(stages: Stages, tmp_path: Path) -> TownOffice:
    """After 回收 of everything."""
    return stages.open("collected", tmp_path)


@pytest.fixture
def computed(stages: Stages, tmp_path: Path) -> TownOffice:
    """After 计算; nothing is decided."""
    return stages.open("computed", tmp_path)


@pytest.fixture
def decided(stages: Stages, tmp_path: Path) -> TownOffice:
    """The committee has decided, and 计算 was pressed again."""
    return stages.open("decided", tmp_path)


@pytest.fixture
def generated(stages: Stages, tmp_path: Path) -> TownOffice:
    """After 生成."""
    return stages.open("generated", tmp_path)
