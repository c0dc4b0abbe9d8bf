"""Facts about Excel and WPS on this computer (办公软件的情况), from the registry and the program's file."""

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shuzhi_xl.doctor.registry import Registry

_PROGRAM: Final = re.compile(r'"?(.+?\.exe)\b', re.IGNORECASE)
_CLICK_TO_RUN: Final = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_LATEST: Final = "16"  # Excel 2016, 2019, 2021, 2024 and 365 are all version 16
_MACHINES: Final = {0x8664: 64, 0xAA64: 64, 0x14C: 32}
# Names under which WPS' spreadsheet program registers itself.
_WPS_KEYS: Final = (r"HKCR\KET.Application\CLSID", r"HKCR\ET.Application\CLSID")
_WPS_FOLDERS: Final = tuple(rf"{root}\Software\Kingsoft\Office\6.0\Common" for root in ("HKCU", "HKLM"))
_CHOICE: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.xlsm\UserChoice"


@dataclass(frozen=True)
class MacroSettings:
    """What decides whether Excel runs macros (宏设置); None where nothing is set.

    Attributes:
        policy: VBAWarnings of the administrator's policy, 1 to 4, as in Office's policy templates: 3 runs
            signed macros only, 4 none.
        user: The same number of the user's own setting in the trust centre.
        without_vba: Whether a policy switches VBA off for all of Office.
    """

    policy: int | None = None
    user: int | None = None
    without_vba: bool = False


@dataclass(frozen=True)
class OfficeFacts:
    """What is installed (办公软件).

    Attributes:
        program: The program that answers to the name of Excel; blank for none.
        version: Excel's version, as ``16.0.17928.20156`` or ``16``; blank where it is not known.
        bits: Excel's word length; None where its file cannot be read.
        has_wps: Whether WPS is installed.
        opener: What a double click on a master starts, as the registry names it.
        macros: Excel's macro settings.
    """

    program: str = ""
    version: str = ""
    bits: int | None = None
    has_wps: bool = False
    opener: str = ""
    macros: MacroSettings = MacroSettings()

    @property
    def has_excel(self) -> bool:
        """Whether it is Excel that answers; WPS can take over Excel's registration."""
        return self.program.lower().endswith("excel.exe")

    @property
    def major_version(self) -> int | None:
        """The number before the first dot of the version."""
        major = self.version.partition(".")[0]
        return int(major) if major.isdecimal() else None


def read_office_facts(registry: Registry) -> OfficeFacts:
    """Find out what is installed.

    Args:
        registry: Reads the registry.
    """
    program = _read_program(registry)
    current = str(registry(r"HKCR\Excel.Application\CurVer", "") or "").rpartition(".")[2]
    return OfficeFacts(
        program=program,
        version=str(registry(_CLICK_TO_RUN, "VersionToReport") or current),
        bits=read_bits(Path(program)) if program else None,
        has_wps=any(registry(key, "") for key in _WPS_KEYS)
        or any(registry(key, "InstallRoot") for key in _WPS_FOLDERS),
        opener=str(registry(_CHOICE, "ProgId") or registry(r"HKCR\.xlsm", "") or ""),
        macros=_read_macro_settings(registry, f"{current or _LATEST}.0"),
    )


def _read_program(registry: Registry) -> str:
    number = registry(r"HKCR\Excel.Application\CLSID", "")
    # A 32-bit Excel registers itself where 64-bit programs do not look.
    for classes in (r"HKCR\CLSID", r"HKCR\Wow6432Node\CLSID"):
        server = registry(rf"{classes}\{number}\LocalServer32", "") if number else None
        if server:
            program = _PROGRAM.match(str(server).strip())
            return program[1] if program else str(server)
    return ""


def _read_macro_settings(registry: Registry, version: str) -> MacroSettings:
    office = rf"Microsoft\Office\{version}"
    policies = rf"HKCU\Software\Policies\{office}"
    return MacroSettings(
        policy=_as_number(registry(rf"{policies}\Excel\Security", "VBAWarnings")),
        user=_as_number(registry(rf"HKCU\Software\{office}\Excel\Security", "VBAWarnings")),
        without_vba=_as_number(registry(rf"{policies}\Common", "VbaOff")) == 1,
    )


def _as_number(value: str | int | None) -> int | None:
    return value if isinstance(value, int) else None


def read_bits(program: Path) -> int | None:
    """The word length of a Windows program, from its header (位数).

    Returns:
        64, 32, or None where the file cannot be read.
    """
    try:
        with program.open("rb") as file:
            # The offset of the PE header is at 0x3C, and the machine follows its signature.
            file.seek(0x3C)
            (offset,) = struct.unpack("<I", file.read(4))
            file.seek(offset)
            signature, machine = struct.unpack("<4sH", file.read(6))
    except (OSError, struct.error):
        return None
    return _MACHINES.get(machine) if signature == b"PE\0\0" else None
