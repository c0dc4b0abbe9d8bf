"""Excel, WPS, macro settings, folders of net disks: each gets its line, and only what is broken fails."""

import struct
from pathlib import Path

import pytest

from shuzhi_xl.doctor import folder as folder_checks
from shuzhi_xl.doctor import office
from shuzhi_xl.doctor.answers import CheckedLine, format_line
from shuzhi_xl.doctor.office_facts import MacroSettings, OfficeFacts, read_bits, read_office_facts
from shuzhi_xl.doctor.registry import read_registry
from shuzhi_xl.wording.screen.doctor import NOTICES

CLASS = r"HKCR\Excel.Application\CLSID"
SERVER = r"HKCR\CLSID\{1}\LocalServer32"
SERVER_32 = r"HKCR\Wow6432Node\CLSID\{1}\LocalServer32"
EXCEL = r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE"
SECURITY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
Keys = dict[tuple[str, str], str | int]


def facts_of(keys: Keys) -> OfficeFacts:
    return read_office_facts(lambda key, name: keys.get((key, name)))


def texts(facts: OfficeFacts | None) -> list[str]:
    return [format_line(answer, "utf-8") for answer in office.check_office(facts)]


def results(facts: OfficeFacts | None) -> list[bool | None]:
    return [answer.good for answer in office.check_office(facts)]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({(CLASS, ""): "{1}", (SERVER, ""): f'"{EXCEL}" /automation'}, EXCEL),
        ({(CLASS, ""): "{1}", (SERVER, ""): r"C:\PROGRA~1\EXCEL.EXE /automation"}, r"C:\PROGRA~1\EXCEL.EXE"),
        # A 32-bit Excel on 64-bit Windows.
        ({(CLASS, ""): "{1}", (SERVER_32, ""): f"{EXCEL} /automation"}, EXCEL),
        ({(CLASS, ""): "{1}"}, ""),
        ({}, ""),
    ],
)
def test_the_program_is_read_from_the_registry(keys: Keys, expected: str) -> None:
    assert facts_of(keys).program == expected


def test_version_and_macro_settings_are_those_of_the_current_excel() -> None:
    keys: Keys = {
        (r"HKCR\Excel.Application\CurVer", ""): "Excel.Application.15",
        (r"HKCU\Software\Policies\Microsoft\Office\15.0\Excel\Security", "VBAWarnings"): 4,
        (r"HKCU\Software\Microsoft\Office\15.0\Excel\Security", "VBAWarnings"): 2,
        (r"HKCU\Software\Policies\Microsoft\Office\15.0\Common", "VbaOff"): 1,
        (r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security", "VBAWarnings"): 1,
    }
    facts = facts_of(keys)
    assert (facts.version, facts.major_version) == ("15", 15)
    assert facts.macros == MacroSettings(policy=4, user=2, without_vba=True)
    keys[r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "VersionToReport"] = "16.0.17928.20156"
    assert facts_of(keys).version == "16.0.17928.20156"


@pytest.mark.parametrize(
    "key", [(r"HKCR\KET.Application\CLSID", ""), (r"HKCU\Software\Kingsoft\Office\6.0\Common", "InstallRoot")]
)
def test_wps_is_recognised(key: tuple[str, str]) -> None:
    assert facts_of({key: "{2}"}).has_wps
    assert not facts_of({}).has_wps


@pytest.mark.parametrize(("machine", "bits"), [(0x8664, 64), (0x14C, 32), (0x1234, None)])
def test_a_program_says_its_word_length(tmp_path: Path, machine: int, bits: int | None) -> None:
    program = tmp_path / "EXCEL.EXE"
    program.write_bytes(b"MZ".ljust(0x3C, b"\0") + struct.pack("<I4sH", 0x40, b"PE\0\0", machine))
    assert read_bits(program) == bits
    program.write_bytes(b"MZ")
    assert read_bits(program) is None
    assert read_bits(tmp_path / "none.exe") is None


def test_excel_is_named_with_its_version() -> None:
    assert texts(OfficeFacts(EXCEL, "16.0.1", 32)) == [f"✔ Excel 已安装（16.0.1，32 位）：{EXCEL}"]
    assert texts(OfficeFacts(EXCEL)) == [f"✔ Excel 已安装：{EXCEL}"]
    (old,) = texts(OfficeFacts(EXCEL, "12"))
    assert old.startswith("！ Excel 的版本（12）太旧")


def test_without_a_registry_the_question_of_excel_does_not_arise() -> None:
    assert texts(None) == ["－ Excel 和 WPS（本系统不适用）"]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (OfficeFacts(), "！ 没有找到 Excel，总表里的按钮不能用。请双击“述职评议.cmd”，用面板做"),
        (OfficeFacts(has_wps=True), "！ 没有找到 Excel（只有 WPS），"),
        (OfficeFacts(r"C:\WPS Office\office6\et.exe"), "！ 没有找到 Excel（WPS 替代了 Excel），"),
    ],
)
def test_an_office_without_excel_is_sent_to_the_panel(facts: OfficeFacts, says: str) -> None:
    assert results(facts) == [None]
    (text,) = texts(facts)
    assert text.startswith(says)


