"""A file that another program has open, at every place where the program replaces, moves or deletes one.

Each time one sentence says which file and what to do, nothing else is lost, and the next run completes.

====================================================  ==============================================
place                                                 test
====================================================  ==============================================
the master replaced (every job, 升级, 导入方案)        test_the_master, test_a_scheme_file
a staged package moved into place (分发)               test_a_package
a result, a printed list, the calendar                test_a_result, test_a_list, test_the_calendar
any file that the program writes                      test_any_file_that_the_program_writes
a returned file moved to _已处理 or _有问题             test_returned_files, test_a_file_that_is_put_away
a file recalled to _有问题                             test_a_file_that_is_put_away
a backup, and an unfinished copy removed              test_leftovers_that_cannot_be_removed
lock, its note, and the note of a run                 test_the_lock, test_the_note_of_a_run
a district's workbook (区县汇总), and a town's master   test_a_district
only read: template, scheme, report, last year's      test_what_is_only_read
====================================================  ==============================================

The error log (出错记录) always has a new name. The demonstration removes and renames files that it has just
made in its own folder, and only `make build` and `make bundle` use the rest.
"""

import threading
from pathlib import Path

import pytest

from shuzhi_xl.sheets.master.votes import BALLOT
from shuzhi_xl.xlsx.files import new_copy
from shuzhi_xl.xlsx.files.lock import FileBusy
from shuzhi_xl.xlsx.files.shipped import read_template
from shuzhi_xl.xlsx.town_folder import Folder
from tests.windows.conftest import Shuzhi
from tests.windows.other_program import ALONE, EXCEL, OtherProgram
from tests.year_stages import Files, Stages, TownOffice

BUSY = "正被其他程序打开或使用，请先保存并关闭，再重新操作。"
BOTH = pytest.mark.parametrize("share", [EXCEL, ALONE], ids=["Excel", "alone"])


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has the file open keeps it open: five seconds' patience would only make the tests slow."""
    monkeypatch.setattr(new_copy, "_PAUSES", (0.01,))


def has_stopped(result: tuple[int, object], code: str, name: str) -> bool:
    """Whether a command stopped with the sentence of this code, which names the file."""
    status, printed = result
    assert isinstance(printed, dict)
    (finding,) = printed["findings"]
    assert (status, finding["code"], finding["file"]) == (2, code, name)
    assert f"“{name}”" in finding["message"]
    return code != "file_busy" or str(finding["message"]).endswith(BUSY)


def without_log(files: Files) -> Files:
    """Files but for the master, its backups and the lock."""
    return {place: content for place, content in files.items() if "/" in place and "备份" not in place}


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("share", "code"), [(EXCEL, "file_busy"), (ALONE, "master_refused")])
def test_the_master(
    decided: TownOffice, shuzhi: Shuzhi, other_program: OtherProgram, share: int, code: str
) -> None:
    before = decided.files()
    with other_program.opening(decided.master, share):
        assert has_stopped(shuzhi("compute", decided.master), code, decided.master.name)
    after = decided.files()
    assert {place: after[place] for place in before} == before
    assert not any(".~写" in place for place in after)
    assert shuzhi("compute", decided.master)[0] == 0


def test_a_master_that_is_released_in_time(
    decided: TownOffice, shuzhi: Shuzhi, other_program: OtherProgram
) -> None:
    """A virus scanner looks at it for a moment."""
    with other_program.opening(decided.master, EXCEL):
        release = threading.Timer(2, other_program.close_all)
        release.start()
        assert shuzhi("compute", decided.master)[0] == 0
        release.join()


@pytest.mark.usefixtures("impatient")
@BOTH
def test_a_package(issued: TownOffice, shuzhi: Shuzhi, other_program: OtherProgram, share: int) -> None:
    package = next(issued.root.glob("发出/*/*/测评表_C001_*"))
    before = without_log(issued.files())
    with other_program.opening(package, share):
        assert has_stopped(
            shuzhi("distribute", issued.master, "--reissue", "C001", "--reissue", "C002"),
            "file_busy",
            package.name,
        )
    assert {
        place for place, content in without_log(issued.files()).items() if content != before.get(place)
    } == {
        next(place for place in before if "测评表_C002_" in place),
        f"{package.parent.relative_to(issued.root).as_posix()}/~{package.name}.待发",
    }
    status, printed = shuzhi("distribute", issued.master)
    assert (status, [Path(place).name for place in printed["outputs"]]) == (0, [package.name])
    assert not any("待发" in place for place in issued.files())


