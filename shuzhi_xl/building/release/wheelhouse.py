"""The packages for computers without a network (离线安装包): exactly those in the lock file, by hash."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from shuzhi_xl.building.release.changed_wheels import bring_runtime, leave_out

PYTHONS: Final = ("3.11", "3.12", "3.13")
"""The versions of Python that the installation accepts, as docs/经办人手册.md names them."""

PIP_LIST: Final = "pip.txt"
"""The list in the wheelhouse that names pip alone; pip cannot install itself beside the others."""
_WINDOWS: Final = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "sys_platform": "win32",
}


@dataclass(frozen=True)
class Target:
    """A kind of computer that packages are fetched for (目标环境).

    Attributes:
        environment: The values that a requirement's marker may test.
        options: The options of pip for it; none for this computer.
    """

    environment: Mapping[str, str] = field(
        default_factory=lambda: {name: str(value) for name, value in default_environment().items()}
    )
    options: Sequence[str] = ()


def windows(python: str) -> Target:
    """Windows on a 64-bit PC.

    Args:
        python: The version of Python, as ``3.11``.
    """
    return Target(
        {**_WINDOWS, "python_version": python, "python_full_version": f"{python}.0"},
        ("--platform", "win_amd64", "--python-version", python, "--implementation", "cp"),
    )


def pins(lock: str, environment: Mapping[str, str]) -> list[str]:
    r"""The lines of a lock file that apply to an environment, without their markers.

    pip evaluates the markers for the computer it runs on, even when it fetches for another.

    >>> lock = "a==1 \\\n    --hash=sha256:00\nb==2 ; sys_platform == 'win32' \\\n    --hash=sha256:11\n"
    >>> pins(lock, {"sys_platform": "linux"})
    ['a==1 --hash=sha256:00']
    """
    lines = (line for line in lock.replace("\\\n", " ").splitlines() if line.strip())
    return list(_applicable_lines(lines, environment))


def _applicable_lines(lines: Iterator[str], environment: Mapping[str, str]) -> Iterator[str]:
    for line in lines:
        requirement_text, *hashes = line.split("--hash=")
        requirement = Requirement(requirement_text)
        if requirement.marker is None or requirement.marker.evaluate(dict(environment)):
            options = (f"--hash={digest.strip()}" for digest in hashes)
            yield " ".join((f"{requirement.name}{requirement.specifier}", *options))


def fetch(lock: str, folder: Path, target: Target) -> None:
    """Fetch the wheels of a lock file, and change those that `changed_wheels` is about.

    Args:
        lock: The lock file's text; every package has its hashes.
        folder: The folder for them, which exists.
        target: The computer they are for.
    """
    _download(pins(lock, target.environment), folder, *target.options)
    for wheel in sorted(folder.glob("*.whl")):
        leave_out(wheel)
    bring_runtime(folder)


def fetch_pip(project: Path, folder: Path) -> str:
    """Fetch the wheel of pip, with which an office installs the others (安装工具).

    Returns:
        It, as ``pip==version``.
    """
    lock = (project / "requirements-dev.lock").read_text(encoding="utf-8")
    # For this computer: the wheel of pip is the same on every system.
    (pip,) = (line for line in pins(lock, Target().environment) if line.startswith("pip=="))
    _download([pip], folder)
    return pip.split()[0]


def build_wheel(project: Path, folder: Path) -> None:
    """Build the project's own wheel, with the packages that are installed here."""
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(project))


def resolve(folder: Path, python: str) -> list[str]:
    """Resolve the installation for Windows from a wheelhouse alone, as its computers will.

    Args:
        folder: The wheelhouse.
        python: The version of Python, as ``3.11``.

    Returns:
        The packages that would be installed, as ``name==version``.

    Raises:
        CalledProcessError: A package is missing.
    """
    # uv, because pip evaluates markers for the computer that it runs on; without `--python` it would fetch
    # the version of Python for which it resolves.
    command = [
        *(sys.executable, "-m", "uv", "pip", "compile", "-", "--quiet", "--no-config", "--no-header"),
        *("--python", sys.executable),
        *("--no-annotate", "--no-index", "--only-binary", ":all:", "--find-links", str(folder)),
        *("--python-platform", "x86_64-pc-windows-msvc", "--python-version", python),
    ]
    process = subprocess.run(command, input="shuzhi_xl[paper]", capture_output=True, text=True, check=True)  # noqa: S603  our own
    return process.stdout.split()


def write_lists(folder: Path, pip: str, packages: Mapping[str, Sequence[str]]) -> None:
    """Write into a wheelhouse what an office installs, each package with the hashes of its wheels (安装清单).

    Args:
        folder: The wheelhouse.
        pip: The installing package, as ``pip==26.3``.
        packages: By the version of Python, as `resolve` gives them.

    Raises:
        KeyError: A package has no wheel.
    """
    hashes: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.whl")):
        name, version, *_ = parse_wheel_filename(path.name)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        hashes.setdefault(f"{name}=={version}", []).append(f" --hash=sha256:{digest}")
    lists = {PIP_LIST: [pip], **{f"requirements-{python}.txt": names for python, names in packages.items()}}
    for title, names in lists.items():
        lines = (f"{name}{''.join(hashes[_normal(name)])}\n" for name in names)
        (folder / title).write_text("".join(lines), encoding="utf-8")


def _normal(package: str) -> str:
    requirement = Requirement(package)
    return f"{canonicalize_name(requirement.name)}{requirement.specifier}"


def _download(packages: Sequence[str], folder: Path, *options: str) -> None:
    # Wheels only: neither here nor in an office is there a compiler for Windows.
    requirements = folder / "requirements.txt"
    requirements.write_text("\n".join(packages), encoding="utf-8")
    _pip("download", "--only-binary=:all:", "--no-deps", "--require-hashes", *options,
         "--dest", str(folder), "--requirement", str(requirements))  # fmt: skip
    requirements.unlink()


def _pip(*arguments: str) -> None:
    subprocess.run(  # noqa: S603  our own arguments
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True
    )