@pytest.mark.parametrize(
    ("macros", "says"),
    [
        (MacroSettings(), None),
        (MacroSettings(policy=1, user=4), None),
        (MacroSettings(policy=2), None),
        (MacroSettings(policy=3), "单位的策略禁止 Excel 的宏（VBAWarnings=3）"),
        (MacroSettings(policy=4, user=1), "单位的策略禁止 Excel 的宏（VBAWarnings=4）"),
        (MacroSettings(without_vba=True, policy=1), "单位的策略禁止 Excel 的宏（VbaOff）"),
        (MacroSettings(user=2), None),
        (MacroSettings(user=4), "Excel 设置为不运行宏"),
    ],
)
def test_blocked_macros_are_a_notice(macros: MacroSettings, says: str | None) -> None:
    facts = OfficeFacts(EXCEL, macros=macros)
    assert results(facts) == ([True] if says is None else [True, None])
    assert says is None or says in texts(facts)[1]


@pytest.mark.parametrize(("opener", "count"), [("ET.Xlsm.6", 2), ("Excel.SheetMacroEnabled.12", 1), ("", 1)])
def test_a_master_that_a_double_click_opens_in_wps_is_a_notice(opener: str, count: int) -> None:
    lines = texts(OfficeFacts(EXCEL, has_wps=True, opener=opener))
    assert len(lines) == count
    assert count == 1 or "（而是“ET.Xlsm.6”）" in lines[1]


def test_a_python_without_windows_is_a_notice() -> None:
    assert office.check_panel(has_panel=True).good
    answer = office.check_panel(has_panel=False)
    assert answer.good is None
    assert "保留“tcl/tk and IDLE”" in format_line(answer, "cp936")


def test_a_missing_run_time_library_is_named() -> None:
    def load(name: str) -> None:
        if name == "vcruntime140_1.dll":
            raise OSError(name)

    answer = office.check_runtime(load)
    assert answer.good is False
    assert "缺少 VC 运行库 vcruntime140_1.dll，" in format_line(answer, "utf-8")
    assert office.check_runtime(None).good is None


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("/家/OneDrive/述职", "OneDrive"),
        ("/家/网盘 甲/述职", "网盘 甲"),
        ("/家/WPSDrive/1/述职", "WPSDrive"),
        ("/家/WPS云盘/述职", "WPS云盘"),
        ("/家/网盘 甲乙/述职", None),
        ("/d/述职评议考核", None),
    ],
)
def test_a_folder_that_is_uploaded_is_named(folder: str, cloud: str | None) -> None:
    cloud_folders = folder_checks.read_cloud_folders(lambda *_: None, {"OneDriveCommercial": "/家/网盘 甲/"})
    answer = folder_checks.check_cloud(Path(folder), cloud_folders)
    assert answer.good is (cloud is None)
    assert cloud is None or f"文件夹在网盘“{cloud}”中" in format_line(answer, "utf-8")


def test_a_master_with_a_download_mark_is_named(tmp_path: Path) -> None:
    master = tmp_path / "总表.xlsm"
    assert folder_checks.check_mark(master, windows=True).good
    # Where files have no streams, a file of that name stands in for the one that Windows keeps.
    Path(f"{master}:Zone.Identifier").touch()
    answer = folder_checks.check_mark(master, windows=True)
    assert "Excel 会阻止其中的宏" in format_line(answer, "utf-8")
    assert folder_checks.check_mark(master, windows=False).good is None


def test_a_file_that_excel_cannot_open_for_its_path_is_named(tmp_path: Path) -> None:
    assert folder_checks.check_lengths(tmp_path).good
    path = tmp_path / "结果" / ("甲" * 80) / ("乙" * 80) / f"{'丙' * 60}.xlsx"
    path.parent.mkdir(parents=True)
    path.touch()
    answer = folder_checks.check_lengths(tmp_path)
    assert answer.good is False
    assert f"“{path.name}”的路径有 {len(str(path))} 个字符" in format_line(answer, "utf-8")


def test_every_notice_says_what_to_do_and_every_console_shows_its_mark() -> None:
    assert all("请" in text and text.endswith("。") for text in NOTICES.values())
    answer = CheckedLine("macros_off", None)
    assert format_line(answer, "cp936").startswith("！ ".encode("cp936").decode("cp936"))


def test_other_systems_have_no_registry() -> None:
    assert read_registry(CLASS, "") is None