@pytest.mark.usefixtures("impatient")
def test_a_result(decided: TownOffice, stages: Stages, shuzhi: Shuzhi, other_program: OtherProgram) -> None:
    whole = without_log(stages.files("generated"))
    place = next(place for place in whole if "反馈_C002" in place)
    decided.write_files({place: b"an earlier one"})
    master = decided.master.read_bytes()
    with other_program.opening(decided.root / place, EXCEL):
        assert has_stopped(shuzhi("generate", decided.master), "file_busy", Path(place).name)
    assert decided.master.read_bytes() == master
    assert (decided.root / place).read_bytes() == b"an earlier one"
    assert shuzhi("generate", decided.master)[0] == 0
    assert without_log(decided.files()).keys() == whole.keys()
    assert (decided.root / place).read_bytes() != b"an earlier one"


@pytest.mark.usefixtures("impatient")
@BOTH
def test_any_file_that_the_program_writes(tmp_path: Path, other_program: OtherProgram, share: int) -> None:
    folder = Folder(tmp_path)
    folder.write_all([("结果/甲.xlsx", b"old"), ("结果/乙.xlsx", b"old")])
    writings = (
        lambda: folder.write_all([("结果/乙.xlsx", b"new"), ("结果/甲.xlsx", b"new")]),
        lambda: folder.write_plain("结果/甲.xlsx", b"new"),
    )
    with other_program.opening(tmp_path / "结果/甲.xlsx", share):
        for write in writings:
            with pytest.raises(FileBusy, match="甲"):
                write()
    assert (tmp_path / "结果/甲.xlsx").read_bytes() == b"old"
    assert sorted(path.name for path in (tmp_path / "结果").iterdir()) == ["乙.xlsx", "甲.xlsx"]
    writings[0]()
    assert (tmp_path / "结果/甲.xlsx").read_bytes() == b"new"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("command", "kind"), [("publish", "公布"), ("track", "整改跟踪")])
def test_a_list(
    generated: TownOffice, shuzhi: Shuzhi, other_program: OtherProgram, command: str, kind: str
) -> None:
    status, printed = shuzhi(command, generated.master)
    place = next(place for place in printed["outputs"] if f"/{kind}_" in place)
    whole = generated.files("结果")
    (generated.root / place).write_bytes(b"an earlier one")
    with other_program.opening(generated.root / place, EXCEL):
        assert has_stopped(shuzhi(command, generated.master), "file_busy", Path(place).name)
    assert shuzhi(command, generated.master)[0] == status
    assert generated.files("结果") == whole


@pytest.mark.usefixtures("impatient")
def test_the_calendar(issued: TownOffice, shuzhi: Shuzhi, other_program: OtherProgram) -> None:
    calendar = next(issued.root.glob("发出/*/日程安排.ics"))
    whole = calendar.read_bytes()
    calendar.write_bytes(b"an earlier one")
    with other_program.opening(calendar, EXCEL):
        assert has_stopped(shuzhi("distribute", issued.master), "file_busy", calendar.name)
    assert shuzhi("distribute", issued.master)[0] == 0
    assert calendar.read_bytes() == whole


def test_returned_files(
    issued: TownOffice, stages: Stages, shuzhi: Shuzhi, other_program: OtherProgram
) -> None:
    """What Excel has open can be read: its last saved answers count, and it stays where it is."""
    filled = stages.filled()
    by_excel, alone = sorted(name for name in filled if name.startswith("测评表_"))[:2]
    for name, content in filled.items():
        issued.drop(name, content)
    folder = issued.root / "收回"
    with other_program.opening(folder / by_excel, EXCEL), other_program.opening(folder / alone, ALONE):
        _, printed = shuzhi("collect", issued.master)
    refusals = [finding["file"] for finding in printed["findings"] if finding["code"] == "file_locked"]
    assert (refusals, printed["counts"]["accepted"]) == ([alone], len(filled) - 1)
    assert (folder / by_excel).is_file()
    assert (folder / alone).is_file()
    _, printed = shuzhi("collect", issued.master)
    assert [printed["counts"][fate] for fate in ("files", "accepted", "duplicate")] == [2, 1, 1]
    assert not (folder / by_excel).exists()
    assert len(issued.rows(BALLOT)) == len(stages.open("collected", issued.root / "whole").rows(BALLOT))


def test_a_file_that_is_put_away(tmp_path: Path, other_program: OtherProgram) -> None:
    folder, form = Folder(tmp_path).returned(2016), read_template("测评表.xlsx", tmp_path)
    place = tmp_path / "收回/a.xlsx"
    place.parent.mkdir()
    place.write_bytes(form)
    with other_program.opening(place, EXCEL):
        assert (folder.move_to_done("a.xlsx", "甲"), folder.put_aside("a.xlsx")) == ("a.xlsx", "a.xlsx")
    done = folder.move_to_done("a.xlsx", "甲")
    with other_program.opening(tmp_path / "收回" / done, EXCEL):
        assert folder.recall(["甲"]) == [done]
    assert folder.recall(["甲"]) == ["2016/_有问题/a.xlsx"]


