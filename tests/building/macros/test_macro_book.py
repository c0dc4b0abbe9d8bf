"""What Excel, LibreOffice and openpyxl find in a macro-enabled workbook."""

import io
import zipfile
from datetime import datetime

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from shuzhi_xl.building.macros.macro_book import make_macro_enabled
from shuzhi_xl.xlsx.style.reproducible import make_reproducible
from tests.xlsx.compound_file import CompoundFile, decompress

BUTTONS = 'Option Explicit\nPublic Sub Check()\n    MsgBox "ok"\nEnd Sub\n'
LONG = "".join(f"' line {place * 7919 % 10007}\n" for place in range(3000))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def built(*tabs: str, saved: datetime = datetime(2020, 5, 4)) -> Workbook:  # noqa: DTZ001  # as openpyxl keeps it
    book = Workbook()
    book.remove(book.worksheets[0])
    for tab in tabs:
        book.create_sheet(tab)["A1"].font = Font(name="宋体", bold=True, size=18, color="FF0000")
    book.properties.created = saved
    return book


def saved(book: Workbook) -> bytes:
    package = io.BytesIO()
    book.save(package)
    return package.getvalue()


def part(workbook: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return package.read(name)


def project_of(workbook: bytes) -> CompoundFile:
    return CompoundFile(part(workbook, "xl/vbaProject.bin"))


def declared(workbook: bytes, kind: str) -> list[str]:
    lines = project_of(workbook).stream("PROJECT").decode("ascii").split("\r\n")
    return [line.partition("=")[2].partition("/")[0] for line in lines if line.startswith(f"{kind}=")]


def source_of(workbook: bytes, module: str) -> str:
    return decompress(project_of(workbook).stream(module)).decode("ascii")


# ---------------------------------------------------------------- modules and sheets


@pytest.mark.parametrize("modules", [{}, {"Buttons": BUTTONS}])
def test_each_sheet_has_the_module_of_its_code_name(modules: dict[str, str]) -> None:
    workbook = make_macro_enabled(saved(built("首页", "基本设置", "组织名册")), modules)

    book = load_workbook(io.BytesIO(workbook), keep_vba=True)
    assert book.code_name == "ThisWorkbook"
    code_names = [sheet.sheet_properties.codeName for sheet in book.worksheets]
    assert code_names == ["Sheet1", "Sheet2", "Sheet3"]
    assert declared(workbook, "Document") == ["ThisWorkbook", *code_names]
    assert declared(workbook, "Module") == list(modules)
    assert declared(workbook, "Class") == []


def test_project_contains_no_stream_beyond_its_modules() -> None:
    workbook = make_macro_enabled(saved(built("首页")), {"Buttons": BUTTONS})

    names = {"ThisWorkbook", "Sheet1", "Buttons"}
    assert set(project_of(workbook).streams) == names | {"_VBA_PROJECT", "dir", "PROJECT", "PROJECTwm"}


def test_code_names_follow_the_order_of_the_tabs() -> None:
    book = built("甲", "乙", "丙")
    book.move_sheet("丙", offset=-2)

    workbook = make_macro_enabled(saved(book), {})

    by_tab = {
        sheet.title: sheet.sheet_properties.codeName
        for sheet in load_workbook(io.BytesIO(workbook)).worksheets
    }
    assert by_tab == {"丙": "Sheet1", "甲": "Sheet2", "乙": "Sheet3"}


def test_sheet_module_is_bound_to_worksheet_and_workbook() -> None:
    workbook = make_macro_enabled(saved(built("首页")), {})

    assert '"0{00020820-0000-0000-C000-000000000046}"' in source_of(workbook, "Sheet1")
    assert '"0{00020819-0000-0000-C000-000000000046}"' in source_of(workbook, "ThisWorkbook")


@pytest.mark.parametrize(
    "source", [BUTTONS, BUTTONS.replace("\n", "\r\n"), 'Attribute VB_Name = "Buttons"\n' + BUTTONS]
)
def test_module_source_comes_back_with_name_and_windows_line_ends(source: str) -> None:
    workbook = make_macro_enabled(saved(built("首页")), {"Buttons": source})

    expected = ('Attribute VB_Name = "Buttons"\n' + BUTTONS).replace("\n", "\r\n")
    assert source_of(workbook, "Buttons") == expected


def test_long_module_comes_back_whole() -> None:
    workbook = make_macro_enabled(saved(built("首页")), {"Long": LONG})

    assert source_of(workbook, "Long").splitlines()[1:] == LONG.splitlines()


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("按钮", BUTTONS),
        ("1st", BUTTONS),
        ("A" * 32, BUTTONS),
        ("sheet1", BUTTONS),
        ("Print", BUTTONS),
        ("Buttons", "' 校验\n"),
        ("Buttons", 'Attribute VB_Name = "Other"\n'),
    ],
)
def test_module_that_vba_would_refuse_is_an_error(name: str, source: str) -> None:
    xlsx = saved(built("首页"))

    with pytest.raises(ValueError, match=name):
        make_macro_enabled(xlsx, {name: source})


