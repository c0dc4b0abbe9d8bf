"""The self check reads a real registry: what it finds there is what was put there."""

import winreg
from collections.abc import Iterator

import pytest

from shuzhi_xl.doctor import office, system
from shuzhi_xl.doctor.office_facts import read_office_facts
from shuzhi_xl.doctor.registry import read_registry

SECURITY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"


@pytest.fixture
def macros_forbidden() -> Iterator[None]:
    """A policy that lets no macro run, for this user; without Excel its version is the latest."""
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, SECURITY) as key:  # type: ignore[attr-defined]  # exists on Windows only
        winreg.SetValueEx(key, "VBAWarnings", 0, winreg.REG_DWORD, 4)  # type: ignore[attr-defined]
    yield
    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, SECURITY)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("macros_forbidden")
def test_a_policy_is_read() -> None:
    assert read_registry(rf"HKCU\{SECURITY}", "VBAWarnings") == 4
    assert read_registry(rf"HKCU\{SECURITY}", "none") is None
    assert read_registry(r"HKCU\Software\No such key", "") is None
    assert read_office_facts(read_registry).macros.policy == 4


def test_the_run_time_library_is_that_of_python() -> None:
    assert office.check_runtime(system.load_library).good
