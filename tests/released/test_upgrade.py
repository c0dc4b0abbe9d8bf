"""An earlier version's master under the next version gets what it lacks and keeps all its content."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook as OpenWorkbook

from shuzhi_xl.cli import main
from shuzhi_xl.sheets.master.settings import Settings as PresentSettings
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.patch.workbook import Workbook
from shuzhi_xl.xlsx.upgrade.vba_source import PROJECT
from tests.released.keep_year import put
from tests.released.newer import SCRIPT, Newer
from tests.released.next_version import Organisation, Settings
from tests.released.released_years import released_years
from tests.released.upgraded_master import (
    COLUMNS,
    SETTINGS,
    add_clerk_column,
    backups,
    locate_column,
    open_book,
    parts_of,
    styles_of,
    validation,
)

ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = ROOT / ".venv/node/node_modules/.bin/ooxml-validator"


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Newer:
    place = tmp_path_factory.mktemp("newer") / "空白.xlsm"
    subprocess.run([sys.executable, SCRIPT, "build", place], check=True, env=Newer.environment(), timeout=300)
    return Newer(place)


@pytest.fixture
def old_master(tmp_path: Path) -> Path:
    """The master of the first released version at the end of its year, with all files beside it."""
    put(released_years()[0].moments[-1].files, tmp_path)
    return tmp_path / MASTER_NAME


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory, newer: Newer) -> Path:
    """The same, with a column of the clerk's, and upgraded; for reading only."""
    root = tmp_path_factory.mktemp("upgraded")
    put(released_years()[0].moments[-1].files, root)
    old_master = root / MASTER_NAME
    add_clerk_column(old_master)
    (root / "原来.xlsm").write_bytes(old_master.read_bytes())
    answer = newer.run("upgrade", old_master)
    assert answer["status"] == 0
    assert answer["summary"].startswith("升级完成：增加了工作表“新建”、评分设置“加分项目”、工作表“承诺”、")
    assert "组织名册“编号和名称”“网格”" in answer["summary"]
    assert "“跨年处理”“承诺日期”" in answer["summary"]
    return old_master


@pytest.fixture(scope="module")
def book(upgraded: Path) -> OpenWorkbook:
    """The upgraded master as a workbook; for reading only."""
    return open_book(upgraded.read_bytes())


@pytest.fixture(scope="module")
def model(newer: Newer) -> OpenWorkbook:
    """The next version's empty master as a workbook; for reading only."""
    return open_book(newer.shipped.read_bytes())


def test_existing_content_is_kept(upgraded: Path, book: OpenWorkbook) -> None:
    old, new = (upgraded.with_name("原来.xlsm").read_bytes(), upgraded.read_bytes())
    before, after = parts_of(old), parts_of(new)
    touched = {name for name in before if after[name] != before[name]}
    sheets = {name for name in touched if name.startswith("xl/worksheets/sheet")}
    # 首页 (its links), the hints of five sheets that are not printed, 评分设置, 板块设置, 基本设置, 组织名册,
    # 票单登记 (its list of states), the key, the log, what the macros say, 校验报告 (unprotected, so that its
    # rows unfold), and five more in which the names of organisations appear beside their numbers; all 测评票
    # and 问卷调查 have is another list in their dropdown of 编号
    assert len(sheets) <= 20
    other_parts = touched - sheets - {name for name in touched if name.startswith("xl/tables/")}
    assert other_parts <= {
        "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels",
        "xl/worksheets/_rels/sheet1.xml.rels", "xl/worksheets/_rels/sheet3.xml.rels",
        PROJECT, "customUI/customUI.xml",
    }  # fmt: skip
    first = open_book(old)
    # The link to the manual lies over two cells, those to 新建 and 历年等次 are in G55 and E57; one macro's
    # sentence has changed
    expected = {"首页": ["G2", "H2", "G55", "E57"], "xlwings.conf": ["B11"]}
    expected |= {title: ["A2"] for title in ("测评票", "问卷调查", "测评统计", "评定依据")}
    for sheet in first.worksheets:
        if sheet.title not in ("操作日志", "_密钥"):
            lost = [
                cell.coordinate
                for row in sheet.iter_rows()
                for cell in row
                if cell.value != (other_cell := book[sheet.title][cell.coordinate]).value
                or styles_of(cell) != styles_of(other_cell)
            ]
            assert lost == expected.get(sheet.title, []), sheet.title
    assert backups(upgraded) == [old]


