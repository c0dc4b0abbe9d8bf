"""Starts one LibreOffice without a screen, with a fresh profile, and ends just that one."""

import atexit
import builtins
import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

_PATIENCE = 60
_SYSTEM_PYTHON = "/usr/bin/python3"
_SYSTEM_PACKAGES = Path("/usr/lib/python3/dist-packages")
_UNO_MODULES = ("uno", "unohelper")

# Formulas are computed on opening as Excel does; English names and formats; no questions, no lock files.
_SETTINGS = (
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/Misc", "UseLocking", "false"),
    ("Office.Common/Misc", "UseDocumentSystemFileLocking", "false"),
    ("Setup/L10N", "ooLocale", "en-US"),
    ("Setup/L10N", "ooSetupSystemLocale", "en-US"),
)


class SpreadsheetDied(RuntimeError):  # noqa: N818 - said as it happened
    """The spreadsheet program ended while a test needed it."""


class SpreadsheetRefused(RuntimeError):  # noqa: N818 - said as it happened
    """Excel would refuse what was asked, so the spreadsheet here does, too."""


@cache
def load_uno() -> ModuleType:
    """Import `uno`, which only the system's Python has, and leave no other trace.

    Raises:
        RuntimeError: python3-uno is missing, or was built for another version of Python.
    """
    _check_version()
    own_path, own_import = list(sys.path), builtins.__import__
    for name in _UNO_MODULES:
        _load_from(_SYSTEM_PACKAGES / f"{name}.py")
    sys.path[:] = own_path
    builtins.__import__ = own_import  # uno.py sets its own for everybody
    return sys.modules["uno"]


def _load_from(file: Path) -> None:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{file} can't be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)


def _check_version() -> None:
    if not (_SYSTEM_PACKAGES / "uno.py").exists():
        raise RuntimeError("python3-uno is missing: run `make office` first")
    program = "import sys, uno; print(*sys.version_info[:2], sep='.')"
    run = subprocess.run([_SYSTEM_PYTHON, "-c", program], check=True, capture_output=True, text=True)
    version = "{}.{}".format(*sys.version_info)
    if run.stdout.strip() != version:
        raise RuntimeError(
            f"python3-uno is built for Python {run.stdout.strip()}, and the tests run on {version}: "
            f"make the environment with `make PYTHON={_SYSTEM_PYTHON} …`"
        )


class Office:
    """One running LibreOffice and the way to talk to it."""

    def __init__(self) -> None:
        program = shutil.which("soffice")
        if program is None:
            raise RuntimeError("soffice is missing: run `make office` first")
        self.uno = load_uno()
        self.profile = Path(tempfile.mkdtemp(prefix="live_"))
        _write_settings(self.profile)
        pipe = f"live{secrets.token_hex(8)}"
        self._process = _start(program, self.profile, pipe)
        atexit.register(self.kill)  # a test run that breaks off leaves nothing behind
        try:
            self.address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            self.context: Any = self._connect(self.address)
        except BaseException:
            self.kill()
            raise
        self.desktop: Any = self.service("com.sun.star.frame.Desktop")

    @property
    def pid(self) -> int:
        return self._process.pid

    def service(self, name: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def has_died(self, patience: float = 0) -> bool:
        """Whether the program has ended; it may take a moment to be seen."""
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            return False
        return True

    def quit(self) -> None:
        """Ask the program to end, and end it if it doesn't."""
        if not self.has_died():
            try:
                self.desktop.terminate()
            except self.uno.getClass("com.sun.star.uno.Exception"):
                pass  # the line breaks as the program ends
            self.has_died(15)
        self.kill()

    def kill(self) -> None:
        """End the program at once, with the processes that it started, and no other."""
        atexit.unregister(self.kill)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _connect(self, address: str) -> Any:
        resolver = _resolver()
        unreachable = self.uno.getClass("com.sun.star.connection.NoConnectException")
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            if self.has_died():
                raise SpreadsheetDied(f"soffice ended while starting:\n{_last_words(self.profile)}")
            try:
                return resolver.resolve(address)
            except unreachable:
                time.sleep(0.05)
        raise SpreadsheetDied(f"soffice did not answer within {_PATIENCE} s:\n{_last_words(self.profile)}")


class Attached(Office):
    """A LibreOffice that another process started, and will end."""

    def __init__(self, address: str) -> None:
        self.uno = load_uno()
        self.address = address
        self.context = _resolver().resolve(address)
        self.desktop = self.service("com.sun.star.frame.Desktop")

    @property
    def pid(self) -> int:
        return 0

    def has_died(self, patience: float = 0) -> bool:  # noqa: ARG002 - the one who started it will know
        return False

    def quit(self) -> None:
        """It stays."""

    def kill(self) -> None:
        """It stays."""


def _resolver() -> Any:
    local = load_uno().getComponentContext()
    return local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)


def _start(program: str, profile: Path, pipe: str) -> subprocess.Popen[bytes]:
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext"]
    # Paths with Chinese need a UTF-8 locale; its own session, so that one signal reaches its children.
    surroundings = os.environ | {"LC_ALL": "C.UTF-8"}
    with (profile / "last_words.txt").open("wb") as log_file:
        return subprocess.Popen(
            command, stdout=log_file, stderr=log_file, start_new_session=True, env=surroundings
        )


def _last_words(profile: Path) -> str:
    return (profile / "last_words.txt").read_text(encoding="utf-8", errors="replace")[-2000:]


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    folder = profile / "user"
    folder.mkdir()
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
