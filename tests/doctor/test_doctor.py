"""The self check finds each thing that can be wrong, and says what to do."""

import io
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlwings

from shuzhi_xl.building.macros.macro_book import make_macro_enabled
from shuzhi_xl.doctor import folder as folder_checks
from shuzhi_xl.doctor import system, workbook
from shuzhi_xl.doctor.__main__ import examine, main
from shuzhi_xl.doctor.answers import CheckedLine, format_line
from shuzhi_xl.doctor.vba import read_macro_version
from shuzhi_xl.scanning import extra
from shuzhi_xl.wording.screen import doctor as wording
from shuzhi_xl.wording.screen.doctor import LINES, host_problem
from shuzhi_xl.xlsx.files.atomic_replace import FileBusy

NOW = datetime(2016, 1, 15, 9, 0)  # noqa: DTZ001  local time, as the office reads it
BAS = (Path(xlwings.__file__).parent / "xlwings.bas").read_text(encoding="utf-8")


def book(settings: dict[str, str] | None, modules: dict[str, str]) -> bytes:
    workbook = openpyxl.Workbook()
    if settings is not None:
        sheet = workbook.create_sheet("xlwings.conf")
        for row in settings.items():
            sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return make_macro_enabled(out.getvalue(), modules)


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "总 表.xlsm"
    path.write_bytes(
        book({"PYTHONPATH": "", "Interpreter_Win": "旧\\python.exe", "Show Console": "False"}, {})
    )
    return path


def text_of(answer: CheckedLine) -> str:
    return format_line(answer, "utf-8")


def test_a_missing_dll_is_named(tmp_path: Path) -> None:
    names = "xlwings64-0.37.8.dll、xlwings32-0.37.8.dll"
    assert f"缺少连接 Excel 的文件 {names}" in text_of(system.check_dll("0.37.8", tmp_path, windows=True))
    (tmp_path / "xlwings64-0.37.8.dll").touch()
    answer = system.check_dll("0.37.8", tmp_path, windows=True)  # many offices have the 32-bit Excel
    assert "缺少连接 Excel 的文件 xlwings32-0.37.8.dll" in text_of(answer)
    (tmp_path / "xlwings32-0.37.8.dll").touch()
    answer = system.check_dll("0.37.8", tmp_path, windows=True)
    assert (answer.good, names in text_of(answer)) == (True, True)
    assert system.check_dll("0.37.8", tmp_path, windows=False).good is None


def test_macros_of_xlwings_are_compared_with_the_package() -> None:
    content = book(None, {"xlwings": BAS.replace("\r\n", "\n")})
    assert read_macro_version(content) == xlwings.__version__
    assert workbook.check_macros(content, xlwings.__version__).good
    assert "请使用同一个安装包里的总表和组件" in text_of(workbook.check_macros(content, "0.1.0"))


def test_a_master_without_macros_of_xlwings_is_named() -> None:
    content = book(None, {"Other": 'Attribute VB_Name = "Other"\nSub A()\nEnd Sub\n'})
    assert "没有 xlwings 的宏" in text_of(workbook.check_macros(content, "0.37.8"))


def test_the_settings_sheet_learns_this_python_and_keeps_the_rest(master: Path) -> None:
    assert not workbook.check_interpreter(master.read_bytes(), Path(sys.executable), windows=True).good
    workbook.configure(master, Path(sys.executable), NOW)
    assert workbook.check_interpreter(master.read_bytes(), Path(sys.executable), windows=True).good
    sheet = openpyxl.load_workbook(master)["xlwings.conf"]
    assert {row[0]: row[1] for row in sheet.iter_rows(values_only=True)} == {
        "PYTHONPATH": None, "Interpreter_Win": sys.executable, "Show Console": "False",
    }  # fmt: skip


def test_a_second_configuration_leaves_the_file_alone(master: Path) -> None:
    workbook.configure(master, Path(sys.executable), NOW)
    before = master.stat()
    workbook.configure(master, Path(sys.executable), NOW)
    assert (master.stat().st_mtime_ns, master.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_master_that_is_open_is_not_configured(master: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = master.read_bytes()
    master.with_name(f"~${master.name}").write_bytes(b"\x04Wang")
    with pytest.raises(FileBusy):
        workbook.configure(master, Path(sys.executable), NOW)
    assert main(["--configure", str(master)]) == 1
    assert "“Wang”打开或使用，请先保存并关闭" in capsys.readouterr().out
    assert master.read_bytes() == before


@pytest.mark.parametrize("settings", [None, {"PYTHONPATH": ""}])
def test_a_master_without_the_setting_is_named(
    tmp_path: Path, settings: dict[str, str] | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "总表.xlsm"
    path.write_bytes(book(settings, {}))
    assert main(["--configure", str(path)]) == 1
    assert "没有“Interpreter_Win”这一项" in capsys.readouterr().out
    assert not workbook.check_interpreter(path.read_bytes(), path, windows=False).good


def test_a_missing_or_broken_master_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "坏.xlsm"
    broken.write_text("不是工作簿", encoding="utf-8")
    for path, reason in ((tmp_path / "无.xlsm", "没有这个文件"), (broken, "不是完整的 Excel 工作簿")):
        for arguments in ([str(path)], ["--configure", str(path)]):
            assert main(arguments) == 1
            assert f"打不开总表“{path.name}”（{reason}）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("/镇/甲;乙", "含有 ; 这样的符号"),
        ("/镇/100%", "含有 % 这样的符号"),
        ("https://x/镇", "是网上的位置"),
        (f"/镇/{'长' * 200}", "太长，有 203 个字符，最多 160 个"),
        ("/镇/\ud800", "含有本机字库以外的字"),
    ],
)
def test_a_folder_name_that_the_macros_cannot_take_is_named(folder: str, reason: str) -> None:
    text = folder_checks._find_name_problem(folder)
    assert text == reason
    assert LINES["path"][1].format(folder="甲", reason=text).endswith("再运行一次 install.cmd。")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    assert folder_checks.check_writing(tmp_path).good
    assert not list(tmp_path.iterdir())
    assert "文件夹不能写入（" in text_of(folder_checks.check_writing(tmp_path / "没有"))


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_checks, "shutil", Full)
    assert "磁盘只剩 3 MB，至少要有 500 MB" in text_of(folder_checks.check_space(tmp_path))