def test_new_columns_come_after_those_of_the_clerk(upgraded: Path, book: OpenWorkbook) -> None:
    headers = Workbook.load(upgraded.read_bytes()).tables["组织名册"].headers
    assert headers[-5:] == ("本镇备忘", "编号和名称", *COLUMNS)
    first = next(book["组织名册"].iter_rows(min_row=4, values_only=True))
    assert first[-5:] == ("备忘4", f"{first[0]} {first[1]}", None, None, None)


@pytest.mark.parametrize("header", COLUMNS)
def test_a_new_column_has_the_styles_and_choices_of_a_new_master(
    book: OpenWorkbook, model: OpenWorkbook, header: str
) -> None:
    (sheet, cell), (_, upgraded_cell) = (
        locate_column(book, "组织名册", header),
        locate_column(model, "组织名册", header),
    )
    assert validation(book, sheet, cell) == validation(model, sheet, upgraded_cell)
    heads = book[sheet][cell].offset(-1), model[sheet][upgraded_cell].offset(-1)
    assert styles_of(heads[0]) == styles_of(heads[1])
    columns = [
        workbook[sheet].column_dimensions["".join(filter(str.isalpha, place))]
        for workbook, place in ((book, cell), (model, upgraded_cell))
    ]
    assert styles_of(columns[0]) == styles_of(columns[1])
    assert columns[0].width == columns[1].width


def test_settings_that_were_there_get_their_recommendation_and_keep_their_value(
    book: OpenWorkbook,
) -> None:
    lines = {row[0]: row[1:5] for row in book["基本设置"].iter_rows(min_row=4, max_col=5, values_only=True)}
    value, _, recommended, reason = lines["计票分母"]
    assert (value, recommended) == ("收回票", "收回票")
    assert str(reason).startswith("弃权也是一种态度")
    assert lines["已由党委研究确认"][0] is None


@pytest.mark.parametrize("key", SETTINGS)
def test_a_new_setting_has_the_styles_and_choices_of_a_new_master(
    book: OpenWorkbook, model: OpenWorkbook, key: str
) -> None:
    lines = []
    for workbook in (book, model):
        row = next(row for row in workbook["基本设置"].iter_rows() if row[0].value == key)
        answers = validation(workbook, "基本设置", row[1].coordinate)
        height = workbook["基本设置"].row_dimensions[int(row[0].row or 0)].height
        lines.append(([(cell.value, styles_of(cell)) for cell in row[:3]], answers, height))
    assert lines[0] == lines[1]


def test_new_tables_have_the_styles_of_a_new_master(book: OpenWorkbook, model: OpenWorkbook) -> None:
    assert book.sheetnames.index("承诺") == book.sheetnames.index("组织名册") + 1
    for header in ("编号", "类别", "承诺日期"):
        (sheet, cell), (_, upgraded_cell) = (
            locate_column(book, "承诺", header),
            locate_column(model, "承诺", header),
        )
        assert (validation(book, sheet, cell), styles_of(book[sheet][cell])) == (
            validation(model, sheet, upgraded_cell), styles_of(model[sheet][upgraded_cell]),
        )  # fmt: skip
    (sheet, cell), (_, upgraded_cell) = (
        locate_column(book, "加分项目", "加分"),
        locate_column(model, "加分项目", "加分"),
    )
    assert sheet == "评分设置"
    assert validation(book, sheet, cell) == validation(model, sheet, upgraded_cell)
    assert styles_of(book[sheet][cell]) == styles_of(model[sheet][upgraded_cell])


def test_microsoft_s_sdk_finds_no_error(upgraded: Path) -> None:
    run = subprocess.run([str(VALIDATOR), str(upgraded)], capture_output=True, check=False, timeout=120)
    assert json.loads(run.stdout)["errors"] == []


def test_upgrading_twice_equals_once(upgraded: Path, newer: Newer) -> None:
    content, before = upgraded.read_bytes(), backups(upgraded)
    answer = newer.run("upgrade", upgraded)
    assert (answer["status"], answer["summary"]) == (0, "总表已经是本版的格式，不用升级，没有改动。")
    assert (upgraded.read_bytes(), backups(upgraded)) == (content, before)


