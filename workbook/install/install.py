"""Sets up the appraisal workbook in its own folder (安装): environment, packages, master, self check.

`install.cmd` finds a Python and starts this file with it. It uses the standard library alone, no network and
no administrator's rights, changes nothing outside its own folder, and may be run any number of times.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

MASTER = "述职评议考核.xlsm"
BLANK = "空白总表"
WHEELHOUSE = "wheelhouse"
ENVIRONMENT = "_venv"
WINDOWS = sys.platform == "win32"
# Excel and WPS keep such a file beside a workbook that is open.
OWNER_FILES = ("~$", ".~")
# Browsers and mail programs mark what they fetch; Excel then refuses its macros.
DOWNLOAD_MARK = ":Zone.Identifier"
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

INCOMPLETE = "本文件夹里缺少“{name}”。请把压缩包全部解压后再运行。"
DAMAGED = "安装包不完整或已损坏：“{name}”与发布时不一致。请重新拷贝并全部解压，再运行一次；原有文件没有改动。"
OPEN = f"“{MASTER}”正打开着。请先保存并关闭它，再运行一次。"
STEPS = (
    "第 1 步，共 4 步：核对安装包……",
    f"第 2 步，共 4 步：在本文件夹中建立专用环境“{ENVIRONMENT}”……",
    "第 3 步，共 4 步：安装所需组件（不需要上网，约一两分钟）……",
    "第 4 步，共 4 步：把环境的位置写入总表并自检……",
)
NO_ENVIRONMENT = (
    "建立专用环境没有成功（{reason}）。请关闭正在使用它的 Excel，"
    "确认本文件夹可以写入、磁盘有 1 GB 以上空间，再运行一次。"
)
NO_PACKAGES = "安装组件没有成功。请把上面的文字拍照发给技术人员；总表和收发的文件没有改动。"
NO_MASTER = "总表没有放好（{reason}）。请确认本文件夹可以写入，再运行一次。"
NOT_CONFIGURED = "总表没有设置成功。请按上面的提示处理后再运行一次。"
NOT_UPGRADED = "新版程序已经装好，但总表没有升级，内容没有改动。请按上面的提示处理后再运行一次。"
NOT_WELL = "已经安装，但自检发现问题。请按上面打叉的各行处理后，再运行一次。"
UNEXPECTED = "出现意外情况：{reason}。请把本窗口拍照发给技术人员，处理后可以再运行一次。"
DONE = (
    f"安装完成。请用 Excel 打开“{MASTER}”，出现黄色提示时点“启用内容”。\n"
    "用 WPS 的、不能用宏的，请双击“述职评议.cmd”，在面板里做同样的工作。\n"
    "以后如果移动了本文件夹，请再运行一次 install.cmd。"
)


class InstallationError(Exception):
    """The installation cannot go on; its message says why and what to do."""


def install(folder: Path) -> None:
    """Set everything up (安装).

    Args:
        folder: Where the bundle was unpacked.

    Raises:
        InstallationError: A step failed; what the clerk has made is unchanged.
    """
    say(STEPS[0])
    requirements = check_bundle(folder)
    check_closed(folder)
    say(STEPS[1])
    python = make_environment(folder / ENVIRONMENT)
    say(STEPS[2])
    install_packages(python, requirements)
    say(STEPS[3])
    place_master(folder)
    set_up_master(python, folder / MASTER)


def check_bundle(folder: Path) -> Path:
    """Check that the bundle is complete, before anything is removed (核对安装包).

    Returns:
        The list of packages for this version of Python, each with its hashes.

    Raises:
        InstallationError: A file is missing or is not the one that was released.
    """
    wheelhouse = folder / WHEELHOUSE
    requirements = wheelhouse / f"requirements-{sys.version_info.major}.{sys.version_info.minor}.txt"
    tool = wheelhouse / "pip.txt"
    for path in (folder / BLANK / MASTER, requirements, tool):
        if not path.is_file():
            raise InstallationError(INCOMPLETE.format(name=path.relative_to(folder).as_posix()))
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in wheelhouse.glob("*.whl")}
    lines = [line for path in (requirements, tool) for line in path.read_text(encoding="utf-8").splitlines()]
    damaged = [line.split()[0] for line in lines if not hashes.issuperset(HASH.findall(line))]
    if damaged:
        raise InstallationError(DAMAGED.format(name="、".join(damaged)))
    return requirements


def check_closed(folder: Path) -> None:
    """Refuse to go on while the master is open in Excel or WPS.

    Raises:
        InstallationError: It is open.
    """
    if any((folder / f"{mark}{MASTER}").exists() for mark in OWNER_FILES):
        raise InstallationError(OPEN)


def make_environment(folder: Path) -> Path:
    """Make a private environment, in place of an earlier one (建立专用环境).

    The embeddable Python of python.org has no `venv`: there the environment is a copy of the interpreter that
    looks for packages in its own folder.

    Returns:
        Its interpreter.

    Raises:
        InstallationError: A file of the earlier one is in use, or the folder cannot be written.
    """
    try:
        if folder.exists():
            shutil.rmtree(folder)
        if find_spec("venv"):
            # pip comes from the wheelhouse, the same for every Python.
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
            return folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
        return copy_interpreter(Path(sys.executable).parent, folder)
    except (OSError, subprocess.CalledProcessError) as error:
        raise InstallationError(NO_ENVIRONMENT.format(reason=error)) from error


def copy_interpreter(source: Path, folder: Path) -> Path:
    """Copy an embeddable Python, and let it use packages of its own folder.

    Returns:
        The copy's interpreter.
    """
    shutil.copytree(source, folder, copy_function=shutil.copyfile)
    for path in folder.glob("python*._pth"):
        # `import site` makes it look into Lib/site-packages and read the *.pth files there, as pywin32 needs.
        path.write_text(f"{path.stem}.zip\n.\nimport site\n", encoding="utf-8")
    (folder / "Lib" / "site-packages").mkdir(parents=True)
    # The manual's commands name the interpreter where an environment by venv has it.
    (folder / "Scripts").mkdir()
    (folder / "Scripts" / "python.cmd").write_bytes(b'@"%~dp0..\\python.exe" %*\r\n')
    return folder / Path(sys.executable).name


def install_packages(python: Path, requirements: Path) -> None:
    """Install the packages of a list, each by its hash and from the wheelhouse alone (安装组件).

    Python compiles a module when it is first used: to compile all of them here, the tests of pandas among
    them, would take twice as long as everything else.

    Raises:
        InstallationError: pip failed; it has said why.
    """
    (pip,) = requirements.parent.glob("pip-*.whl")
    run(
        [python, pip / "pip", "--isolated", "--disable-pip-version-check", "install", "--quiet", "--no-index",
         "--no-deps", "--no-compile", "--require-hashes", "--no-warn-script-location",
         "--find-links", requirements.parent, "--requirement", requirements],
        NO_PACKAGES,
    )  # fmt: skip


def place_master(folder: Path) -> None:
    """Put a blank master into the folder when there is none, and free it of the download mark (放置总表).

    Raises:
        InstallationError: The folder cannot be written.
    """
    master = folder / MASTER
    try:
        if not master.exists():
            shutil.copyfile(folder / BLANK / MASTER, master)
        remove_download_mark(master)
    except OSError as error:
        raise InstallationError(NO_MASTER.format(reason=error.strerror or error)) from error


def remove_download_mark(path: Path) -> None:
    """Remove the mark by which Windows knows a file that came from elsewhere (解除锁定)."""
    Path(f"{path}{DOWNLOAD_MARK}").unlink(missing_ok=True)


def set_up_master(python: Path, master: Path) -> None:
    """Write the environment's place into the master, upgrade it, and run the self check (设置总表并自检).

    Raises:
        InstallationError: One of them failed; it has said why.
    """
    doctor = [python, "-m", "shuzhi_xl.doctor"]
    run([*doctor, "--configure", master], NOT_CONFIGURED)
    # A master of an earlier version gets what is new; one of this version is left alone.
    run([python, "-c", "from shuzhi_xl.cli import main; main()", "upgrade", master], NOT_UPGRADED)
    run([*doctor, master], NOT_WELL)


def run(command: Sequence[Path | str], failure: str) -> None:
    """Run a command whose output is shown.

    Raises:
        InstallationError: It failed; the message is `failure`.
    """
    if subprocess.run(list(map(str, command)), check=False).returncode:
        raise InstallationError(failure)


def say(text: str) -> None:
    """Show a line after a blank one."""
    print(f"\n{text}", flush=True)


def main() -> int:
    """Install into the folder of this file.

    Returns:
        The exit status: 0 when all is well.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        install(Path(__file__).absolute().parent)
    except InstallationError as error:
        say(str(error))
        return 1
    except Exception as error:
        say(UNEXPECTED.format(reason=f"{type(error).__name__}：{error}"))
        return 1
    say(DONE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