# ---------------------------------------------------------------- the package


def test_package_says_that_it_is_macro_enabled() -> None:
    workbook = make_macro_enabled(saved(built("首页")), {})

    types = etree.fromstring(part(workbook, "[Content_Types].xml"))
    kinds = {item.get("PartName") or item.get("Extension"): item.get("ContentType") for item in types}
    assert kinds["/xl/workbook.xml"] == "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    assert kinds["bin"] == "application/vnd.ms-office.vbaProject"
    links = etree.fromstring(part(workbook, "xl/_rels/workbook.xml.rels"))
    assert len({link.get("Id") for link in links}) == len(links)
    project = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    assert [link.get("Target") for link in links if link.get("Type") == project] == ["vbaProject.bin"]


def test_openpyxl_saves_it_again_without_loss() -> None:
    workbook = make_macro_enabled(saved(built("首页", "基本设置")), {"Buttons": BUTTONS})

    again = saved(load_workbook(io.BytesIO(workbook), keep_vba=True))

    assert part(again, "xl/vbaProject.bin") == part(workbook, "xl/vbaProject.bin")
    codes = [sheet.sheet_properties.codeName for sheet in load_workbook(io.BytesIO(again)).worksheets]
    assert codes == ["Sheet1", "Sheet2"]


def test_builds_of_different_days_are_identical() -> None:
    first, second = (built("首页", saved=datetime(year, 1, 1)) for year in (2015, 2030))  # noqa: DTZ001  # likewise

    workbook = make_macro_enabled(saved(first), {"Buttons": BUTTONS})

    assert workbook == make_macro_enabled(saved(second), {"Buttons": BUTTONS})
    assert part(workbook, "docProps/core.xml").count(b">2015-01-01T00:00:00Z<") == 2
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_fonts_are_in_schema_order_and_unchanged() -> None:
    tidy = make_reproducible(saved(built("首页")))

    fonts = list(etree.fromstring(part(tidy, "xl/styles.xml")).iter(f"{MAIN}font"))
    assert [child.tag.removeprefix(MAIN) for child in fonts[-1]] == ["b", "sz", "color", "name"]
    assert load_workbook(io.BytesIO(tidy))["首页"]["A1"].font == Font(
        "宋体", bold=True, size=18, color="FF0000"
    )


# ---------------------------------------------------------------- the compound file, strictly


@pytest.mark.parametrize("sheets", [1, 2, 3, 4, 6, 17, 40])
@pytest.mark.parametrize("modules", [{}, {"Buttons": BUTTONS, "Long": LONG}])
def test_project_is_a_strict_compound_file(sheets: int, modules: dict[str, str]) -> None:
    workbook = make_macro_enabled(saved(built(*(f"表{place}" for place in range(sheets)))), modules)

    project = project_of(workbook)
    project.check_header()
    project.check_every_sector_has_one_owner()
    project.check_directory_trees()


def test_project_carries_no_code_compiled_by_another_excel() -> None:
    workbook = make_macro_enabled(saved(built("首页")), {})

    project = project_of(workbook)
    assert project.stream("_VBA_PROJECT") == bytes.fromhex("CC61 FFFF 00 0000")
    modules = decompress(project.stream("dir"))
    assert modules.count(bytes.fromhex("1300 02000000 FFFF")) == 1
    assert modules.count(bytes.fromhex("2C00 02000000 FFFF")) == 2