def test_leftovers_that_cannot_be_removed(
    issued: TownOffice, shuzhi: Shuzhi, other_program: OtherProgram
) -> None:
    """A run that was killed left them, and a virus scanner looks at them."""
    package = next(issued.root.glob("发出/*/*/测评表_C001_*"))
    leftovers = [
        issued.root / "备份/.~写_0123456789ab_x.xlsm",
        package.with_name(".~写_0123456789ab_x.xlsx"),
        package.with_name("~测评表_C999_没有了.xlsx.待发"),
    ]
    for path in leftovers:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"PK")
        with other_program.opening(path, ALONE):
            assert shuzhi("distribute", issued.master)[0] == 0
            assert path.exists()
    assert shuzhi("distribute", issued.master)[0] == 0
    assert not any(path.exists() for path in leftovers)


@pytest.mark.usefixtures("impatient")
def test_the_lock(decided: TownOffice, shuzhi: Shuzhi, other_program: OtherProgram) -> None:
    assert shuzhi("compute", decided.master)[0] == 0
    lock = decided.root / f".~锁_{decided.master.name}"
    lock.touch()
    with other_program.opening(lock, ALONE):
        assert has_stopped(shuzhi("compute", decided.master), "file_busy", decided.master.name)
    note = decided.root / f".~锁_{decided.master.name}.txt"
    note.write_text("张三\n2016-01-01T09:00:00\n", "utf-8")
    with other_program.opening(note, ALONE):
        assert shuzhi("compute", decided.master)[0] == 0


@pytest.mark.usefixtures("impatient")
def test_the_note_of_a_run(decided: TownOffice, shuzhi: Shuzhi, other_program: OtherProgram) -> None:
    before = {path.name for path in decided.root.iterdir()}
    notes: set[str] = set()
    real = Folder.write_note

    def write_note(self: Folder, name: str, text: str) -> None:
        real(self, name, text)
        notes.update({path.name for path in decided.root.iterdir()} - before)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Folder, "write_note", write_note)
        assert shuzhi("compute", decided.master)[0] == 0
    (name,) = (name for name in notes if not name.startswith(".~锁_"))
    (decided.root / name).write_text("从前", "utf-8")
    with other_program.opening(decided.root / name, ALONE):
        assert has_stopped(shuzhi("compute", decided.master), "file_busy", name)
    assert shuzhi("compute", decided.master)[0] == 0


@pytest.mark.usefixtures("impatient")
def test_a_district(generated: TownOffice, shuzhi: Shuzhi, other_program: OtherProgram) -> None:
    town = generated.root / "区县/甲镇.xlsm"
    town.parent.mkdir()
    town.write_bytes(generated.master.read_bytes())
    with other_program.opening(town, ALONE):
        _, printed = shuzhi("rollup", town.parent)
    messages = [finding["message"] for finding in printed["findings"] if finding["file"] == town.name]
    assert ["关闭" in message for message in messages] == [True]
    _, printed = shuzhi("rollup", town.parent)
    workbook = town.parent / Path(printed["outputs"][0]).name
    whole = workbook.read_bytes()
    workbook.write_bytes(b"an earlier one")
    with other_program.opening(workbook, EXCEL):
        assert has_stopped(shuzhi("rollup", town.parent), "file_busy", workbook.name)
    shuzhi("rollup", town.parent)
    assert workbook.read_bytes() == whole


@pytest.mark.usefixtures("impatient")
def test_what_is_only_read(
    drafted: TownOffice, tmp_path: Path, shuzhi: Shuzhi, other_program: OtherProgram
) -> None:
    template = drafted.root / "templates/测评表.xlsx"
    template.parent.mkdir()
    template.write_bytes(read_template(template.name, tmp_path))
    with other_program.opening(template, ALONE):
        assert has_stopped(shuzhi("distribute", drafted.master), "file_busy", template.name)
    scheme = drafted.root / "本镇方案.toml"
    shuzhi("scheme", "export", drafted.master, scheme)
    with other_program.opening(scheme, ALONE):
        status, printed = shuzhi("scheme", "import", drafted.master, scheme)
        assert (status, printed["findings"][0]["code"]) == (2, "scheme_unreadable")
    with other_program.opening(drafted.master, ALONE):
        new = shuzhi("new", drafted.root / "明年.xlsm", "--from", drafted.master)
        assert has_stopped(new, "master_refused", drafted.master.name)
    assert not (drafted.root / "明年.xlsm").exists()