class Full:
    free = 3 * 2**20

    @classmethod
    def disk_usage(cls, _: Path) -> type["Full"]:
        return cls


def test_missing_templates_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(answer.good for answer in folder_checks.check_shipped_files(tmp_path))
    monkeypatch.setattr("shuzhi_xl.xlsx.files.shipped._PACKAGE", tmp_path / "a")
    lines = [text_of(answer) for answer in folder_checks.check_shipped_files(tmp_path)]
    assert "✘ 找不到“录票.xlsx”。请从安装包恢复，或再运行一次 install.cmd。" in lines
    assert any("公文/定等结果通报.docx" in line for line in lines)


def test_a_package_that_does_not_load_is_named_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setattr(
        system, "_read_requirements", lambda: ["lxml>=5", "nowhere>=1", 'black; extra == "all"']
    )
    answers = {answer.context["name"]: text_of(answer) for answer in system.check_packages()}
    assert "组件 lxml 用不了（import of lxml halted" in answers["lxml"]
    assert "组件 nowhere 用不了（没有安装，或文件不全）" in answers["nowhere"]
    assert "black" not in answers


def test_packages_for_scans_are_found_or_named_and_nothing_else_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extra, "_PACKAGES", {"json": "读图包"})
    assert text_of(system.check_scanning()) == "✔ 读票的组件可用"
    monkeypatch.setattr(extra, "_PACKAGES", {"json": "读图包", "nowhere": "读码包", "nowhere2": "读纸包"})
    answer = system.check_scanning()
    assert answer.good is None
    assert "！ 读票的组件用不了（没有安装 读码包、读纸包），其余工作照常。" in text_of(answer)


def test_a_package_for_scans_that_does_not_load_is_named_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package_without_its_dll.py").write_text("raise ImportError('DLL load failed')", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(extra, "_PACKAGES", {"package_without_its_dll": "读图包"})
    answer = system.check_scanning()
    assert answer.good is None
    assert "！ 读票的组件用不了（DLL load failed），其余工作照常。" in text_of(answer)


def test_one_broken_package_does_not_end_the_self_check(
    master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "olefile", None)
    answers = list(examine(master))
    assert any(answer.code == "master" and answer.good is False for answer in answers)
    assert answers[-1].code == "shipped"


@pytest.mark.parametrize(
    ("name", "version", "place", "says"),
    [
        ("Microsoft Excel", "16.0", r"C:\Program Files\Microsoft Office\root\Office16", None),
        ("Microsoft Excel", "14.0", "", None),
        ("Microsoft Excel", "12.0", r"C:\Kingsoft\WPS Office\12.1.0\office6", "正在使用的是 WPS 表格"),
        ("WPS 表格", "12.0", "", "正在使用的是 WPS 表格"),
        ("Microsoft Excel", "12.0", "", "低于 Excel 2010"),
        ("Microsoft Excel", "", "", "不明"),
        ("LibreOffice", "24.2", "", "正在使用的是LibreOffice，不是 Excel"),
    ],
)
def test_a_program_that_is_not_excel_is_named_with_the_way_that_works(
    name: str, version: str, place: str, says: str | None
) -> None:
    problem = host_problem(name, version, place, job="collect")
    if says is None:
        assert problem is None
    else:
        assert problem is not None
        assert says in problem
        assert "没有改动任何数据" in problem
        assert "shuzhi collect 总表.xlsm" in problem


def test_every_bad_line_says_what_to_do() -> None:
    assert all("请" in bad and bad.endswith("。") for _, bad in LINES.values())
    assert set(wording.UNRELATED_LINES) <= set(LINES)


@pytest.mark.parametrize("encoding", ["utf-8", "cp936", "cp437", "ascii"])
def test_no_console_makes_the_self_check_fail(
    encoding: str, master: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    assert main([str(master), "--configure"]) == 0
    main([str(tmp_path / "𠮷.xlsm")])
    sys.stdout.flush()
    assert b"Python" in raw.getvalue()
