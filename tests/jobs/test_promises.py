"""What docs/回收规则.md promises of 回收 and 计算, one test per promise."""

import io
import os
import random
from collections import Counter

import openpyxl
import pytest

from shuzhi_xl.cli.recount import recount_master
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.sheets.master.results import TALLY
from shuzhi_xl.sheets.master.vocabulary import EVERY_CLASS, MEETING, SPOILED
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from shuzhi_xl.sheets.outgoing.forms import MARK_KEYS
from tests.jobs.collect.edited_workbook import Change, mark, with_first_mark, worked_on
from tests.jobs.collect.returned_files import FATES, changed_package, codes, drop_all, fates, package, votes
from tests.year_stages import Stages, TownOffice


def contents_of(office: TownOffice) -> Counter[bytes]:
    """Every file under 收回, whatever its name."""
    return Counter(office.files("收回").values())


def mixed(office: TownOffice, stages: Stages) -> dict[str, bytes]:
    """Good files, copies, two contents of one form, a file nobody can read, and strangers."""
    return {
        "一.xlsx": package(stages, "C001"),
        "子/一 (副本).xlsx": package(stages, "C001"),
        "二.xlsx": package(stages, "C002"),
        "二改.xlsx": changed_package(office, stages, "C002"),
        "三.xlsx": with_first_mark(package(stages, "C003"), 't="str"><v>好</v><is><t>差</t></is>'),
        "四.xlsx": b"",
        "五.jpg": b"\xff\xd8\xff\xe0" + bytes(100),
        "六.xlsx": package(stages, "J001")[:-40],
    }


def test_conservation_of_files(issued: TownOffice, stages: Stages) -> None:
    files = mixed(issued, stages)
    for name, content in files.items():
        place = issued.root / "收回" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    outcome = issued.run_job(collect)
    assert outcome.counts["files"] == len(files) == sum(outcome.counts[name] for name in FATES)
    assert fates(outcome) == (1, 1, 3, 3)
    assert contents_of(issued) == Counter(files.values())


def busiest(stages: Stages) -> str:
    """The branch with the most ballots."""
    return max(stages.town.replies, key=lambda number: len(stages.town.replies[number].ballots))


def test_conservation_of_votes(issued: TownOffice, stages: Stages) -> None:
    def slip(book: openpyxl.Workbook) -> None:
        sheet = book["录票"]
        row, _ = mark(sheet)
        for col in (4, 5):
            sheet.cell(row, col).value = "优秀"

    number = busiest(stages)
    files = {name: content for name, content in stages.filled().items() if f"_{number}_" not in name}
    drop_all(issued, {**files, "笔误.xlsx": worked_on(package(stages, number), slip)})
    outcome = issued.run_job(collect)
    rows = issued.rows(BALLOT)
    assert outcome.counts["ballots"] == len({row.ballot for row in rows})
    issued.run_job(compute)
    tallies = [row for row in issued.rows(TALLY) if row.source == MEETING and row.voter_class == EVERY_CLASS]
    for row in tallies:
        listing = [tally.ballot for tally in rows if tally.number == row.number]
        grades = sum(count or 0 for count in (row.good, row.fairly_good, row.average, row.poor))
        assert len(set(listing)) == len(listing) == row.returned
        assert grades + (row.abstention or 0) + (row.spoiled or 0) == row.returned
    assert sum(row.spoiled or 0 for row in tallies) == 2
    for form in issued.rows(FORM):
        assert form.issued >= (form.returned or 0) == (form.valid or 0) + (form.spoiled or 0)


def test_collect_is_idempotent_in_any_order_under_renames_and_copies(
    issued: TownOffice, stages: Stages
) -> None:
    files = list(stages.filled().values())[:7]
    drop_all(issued, {f"{index}.xlsx": content for index, content in enumerate(files)})
    issued.run_job(collect)
    expected = votes(issued)[:2]
    for seed in range(1):
        chance = random.Random(seed)  # noqa: S311 -- a repeatable order
        office = stages.open("issued", issued.root / f"order {seed}")
        pile = [*files, *chance.sample(files, 3)]
        chance.shuffle(pile)
        while pile:
            for content in [pile.pop() for _ in range(min(len(pile), chance.randint(3, 6)))]:
                office.drop(f"{chance.random()}/{chance.random()}.xlsx", content)
            office.run_job(collect)
        assert votes(office)[:2] == expected
        assert fates(office.run_job(collect)) == (0, 0, 0, 0)
        assert votes(office)[:2] == expected


READ_AS: dict[str | int, str | None] = {
    "好": "好",
    " 较 好\u200b": "较好",
    "一\u3000般": "一般",
    "差\n": "差",
    "弃权": "",
    "√": None,
    "✓": None,
    "✔": None,
    "对": None,
    5: None,
    "12": None,
    "好差": None,
    "好、较好": None,
    "优秀": None,
    "好?": None,
    "=好": None,
    "O": None,
}
"""What may stand in a mark's cell, and the grade it is; None where nobody can say."""
KEYS: dict[str | int, str | None] = {1: "好", "1": "好", "２": "较好", "y": "一般"}
"""Grades on a sheet that says so; on any other sheet nobody can say."""


