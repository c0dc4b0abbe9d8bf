"""What the office programs on this computer mean for the buttons and the panel (办公软件)."""

from collections.abc import Callable, Iterator
from typing import Final

from shuzhi_xl.doctor.answers import CheckedLine, inapplicable_line, notice_line, passing_line
from shuzhi_xl.doctor.office_facts import MacroSettings, OfficeFacts
from shuzhi_xl.wording.screen import doctor as wording

_OLDEST_VERSION: Final = 14  # Excel 2010, the oldest that loads the 64-bit DLL
_ONLY_SIGNED: Final = 3  # of VBAWarnings; our macros are not signed
_RUNTIME: Final = ("vcruntime140.dll", "vcruntime140_1.dll")


def check_office(facts: OfficeFacts | None) -> Iterator[CheckedLine]:
    """Check whether the buttons run in Excel; an office where they do not uses the panel or the commands.

    Args:
        facts: What is installed; None on systems other than Windows.
    """
    if facts is None:
        yield inapplicable_line("host")
        return
    if not facts.has_excel:
        # Something else may answer to the name of Excel.
        wps = wording.WPS_AS_EXCEL if facts.program else wording.WITH_WPS if facts.has_wps else ""
        yield notice_line("no_excel", wps=wps)
        return
    yield _excel(facts)
    # Excel's own names are Excel.SheetMacroEnabled.12 and the like.
    if facts.has_wps and facts.opener and not facts.opener.lower().startswith("excel."):
        yield notice_line("opens_in_wps", program=facts.opener)
    yield from _blocked_macros(facts.macros)


def _excel(facts: OfficeFacts) -> CheckedLine:
    major = facts.major_version
    if major is not None and major < _OLDEST_VERSION:
        return notice_line("old_excel", version=facts.version)
    known_parts = (facts.version, wording.BITS.format(bits=facts.bits) if facts.bits else "")
    version = "，".join(filter(None, known_parts))
    return passing_line("host", program=facts.program, version=f"（{version}）" if version else "")


def _blocked_macros(macros: MacroSettings) -> Iterator[CheckedLine]:
    """A policy wins over the user's own setting."""
    if macros.without_vba:
        yield notice_line("macros_forbidden", setting="VbaOff")
    elif macros.policy is not None:
        if macros.policy >= _ONLY_SIGNED:
            yield notice_line("macros_forbidden", setting=f"VBAWarnings={macros.policy}")
    elif macros.user is not None and macros.user >= _ONLY_SIGNED:
        yield notice_line("macros_off")


def check_panel(*, has_panel: bool) -> CheckedLine:
    """Check that this Python can open the panel's window; the embeddable one has no tkinter."""
    return passing_line("panel") if has_panel else notice_line("panel_missing")


def check_runtime(load: Callable[[str], object] | None) -> CheckedLine:
    """Check that Microsoft's run-time library (VC 运行库) can be loaded.

    Compiled packages need it, and python.org's Python brings it. xlwings' DLLs, which Excel loads, need
    nothing but Windows' own libraries.

    Args:
        load: Loads a library by its name; None on systems other than Windows.

    >>> check_runtime(lambda name: name).good
    True
    """
    if load is None:
        return inapplicable_line("runtime")
    missing = []
    for name in _RUNTIME:
        try:
            load(name)
        except OSError:
            missing.append(name)
    return CheckedLine("runtime", not missing, {"name": "、".join(missing or _RUNTIME)})