def test_the_year_goes_on(upgraded: Path, newer: Newer, tmp_path: Path) -> None:
    shutil.copytree(upgraded.parent, tmp_path / "town")
    jobs = ("check", "compute", "generate", "publish", "track", "recount")
    answers = newer.run_all(jobs, tmp_path / "town" / MASTER_NAME)
    assert [(answer["job"], answer["ok"]) for answer in answers] == [(job, True) for job in jobs]


def test_the_first_job_upgrades_and_reports_it(old_master: Path, newer: Newer) -> None:
    content = old_master.read_bytes()
    answer, next_answer = newer.run_all(("check", "check"), old_master)
    assert (answer["ok"], answer["job"]) == (True, "check")
    assert "升级完成：增加了" in answer["summary"]
    assert content in backups(old_master)
    assert "升级完成" not in next_answer["summary"]


def test_an_occupied_cell_stops_only_the_upgrade(old_master: Path, newer: Newer) -> None:
    book = Workbook.load(old_master.read_bytes())
    book.set_cell("组织名册", "Q5", "随手写的")
    old_master.write_bytes(book.to_bytes())
    content = old_master.read_bytes()
    answer = newer.run("upgrade", old_master)
    assert answer["status"] == 2
    assert "工作表“组织名册”的 Q5 处另有内容" in answer["summary"]
    assert (old_master.read_bytes(), backups(old_master)) == (content, [])
    answer = newer.run("check", old_master)
    assert answer["status"] == 0
    assert "照常可用，但没有升级：工作表“组织名册”的 Q5 处另有内容" in answer["summary"]


def test_an_older_program_refuses_and_changes_nothing(
    upgraded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = upgraded.read_bytes()
    for command in (["check"], ["compute"], ["recount"], ["explain"], ["scheme", "export"], ["upgrade"]):
        more = ["C001"] if command == ["explain"] else []
        with pytest.raises(SystemExit) as end:
            main([*command, str(upgraded), *more, "--json"])
        answer = json.loads(capsys.readouterr().out)
        assert (end.value.code, answer["findings"][0]["code"]) == (2, "master_newer")
        assert "还不认识其中的评分设置“加分项目”、工作表“承诺”、组织名册“网格”" in answer["summary"]
    assert upgraded.read_bytes() == content


def test_a_new_master_of_the_next_version_is_refused_too(
    newer: Newer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / MASTER_NAME).write_bytes(newer.shipped.read_bytes())
    with pytest.raises(SystemExit):
        main(["check", str(tmp_path / MASTER_NAME)])
    assert "请先更新本机的程序" in capsys.readouterr().err


def kill_upgrade(newer: Newer, master: Path, pause: float) -> None:
    with subprocess.Popen(
        newer.command("upgrade", master, "--json", "--wait"),
        env=newer.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        assert child.stdin
        assert child.stdout
        assert child.stdout.readline() == "准备好\n"
        child.stdin.write("\n")
        child.stdin.flush()
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)


def assert_old_or_new_when_killed(newer: Newer, master: Path, moments: int) -> None:
    """Killed at moments spread over its course the master is the old one or the new one."""
    old = master.read_bytes()
    started = time.monotonic()
    newer.run("upgrade", master)
    whole, new = time.monotonic() - started, master.read_bytes()
    chance = random.Random(moments)  # noqa: S311 -- a sample, not a secret
    for order in range(moments):
        # A folder of its own: what a kill_upgrade run leaves beside the master is said in the next run's log.
        master = master.parent / str(order) / MASTER_NAME
        master.parent.mkdir()
        master.write_bytes(old)
        kill_upgrade(newer, master, whole * (order + chance.random()) / moments)
        assert master.read_bytes() in (old, new)
        assert set(backups(master)) <= {old}
        answer = newer.run("upgrade", master)
        assert answer["status"] == 0
        assert set(Workbook.load(master.read_bytes()).tables["组织名册"].headers) >= set(COLUMNS)


def test_killed_at_some_moment(old_master: Path, newer: Newer) -> None:
    assert_old_or_new_when_killed(newer, old_master, 1)


@pytest.mark.soak
def test_killed_at_20_moments(old_master: Path, newer: Newer) -> None:
    assert_old_or_new_when_killed(newer, old_master, 20)


def test_the_next_version_declares_the_tested_columns() -> None:
    later = {column.header for column in Organisation.columns().values() if not column.is_first}
    assert later >= set(COLUMNS)
    assert {column.header for column in Settings.columns().values()} - {
        column.header for column in PresentSettings.columns().values()
    } == set(SETTINGS)
