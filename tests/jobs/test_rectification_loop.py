"""From the lists that go out to 销号: every step of putting a problem right, as the office sees it."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl

from shuzhi_xl.demo.play.fill_forms import fill_rectification
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.track import track
from shuzhi_xl.rules.intake.answers import RectificationReply
from shuzhi_xl.sheets.master.office_entries import REMARK_TABLE, VISIT_TABLE
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.vocabulary import CLOSED, DONE, NOT_STARTED, POLL, PROBLEM_SOURCES
from tests.year_stages import TownOffice

OWN = "C001"
DONE_ON, CLOSED_ON = date(2016, 3, 1), date(2016, 3, 10)


def problems_of_one(office: TownOffice) -> list[Problem]:
    return [problem for problem in office.rows(PROBLEM) if problem.number == OWN]


def sent(office: TownOffice) -> bytes:
    (path,) = office.root.glob(f"结果/*/*/反馈_{OWN}_*.xlsx")
    return path.read_bytes()


def lists(office: TownOffice) -> dict[str, list[dict[str, Any]]]:
    """The three lists of the branch's workbook, each as header and value."""
    book = openpyxl.load_workbook(io.BytesIO(sent(office)))
    rows_by_title: dict[str, list[dict[str, Any]]] = {}
    for title in ("问题清单", "责任清单", "整改清单"):
        headers, *rows = book[title].iter_rows(min_row=4, values_only=True)
        rows_by_title[title] = [dict(zip(map(str, headers), row, strict=True)) for row in rows if row[0]]
    return rows_by_title


def tracked(office: TownOffice) -> str:
    """All that the tracking lists and the reminders say."""
    files = [
        content
        for place, content in office.files("结果/2015").items()
        if place.startswith(("整改跟踪", "催办"))
    ]
    books = [openpyxl.load_workbook(io.BytesIO(file)) for file in files]
    return "\n".join(str(cell.value) for book in books for sheet in book for row in sheet for cell in row)


def a_problem_of_every_source(office: TownOffice) -> None:
    remark, visit = office.rows(REMARK_TABLE)[0], office.rows(VISIT_TABLE)[0]
    office.type_in(REMARK_TABLE, remark, 编号=OWN, 点评内容="党课次数偏少", 列入问题="是")
    office.type_in(VISIT_TABLE, visit, 编号=OWN, 情况摘要="公开栏陈旧", 列入问题="是")
    plain = {"编号": OWN, "状态": NOT_STARTED, "整改时限": date(2016, 5, 31)}
    with office.writing() as context:
        context.store.append_rows(
            PROBLEM,
            [
                {**plain, "问题编号": f"{OWN}-91", "来源": POLL, "问题": "群众反映答复慢"},
                {
                    **plain,
                    "问题编号": f"{OWN}-92",
                    "来源": "上年结转",
                    "问题": "阵地不足",
                    "结转自": f"{OWN}-1",
                },
            ],
        )


def test_problems_of_every_source_go_out_in_three_lists_that_agree(decided: TownOffice) -> None:
    a_problem_of_every_source(decided)
    assert decided.run_job(generate).ok
    rows_by_title = lists(decided)
    sources = [row["来源"] for row in rows_by_title["问题清单"]]
    assert set(sources) == set(PROBLEM_SOURCES)
    assert sources == sorted(sources, key=PROBLEM_SOURCES.index)
    numbers = [row["问题编号"] for row in rows_by_title["问题清单"]]
    assert all([row["问题编号"] for row in rows] == numbers for rows in rows_by_title.values())
    assert sorted(numbers) == sorted(problem.problem for problem in problems_of_one(decided))
    by_number = {problem.problem: problem for problem in problems_of_one(decided)}
    for row in rows_by_title["整改清单"]:
        problem = by_number[row["问题编号"]]
        due = row["整改时限"].date() if isinstance(row["整改时限"], datetime) else None
        assert (row["问题"], row["责任人"] or "", due) == (problem.content, problem.owner, problem.due)


def test_a_problem_is_closed_by_the_office_with_name_and_date_and_by_nobody_else(
    generated: TownOffice,
) -> None:
    problem, *_ = problems_of_one(generated)
    reply = RectificationReply(problem.problem, "李责任", "", "", None, "已补齐", DONE, DONE_ON)
    generated.drop("整改.xlsx", fill_rectification(sent(generated), [reply]))
    assert generated.run_job(collect).ok
    problem, *_ = problems_of_one(generated)
    assert (problem.state, problem.done_on, problem.closed_by) == (DONE, DONE_ON, "")
    assert generated.run_job(track).ok
    assert DONE in tracked(generated)

    generated.type_in(PROBLEM, problem, 状态=CLOSED)
    unsigned = generated.run_job(track)
    assert {
        (finding.code, finding.context["header"]) for finding in unsigned.findings if not unsigned.ok
    } >= {
        ("closing_unsigned", "销号人"),
        ("closing_unsigned", "销号日期"),
    }
    generated.type_in(PROBLEM, problem, 销号人="王审核", 销号日期=CLOSED_ON)
    assert generated.run_job(track).ok
    assert problem.problem not in tracked(generated).split("\n")
    generated.run_job(generate)
    assert problem.problem not in [row["问题编号"] for row in lists(generated)["整改清单"]]


def test_overdue_and_due_soon_are_reported_as_of_the_reminder_day(generated: TownOffice) -> None:
    first, second, *_ = problems_of_one(generated)
    generated.type_in(PROBLEM, first, 整改时限=date(2016, 3, 1))
    generated.type_in(PROBLEM, second, 整改时限=date(2016, 3, 8))
    generated.set_values(催办日期=date(2016, 3, 4))
    outcome = generated.run_job(track)
    assert "其中逾期 1 个、即将到期 1 个" in outcome.summary
    late = [finding for finding in outcome.findings if finding.code == "problem_overdue"]
    assert [finding.context["problem"] for finding in late] == [first.problem]
    assert generated.run_job(generate).ok  # the grades are still judged by 基准日期