@pytest.mark.parametrize("has_keys", [True, False])
def test_no_mark_is_guessed_or_dropped(issued: TownOffice, stages: Stages, has_keys: bool) -> None:
    read_as = READ_AS | (KEYS if has_keys else dict.fromkeys(KEYS))
    meeting = min(stages.town.paper)
    voter_class = stages.town.paper[meeting][0].voter_class
    blank = next(issued.root.glob(f"发出/*/*/录票_{meeting}_甲.xlsx")).read_bytes()

    def fill(book: openpyxl.Workbook) -> None:
        sheet = book["录票"]
        first = next(cell.row or 0 for row in sheet.iter_rows() for cell in row if cell.value == 1)
        for line in (cell for row in sheet.iter_rows() for cell in row if MARK_KEYS in str(cell.value)):
            line.value = line.value if has_keys else None
        for row, text in enumerate(read_as, start=first):
            sheet.cell(row, 2).value = voter_class
            cell = sheet.cell(row, 4)
            cell.value = text
            cell.data_type = "n" if isinstance(text, int) else "s"

    issued.set_values(错填上限=len(read_as))
    issued.drop("a.xlsx", worked_on(blank, fill))
    outcome = issued.run_job(collect)
    rated = Counter(row.number for row in issued.rows(BALLOT) if row.overall)
    (number,) = rated
    readable = [grade for grade in read_as.values() if grade is not None]
    entered = Counter(row.overall for row in issued.rows(BALLOT) if row.number == number)
    assert entered == Counter([*readable, *[SPOILED] * (len(read_as) - len(readable))])
    listed = [finding for finding in outcome.findings if finding.code == "mark_unreadable"]
    assert [str(finding.value) for finding in listed] == [
        str(text) for text, is_it in read_as.items() if is_it is None
    ]
    assert len({finding.at for finding in listed}) == len(listed)


class Killed(BaseException):
    """The machine went off."""


@pytest.mark.parametrize("at", [1, 2, 3])
def test_old_or_new(issued: TownOffice, stages: Stages, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Whenever it ends, the master is as before or as after; the next run does the rest."""
    before, calls = issued.master.read_bytes(), [0]
    drop_all(issued, {"一.xlsx": package(stages, "C001"), "二.xlsx": package(stages, "C002")})

    def dying(*arguments: object, **keywords: object) -> None:
        calls[0] += 1
        if calls[0] == at:
            raise Killed
        real(*arguments, **keywords)  # type: ignore[arg-type]

    real = os.replace
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", dying)
        try:
            issued.run_job(collect)
        except Killed:
            entered = {row.form for row in TownOffice(issued.root).rows(BALLOT)}
            assert (issued.master.read_bytes() == before) is (not entered)
            assert len(entered) in (0, 2)
    issued.run_job(collect)
    assert len({row.form for row in issued.rows(BALLOT)}) == 2
    assert fates(issued.run_job(collect)) == (0, 0, 0, 0)


def test_two_counts_agree(computed: TownOffice) -> None:
    assert not recount_master(computed.master).findings
    row = next(tally for tally in computed.rows(TALLY) if tally.voter_class == EVERY_CLASS and tally.good)
    computed.type_in(TALLY, row, 好=(row.good or 0) + 1)
    findings = recount_master(computed.master).findings
    assert {(finding.at.sheet, finding.at.cell[-len(str(row.line)) :]) for finding in findings} == {
        ("测评统计", str(row.line))
    }


def booby_trapped(place: str) -> Change:
    def change(book: openpyxl.Workbook) -> None:
        checks = book["问题自查"]
        first = next(cell for row in checks.iter_rows() for cell in row if cell.value == "问题")
        for row, text in enumerate((f"=cmd|'/c echo x > {place}'!A0", f'=WEBSERVICE("file://{place}")')):
            cell = checks.cell((first.row or 0) + 1 + row, first.column or 0)
            cell.value, cell.data_type = text, "s"
        book["录票"].cell(1, 1).value = f'=HYPERLINK("file://{place}")'

    return change


def test_returned_files_never_execute_and_never_change(issued: TownOffice, stages: Stages) -> None:
    canary = issued.root / "canary"
    files = {
        "一.xlsx": worked_on(package(stages, "C001"), booby_trapped(str(canary))),
        "二.xlsx": package(stages, "C002"),
        "三.xlsx": package(stages, "C002"),
        "总表.xlsx": issued.master.read_bytes(),
    }
    for name, content in files.items():
        (issued.root / "收回").mkdir(exist_ok=True)
        (issued.root / "收回" / name).write_bytes(content)
    outcome = issued.run_job(collect)
    assert fates(outcome) == (2, 1, 0, 1)
    assert "file_macros" in codes(outcome)
    assert not canary.exists()
    assert contents_of(issued) == Counter(files.values())
    issued.run_job(collect)
    assert contents_of(issued) == Counter(files.values())
    cells = (
        cell
        for row in openpyxl.load_workbook(io.BytesIO(issued.master.read_bytes()))["整改清单"].iter_rows()
        for cell in row
    )
    assert {cell.data_type for cell in cells if str(cell.value).startswith("=")} == {"s"}


def test_the_order_of_ballots_reveals_no_voter(issued: TownOffice, stages: Stages) -> None:
    meeting = max(stages.town.paper, key=lambda meeting_name: len(stages.town.paper[meeting_name]))
    issued.drop(
        "a.xlsx", next(content for name, content in stages.filled().items() if f"录票_{meeting}_" in name)
    )
    issued.run_job(collect)
    rows: dict[str, dict[str, str]] = {}
    for row in issued.rows(BALLOT):
        rows.setdefault(row.ballot, {})[row.number] = row.overall
    entered = [sorted(marks.items()) for _, marks in sorted(rows.items())]
    typed = [
        sorted((secretary, mark) for (secretary, _), mark in ballot.marks.items())
        for ballot in stages.town.paper[meeting]
    ]
    assert sorted(entered) == sorted(typed)
    assert sum(first == second for first, second in zip(entered, typed, strict=True)) < len(typed) / 4
